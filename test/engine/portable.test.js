'use strict';
/** The Portable output and "Values From: Portable Activity": one activity, four vendors. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { operationsShowing } = require('../support/descriptions');
const { operationsOf } = require('../support/operations');
const { readPortable } = require('../../dist/nodes/shared/operation/readPortable');
const { expectPortable } = require('../support/portableSchema.cts');

const NODES = ['bitrix24', 'leadSquared', 'ivvy', 'deskera'];

let sides;
beforeAll(async () => {
	sides = Object.fromEntries(
		await Promise.all(
			NODES.map(async (node) => [
				node,
				await fakeFor(node, node === 'leadSquared' ? { window: { calls: 1000, seconds: 5 } } : {}),
			]),
		),
	);
	sides.leadSquared.base.credentials.callsPer5Seconds = 100;
});
afterAll(() => Promise.all(Object.values(sides).map(({ fake }) => fake.close())));
beforeEach(() => Object.values(sides).forEach(({ fake }) => fake.reset()));

async function run(node, parameters, items = [{}]) {
	const { error, output } = await runNode({
		...sides[node].base,
		parameters: { options: {}, ...parameters },
		items,
	});
	if (error !== undefined)
		throw Object.assign(new Error(`${node}: ${error.message} ${error.description}`));
	return output.map(({ json }) => json);
}

describe.each(NODES)('%s', (node) => {
	it('every operation that reads activities or tasks offers it, with the same keys', async () => {
		const { fake, base } = sides[node];
		const type = (await require('../support/nodeTypes').nodeTypes).getByNameAndVersion(
			base.node === undefined ? node : `n8n-nodes-crm-activities.${base.node}`,
		);
		const offering = type.description.properties
			.filter(
				({ name, options }) =>
					name === 'output' && options.some(({ value }) => value === 'portable'),
			)
			.flatMap((property) => operationsShowing(type.description, property))
			.map(({ resource, operation }) => `${resource} ${operation}`);
		expect(offering.length).toBeGreaterThan(1);
		for (const operation of operationsOf(node, fake).filter(({ parameters }) =>
			offering.includes(`${parameters.resource} ${parameters.operation}`),
		)) {
			fake.reset();
			await operation.prepare?.(fake);
			for (const record of await run(node, { ...operation.parameters, output: 'portable' }, [
				operation.items[0],
			]))
				expectPortable(record, node);
		}
	});
});

const START = '2026-12-01T09:00:00Z';
const END = '2026-12-01T10:30:00Z';
const SUBJECT = 'Offer for <Müller> & Co';
const DESCRIPTION = 'First line, a < b & c\nSecond line 会議';

/**
 * How an activity is made in each vendor's own form, read, and made from a portable one. `keeps`:
 * what is read back of it.
 */
