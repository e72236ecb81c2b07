/** An ID of no record of the fake LeadSquared. */
export const NO_GUID = '00000000-0000-4000-8000-000000000000';
