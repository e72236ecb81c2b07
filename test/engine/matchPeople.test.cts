/**
 * Match People: the people of a portable activity become people of the CRM that it is written to, and what is read
 * there tells who they are.
 */
import { runNode } from '../support/engine.cts';
import { byId } from '../support/fakes.cts';
import { startSides } from '../support/portable.cts';
import { expectPortable } from '../support/portableSchema.cts';
import { there } from '../support/there.cts';
import { TARGETS, type Target } from './support/copyTargets.cts';

jest.setTimeout(60_000);

interface Person {
	id: string;
	name: string | null;
	email: string | null;
	phone: string | null;
	type?: string;
}
interface Portable extends Record<string, unknown> {
	owner: Person | null;
	related: Person[];
}
interface Fake {
	calls: Array<{ path: string; text: string }>;
	vendor: { writes: unknown[] };
	reset(): void;
	fault(kind: string, how: object): void;
}
interface Side {
	fake: Fake;
	base: { node: string; credential: string; credentials: object };
}
type Sides = Record<string, Side>;

const NAMES = Object.keys(TARGETS);

const targetOf = (name: string): Target => there(TARGETS[name]);
const sideOf = (node: string): Side => there(sides[node]);

let sides: Sides;
let close: () => Promise<unknown>;
beforeAll(async () => {
	({ sides, close } = (await startSides()) as { sides: Sides; close: () => Promise<unknown> });
});
afterAll(() => close());
beforeEach(() => Object.values(sides).forEach(({ fake }) => fake.reset()));

async function run(node: string, parameters: object, items: object[] = [{}]) {
	const { error, output, hints } = (await runNode({
		...sideOf(node).base,
		parameters: { options: {}, ...parameters },
		items,
	})) as { error?: Error; output: Array<{ json: Portable }>; hints: Array<{ message: string }> };
	return {
		error,
		output: output.map(({ json }) => json),
		hints: hints.map(({ message }) => message),
	};
}

const activity = (more: object = {}) => ({
	portable: 2,
	vendor: 'elsewhere',
	id: '1',
	kind: 'call',
	title: 'Call back',
	description: 'About the offer',
	start: '2026-12-01T09:00:00Z',
	end: '2026-12-01T10:00:00Z',
	due: '2026-12-01T10:00:00Z',
	...more,
});

const FROM_ITEM = { operation: 'create', valuesFrom: 'portable', portableActivity: '={{ $json }}' };

async function copy(name: string, items: object[], more: object = {}) {
	const { node, form } = targetOf(name);
	return await run(node, { ...FROM_ITEM, matchPeople: true, ...form, ...more }, items);
}

async function readBack(name: string, id: unknown): Promise<Portable> {
	const { node, form, id: key } = targetOf(name);
	const { output } = await run(node, {
		...form,
		operation: 'get',
		[key]: byId(String(id)),
		output: 'portable',
	});
	const record = there(output[0]);
	expectPortable(record, node);
	return record;
}

const someone = (more: object) => ({
	id: '99999',
	name: 'Somebody',
	email: null,
	phone: null,
	...more,
});

describe.each(NAMES)('%s', (name) => {
	const { user, userId, person } = targetOf(name);

	it('owner and person are found by email, and read back with it', async () => {
		const { error, output } = await copy(name, [
			activity({
				owner: someone({ email: user.toUpperCase() }),
				related: [someone({ type: 'contact', email: person.email })],
			}),
		]);
		expect(error).toBeUndefined();
		const found = await readBack(name, there(output[0]).id);
		expect(found.owner).toMatchObject({
			email: user,
			...(userId === undefined ? {} : { id: userId }),
		});
		expect(found.related.map(({ type, email }) => ({ type, email }))).toContainEqual({
			type: person.type,
			email: person.email,
		});
	});

	it('without an email the phone number counts', async () => {
		const { error, output } = await copy(name, [
			activity({
				owner: someone({ email: user }),
				related: [someone({ type: 'contact', email: 'nobody@example.org', phone: person.phone })],
			}),
		]);
		expect(error).toBeUndefined();
		const found = await readBack(name, there(output[0]).id);
		expect(found.related.map(({ email }) => email)).toContain(person.email);
	});

	it('nobody is an error on request, before anything is sent', async () => {
		const { error } = await copy(
			name,
			[activity({ owner: someone({ email: 'nobody@example.org' }) })],
			{ ifNobody: 'fail' },
		);
		expect(error?.message).toBe(
			'"owner of the portable activity": nobody here is known by nobody@example.org',
		);
		expect(sideOf(targetOf(name).node).fake.vendor.writes).toEqual([]);
	});

	it('who is left out is named when the run ends, each of them once', async () => {
		const both = [person.email, 'gone@example.org'].map((email) =>
			someone({ type: 'contact', email }),
		);
		const twice = activity({ owner: someone({ email: user }), related: both });
		const { error, hints } = await copy(name, [twice, twice]);
		expect(error).toBeUndefined();
		expect(hints).toEqual([
			expect.stringMatching(/^1 person was not found here and left out: "gone@example\.org"\. /),
		]);
	});

	it('nobody is told of who is here', async () => {
		const { hints } = await copy(name, [
			activity({
				owner: someone({ email: user }),
				related: [someone({ type: 'contact', email: person.email })],
			}),
		]);
		expect(hints).toEqual([]);
	});

	it('a stand-in takes the place of an owner who is not here', async () => {
		const { error, output } = await copy(
			name,
			[
				activity({
					owner: someone({ email: 'nobody@example.org' }),
					related: [someone({ type: 'contact', email: person.email })],
				}),
			],
			{ ifNobody: 'standIn', standIn: user },
		);
		expect(error).toBeUndefined();
		expect((await readBack(name, there(output[0]).id)).owner).toMatchObject({ email: user });
	});

	it('the table counts more than addresses', async () => {
		const { error, output } = await copy(
			name,
			[
				activity({
					owner: someone({ email: 'old@example.org' }),
					related: [someone({ type: 'contact', email: person.email })],
				}),
			],
			{ peopleTable: JSON.stringify({ 'OLD@example.org': user }) },
		);
		expect(error).toBeUndefined();
		expect((await readBack(name, there(output[0]).id)).owner).toMatchObject({ email: user });
	});
});

