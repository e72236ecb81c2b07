import { list } from '../../shared/operation/define';
import { sqlUtcToIso } from '../../shared/text/dates';
import { listRows } from '../paging';
import { notesOf, TARGET_FIELDS } from './target';

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many notes',
	description: 'List the notes on a company, contact, lead or opportunity',
	fields: TARGET_FIELDS,
	simplify: ({ id, note, noteText, createdByUserId, createdDate, modifiedDate }) => ({
		id,
		note: note ?? noteText,
		createdByUserId,
		created: sqlUtcToIso(createdDate) as string,
		modified: sqlUtcToIso(modifiedDate) as string,
	}),
	rows(target, _options, limit) {
		const {
			list: [namespace, name],
			owner,
		} = notesOf(target);
		return listRows(namespace, name, owner, limit);
	},
});
