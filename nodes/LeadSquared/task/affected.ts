import { Refused } from '../../shared/errors';
import { asNumber, asObject } from '../../shared/values';

export const noTask = (): Refused => new Refused({ kind: 'missing', title: 'The task does not exist', advice: 'Check the task ID. It may have been deleted in LeadSquared.' });

/** A change of a task that does not exist is not refused: no row is affected (vendors/leadsquared.md section 5.3, unverified). @throws Refused */
export function checkAffected(body: unknown): void {
	if (asNumber(asObject(asObject(body).Message).AffectedRows) === 0) throw noTask();
}
