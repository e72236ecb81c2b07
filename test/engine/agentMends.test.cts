/**
 * An agent's model gets nothing but the error's text. A program that reads that text, and knows what its user wants in
 * the user's own terms, has to know from it which field to mend, and how to write the value.
 */
const { fakeFor } = require('../support/fakes.cts');
const { operationsOf } = require('../support/operations.cts');
const { ACTIONS, isShown, operationsOf: allOperations } = require('../support/descriptions.cts');
const { toolOf } = require('../support/tools.cts');
import { mended, type Fact } from '../support/scriptedAgent.cts';

interface Property {
	readonly name: string;
	readonly displayName: string;
	readonly type: string;
	readonly required?: boolean;
	readonly noDataExpression?: boolean;
	readonly options?: ReadonlyArray<Property & { readonly value?: unknown }>;
}

type Json = Record<string, unknown>;

interface Row {
	readonly name: string;
	readonly parameters: Json & { readonly resource: string; readonly operation: string };
	readonly items: Json[];
	readonly prepare?: (fake: Fake) => void;
}

interface Fake {
	reset(): void;
	close(): Promise<void>;
}

/** A field of a row's form with the value that is right for it. */
interface Place {
	readonly property: Property;
	readonly right: unknown;
	/** The row's parameters with this field left to the model. */
	readonly parameters: Json;
}

const KEY = 'Value';
const ASKED = `={{ $fromAI('${KEY}', '', 'string') }}`;
const BLANKS: unknown[] = ['', '   ', null];
const WRONG: Readonly<Record<string, readonly unknown[]>> = {
	dateTime: [
		'07.12.2026',
		'12/07/2026',
		'next Friday',
		'December 7, 2026',
		'7 Dec at 10am',
		'10:30',
	],
	number: ['three', '30 minutes', '1,5', { count: 3 }],
	boolean: ['maybe', 'on', 2, { done: true }],
	options: ['whatever', 'none of these', '?', 17.5],
	resourceLocator: ['Ada', 'the first one', 'n/a', { name: 'Ada' }, ['Ada', 'Grace']],
	string: [{ text: 'a' }, ['a', { text: 'b' }]],
	json: ['{ key: ', 'text', '[1, 2'],
};

/** What an item would bring comes from the model. */
const leftToTheModel = (parameters: Json): Json =>
	JSON.parse(JSON.stringify(parameters).replace(/\$json\.(\w+)/g, "$fromAI('$1')")) as Json;

/** @returns the literal values of a row's form, whatever its expressions give */
function placesOf(node: string, row: Row): Place[] {
	const { description } = Object.values(
		ACTIONS as Record<string, { make(): { description: Json } }>,
	)
		.map(({ make }) => make())
		.find((one) => one.description.name === node.replace('App', ''))!;
	const shown = (description.properties as Property[]).filter(
		(property) => isShown(description, row.parameters, property) as boolean,
	);
	return shown.flatMap((property) => {
		if (['resource', 'operation', 'options', 'batching'].includes(property.name)) return [];
		const value = row.parameters[property.name];
		if (property.type !== 'collection')
			return placeOf(row, property, value, (asked) => ({
				...row.parameters,
				[property.name]: asked,
			}));
		return (property.options ?? []).flatMap((inner) =>
			placeOf(row, inner, (value as Json | undefined)?.[inner.name], (asked) => ({
				...row.parameters,
				[property.name]: { ...(value as Json), [inner.name]: asked },
			})),
		);
	});
}

function placeOf(
	row: Row,
	property: Property,
	value: unknown,
	withValue: (asked: unknown) => Json,
): Place[] {
	if (value === undefined || property.noDataExpression === true || !(property.type in WRONG))
		return [];
	if (property.type === 'resourceLocator') {
		const { mode, value: id } = value as { mode: string; value: unknown };
		const right = resolved(id, row);
		if (right === undefined || right === '') return [];
		return [{ property, right, parameters: withValue({ __rl: true, mode, value: ASKED }) }];
	}
	const right = resolved(value, row);
	return right === undefined || right === '' || typeof right === 'object'
		? []
		: [{ property, right, parameters: withValue(ASKED) }];
}

/** The value of a literal, or of an expression that is a column of the first item. */
function resolved(value: unknown, { items }: Row): unknown {
	if (typeof value !== 'string' || !value.startsWith('=')) return value;
	const column = /^=\{\{ \$json\.(\w+) \}\}$/.exec(value)?.[1];
	return column === undefined ? undefined : items[0]?.[column];
}

/** What the user wants, in the user's terms: no format, no code. */
function factOf({ property: { displayName: label, type, options = [] }, right }: Place): Fact {
	const named = options.find(({ value }) => value === right)?.name;
	return { label, type, value: named ?? right };
}

const LEAST_MENDABLE = 0.95;
const NODES = ['bitrix24', 'bitrix24App', 'deskera', 'ivvy', 'leadSquared'];
/** Rows share their fields, so one of each kind of value and field says as much as all; every other one is called. */
const EVERY = 2;

interface Told {
	readonly call: string;
	readonly wrong: unknown;
	readonly error: string;
	readonly after?: string;
}

