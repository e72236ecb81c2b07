import type { IDataObject } from 'n8n-workflow';
import { required } from '../../shared/form/fields';
import { SOME_JSON } from '../../shared/http/proof';
import { list } from '../../shared/operation/define';
import { asText } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { simplify } from '../activityRecord';
import { toPortable } from '../customActivity/portable';
import { lead } from '../leads';
import { inOrder, offsetRows } from '../paging';
import { CHANGED, CREATED, sortBy } from '../sort';
import { search } from '../vendor';
import { opportunity, opportunityType } from './fields';

/** No page lists the activities of an opportunity: those of its lead are read, which name it (section 4.8). */
export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many opportunity activities',
	description: 'List the activities of an opportunity. All activities of its lead are read for it.',
	fields: {
		lead: required(lead),
		opportunityType,
		opportunity: required(opportunity),
		sort: sortBy(CREATED, CHANGED),
	},
	simplify,
	portable: toPortable,
	addresses,
	*rows({ lead: leadId, opportunity: opportunityId, sort }, _options, limit) {
		const rows = yield* offsetRows(
			{ ...search('/ProspectActivity.svc/Retrieve', {}, SOME_JSON), query: { leadId } },
			{ key: 'ProspectActivities', records: 'activities', limit: Infinity },
		);
		const isOnIt = ({ RelatedOpportunityId, EventCode }: IDataObject) =>
			asText(RelatedOpportunityId).toLowerCase() === opportunityId &&
			!MARKERS.includes(asText(EventCode));
		// All were read, so that they can be given in any order, whatever order LeadSquared has them in.
		return inOrder(rows.filter(isOnIt), sort).slice(0, limit);
	},
});

/** Rows beside an opportunity that are no activities of their own (section 4.12). */
const MARKERS = ['33', '3011'];
