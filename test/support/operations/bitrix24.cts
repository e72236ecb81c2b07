import type { Item } from '../engine.cts';
import type { VendorOf } from '../fakes.cts';
import type { RowOf, Told } from '../operations.cts';
import { withExternalIds } from '../withExternalId.cts';
import { ACTIVITIES } from './bitrix24/activities.cts';
import { OF_APP } from './bitrix24/app.cts';
import { CALENDAR } from './bitrix24/calendar.cts';
import { CALLS_OF_APP, OTHER_CALLS } from './bitrix24/calls.cts';
import { COMMENTS } from './bitrix24/comments.cts';
import { TASKS } from './bitrix24/tasks.cts';
import { ALL_TIMES } from './bitrix24/times.cts';
import { USERS } from './bitrix24/users.cts';

const IDS = {
	'bitrix24 activity create (to-do)': '={{ $json.title }}',
	'bitrix24 task create': '={{ $json.title }}',
};

function ofPortal(operation: RowOf<'bitrix24'>) {
	return {
		node: 'bitrix24',
		bulk: true,
		written: (fake: { vendor: VendorOf<'bitrix24'> }) =>
			fake.vendor.writes.map(({ id }) => (Number.isNaN(Number(id)) ? id : Number(id))),
		wrote: ({ json }: Item<Told>) => [json.id],
		...operation,
	};
}

const OF_PORTAL = [
	...ACTIVITIES,
	...TASKS,
	...COMMENTS,
	...USERS,
	...ALL_TIMES,
	...CALENDAR,
	...OTHER_CALLS,
];

export const bitrix24 = () => withExternalIds(OF_PORTAL.map(ofPortal), IDS);
export const bitrix24App = () => [...OF_APP, ...CALLS_OF_APP].map(ofPortal);
