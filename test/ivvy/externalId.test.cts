/** An import that runs again finds its records whether or not iVvy filters its lists by text. */
import { activity, byId, ivvy, task } from './support/forms.cts';

const account = ivvy();
const note = {
	resource: 'note',
	operation: 'create',
	noteOn: 'contact',
	contactId: byId('45001'),
	note: 'Wants a quote',
};

it.each(
	Object.entries({ activity, task, note }).flatMap(([resource, form]) =>
		(['works', 'refused', 'ignored'] as const).map((filter) => [resource, filter, form] as const),
	),
)('%s: the filter is %s', async (_resource, textFilter, form) => {
	account.fake.vendor.options.textFilter = textFilter;
	const options = { externalId: 'row-1' };
	const [first] = await account.rows({ ...form, options });
	const [again] = await account.rows({ ...form, options });
	expect(again).toMatchObject({ id: first?.id, updated: true });
	expect(account.fake.vendor.writes.map(({ id }) => id)).toEqual([first?.id, first?.id]);
});
