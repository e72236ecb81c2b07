import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { details } from '../answerProofs';
import { get as read } from '../vendor';
import { salesActivityId } from './fields';
import { lead } from '../leads';
import { toPortable } from './portable';
import { simplify } from './simplify';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a sales activity',
	description: 'Read the sale of a product with all its fields',
	effect: 'read',
	fields: { lead, salesActivityId: required(salesActivityId) },
	simplify,
	portable: toPortable,
	addresses,
	request: ({ salesActivityId: activityId }) =>
		read('/SalesActivity.svc/RetrieveActivity', details('the sales activity'), { activityId }),
	output: (body, _request, { salesActivityId: id, lead: leadId }) => ({
		...asObject(body),
		ProspectActivityId: id,
		...(leadId === undefined ? {} : { RelatedProspectId: leadId }),
	}),
});
