'use strict';
/** An import that is run again: what is filled in is brought up to date, and nothing else of the record is touched. */
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
			subject: 'Subject',
			responsible: byId('2'),
			client: byId('C_1'),
			start: '2026-12-01T10:00:00',
			additionalFields: {},
			...parameters,
			options: { externalId: 'row-1', ...parameters.options },
		},
		...more,
	});
const KINDS = {
	call: { kind: 'call', phone: byId('+49 30 1'), direction: 2 },
	email: { kind: 'email', email: byId('a@example.com'), direction: 2 },
	meeting: { kind: 'meeting' },
};
const stored = (id) => fake.vendor.store.activities.get(id);
const lastWritten = () => fake.vendor.writes.at(-1);

describe.each(Object.entries(KINDS))('a %s that is there', (_kind, form) => {
	let id;
	beforeEach(async () => {
		id = (
			await create({
				...form,
				additionalFields: { DESCRIPTION: 'First', LOCATION: 'Room 1', PRIORITY: 3 },
			})
		).output[0].json.id;
		// Somebody has worked with it since.
		Object.assign(stored(id), {
			COMPLETED: 'Y',
			STATUS: '2',
			DIRECTION: '1',
			LOCATION: 'Room 2',
			OWNER_ID: '3',
		});
	});

	it('stays completed, and keeps direction, owner and people, as nobody has filled them in', async () => {
		const { COMMUNICATIONS } = stored(id);
		const { output } = await create({ ...form, subject: 'Second' });
		expect(output[0].json).toMatchObject({ id, updated: true });
		expect(stored(id)).toMatchObject({
			SUBJECT: 'Second',
			COMPLETED: 'Y',
			STATUS: '2',
			DIRECTION: '1',
			LOCATION: 'Room 2',
			DESCRIPTION: 'First',
			PRIORITY: '3',
			OWNER_ID: '3',
			COMMUNICATIONS,
		});
		expect(Object.keys(lastWritten().fields).sort()).toEqual([
			'ORIGINATOR_ID',
			'ORIGIN_ID',
			'RESPONSIBLE_ID',
			'START_TIME',
			'SUBJECT',
		]);
	});

	it.each([
		[true, 'Y'],
		[false, 'N'],
	])('takes Completed where it is filled in: %s', async (completed, COMPLETED) => {
		stored(id).COMPLETED = completed ? 'N' : 'Y';
		await create({ ...form, additionalFields: { completed } });
		expect(stored(id).COMPLETED).toBe(COMPLETED);
		expect(fake.vendor.store.sentMails).toEqual([]);
	});

	it('keeps what comes blank, and loses it only when asked to', async () => {
		const blank = { additionalFields: { DESCRIPTION: '={{ $json.nothing }}', LOCATION: '  ' } };
		const { hints } = await create({ ...form, ...blank });
		expect(stored(id)).toMatchObject({ DESCRIPTION: 'First', LOCATION: 'Room 2' });
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringContaining('2 blank values were ignored'),
		]);
		await create({ ...form, ...blank, options: { blankValues: 'clear' } });
		expect(stored(id)).toMatchObject({
			DESCRIPTION: '',
			LOCATION: '',
			ORIGIN_ID: 'row-1',
			ORIGINATOR_ID: 'n8n',
		});
	});

	it.each(['', '   ', null, undefined])(
		"is nobody's with a blank ID (%j): nothing is sent",
		async (key) => {
			fake.calls.length = 0;
			for (const onError of ['stopWorkflow', 'continueErrorOutput']) {
				const result = await create(
					{ ...form, options: { externalId: '={{ $json.key }}' } },
					{ items: [{ key }, { key }], onError },
				);
				if (onError === 'stopWorkflow')
					expect(result.error.message).toBe("2 of 2 items can't be sent");
				else
					expect(result.errorOutput.map(({ json }) => json.error)).toEqual([
						'"External ID" is empty',
						'"External ID" is empty',
					]);
			}
			expect(fake.calls).toEqual([]);
		},
	);
});

it('a direction that was chosen, or comes from the item, is written to a call that is there', async () => {
	const { id } = (await create(KINDS.call)).output[0].json;
	await create({ ...KINDS.call, direction: 1 });
	expect(stored(id).DIRECTION).toBe('1');
	await create(
		{ ...KINDS.call, direction: '={{ $json.direction }}' },
		{ items: [{ direction: 2 }] },
	);
	expect(stored(id).DIRECTION).toBe('2');
});

it('an email that is to be sent is sent once, whatever is filled in the second time', async () => {
	const form = { ...KINDS.email, sendEmail: true, additionalFields: { completed: true } };
	const { id } = (await create(form)).output[0].json;
	expect(fake.vendor.store.sentMails).toHaveLength(1);
	await create({ ...form, subject: 'Second' });
	expect(stored(id).SUBJECT).toBe('Second');
	expect(fake.vendor.store.sentMails).toHaveLength(1);
	expect(lastWritten().fields).not.toHaveProperty('DIRECTION');
});

