import type { IDataObject } from 'n8n-workflow';
import { choice, date, required, requiredWhen } from '../../shared/form/fields';
import { GUID_ID, picker, pickers } from '../../shared/form/recordPickers';
import { SOME_JSON } from '../../shared/http/proof';
import { list } from '../../shared/operation/define';
import { listSteps, type Pager } from '../../shared/operation/paging';
import { asObject, defined } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { simplify as simplifyActivity } from '../activityRecord';
import { EVENT_CODE } from '../customActivity/fields';
import { byPages } from '../paging';
import { windowOf } from '../times';
import { search } from '../vendor';

const SCOPES = [
	{ name: 'All Activities', value: 'all' },
	{ name: 'Of Activity Types', value: 'types' },
	{ name: 'Of One Activity', value: 'activity' },
] as const;

/** What changed in activities; the call takes an activity or types, never both. */
export const getHistory = list({
	value: 'getHistory',
	name: 'Get History',
	action: 'Get history of activities',
	description:
		'List what was changed in activities in a period of time, with the values before and after',
	fields: {
		scope: choice('History', SCOPES, { fallback: 'activity' }),
		activityId: requiredWhen(
			picker('Activity', GUID_ID),
			{ scope: ['activity'] },
			'Enter its ID, or set History to All Activities.',
		),
		activityTypes: requiredWhen(
			pickers('Activity Types', 'Activity Type', EVENT_CODE, { search: 'searchActivityTypes' }),
			{ scope: ['types'] },
			'Pick at least one, or set History to All Activities.',
		),
		from: required(date('From', 'start')),
		to: date('To', 'end', { description: 'If empty, the current time' }),
	},
	simplify,
	addresses,
	*rows({ scope, activityId: id, activityTypes, from, to }, _options, limit) {
		const about =
			scope === 'activity'
				? { ActivityID: id }
				: scope === 'types'
					? { ActivityEvents: activityTypes?.map(String) }
					: {};
		return yield* listSteps(
			CHANGES,
			search(
				'/ProspectActivity.svc/RetrieveActivityChange',
				{ Parameter: defined({ ...windowOf(from, to), ...about }) },
				SOME_JSON,
			),
			limit,
		);
	},
});

/** An activity comes once for each of its changes, so nothing but the whole row tells two apart. */
const CHANGES: Pager = { ...byPages({ key: 'Activities', records: 'changes' }), id: undefined };

/** The activity stands in `Activity`, what changed beside it. */
function simplify(row: IDataObject): IDataObject {
	const { Activity, ...changes } = row;
	return { ...simplifyActivity(asObject(Activity ?? row)), changes };
}
