import type { FindOut } from '../../shared/contract/call';
import { isHeld } from '../../shared/operation/findOut';
import { asNumber, asRows } from '../../shared/text/unknownJson';
import { listAt } from '../answerProofs';
import { method, resultOf } from '../vendor';

/** The activity is linked to one record, and to another one no more; docs/contracts/bitrix24.md section 2.6. */
export function linksAre(
	activityId: number,
	entityTypeId: number,
	{ there, gone }: { readonly there?: number; readonly gone?: number },
): FindOut {
	return isHeld({
		read: method('crm.activity.binding.list', { activityId }, 'read', listAt()),
		holds(body) {
			const linked = asRows(resultOf(body))
				.filter((link) => asNumber(link.entityTypeId) === entityTypeId)
				.map((link) => asNumber(link.entityId));
			const isThere = there === undefined || linked.includes(there);
			return isThere && (gone === undefined || !linked.includes(gone));
		},
		answer: () => ({ result: true }),
	});
}
