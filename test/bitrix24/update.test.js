'use strict';
/** Updates of activities of each kind. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { titled } = require('../support/titles');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const update = (more = {}) => ({
	resource: 'activity',
	operation: 'update',
	activityId: byId('4'),
	updateFields: {},
	options: {},
	...more,
});
const run = (parameters, more = {}) =>
	runNode({ ...base, parameters: update(parameters), ...more });
const stored = (id) => fake.vendor.store.activities.get(id);

describe('update of a call, meeting or email', () => {
	const everything = {
		COMPLETED: true,
		DESCRIPTION: 'Text',
		DESCRIPTION_TYPE: 3,
		DIRECTION: 1,
		START_TIME: '2026-12-01T10:00:00',
		END_TIME: '2026-12-01T11:00:00',
		DEADLINE: '2026-12-01T10:00:00',
		LOCATION: 'Room 1',
		NOTIFY_TYPE: 1,
		NOTIFY_VALUE: 15,
		ORIGINATOR_ID: 'erp',
		ORIGIN_ID: '77',
		ORIGIN_VERSION: '3',
		PRIORITY: 3,
		RESPONSIBLE_ID: byId('2'),
		STATUS: 1,
		SUBJECT: 'New',
		TYPE_ID: 2,
		IS_INCOMING_CHANNEL: false,
		SETTINGS: '{"a": {"b": [1, 2]}}',
		PROVIDER_PARAMS: { c: 'd' },
		PROVIDER_DATA: 'data',
		PROVIDER_GROUP_ID: 'G',
		PROVIDER_ID: 'CRM_CALL',
		PROVIDER_TYPE_ID: 'T',
		ASSOCIATED_ENTITY_ID: 5,
		WEBDAV_ELEMENTS: '11, 12',
		OWNER_TYPE_ID: byId('2'),
		OWNER_ID: byId('102'),
		COMMUNICATIONS: { values: [{ client: byId('C_5'), value: '+49 30 1', type: 'PHONE' }] },
	};

	it("sends every field of the page in Bitrix24's format", async () => {
		fake.fault('answer', {
			answer: { status: 200, body: { result: true, time: {} } },
			match: ({ path }) => path.endsWith('/crm.activity.update'),
		});
		const result = await run({ updateFields: everything });
		expect(result.error).toBeUndefined();
		expect(fake.calls[1].path.endsWith('/crm.activity.update')).toBe(true);
		expect(fake.calls[1].json).toEqual({
			id: 4,
			fields: {
				COMPLETED: 'Y',
				DESCRIPTION: 'Text',
				DESCRIPTION_TYPE: 3,
				DIRECTION: 1,
				START_TIME: '2026-12-01T10:00:00+01:00',
				END_TIME: '2026-12-01T11:00:00+01:00',
				DEADLINE: '2026-12-01T10:00:00+01:00',
				LOCATION: 'Room 1',
				NOTIFY_TYPE: 1,
				NOTIFY_VALUE: 15,
				ORIGINATOR_ID: 'erp',
				ORIGIN_ID: '77',
				ORIGIN_VERSION: '3',
				PRIORITY: 3,
				RESPONSIBLE_ID: 2,
				STATUS: 1,
				SUBJECT: 'New',
				TYPE_ID: 2,
				IS_INCOMING_CHANNEL: 'N',
				SETTINGS: { a: { b: [1, 2] } },
				PROVIDER_PARAMS: { c: 'd' },
				PROVIDER_DATA: 'data',
				PROVIDER_GROUP_ID: 'G',
				PROVIDER_ID: 'CRM_CALL',
				PROVIDER_TYPE_ID: 'T',
				ASSOCIATED_ENTITY_ID: 5,
				WEBDAV_ELEMENTS: [11, 12],
				OWNER_TYPE_ID: 2,
				OWNER_ID: 102,
				COMMUNICATIONS: [{ TYPE: 'PHONE', VALUE: '+49 30 1', ENTITY_ID: 5, ENTITY_TYPE_ID: 3 }],
			},
		});
	});

	it('is accepted by the portal with most of them', async () => {
		const {
			ASSOCIATED_ENTITY_ID,
			WEBDAV_ELEMENTS,
			PROVIDER_ID,
			PROVIDER_GROUP_ID,
			PROVIDER_TYPE_ID,
			OWNER_ID,
			OWNER_TYPE_ID,
			...accepted
		} = everything;
		const client = [...fake.vendor.store.items.get(3).keys()][0];
		const result = await run({
			updateFields: {
				...accepted,
				COMMUNICATIONS: {
					values: [{ client: byId(`C_${client}`), value: '+49 30 1', type: 'PHONE' }],
				},
			},
		});
		expect(result.error?.description).toBeUndefined();
		expect(stored(4)).toMatchObject({
			SUBJECT: 'New',
			LOCATION: 'Room 1',
			COMPLETED: 'Y',
			PRIORITY: '3',
		});
	});

	it('attaches files of the item, shows their names only, and sends such an item alone', async () => {
		const binary = {
			data: {
				data: Buffer.from('hello').toString('base64'),
				mimeType: 'text/plain',
				fileName: 'hello.txt',
			},
		};
		const items = [
			{ json: { id: 4 } },
			{ json: { id: 8 }, binary },
			{ json: { id: 12 } },
			{ json: { id: 16 } },
		];
		const result = await run(
			{
				activityId: byId('={{ $json.id }}'),
				updateFields: { SUBJECT: 'New', FILES: '={{ $json.id === 8 ? "data" : "" }}' },
			},
			{ items },
		);
		expect(result.error).toBeUndefined();
		expect(result.output[1].json).toEqual({
			id: 8,
			title: 'New',
			fields: { FILES: ['hello.txt'] },
		});
		expect(fake.calls.map(({ path }) => path.split('/').pop()).sort()).toEqual([
			'batch',
			'crm.activity.update',
		]);
		expect(stored(8).FILES).toHaveLength(1);
	});

	it('leaves unchanged what comes blank, and clears what can be cleared when asked to', async () => {
		const texts = {
			DESCRIPTION: 'Text',
			LOCATION: 'Room',
			ORIGINATOR_ID: 'erp',
			ORIGIN_ID: '7',
			ORIGIN_VERSION: '1',
		};
		Object.assign(stored(4), texts);
		const blanks = Object.fromEntries(Object.keys(texts).map((name) => [name, ' ']));
		const { hints } = await run({ updateFields: { SUBJECT: 'New', START_TIME: '', ...blanks } });
		expect(stored(4)).toMatchObject({ SUBJECT: 'New', ...texts });
		expect(hints[0].message).toMatch(/^6 blank values were ignored/);
		await run({ updateFields: blanks, options: { blankValues: 'clear' } });
		expect(stored(4)).toMatchObject(
			Object.fromEntries(Object.keys(texts).map((name) => [name, ''])),
		);
		const { error } = await run({
			updateFields: { START_TIME: '' },
			options: { blankValues: 'clear' },
		});
		expect(error.message).toBe('"Start" is empty, and this field can\'t be cleared');
	});

	it('names a binary field that the item lacks', async () => {
		const result = await run({ updateFields: { FILES: 'report' } });
		expect(result.error.message).toBe('"Files": the item has no binary field "report"');
		expect(fake.calls).toEqual([]);
	});

	it.each([
		[
			'half an owner',
			{ OWNER_ID: byId('5') },
			'"Related Record" and "Related Record Type" belong together',
		],
		[
			'a communication without its record',
			{ COMMUNICATIONS: { values: [{ client: byId(''), value: '1', type: 'PHONE' }] } },
			'"Contact, Company or Lead" is empty',
		],
		['bad JSON', { SETTINGS: '{"a": ' }, '"Settings (JSON)" is not valid JSON'],
		[
			'an end before the start',
			{ START_TIME: '2026-12-01T10:00:00', END_TIME: '2026-11-30' },
			'"End" is before "Start"',
		],
		[
			'only blanks',
			{
				SUBJECT: '',
				DESCRIPTION: ' ',
				START_TIME: '',
				RESPONSIBLE_ID: byId(''),
				COMMUNICATIONS: {},
				SETTINGS: '',
			},
			'There is nothing to update: all values are blank',
		],
		['nothing', {}, 'There is nothing to update'],
	])('refuses %s before anything is sent', async (_name, updateFields, message) => {
		expect((await run({ updateFields })).error.message).toBe(message);
		expect(fake.calls).toEqual([]);
	});
});

/** Fields of the form by the words of a to-do. */
const NAMES = {
	deadline: 'DEADLINE',
	description: 'DESCRIPTION',
	responsibleId: 'RESPONSIBLE_ID',
	title: 'SUBJECT',
};
const asFields = (todo) =>
	Object.fromEntries(Object.entries(todo).map(([name, value]) => [NAMES[name] ?? name, value]));

