/** Lists of the editor whose rows are doubled, nameless, without an ID or far too long. */
import { lookUp } from '../support/engine.cts';
import { fakeFor, type Started } from '../support/fakes.cts';

interface Item {
	name: string;
	value: unknown;
}
const LISTS = [
	['bitrix24', 'searchUsers', 'result'],
	['bitrix24App', 'searchActivityTypes', 'result'],
	['deskera', 'searchContacts', 'data'],
	['ivvy', 'searchContacts', 'results'],
	['leadSquared', 'searchUsers', ''],
] as const;

describe.each(LISTS)('%s %s', (vendor, method, key) => {
	let account: Started;
	beforeAll(async () => void (account = await fakeFor(String(vendor))));
	afterAll(async () => await account.fake.close());
	beforeEach(() => account.fake.reset());

	type Row = Record<string, unknown>;
	const listed = async (change: (rows: Row[]) => Row[]): Promise<Item[]> => {
		account.fake.fault('rewrite', {
			times: 9,
			rewrite: (reply: { body: Row | Row[] }) => ({
				...reply,
				body: Array.isArray(reply.body)
					? change(reply.body)
					: { ...reply.body, [key]: change(reply.body[key] as Row[]) },
			}),
		});
		const { results } = await lookUp({ ...account.base, method, args: [''] });
		return results;
	};

	it('shows a record once that is listed twice', async () => {
		const plain = await listed((rows) => rows);
		account.fake.reset();
		expect(await listed((rows) => rows.flatMap((row) => [row, row]))).toEqual(plain);
	});

	it('leaves out what has no ID, and cuts names', async () => {
		const items = await listed((rows) =>
			rows.map((row, index) =>
				Object.fromEntries(
					Object.entries(row).map(([name, value]) => {
						if (/^(?:TYPE_)?id$/i.test(name)) return [name, index === 0 ? null : value];
						return [name, typeof value === 'string' ? value + 'x'.repeat(5000) : value];
					}),
				),
			),
		);
		expect(items.length).toBeGreaterThan(0);
		for (const { name, value } of items) {
			expect(name.length).toBeLessThan(250);
			expect(value).toBeTruthy();
		}
	});
});
