'use strict';
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const create = (parameters, more = {}) =>
	runNode({
		...base,
		parameters: {
			resource: 'activity',
			operation: 'create',
			ownerType: byId('2'),
			owner: byId('1'),
			additionalFields: {},
			todoDetails: {},
			options: {},
			...parameters,
		},
		...more,
	});
const system = {
	subject: 'Subject',
	responsible: byId('2'),
	client: byId('C_1'),
	start: '2026-12-01T10:00:00',
};
/** A required field that is empty keeps n8n from running the workflow at all; an expression may give nothing. */
const NOTHING = '={{ $json.nothing }}';
const sent = () => fake.calls[0].json.fields;

it('creates a to-do with everything', async () => {
	const { output } = await create({
		kind: 'todo',
		deadline: '2026-12-24T10:00:00',
		title: 'Call',
		todoDetails: {
			description: 'Text',
			responsibleId: byId('2'),
			pingOffsets: '0, 15',
			colorId: '4',
			parentActivityId: byId('7'),
		},
	});
	expect(fake.calls[0].json).toEqual({
		ownerTypeId: 2,
		ownerId: 1,
		deadline: '2026-12-24T10:00:00+01:00',
		title: 'Call',
		description: 'Text',
		responsibleId: 2,
		pingOffsets: [0, 15],
		colorId: '4',
		parentActivityId: 7,
	});
	expect(output[0].json).toMatchObject({ id: 9005, kind: 'To-Do', title: 'Call' });
});

it('creates a call, a meeting and an email', async () => {
	await create({ ...system, kind: 'call', phone: byId('+49 30 100001'), direction: 1 });
	expect(sent()).toMatchObject({
		TYPE_ID: 2,
		DIRECTION: 1,
		COMPLETED: 'N',
		COMMUNICATIONS: [{ TYPE: 'PHONE', VALUE: '+49 30 100001', ENTITY_ID: 1, ENTITY_TYPE_ID: 3 }],
		START_TIME: '2026-12-01T10:00:00+01:00',
	});
	fake.calls.length = 0;
	await create({
		...system,
		kind: 'meeting',
		additionalFields: { LOCATION: 'Room', END_TIME: '2026-12-01T11:00:00' },
	});
	expect(sent()).toMatchObject({
		TYPE_ID: 1,
		LOCATION: 'Room',
		COMMUNICATIONS: [{ VALUE: '', ENTITY_ID: 1, ENTITY_TYPE_ID: 3 }],
	});
	expect(fake.vendor.writes).toHaveLength(2);
});

it.each([
	[{ direction: 2 }, 0],
	[{ direction: 2, additionalFields: { completed: true } }, 0],
	[{ direction: 1, additionalFields: { completed: true } }, 0],
	[{ direction: 2, sendEmail: true }, 1],
])('an email is really sent only when asked to: %j', async (how, mails) => {
	const { error } = await create({
		...system,
		kind: 'email',
		email: byId('boris.1@example.com'),
		...how,
	});
	expect(error).toBeUndefined();
	expect(fake.vendor.store.sentMails).toHaveLength(mails);
});

it.each([
	['a to-do without deadline', { kind: 'todo', title: 'x', deadline: NOTHING }, '"Due" is empty'],
	[
		'an email without address',
		{ ...system, kind: 'email', email: byId(NOTHING) },
		'"Email" is empty',
	],
	[
		'a meeting without subject',
		{ ...system, kind: 'meeting', subject: NOTHING },
		'"Title" is empty',
	],
	[
		'a meeting without a person',
		{ ...system, kind: 'meeting', ownerType: byId('3'), client: byId('') },
		'"Contact, Company or Lead" is empty',
	],
	[
		'a kind that an expression does not give',
		{ ...system, kind: '={{ $json.nothing }}', phone: byId('+49 30 1') },
		'"Type" is empty',
	],
	[
		'a direction that an expression does not give',
		{ ...system, kind: 'call', phone: byId('+49 30 1'), direction: '={{ $json.nothing }}' },
		'"Direction" is empty',
	],
	[
		'an end before the start',
		{ ...system, kind: 'meeting', additionalFields: { END_TIME: '2026-11-30' } },
		'"End" is before "Start"',
	],
	[
		'sending an incoming email',
		{ ...system, kind: 'email', email: byId('a@example.com'), direction: 1, sendEmail: true },
		'"Send the Email Now" is on for an incoming email',
	],
])('refuses %s before anything is sent', async (_name, parameters, message) => {
	expect((await create(parameters)).error.message).toBe(message);
	expect(fake.calls).toEqual([]);
});

