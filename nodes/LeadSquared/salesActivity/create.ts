import { choice, required } from '../../shared/form/fields';
import { anId, GUID } from '../../shared/http/proof';
import { operation } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { lead } from '../leads';
import { write } from '../vendor';
import { product, revenue, saleBody, soldBy, soldOn } from './fields';
import { saleIsListed } from './findOut';
import { newFromPortable } from './portable';
import { written } from './simplify';

const STATUSES = [
	{ name: 'Lost', value: 'Lost' },
	{ name: 'Open', value: 'Open' },
	{ name: 'Won', value: 'Won' },
] as const;

const idIn = (body: unknown) => asObject(asObject(body).Message).Id;

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a sales activity',
	description: 'Add the sale of a product to a lead',
	effect: 'write',
	writes: 'new',
	fields: {
		lead: required(lead),
		product: required(product),
		status: choice('Status', STATUSES, { fallback: 'Open' }),
		revenue,
		soldBy,
		soldOn,
	},
	fromPortable: newFromPortable,
	request({ lead: ProspectId, status: Status = 'Open', ...sale }) {
		const body = { ProspectId, Status, ...saleBody(sale) };
		const proof = anId(GUID, idIn, 'the ID of the sales activity');
		return {
			...write('/SalesActivity.svc/Create', body, proof),
			findOut: saleIsListed(ProspectId, body),
		};
	},
	output(body, { body: sent }) {
		const { ProspectId, ...sale } = asObject(sent);
		return written(idIn(body), ProspectId, sale);
	},
});
