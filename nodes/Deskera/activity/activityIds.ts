import type { IDataObject } from 'n8n-workflow';
import { idList, NUMBER_ID } from '../../shared/form/recordPickers';
import { defined } from '../../shared/text/unknownJson';

/** IDs for one bulk call: from each input item, or a list in one item. */
export const activityIds = idList(
	'Activity IDs',
	NUMBER_ID,
	'IDs of the activities: one from each input item, such as {{ $json.id }}, or several ' +
		'with commas between. Items are combined into as few requests as Batch Size allows.',
);

/** Above this one wrong expression could empty an account. */
const CONFIRM_ABOVE = 100;

/** Asks before a run changes very many activities. @param verb what it would do with them */
export function confirmed(verb: string) {
	return {
		above: CONFIRM_ABOVE,
		records: ({ activityIds: ids }: { readonly activityIds: readonly number[] }) => ids,
		would: (count: number) => `${verb} ${count.toLocaleString('en')} activities`,
	};
}

/** `id` for one, `ids` for several. */
export function idOrIds(ids: readonly unknown[]): IDataObject {
	return defined(ids.length === 1 ? { id: ids[0] } : { ids });
}
