import { date, flag, required } from '../../shared/form/fields';
import { SOME_JSON } from '../../shared/http/proof';
import { list } from '../../shared/operation/define';
import { defined } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { simplify } from '../activityRecord';
import { pagedRows, periodOf } from '../paging';
import { CHANGED, CREATED, sortBy } from '../sort';
import { search } from '../vendor';
import { activityType } from './fields';
import { toPortable } from './portable';

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many custom activities',
	description:
		'List the activities of a type that were created or changed in a period of time, on all leads',
	fields: {
		activityType: required(activityType),
		from: required(date('From', 'start', { description: 'Filters by last modified time' })),
		to: date('To', 'end', { description: 'If empty, the current time' }),
		sort: sortBy(CHANGED, CREATED),
	},
	options: {
		removeEmptyValues: flag(
			'Leave Out Empty Fields',
			'Whether fields without a value are left out',
			true,
		),
	},
	simplify,
	portable: toPortable,
	addresses,
	*rows({ activityType: code, from, to, sort }, { removeEmptyValues = true }, limit) {
		const Parameter = defined({
			...periodOf(from, to),
			ActivityEvent: code,
			RemoveEmptyValue: removeEmptyValues,
		});
		return yield* pagedRows(
			search(
				'/ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent',
				{ Parameter },
				SOME_JSON,
			),
			'List',
			limit,
			sort,
		);
	},
});
