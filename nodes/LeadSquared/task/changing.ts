import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { write } from '../vendor';
import { UPDATED } from './answers';
import { taskHolds } from './findOut';

/** Changes what is named and nothing else of a task (docs/contracts/leadsquared.md section 5.3). */
export function changing(id: string, changes: IDataObject): RequestSpec {
	return {
		...write('/Task.svc/Update', { UserTaskId: id, ...changes }, UPDATED),
		findOut: taskHolds(id, changes),
	};
}