describe('update of a to-do', () => {
	const todo = (todoFields, more = {}) =>
		run({ activityId: byId('7'), updateFields: asFields(todoFields) }, more);

	it('changes single properties without touching the others', async () => {
		await todo({
			deadline: '2026-12-24T10:00:00',
			colorId: '3',
			responsibleId: byId('2'),
			description: 'New text',
		});
		expect(fake.calls.map(({ path }) => path.split('/').pop()).sort()).toEqual([
			'crm.activity.get',
			'crm.activity.todo.updateColor',
			'crm.activity.todo.updateDeadline',
			'crm.activity.todo.updateDescription',
			'crm.activity.todo.updateResponsibleUser',
		]);
		expect(stored(7)).toMatchObject({ DESCRIPTION: 'New text', RESPONSIBLE_ID: '2' });
	});

	it('takes two rounds of batches for many', async () => {
		const items = Array.from({ length: 50 }, (_, n) => ({ id: 4 * n + 3 }));
		const result = await run(
			{ activityId: byId('={{ $json.id }}'), updateFields: { DESCRIPTION: 'New' } },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(fake.calls).toHaveLength(2);
		expect(result.output.length + result.errorOutput.length).toBe(50);
	});

	it('is told from calls by one read of all, in one run of both', async () => {
		const { output } = await run(
			{
				activityId: byId('={{ $json.id }}'),
				updateFields: { SUBJECT: 'New', DESCRIPTION: 'New text' },
			},
			{ items: [{ id: 7 }, { id: 4 }] },
		);
		expect(output.map(({ json }) => json.id)).toEqual([7, 4]);
		expect(fake.calls[0].json.cmd).toEqual({
			i0: 'crm.activity.get?id=7',
			i1: 'crm.activity.get?id=4',
		});
		const made = fake.vendor.writes.map(({ method, id }) => [method, Number(id)]);
		expect(made).toEqual([
			['crm.activity.todo.updateDescription', 7],
			['crm.activity.update', 4],
			['crm.activity.update', 7],
		]);
	});

	it('is not asked for its kind where that makes no difference', async () => {
		await run({ activityId: byId('7'), updateFields: { SUBJECT: 'New', COMPLETED: true } });
		expect(fake.calls.map(({ path }) => path.split('/').pop())).toEqual(['crm.activity.update']);
	});

	it('refuses an activity that is no to-do', async () => {
		expect(
			(await run({ activityId: byId('4'), updateFields: { colorId: '3' } })).error.message,
		).toBe('Activity 4 is not a to-do');
		expect(fake.vendor.writes).toEqual([]);
	});

	it('says that a completed one can not change', async () => {
		const { error } = await run({
			activityId: byId('9004'),
			updateFields: { DEADLINE: '2026-12-24T10:00:00' },
		});
		expect([error.message, error.description]).toEqual([
			titled("A completed to-do can't be changed"),
			expect.stringContaining('Reopen it'),
		]);
	});

	it.each([
		'100',
		'NOT_FOUND',
		'OWNER_NOT_FOUND',
		'ACCESS_DENIED',
		'WRONG_DATETIME_FORMAT',
		'CAN_NOT_UPDATE_COMPLETED_TODO',
		'CAN_NOT_UPDATE_COLOR_COMPLETED_TODO',
		'CAN_NOT_UPDATE_RESPONSIBLE_USER_COMPLETED_TODO',
		'CAN_NOT_UPDATE_WRONG_COLOR_TODO',
		'INVALID_ARG_VALUE',
		'ERROR_PARENT_ACTIVITY_RESTRICT',
	])('code %s has a sentence', async (code) => {
		fake.fault('answer', {
			answer: { status: 400, body: { error: code, error_description: 'Vendor text' } },
			match: ({ path }) => path.includes('todo'),
		});
		const { error } = await todo({ deadline: '2026-12-24T10:00:00' });
		expect(error.message).not.toMatch(/Vendor text|status/);
		expect(error.description).toContain('Bitrix24 says: Vendor text');
	});
});
