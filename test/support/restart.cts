/** n8n is started again: what the package keeps in the memory of the process is gone. */
import { forgetDeleted } from '../../dist/nodes/shared/operation/deletedCopies.js';
import { forgetPairs } from '../../dist/nodes/shared/operation/syncMemory.js';

/** As far as it is about pairs of records that are kept in step. */
export function restarted(): void {
	forgetPairs();
	forgetDeleted();
}
