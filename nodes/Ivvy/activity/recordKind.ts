import { saveActivity } from './fields';
import { written } from './simplify';

/** How an activity is found and saved, and what comes out. */
export const activityRecord = { list: 'getActivityList', save: saveActivity, written } as const;
