import type { RequestSpec } from '../../shared/contract/call';
import { saveRequest } from '../saveRecord';
import { written } from './simplify';

/** Adds an activity, or changes the one whose `id` is in the body. @param external the External ID in its text */
export function saveActivity(body: object, external?: string): RequestSpec {
	return saveRequest('crm', 'addOrUpdateActivity', body, external);
}

/** How an activity is found and saved, and what comes out. */
export const activityRecord = { list: 'getActivityList', save: saveActivity, written } as const;