const SIDES = {
	bitrix24: {
		make: () => ({
			resource: 'activity',
			operation: 'create',
			kind: 'call',
			ownerType: byId('2'),
			owner: byId('1'),
			subject: SUBJECT,
			responsible: byId('2'),
			client: byId('C_1'),
			phone: byId('+49 30 1'),
			direction: 2,
			start: START,
			additionalFields: { END_TIME: END, DESCRIPTION },
		}),
		read: (id) => ({ resource: 'activity', operation: 'get', activityId: byId(id) }),
		take: () => ({
			resource: 'activity',
			operation: 'create',
			kind: '',
			ownerType: byId('2'),
			owner: byId('1'),
			responsible: byId('2'),
			client: byId('C_1'),
			phone: byId('+49 30 1'),
			additionalFields: {},
			todoDetails: {},
		}),
		change: (id) => ({
			resource: 'activity',
			operation: 'update',
			activityId: byId(id),
			updateFields: {},
		}),
		// What is no call, meeting or email becomes a to-do, which has a deadline only.
		keeps: ({ kind, start, end, due }) =>
			['call', 'meeting'].includes(kind)
				? { kind, start, end }
				: { kind: 'task', due: due ?? end ?? start },
		keepsChanged: ({ start, end }) => ({ start, ...(end === null ? {} : { end }) }),
	},
	leadSquared: {
		make: ({ fake }) => ({
			resource: 'customActivity',
			operation: 'create',
			activityType: byId('202'),
			leadBy: 'id',
			lead: byId(fake.vendor.leadId(1)),
			note: `${SUBJECT}\n${DESCRIPTION}`,
			fields: { mappingMode: 'defineBelow', value: null },
			additionalFields: { date: START },
		}),
		// LeadSquared's call for one activity tells neither note nor time.
		read: () => ({
			resource: 'customActivity',
			operation: 'getMany',
			activityType: byId('202'),
			from: '2025-01-01',
			to: '2027-12-31',
			returnAll: true,
		}),
		take: ({ fake }) => ({
			resource: 'customActivity',
			operation: 'create',
			activityType: byId('202'),
			leadBy: 'id',
			lead: byId(fake.vendor.leadId(2)),
			note: '',
			fields: { mappingMode: 'defineBelow', value: null },
			additionalFields: {},
		}),
		change: (id) => ({
			resource: 'customActivity',
			operation: 'update',
			activityType: byId('202'),
			activityId: byId(id),
			fields: { mappingMode: 'defineBelow', value: null },
			updateFields: {},
		}),
		keeps: ({ start, due, end }) => ({ start: start ?? due ?? end }),
		keepsChanged: () => ({}),
	},
	ivvy: {
		make: () => ({
			resource: 'activity',
			operation: 'create',
			name: SUBJECT,
			subType: 2,
			description: `<p>${DESCRIPTION.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\n/g, '<br>')}</p>`,
			belongsTo: 'contact',
			contactId: byId('45001'),
			additionalFields: { startDatetime: START, endDatetime: END },
		}),
		read: (id) => ({ resource: 'activity', operation: 'get', activityId: byId(id) }),
		take: () => ({
			resource: 'activity',
			operation: 'create',
			name: '',
			subType: '',
			description: '',
			belongsTo: 'contact',
			contactId: byId('45002'),
			additionalFields: {},
		}),
		change: (id) => ({
			resource: 'activity',
			operation: 'update',
			activityId: byId(id),
			updateFields: {},
			belongsTo: 'unchanged',
		}),
		keeps: ({ kind, start, end, due }) => ({
			kind: ['call', 'email'].includes(kind) ? kind : 'meeting',
			start: start ?? due,
			end: end ?? due ?? null,
		}),
		keepsChanged: ({ start, end }) => ({ start, ...(end === null ? {} : { end }) }),
	},
	deskera: {
		make: () => ({
			resource: 'activity',
			operation: 'create',
			name: SUBJECT,
			activity_type: 'call',
			start: START,
			end: END,
			additionalFields: {
				notes: DESCRIPTION.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\n/g, '<br>'),
			},
		}),
		read: (id) => ({ resource: 'activity', operation: 'get', activityId: byId(id) }),
		take: () => ({
			resource: 'activity',
			operation: 'create',
			name: '',
			activity_type: '',
			start: '',
			end: '',
			additionalFields: {},
		}),
		change: (id) => ({
			resource: 'activity',
			operation: 'update',
			activityId: byId(id),
			updateFields: {},
		}),
		keeps: ({ kind, start, end, due }) => ({
			kind: ['call', 'email', 'meeting'].includes(kind) ? kind : 'task',
			start: start ?? due,
			end: end ?? due ?? '2026-12-01T09:30:00Z',
		}),
		keepsChanged: ({ start, end }) => ({ start, ...(end === null ? {} : { end }) }),
	},
};
const DIRECTIONS = NODES.flatMap((from) =>
	NODES.filter((to) => to !== from).map((to) => [from, to]),
);

const readBack = async (node, id) =>
	(await run(node, { ...SIDES[node].read(String(id)), output: 'portable' })).find(
		(record) => record.id === String(id),
	);

async function source(from) {
	const [{ id }] = await run(from, SIDES[from].make(sides[from]));
	const activity = await readBack(from, id);
	expectPortable(activity, from);
	return activity;
}

it.each(NODES)('%s: what was written is in it', async (from) => {
	const activity = await source(from);
	expect(activity).toMatchObject({ title: SUBJECT, description: DESCRIPTION, start: START });
	if (from !== 'leadSquared') expect(activity).toMatchObject({ kind: 'call', end: END });
});

it.each(DIRECTIONS)('%s to %s: two nodes copy an activity', async (from, to) => {
	const activity = await source(from);
	const [{ id }] = await run(
		to,
		{ valuesFrom: 'portable', portableActivity: '={{ $json }}', ...SIDES[to].take(sides[to]) },
		[activity],
	);
	const copy = await readBack(to, id);
	expectPortable(copy, to);
	expect(copy).toMatchObject({
		title: SUBJECT,
		description: DESCRIPTION,
		...SIDES[to].keeps(activity),
	});
});

