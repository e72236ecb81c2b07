import { required } from '../../shared/form/fields';
import { aList } from '../../shared/http/proof';
import { list } from '../../shared/operation/define';
import { listIn, recordsOf } from '../../shared/operation/paging';
import { addresses } from '../addresses';
import { lead } from '../leads';
import { get } from '../vendor';
import { toPortable } from './portable';
import { simplify } from './simplify';

/** They come all at once: nothing to page. */
export const salesOf = (leadId: string) =>
	get('/SalesActivity.svc/RetrieveByLeadId', aList(undefined, 'a list of sales activities'), {
		leadId,
		includeOption: false,
	});

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many sales activities',
	description: 'List the sales of products to a lead',
	fields: { lead: required(lead) },
	simplify,
	portable: toPortable,
	addresses,
	*rows({ lead: leadId }, _options, limit) {
		const rows = listIn(recordsOf(yield salesOf(leadId)), {
			vendor: 'LeadSquared',
			records: 'sales activities',
		});
		return rows.slice(0, limit).map((row) => ({ ...row, RelatedProspectId: leadId }));
	},
});
