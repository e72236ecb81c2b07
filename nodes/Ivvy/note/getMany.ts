import type { IDataObject } from 'n8n-workflow';
import { list } from '../../shared/operation/define';
import { addresses } from '../addresses';
import { conditionsOn, filterOf, NOTE_FIELDS, rawFilter } from '../listFilters';
import { listRows } from '../paging';
import { simplify } from './simplify';
import { notesOf, TARGET_FIELDS } from './target';

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many notes',
	description: 'List the notes on a company, contact, lead or opportunity',
	fields: { ...TARGET_FIELDS, conditions: conditionsOn(NOTE_FIELDS) },
	options: { filter: rawFilter },
	simplify,
	addresses,
	rows({ conditions, ...target }, { filter }, limit) {
		const {
			list: [namespace, name],
			textKey,
			owner,
		} = notesOf(target);
		const wanted = filterOf(withTextKey(conditions, textKey), filter);
		return listRows(namespace, name, { ...owner, filter: wanted }, limit);
	},
});

/** The text of a note stands under another name on contacts and companies. */
function withTextKey(conditions: IDataObject, textKey: string): IDataObject {
	return Object.fromEntries(
		Object.entries(conditions).map(([key, value]) => [
			key.replace(/^note(?=__|$)/, textKey),
			value,
		]),
	);
}