it.each(DIRECTIONS)(
	'%s to %s: an activity that is there is brought up to date',
	async (from, to) => {
		const [{ id }] = await run(to, SIDES[to].make(sides[to]));
		const activity = { ...(await source(from)), title: 'New subject', description: 'New text' };
		await run(
			to,
			{ valuesFrom: 'portable', portableActivity: '={{ $json }}', ...SIDES[to].change(String(id)) },
			[activity],
		);
		const copy = await readBack(to, id);
		expect(copy).toMatchObject({
			title: 'New subject',
			description: 'New text',
			...SIDES[to].keepsChanged(activity),
		});
	},
);

describe('Values From: Portable Activity', () => {
	const take = (more, activity) =>
		run(
			'deskera',
			{
				valuesFrom: 'portable',
				portableActivity: '={{ $json }}',
				...SIDES.deskera.take(),
				...more,
			},
			[activity],
		);

	it('what is filled in below counts more', async () => {
		const [made] = await take(
			{ name: 'Mine', additionalFields: { source: 'x', is_status: false } },
			{ title: 'Theirs', kind: 'call', start: START, end: END, done: true },
		);
		expect(made).toMatchObject({
			title: 'Mine',
			fields: { source: 'x' },
			done: false,
			kind: 'Call',
		});
	});

	it('a to-do of Bitrix24 that is done arrives done', async () => {
		const [{ id }] = await run(
			'bitrix24',
			{
				valuesFrom: 'portable',
				portableActivity: '={{ $json }}',
				...SIDES.bitrix24.take(),
				client: byId(''),
				phone: byId(''),
			},
			[{ kind: 'call', title: 'Done', due: END, done: true }],
		);
		expect(
			(await run('bitrix24', { ...SIDES.bitrix24.read(String(id)), output: 'portable' }))[0],
		).toMatchObject({ kind: 'task', title: 'Done', due: END, done: true });
	});

	it('tasks go to tasks', async () => {
		const task = {
			kind: 'task',
			title: 'Send it',
			description: 'Now',
			due: END,
			priority: 'high',
			status: 'waiting',
		};
		const portableOf = async (node, parameters) => {
			const [{ id }] = await run(
				node,
				{ valuesFrom: 'portable', portableActivity: '={{ $json }}', ...parameters },
				[task],
			);
			return (
				await run(node, {
					resource: 'task',
					operation: 'get',
					taskId: byId(String(id)),
					output: 'portable',
				})
			)[0];
		};
		expect(
			await portableOf('ivvy', {
				resource: 'task',
				operation: 'create',
				name: '',
				endDatetime: '',
				belongsTo: 'contact',
				contactId: byId('45001'),
				additionalFields: {},
			}),
		).toMatchObject(task);
		expect(
			await portableOf('bitrix24', {
				resource: 'task',
				operation: 'create',
				title: '',
				responsible: byId('1'),
				additionalFields: {},
				customFields: {},
			}),
		).toMatchObject({ ...task, status: 'open' });
		expect(
			await portableOf('leadSquared', {
				resource: 'task',
				operation: 'create',
				name: '',
				taskType: byId('Phone Call'),
				owner: byId('user2@account.example'),
				relatedTo: 1,
				lead: byId(sides.leadSquared.fake.vendor.leadId(1)),
				additionalFields: {},
			}),
		).toMatchObject({ kind: 'task', title: 'Send it', description: 'Now', due: END });
	});

	it.each([
		[{ name: 'x' }, '"Portable Activity" has neither title nor kind'],
		[{ title: 'x', kind: 'dinner' }, '"kind of the portable activity" can\'t be "dinner"'],
		[{ title: { a: 1 } }, '"title of the portable activity" must be text, not an object'],
		[{ title: 'x', kind: 'call', start: 'soon' }, '"Start" is not a date n8n can read'],
		[{ kind: 'call', start: START }, '"Title" is empty'],
		[
			{ title: 'x', done: 'maybe' },
			'"done of the portable activity" must be true or false, not "maybe"',
		],
		[
			{ title: 'x', done: false, status: 'done' },
			'The portable activity is done: false, but its status is done',
		],
	])('%j is refused before anything is sent', async (activity, message) => {
		await expect(take({}, activity)).rejects.toThrow(message);
		expect(sides.deskera.fake.calls).toEqual([]);
	});

	it('reads what is there, and passes over the rest', () => {
		expect(
			readPortable(
				'{"title":"a","end":null,"related":[null,{"type":"deal","id":"5"}],"colour":"red"}',
				'UTC',
			),
		).toEqual({ title: 'a', related: [{ type: 'deal', id: '5' }] });
		expect(() => readPortable('{', 'UTC')).toThrow('"Portable Activity" is not valid JSON');
	});
});
