import { required, text } from '../../shared/form/fields';
import { picker, textId } from '../../shared/form/recordPickers';
import { asObject } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { ownerId, ownerType } from '../recordPickers';
import { recordOfType } from '../relatedRecords';
import { restMethod } from '../restMethod';
import { simplify } from './fields';
import { isAmongRows } from '../recentRows';
import { readsLike } from '../../shared/text/sameValues';

export const create = restMethod({
	value: 'create',
	name: 'Create',
	action: 'Create a timeline log entry',
	description: 'Add an entry to the history of a CRM record, such as an event of another system',
	effect: 'write',
	writes: 'new',
	fields: {
		ownerType: required(ownerType),
		owner: required(ownerId),
		title: required(text('Title', { placeholder: 'e.g. Order shipped' })),
		text: required(text('Text', { rows: 4, placeholder: 'e.g. Parcel 4711 is on its way' })),
		icon: required(
			picker('Icon', textId('info'), {
				search: 'searchTimelineIcons',
				description: 'Code of the icon, such as info',
			}),
		),
	},
	// Entries of a record are read in the order in which they were written.
	records: ({ ownerType: type, owner }) => [[type, owner]],
	method: 'crm.timeline.logmessage.add',
	parameters: ({ ownerType: entityTypeId, owner: entityId, title, text: said, icon }) => ({
		fields: { entityTypeId, entityId, title, text: said, iconCode: icon },
	}),
	proof: idAt('logMessage', 'id'),
	findOut: ({ ownerType: entityTypeId, owner: entityId, title, text: said, icon }) =>
		isAmongRows({
			list: 'crm.timeline.logmessage.list',
			parameters: { entityTypeId, entityId, order: { id: 'desc' } },
			created: 'created',
			isIt: (row) => readsLike({ title, text: said, iconCode: icon }, row),
			result: (row) => ({ logMessage: row }),
		}),
	output: (result, { ownerType: type, owner }) => ({
		...simplify(asObject(asObject(result).logMessage)),
		relatedTo: recordOfType(type, owner),
	}),
});
