import { saveActivity } from './fields';
import { written } from './simplify';

/** How an activity is found, saved and put out. */
export const saved = { list: 'getActivityList', save: saveActivity, written } as const;