const users = (fake: Fake) =>
	fake.calls.filter(({ path, text }) => /user/i.test(path) || /user\.get/.test(text)).length;

it('an address is looked up once for all items', async () => {
	const { output, error } = await copy(
		'bitrix24 task',
		Array.from({ length: 8 }, () =>
			activity({ owner: someone({ email: 'user3@portal.example' }) }),
		),
	);
	expect(error).toBeUndefined();
	expect(output).toHaveLength(8);
	expect(users(sideOf('bitrix24').fake)).toBe(1);
});

it('switched off, nobody is looked up', async () => {
	const { error } = await copy(
		'deskera activity',
		[activity({ owner: someone({ email: 'user3@deskera.example' }) })],
		{ matchPeople: false },
	);
	expect(error).toBeUndefined();
	expect(sideOf('deskera').fake.calls).toHaveLength(1);
});

it('who is left out leaves a new activity without them', async () => {
	const { error, output } = await copy('deskera activity', [
		activity({
			owner: someone({ email: 'nobody@example.org' }),
			related: [someone({ type: 'contact', email: 'no.one@example.org' })],
		}),
	]);
	expect(error).toBeUndefined();
	const found = await readBack('deskera activity', there(output[0]).id);
	expect(found.related).toEqual([]);
});

it('the table leaves somebody out, and names records without an address', async () => {
	const { error, output } = await copy(
		'bitrix24 task',
		[
			activity({
				owner: someone({ email: 'user4@portal.example' }),
				related: [
					someone({ type: 'lead', email: 'dmitri.3@example.com' }),
					someone({ type: 'deal', id: '77' }),
				],
			}),
		],
		{ peopleTable: { 'dmitri.3@example.com': '', 'deal:77': '5' } },
	);
	expect(error).toBeUndefined();
	const found = await readBack('bitrix24 task', there(output[0]).id);
	expect(found.related.map(({ type, id }) => [type, id])).toEqual([['deal', '5']]);
});

it('what is filled in counts more than the activity', async () => {
	const { output } = await copy(
		'bitrix24 task',
		[activity({ owner: someone({ email: 'user3@portal.example' }) })],
		{ responsible: byId('4') },
	);
	expect((await readBack('bitrix24 task', there(output[0]).id)).owner?.id).toBe('4');
});

it('an update hands over to the owner', async () => {
	const { output } = await copy('bitrix24 task', [
		activity({ owner: someone({ email: 'user3@portal.example' }) }),
	]);
	const { error } = await run(
		'bitrix24',
		{
			...FROM_ITEM,
			matchPeople: true,
			resource: 'task',
			operation: 'update',
			taskId: byId(String(there(output[0]).id)),
			updateFields: {},
			customFields: {},
		},
		[activity({ owner: someone({ email: 'user4@portal.example' }) })],
	);
	expect(error).toBeUndefined();
	expect((await readBack('bitrix24 task', there(output[0]).id)).owner?.id).toBe('4');
});

it.each([
	['[]', '"People Table" must be an object'],
	['{', '"People Table" must be an object'],
	[{ a: ['b'] }, '"People Table" must be text, not a list'],
])('a table that is none is refused: %j', async (peopleTable, message) => {
	const { error } = await copy('deskera activity', [activity()], { peopleTable });
	expect(error?.message).toBe(message);
	expect(sideOf('deskera').fake.calls).toEqual([]);
});

it('an empty stand-in is refused', async () => {
	const { error } = await copy('deskera activity', [activity()], {
		ifNobody: 'standIn',
		standIn: '',
	});
	expect(error?.message).toBe('"Stand-In" is empty');
});

it('a key that may not read users still reads the activities', async () => {
	sideOf('bitrix24').fake.fault('answer', {
		match: ({ path }: { path: string }) => path.endsWith('/user.get'),
		answer: {
			status: 403,
			body: {
				error: 'insufficient_scope',
				error_description: 'The request requires higher privileges',
			},
		},
	});
	const found = await readBack('bitrix24 task', 10);
	expect(found.owner).toMatchObject({ id: expect.any(String) as string, email: null });
});
