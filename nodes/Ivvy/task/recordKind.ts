import type { RequestSpec } from '../../shared/contract/call';
import { saveRequest } from '../saveRecord';
import { written } from './simplify';

/** Adds a task, or changes the one whose `id` is in the body. @param external the External ID in its text */
export function saveTask(body: object, external?: string): RequestSpec {
	return saveRequest('crm', 'addOrUpdateTask', body, external);
}

/** How a task is found and saved, and what comes out. */
export const taskRecord = { list: 'getTaskList', save: saveTask, written } as const;
