/**
 * Creates with an External ID whose answer was lost: what the vendor has stored is told as done, whatever people have
 * made of it meanwhile and however its lists are sorted, and never made a second time.
 */
import { runNode } from '../support/engine.cts';
import { fakeFor } from '../support/fakes.cts';
import { IMPORTS } from './support/imports.js';

jest.setTimeout(120_000);

type Row = Record<string, unknown>;
interface Call {
	readonly method: string;
	readonly path: string;
	readonly rawUrl: string;
	readonly text: string;
}
interface Import {
	readonly node: string;
	readonly parameters: (fake: unknown) => object;
	readonly options?: object;
	readonly creates: (call: Call) => boolean;
}

/** Where the fakes keep the records, and what of one people edit. */
const STORES: Readonly<Record<string, string>> = {
	'bitrix24 task': 'tasks',
	'bitrix24 call': 'activities',
	'bitrix24 to-do': 'activities',
	'bitrix24 custom activity': 'activities',
	deskera: 'activities',
	'leadSquared by ID': 'activities',
	'leadSquared note': 'notes',
	'leadSquared task': 'tasks',
};
const imports = Object.entries(IMPORTS as unknown as Record<string, Import>).filter(
	([name]) => name in STORES,
);

/** Texts of people by the names that the vendors have for them; the line with an External ID stays. */
const TITLES = ['SUBJECT', 'TITLE', 'title', 'name', 'Name', 'ActivityNote'];
const TEXTS = ['DESCRIPTION', 'description', 'Note', 'Description'];
function edit(record: Row = {}): void {
	for (const name of TITLES) if (typeof record[name] === 'string') record[name] = 'Edited';
	for (const name of TEXTS)
		if (typeof record[name] === 'string' && String(record[name]).includes('Ref: '))
			record[name] = `Edited\n${String(record[name]).split('\n').at(-1)}`;
}

const MANY = 600;
/** Old notes and tasks of the same lead and owner, so that a new one is not on the first page of the oldest. */
function fill({ store }: { store: Record<string, Map<unknown, Row>> }): void {
	for (const name of ['notes', 'tasks'])
		for (const [id, row] of [...(store[name] ?? [])].slice(0, 3))
			for (let n = 0; n < MANY; n++) {
				const key = `${String(id).slice(0, -6)}${String(100_000 + n)}`;
				store[name]?.set(key, { ...row, ProspectNoteId: key, UserTaskId: key });
			}
}

it('covers the imports', () => {
	expect(imports.map(([name]) => name).sort()).toEqual(Object.keys(STORES).sort());
});

describe.each(imports)('%s', (name, { node, parameters, options = {}, creates }) => {
	const isReadAfter = (fake: { vendor: { writes: unknown[] } }) => () =>
		fake.vendor.writes.length > 0;

	async function lost(
		settings: object,
		arrange: (fake: any, record: () => Row | undefined) => void,
	) {
		const { fake, base } = await fakeFor(node, settings);
		try {
			const records = fake.vendor.store[STORES[name] ?? ''] as Map<unknown, Row>;
			let before = new Set<unknown>();
			const made = () => [...records].filter(([id]) => !before.has(id)).map(([, row]) => row);
			fake.fault('reset', { stored: true, match: creates });
			arrange(fake, () => made()[0]);
			before = new Set(records.keys());
			const { output } = await runNode({
				...base,
				credentialId: `lostAndEdited ${name} ${JSON.stringify(settings)}`,
				parameters: {
					...parameters(fake),
					options: { externalId: '={{ $json.key }}', batching: false, ...options },
				},
				items: [{ key: 'row-1', text: 'One', title: 'One', n: 1 }],
				onError: 'continueRegularOutput',
			});
			return { json: output[0]?.json, made: made() };
		} finally {
			await fake.close();
		}
	}

	it('was edited meanwhile', async () => {
		const { json, made } = await lost({}, (fake, record) =>
			fake.fault('change', { match: isReadAfter(fake), change: () => edit(record()) }),
		);
		expect([json?.error, made.length]).toEqual([undefined, 1]);
	});

	it("the vendor's answers have another clock than its records", async () => {
		const ahead = () => new Date(Date.now() + 60_000).toUTCString();
		const { json, made } = await lost({}, (fake) =>
			fake.fault('rewrite', {
				times: Infinity,
				rewrite: (answer: { headers?: object }) => ({
					...answer,
					headers: { ...answer.headers, date: ahead() },
				}),
			}),
		);
		expect(made).toHaveLength(1);
		expect(json?.details?.completed ?? 'yes').toMatch(/^(?:yes|unknown)$/);
	});

	if (/note|task|deskera/.test(name) && node !== 'bitrix24')
		it('sorting is passed over', async () => {
			const { json, made } = await lost({ sorting: 'ignored' }, (fake) => fill(fake.vendor));
			expect(made).toHaveLength(1);
			expect(json?.details?.completed ?? 'yes').toMatch(/^(?:yes|unknown)$/);
		});
});