it('takes a day from its first moment to its last second', async () => {
	const { error } = await create({
		...system,
		kind: 'meeting',
		start: '2026-12-01',
		additionalFields: { END_TIME: '2026-12-01' },
	});
	expect(error).toBeUndefined();
	expect(sent()).toMatchObject({
		START_TIME: '2026-12-01T00:00:00+01:00',
		END_TIME: '2026-12-01T23:59:59+01:00',
	});
});

it('creates 100 in two requests', async () => {
	const items = Array.from({ length: 100 }, (_, n) => ({ n }));
	const { output } = await create(
		{ kind: 'todo', deadline: '2026-12-24T10:00:00', title: '={{ "Row " + $json.n }}' },
		{ items },
	);
	expect(fake.calls).toHaveLength(2);
	expect(output.map(({ json }) => json.title)).toEqual(items.map(({ n }) => `Row ${n}`));
	expect(new Set(output.map(({ json }) => json.id)).size).toBe(100);
});

it('completes, reopens and links', async () => {
	const run = (resource, operation, parameters) =>
		runNode({ ...base, parameters: { resource, operation, options: {}, ...parameters } });
	await run('activity', 'complete', { activityId: byId('4') });
	expect(fake.vendor.store.activities.get(4).COMPLETED).toBe('Y');
	await run('activity', 'reopen', { activityId: byId('4') });
	expect(fake.vendor.store.activities.get(4).COMPLETED).toBe('N');
	await run('activityLink', 'create', {
		activityId: byId('4'),
		ownerType: byId('3'),
		owner: byId('7'),
	});
	const { output } = await run('activityLink', 'getMany', { activityId: byId('4') });
	expect(output.map(({ json }) => json)).toContainEqual(
		expect.objectContaining({
			activityId: 4,
			relatedTo: [{ type: 'contact', id: 7, name: null, typeId: 3 }],
		}),
	);
});

it('whoever is reached is reached there, however the address was copied', async () => {
	for (const [form, VALUE] of [
		[{ kind: 'email', email: byId('Boris.1@example.com\u200B') }, 'Boris.1@example.com'],
		[{ kind: 'email', email: byId('Boris <boris.1@example.com>') }, 'boris.1@example.com'],
		[{ kind: 'call', phone: byId('\u202A+49 30 100001\u202C') }, '+49 30 100001'],
	]) {
		const { error } = await create({ ...system, ...form });
		expect([error?.message, sent().COMMUNICATIONS[0].VALUE]).toEqual([undefined, VALUE]);
		fake.calls.length = 0;
	}
	const { error } = await create({ ...system, kind: 'email', email: byId('N/A') });
	expect(error.message).toBe('"Email" must be an email address, not "N/A"');
	expect(fake.calls).toEqual([]);
});

it('an email has its sender, further recipients, format and reminder', async () => {
	const { error } = await create({
		...system,
		kind: 'email',
		email: byId('boris.1@example.com'),
		additionalFields: {
			DESCRIPTION: 'a < b',
			DESCRIPTION_TYPE: 3,
			NOTIFY_TYPE: 1,
			NOTIFY_VALUE: 15,
			IS_INCOMING_CHANNEL: false,
			ORIGIN_VERSION: '3',
			sender: 'Ada <ada@example.com>',
			noCopy: true,
			moreRecipients: { values: [{ client: byId('C_2'), email: 'clara.2@example.com' }] },
		},
	});
	expect(error?.message).toBeUndefined();
	expect(sent()).toMatchObject({
		DESCRIPTION: '<p>a &lt; b</p>',
		DESCRIPTION_TYPE: 3,
		NOTIFY_TYPE: 1,
		NOTIFY_VALUE: 15,
		IS_INCOMING_CHANNEL: 'N',
		ORIGIN_VERSION: '3',
		SETTINGS: { MESSAGE_FROM: 'Ada <ada@example.com>', DISABLE_SENDING_MESSAGE_COPY: 'Y' },
		COMMUNICATIONS: [
			{ TYPE: 'EMAIL', VALUE: 'boris.1@example.com', ENTITY_ID: 1 },
			{ TYPE: 'EMAIL', VALUE: 'clara.2@example.com', ENTITY_ID: 2 },
		],
	});
});

it.each([
	[{ sender: 'Ada <ada@example.com>' }, '"Sender" is for emails only'],
	[{ noCopy: true }, '"No Copy to Sender" is for emails only'],
	[
		{ moreRecipients: { values: [{ client: byId('C_2'), email: 'clara.2@example.com' }] } },
		'"More Recipients" is for emails only',
	],
])('a meeting has none of %j', async (additionalFields, message) => {
	const { error } = await create({ ...system, kind: 'meeting', additionalFields });
	expect(error.message).toBe(message);
	expect(fake.calls).toEqual([]);
});