async function callsOf(node: string): Promise<{ mendable: Told[]; stuck: Told[] }> {
	const { fake, base } = (await fakeFor(node)) as { fake: Fake; base: Json };
	const mendable: Told[] = [];
	const stuck: Told[] = [];
	const seen = new Set<string>();
	for (const row of operationsOf(node) as Row[])
		for (const place of placesOf(node, row)) {
			const { type, displayName, required } = place.property;
			for (const wrong of [...WRONG[type]!, ...(required === true ? BLANKS : [])]) {
				const kind = `${type} ${displayName} ${JSON.stringify(wrong)}`;
				if (seen.has(kind)) continue;
				seen.add(kind);
				if (seen.size % EVERY !== 0) continue;
				fake.reset();
				row.prepare?.(fake);
				const parameters = leftToTheModel({ ...place.parameters, confirm: true });
				const call = (await toolOf({ ...base, parameters })) as (args: Json) => Promise<unknown>;
				const error = await refusal(call, { ...row.items[0], [KEY]: wrong });
				if (error === undefined) continue;
				const fact = factOf(place);
				const told = { call: `${row.name}: ${displayName} (${type})`, wrong, error };
				const value = mended(error, [fact]);
				const after =
					value === undefined
						? 'says not how to go on'
						: await refusal(call, { ...row.items[0], [KEY]: value.value });
				if (after === undefined) mendable.push(told);
				else stuck.push({ ...told, after });
			}
		}
	await fake.close();
	return { mendable, stuck };
}

async function refusal(
	call: (args: Json) => Promise<unknown>,
	args: Json,
): Promise<string | undefined> {
	try {
		await call(args);
		return undefined;
	} catch (cause) {
		return (cause as Error).message;
	}
}

it('says with each error which field to mend, and how', async () => {
	const mendable: Told[] = [];
	const stuck: Told[] = [];
	for (const node of NODES) {
		const found = await callsOf(node);
		mendable.push(...found.mendable);
		stuck.push(...found.stuck);
	}
	const all = mendable.length + stuck.length;
	expect(all).toBeGreaterThanOrEqual(300);
	const areEnough = mendable.length >= LEAST_MENDABLE * all;
	expect(areEnough ? [] : stuck).toEqual([]);
}, 300_000);

describe('what takes something away', () => {
	let fake: Fake & { calls: unknown[] };
	let base: Json;
	beforeAll(async () => {
		({ fake, base } = await fakeFor('deskera'));
	});
	afterAll(async () => await fake.close());
	beforeEach(() => fake.reset());
	const remove = async (confirm: unknown) =>
		(await toolOf({
			...base,
			parameters: {
				resource: 'activity',
				operation: 'delete',
				activityId: { __rl: true, mode: 'id', value: "={{ $fromAI('Activity') }}" },
				...(confirm === undefined ? {} : { confirm }),
			},
		})) as (args: Json) => Promise<unknown>;

	it.each([
		['says no', { Activity: 501, Confirm: false }],
		['says nothing', { Activity: 501 }],
		['says something else', { Activity: 501, Confirm: '' }],
	])('is not done where the model %s, and nothing is sent', async (_how, args) => {
		const call = await remove("={{ $fromAI('Confirm', '', 'boolean') }}");
		await expect(call(args)).rejects.toThrow(/^"Confirm" must be true/);
		expect(fake.calls).toEqual([]);
		expect(await call({ ...args, Confirm: true })).toEqual([
			expect.objectContaining({ deleted: true }),
		]);
	});

	it('is not done where the author has left the field as it is', async () => {
		await expect((await remove(undefined))({ Activity: 501 })).rejects.toThrow(/^"Confirm"/);
		expect(fake.calls).toEqual([]);
	});

	it('is said of every operation that deletes, removes, cancels or makes any call', () => {
		const asked = Object.values(
			ACTIONS as Record<string, { make(): { description: { properties: Property[] } } }>,
		).flatMap(({ make }) => {
			const { description } = make();
			const tool = { ...description, name: 'anyTool' };
			return (allOperations(description) as Array<{ resource: string; operation: string }>)
				.filter(({ operation }) => /^(?:delete|remove|cancel|call$|batch$)/.test(operation))
				.map((chosen) =>
					[
						chosen.resource,
						chosen.operation,
						description.properties.some(
							(property) => property.name === 'confirm' && isShown(tool, chosen, property),
						),
					].join(' '),
				);
		});
		expect(asked.length).toBeGreaterThan(25);
		expect(asked.filter((one) => !one.endsWith('true'))).toEqual([]);
	});
});

it('returns the selected fields alone, in their order, null where there is none', async () => {
	const { fake, base } = (await fakeFor('deskera')) as { fake: Fake; base: Json };
	const call = (await toolOf({
		...base,
		parameters: {
			resource: 'activity',
			operation: 'get',
			activityId: { __rl: true, mode: 'id', value: "={{ $fromAI('Activity') }}" },
			options: { selectedFields: 'title, id, constructor' },
		},
	})) as (args: Json) => Promise<Json[]>;
	const [record] = await call({ Activity: 501 });
	expect(Object.keys(record!)).toEqual(['title', 'id', 'constructor']);
	expect(record).toMatchObject({ id: expect.anything(), constructor: null });
	await fake.close();
});