it.each([true, false])(
	'IDs that the portal takes for one are one record, in whatever case they are written (batched %s)',
	async (batching) => {
		const { output } = await create(
			{ ...KINDS.call, options: { externalId: '={{ $json.key }}', batching } },
			{ items: [{ key: 'row-A' }, { key: 'ROW-A' }, { key: 'row-B' }] },
		);
		expect(output).toHaveLength(3);
		// The second looks only after the first was made, so that it can find it.
		const sent = fake.calls.flatMap(({ path, json }) =>
			path.endsWith('/batch') ? Object.values(json.cmd) : [`${path} ${JSON.stringify(json)}`],
		);
		const at = (method, id) => sent.findIndex((one) => one.includes(method) && one.includes(id));
		expect(at('crm.activity.list', 'ROW-A')).toBeGreaterThan(at('crm.activity.add', 'row-A'));
	},
);

describe('an email that is only recorded', () => {
	const record = (more, items) =>
		create({ ...KINDS.email, ...more, options: { externalId: undefined } }, { items });

	it('is completed after it was added, so that it is not sent', async () => {
		const { output } = await record({ additionalFields: { completed: true } });
		expect(fake.vendor.writes.map(({ method, fields }) => [method, fields.COMPLETED])).toEqual([
			['crm.activity.add', 'N'],
			['crm.activity.update', 'Y'],
		]);
		expect(output[0].json.done).toBe(true);
		expect(stored(output[0].json.id).COMPLETED).toBe('Y');
		expect(fake.vendor.store.sentMails).toEqual([]);
	});

	it('of many, in one batch each', async () => {
		const items = Array.from({ length: 20 }, (_, n) => ({ n }));
		const { output } = await record(
			{ subject: '={{ "Mail " + $json.n }}', additionalFields: { completed: true } },
			items,
		);
		expect(fake.calls).toHaveLength(2);
		expect(
			output.map(({ json }) => stored(json.id)).every(({ COMPLETED }) => COMPLETED === 'Y'),
		).toBe(true);
		expect(fake.vendor.store.sentMails).toEqual([]);
	});

	it('is added as completed when it came in', async () => {
		await record({ direction: 1, additionalFields: { completed: true } });
		expect(fake.vendor.writes.map(({ method, fields }) => [method, fields.COMPLETED])).toEqual([
			['crm.activity.add', 'Y'],
		]);
	});

	it('says what is left to do when it could not be completed', async () => {
		fake.vendor.refuseNext('crm.activity.update', { description: 'Access denied.' });
		const { error } = await record({ additionalFields: { completed: true } });
		expect(error.message).toBe('The user of the credential has no access to this record');
		expect(error.description).toContain(
			'An earlier step of this item had already changed the record.',
		);
	});
});

describe('a portable activity that is imported again', () => {
	const imported = (activity) =>
		create(
			{
				valuesFrom: 'portable',
				portableActivity: '={{ $json }}',
				kind: '',
				subject: '',
				start: '',
				client: byId('C_1'),
				phone: byId('+49 30 1'),
			},
			{ items: [activity] },
		);
	const CALL = {
		kind: 'call',
		title: 'Call',
		start: '2026-12-01T10:00:00Z',
		end: '2026-12-01T11:00:00Z',
		done: false,
	};

	it('does not open again what a person has completed, and completes what is done', async () => {
		const { id } = (await imported(CALL)).output[0].json;
		expect(stored(id).COMPLETED).toBe('N');
		stored(id).COMPLETED = 'Y';
		const again = (await imported({ ...CALL, title: 'Call again' })).output[0].json;
		expect(again).toMatchObject({ id, updated: true });
		expect(lastWritten().fields).toHaveProperty('SUBJECT');
		expect(lastWritten().fields).not.toHaveProperty('COMPLETED');
		expect(stored(id).COMPLETED).toBe('Y');
		stored(id).COMPLETED = 'N';
		await imported({ ...CALL, done: true });
		expect(stored(id).COMPLETED).toBe('Y');
	});

	it('keeps a start that the activity does not tell', async () => {
		const lone = { kind: 'call', title: 'Call', end: '2026-12-01T11:00:00Z' };
		await imported(lone);
		await imported({ ...lone, end: '2026-12-01T11:30:00Z' });
		expect(lastWritten().fields).toHaveProperty('END_TIME');
		expect(lastWritten().fields).not.toHaveProperty('START_TIME');
	});
});

it('an Origin ID that is not the External ID is an error that names both', async () => {
	const refused = await create({ ...KINDS.meeting, additionalFields: { ORIGIN_ID: 'other' } });
	expect([refused.error.message, fake.calls]).toEqual([
		'"External ID" and "Origin ID" are different',
		[],
	]);
	const { error } = await create({ ...KINDS.meeting, additionalFields: { ORIGIN_ID: 'row-1' } });
	expect(error).toBeUndefined();
});
