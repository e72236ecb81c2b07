import { required } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { addresses } from '../addresses';
import { readRows } from '../paging';
import { ownerId, ownerType } from '../recordPickers';
import { typeWord } from '../relatedRecords';
import { sortable, sortBy } from '../sort';
import { simplify } from './simplify';

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many timeline comments',
	description: 'List the comments of a CRM record, newest first',
	fields: {
		ownerType: required(ownerType),
		owner: required(ownerId),
		sort: sortBy(...sortable('AUTHOR_ID', 'CREATED', 'ID')),
	},
	simplify,
	addresses,
	// The filter of this list knows the record only.
	rows: ({ ownerType: type, owner, sort }, _options, limit) => {
		const parameters = { filter: { ENTITY_ID: owner, ENTITY_TYPE: typeWord(type) } };
		const list = {
			method: 'crm.timeline.comment.list',
			records: 'comments',
			parameters,
			id: 'ID',
			isCounted: true,
			sort,
		};
		return readRows(list, limit);
	},
});
