import { withExternalIds } from '../withExternalId.cts';
import type { Item } from '../engine.cts';
import { VENDORS, type VendorOf } from '../fakes.cts';
import type { RowOf, Told } from '../operations.cts';
import { idsWritten } from '../written.cts';
import { activities } from './leadsquared/activities.cts';
import { notes } from './leadsquared/notes.cts';
import { sales } from './leadsquared/sales.cts';
import { tasks } from './leadsquared/tasks.cts';
import { users } from './leadsquared/users.cts';

/** @param vendor the LeadSquared fake, which knows its GUIDs */
const leadSquaredOperations = (vendor: VendorOf<'leadSquared'>): Array<RowOf<'leadSquared'>> =>
	[activities, tasks, notes, sales, users]
		.flatMap((rows) => rows(vendor))
		.map((operation) => ({
			node: 'leadSquared',
			written: idsWritten,
			wrote: ({ json }: Item<Told>) => [json.id],
			...operation,
		}));

const IDS = {
	'leadSquared task create': '={{ $json.name }}',
	'leadSquared note create': '={{ $json.lead }}',
};

export const leadSquared = () =>
	withExternalIds(leadSquaredOperations(VENDORS.leadSquared.make()), IDS);
