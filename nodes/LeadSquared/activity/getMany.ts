import { emptyField } from '../../shared/form/blank';
import { choice, date, flag, requiredWhen, when } from '../../shared/form/fields';
import { SOME_JSON } from '../../shared/http/proof';
import { list } from '../../shared/operation/define';
import { defined } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { simplify } from '../activityRecord';
import { activityType } from '../customActivity/fields';
import { toPortable } from '../customActivity/portable';
import { lead } from '../leads';
import { offsetRows, pagedRows, periodOf } from '../paging';
import { CHANGED, CREATED, sortBy } from '../sort';
import { search } from '../vendor';

const SCOPES = [
	{ name: 'Of a Lead', value: 'lead' },
	{ name: 'Recently Modified, of All Leads', value: 'recent' },
] as const;

const NO_LEAD = 'Pick the lead, or set Activities to Recently Modified, of All Leads.';

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many activities',
	description: 'List the activities of a lead, or all that were changed in a period of time',
	fields: {
		scope: choice('Activities', SCOPES, { fallback: 'lead' }),
		lead: requiredWhen(lead, { scope: ['lead'] }, NO_LEAD),
		from: requiredWhen(date('From', 'start', { description: 'Filters by last modified time' }), {
			scope: ['recent'],
		}),
		to: when(date('To', 'end', { description: 'If empty, the current time' }), {
			scope: ['recent'],
		}),
		activityType: { ...activityType, label: 'Activity Type' },
		sort: when(sortBy(CHANGED, CREATED), { scope: ['recent'] }),
	},
	options: {
		getFileUrl: flag(
			'Get File URLs',
			'Whether to return URLs instead of names for the files of custom field sets. Applies to ' +
				'the activities of a lead.',
		),
	},
	simplify,
	portable: toPortable,
	addresses,
	*rows({ scope, lead: leadId, from, to, activityType: code, sort }, { getFileUrl }, limit) {
		if (scope === 'recent') {
			if (from === undefined) throw emptyField('From');
			const Parameter = defined({
				...periodOf(from, to),
				ActivityEvent: code,
				IncludeCustomFields: 1,
			});
			return yield* pagedRows(
				search('/ProspectActivity.svc/RetrieveRecentlyModified', { Parameter }, SOME_JSON),
				'ProspectActivities',
				limit,
				sort,
			);
		}
		if (leadId === undefined) throw emptyField('Lead', NO_LEAD);
		const query = { leadId, ...(getFileUrl === true ? { getFileURL: true } : {}) };
		const base = {
			...search(
				'/ProspectActivity.svc/Retrieve',
				code === undefined ? {} : { Parameter: { ActivityEvent: code } },
				SOME_JSON,
			),
			query,
		};
		return yield* offsetRows(base, { key: 'ProspectActivities', records: 'activities', limit });
	},
});
