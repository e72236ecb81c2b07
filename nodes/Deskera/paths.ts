export const ACTIVITIES = '/v1/crm/activities';
