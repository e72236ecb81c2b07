import { required, text } from '../../shared/form/fields';
import { anId, GUID } from '../../shared/http/proof';
import { ALWAYS, operation } from '../../shared/operation/define';
import { asObject, defined } from '../../shared/text/unknownJson';
import { lead } from '../leads';
import { write } from '../vendor';
import { salesActivityId } from './fields';

export const cancel = operation({
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel a sales activity',
	description: 'Cancel the sale of a product',
	effect: 'write',
	isDestructive: ALWAYS,
	records: ({ salesActivityId: id }) => [id],
	fields: {
		lead,
		salesActivityId: required(salesActivityId),
		note: text('Description', {
			rows: 2,
			placeholder: 'e.g. The customer withdrew the order',
			description: "LeadSquared's note of the cancellation",
		}),
	},
	request: ({ salesActivityId: activityId, note }) =>
		write(
			'/SalesActivity.svc/Cancel',
			defined({ activityId, activityEventNote: note }),
			// Whose ID it is, of the sale or of its cancellation, is not documented.
			anId(GUID, (body) => asObject(asObject(body).Message).Id, 'the ID of the cancellation'),
		),
	output: (_body, _request, { salesActivityId: id, note }) =>
		defined({ id, canceled: true, description: note }),
});
