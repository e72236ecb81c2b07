/**
 * No page says by what iVvy's lists can be filtered (docs/contracts/ivvy.md section 5). A filter that finds nothing, at
 * all or of what was just made, makes no second record: neither after a lost answer nor in a second run.
 */
import { there } from '../support/there.cts';
import { activity, byId, ivvy, task, type Values } from './support/forms.cts';

jest.setTimeout(120_000);

const account = ivvy();
const note = {
	resource: 'note',
	operation: 'create',
	noteOn: 'lead',
	leadId: byId('2002'),
	note: 'Wants a quote',
};

interface Kind {
	readonly form: Values;
	readonly store: string;
	readonly creates: string;
	/** Where rows have the text. */
	readonly text: string;
}

const KINDS: Readonly<Record<string, Kind>> = {
	activity: {
		form: activity,
		store: 'activities',
		creates: 'addOrUpdateActivity',
		text: 'description',
	},
	task: { form: task, store: 'tasks', creates: 'addOrUpdateTask', text: 'description' },
	note: { form: note, store: 'leadNotes', creates: 'addOrUpdateLeadNote', text: 'note' },
};

const FILTERS = ['works', 'refused', 'ignored', 'blind', 'lags'];
const SIZES = [0, 250];

function setFilters(filter: string): void {
	Object.assign(account.fake.vendor.options, { textFilter: filter, nameFilter: filter });
}

/** Old records in the account, each with a text of its own. */
function fill({ store, text }: Kind, count: number): void {
	const records = account.table(store);
	const [like] = records.values();
	for (let n = 0; n < count; n++)
		records.set(90_000 + n, {
			...like,
			id: 90_000 + n,
			leadId: 2002,
			name: `Old ${n}`,
			[text]: `Old ${n}`,
			createdDate: `2026-01-${String(1 + Math.floor(n / 10)).padStart(2, '0')} 00:00:00 UTC`,
		});
}

const stored = () => account.fake.vendor.writes.map(({ id }) => id);

describe.each(Object.entries(KINDS))('%s', (_name, kind) => {
	const cases = [
		...FILTERS.map((filter) => ({ filter, size: 250, isStored: true })),
		...SIZES.map((size) => ({ filter: 'blind', size, isStored: false })),
	];
	describe.each([
		['with an External ID', { externalId: 'row-1' }],
		['without', {}],
	])('%s', (_with, options) => {
		it.each(cases)(
			'a lost answer: the filter $filter, $size others, stored: $isStored',
			async ({ filter, size, isStored }) => {
				setFilters(filter);
				fill(kind, size);
				account.fake.fault('reset', {
					stored: isStored,
					match: ({ rawUrl }: { rawUrl: string }) => rawUrl.includes(kind.creates),
				});
				const { error, output } = await account.run({ ...kind.form, options });
				expect(error).toBeUndefined();
				expect(stored()).toEqual([output[0]?.json.id]);
			},
		);
	});

	it.each(FILTERS.flatMap((filter) => SIZES.map((size) => ({ filter, size }))))(
		'a second run: the filter $filter, $size others',
		async ({ filter, size }) => {
			setFilters(filter);
			fill(kind, size);
			const form = { ...kind.form, options: { externalId: '={{ $json.key }}' } };
			const items = ['row-1', 'row-2', 'row-10'].map((key) => ({ key }));
			const first = await account.run(form, { items });
			const again = await account.run(form, { items });
			expect([first.error, again.error]).toEqual([undefined, undefined]);
			const ids = ({ output }: { output: Array<{ json: Values }> }) =>
				output.map(({ json }) => json.id);
			expect(ids(again)).toEqual(ids(first));
			expect(new Set(stored()).size).toBe(3);
		},
	);

	it('is found by its External ID though somebody has edited the rest meanwhile', async () => {
		const { fake } = account;
		fake.fault('reset', {
			stored: true,
			match: ({ rawUrl }: { rawUrl: string }) => rawUrl.includes(kind.creates),
		});
		fake.fault('change', {
			match: ({ rawUrl }: { rawUrl: string }) =>
				fake.vendor.writes.length > 0 && rawUrl.includes('List'),
			change: () => {
				const { id } = there<{ id: unknown }>(fake.vendor.writes[0]);
				const record = there(account.table(kind.store).get(id));
				const text = String(record[kind.text]);
				Object.assign(record, {
					...(kind.text === 'description' ? { name: 'Renamed' } : {}),
					[kind.text]: text.startsWith('<') ? `<p>New</p>${text}` : `New\n${text}`,
				});
			},
		});
		const { error, output } = await account.run({
			...kind.form,
			options: { externalId: 'row-1' },
		});
		expect(error).toBeUndefined();
		expect(stored()).toEqual([output[0]?.json.id]);
	});

	it('a list whose pages are smaller than it says is read to its end', async () => {
		fill(kind, 250);
		account.fake.vendor.options.listCap = 50;
		setFilters('blind');
		account.fake.fault('reset', {
			stored: true,
			match: ({ rawUrl }: { rawUrl: string }) => rawUrl.includes(kind.creates),
		});
		account.fake.fault('rewrite', {
			times: Infinity,
			match: ({ rawUrl }: { rawUrl: string }) => rawUrl.includes('List'),
			rewrite: (answer: { body: { meta: Values } }) => ({
				...answer,
				body: { ...answer.body, meta: { ...answer.body.meta, perPage: 100 } },
			}),
		});
		const { error, output } = await account.run({ ...kind.form, options: {} });
		expect(error).toBeUndefined();
		expect(stored()).toEqual([output[0]?.json.id]);
	});
});
