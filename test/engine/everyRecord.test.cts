/**
 * Two items about one record go one after the other, in every operation that changes one, read off the built nodes:
 * the second is not sent while the vendor is still busy with the first.
 */
import { attempt, itemsOf } from '../faults/attempt.js';
import { planOf } from '../faults/plan.js';
import { allRows } from '../faults/rows.js';
import { ONE_BY_ONE, SIDE_BY_SIDE } from '../faults/ways.js';

jest.setTimeout(300_000);

interface Call {
	readonly method: string;
	readonly rawUrl: string;
	readonly at: number;
	readonly fault?: string;
	readonly wrote?: readonly unknown[];
}
interface Fake {
	fault(kind: string, fault: { milliseconds: number; match: (call: Call) => boolean }): void;
}
interface Row {
	readonly node: string;
	readonly entry: {
		readonly name: string;
		readonly effect?: string;
		readonly parameters: {
			readonly operation: string;
			readonly options?: { readonly externalId?: string };
		};
		readonly items?: readonly object[];
		readonly allGood?: boolean;
	};
}

const NODES = ['bitrix24', 'deskera', 'ivvy', 'leadSquared'];
const BUSY_MS = 300;
/** Timers may end a little early. */
const EARLY_MS = 20;

let rows: Row[];
beforeAll(async () => {
	rows = (await allRows()) as Row[];
});

/** A new record has no other item to wait for, unless an External ID says that two are one. */
const isNew = ({ entry: { parameters } }: Row): boolean =>
	parameters.operation === 'create' && parameters.options?.externalId === undefined;

async function togetherIn(row: Row): Promise<string[]> {
	const plan = await planOf(row, ONE_BY_ONE);
	const first = plan.calls.find(({ write }: { write: boolean }) => write);
	if (first === undefined) return [];
	const isFirst = ({ method, rawUrl }: Call) => first.signature.startsWith(`${method} ${rawUrl} `);
	const [item] = itemsOf({ items: row.entry.items, allGood: row.entry.allGood }).good as [object];
	const { name, parameters } = row.entry;
	const options =
		parameters.options?.externalId === undefined
			? parameters.options
			: { ...parameters.options, externalId: 'one and the same' };
	const entry = { ...row.entry, parameters: { ...parameters, options } };
	const { calls } = (await attempt({ ...row, entry }, SIDE_BY_SIDE, {
		items: [item, item],
		onError: 'continueRegularOutput',
		options: { batching: false },
		arrange: (taken: object) =>
			(taken as { fake: Fake }).fake.fault('slow', { milliseconds: BUSY_MS, match: isFirst }),
	})) as { calls: readonly Call[] };
	const slow = calls.find(({ fault }) => fault === 'slow');
	if (slow === undefined) return [`${name}: its first write was not seen`];
	const until = slow.at + BUSY_MS - EARLY_MS;
	const meanwhile = calls.filter((call) => call !== slow && call.at >= slow.at && call.at < until);
	const writes = meanwhile.filter((call) => isFirst(call) || (call.wrote?.length ?? 0) > 0);
	return writes.map(
		({ method, rawUrl }) => `${name}: ${method} ${rawUrl} while the first was under way`,
	);
}

it.each(NODES)('%s', async (node) => {
	const all = rows.filter((row) => row.node === node && row.entry.effect !== 'read' && !isNew(row));
	expect(all.length).toBeGreaterThan(5);
	const wrong: string[] = [];
	for (let from = 0; from < all.length; from += 8)
		wrong.push(...(await Promise.all(all.slice(from, from + 8).map(togetherIn))).flat());
	expect(wrong).toEqual([]);
});
