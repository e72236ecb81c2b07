import type { FindOut } from '../../shared/contract/call';
import { isRepeated } from '../../shared/operation/findOut';
import { LINKED } from '../answerProofs';
import { method } from '../vendor';

/**
 * No method reads the links of tasks, but one that is there already can't be made, and one that is gone can't be
 * deleted: then the call is refused (docs/contracts/bitrix24.md section 2.8).
 */
export function isSettled(name: string, sent: object): FindOut {
	return isRepeated(method(name, sent, 'write', LINKED), { result: [] });
}
