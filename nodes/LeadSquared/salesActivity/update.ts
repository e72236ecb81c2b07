import { collection, required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { SUCCESS } from '../answerProofs';
import { lead } from '../leads';
import { write } from '../vendor';
import { product, revenue, saleBody, salesActivityId, soldBy, soldOn } from './fields';
import { saleHolds } from './findOut';
import { changesFromPortable } from './portable';
import { written } from './simplify';

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a sales activity',
	description:
		'Change product, revenue, user or date of a sale. Fields you leave out stay unchanged.',
	effect: 'write',
	writes: 'present',
	records: ({ salesActivityId: id }) => [id],
	fields: {
		lead: required(lead),
		salesActivityId: required(salesActivityId),
		updateFields: collection('Update Fields', { product, revenue, soldBy, soldOn }),
	},
	fromPortable: changesFromPortable,
	request({ lead: ProspectId, salesActivityId: Id, updateFields }) {
		const sale = mustChange(saleBody(updateFields));
		// The printed answer counts 0 changed rows and is a success (docs/contracts/leadsquared.md section 4.17).
		return {
			...write('/SalesActivity.svc/Update', { Id, ProspectId, ...sale }, SUCCESS),
			findOut: saleHolds(ProspectId, Id, sale),
		};
	},
	output: (_body, _request, { lead: leadId, salesActivityId: id, updateFields }) =>
		written(id, leadId, saleBody(updateFields)),
});
