'use strict';
const { runNode, lookUp } = require('../support/engine');
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
		expect(result.error.message).toBe('The item has no binary field "report"');
		expect(fake.calls).toEqual([]);
	});

	it.each([
		['half an owner', { OWNER_ID: byId('5') }, '"Owner" and "Owner Type" belong together'],
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

describe('batch', () => {
	it('needs ceil(n/50) requests', async () => {
		const items = Array.from({ length: 120 }, (_, n) => ({ id: 4 * (n + 1) }));
		const result = await run(
			{
				activityId: byId('={{ $json.id }}'),
				updateFields: { SUBJECT: '={{ "Row " + $json.id + " [a]=b&c %20 + \\u20ac" }}' },
			},
			{ items },
		);
		expect(result.error).toBeUndefined();
		expect(fake.calls).toHaveLength(3);
		expect(stored(480).SUBJECT).toBe('Row 480 [a]=b&c %20 + €');
		expect(fake.vendor.writes.map(({ id }) => Number(id))).toEqual(items.map(({ id }) => id));
	});

	it('clears a list as a batch could not say it: alone', async () => {
		const { store } = fake.vendor;
		for (const id of [1, 3]) store.tasks.get(id).TAGS = ['old'];
		const parameters = {
			resource: 'task',
			operation: 'update',
			taskId: byId('={{ $json.id }}'),
			updateFields: { TAGS: '' },
			customFields: { mappingMode: 'defineBelow', value: null, schema: [] },
			options: { blankValues: 'clear' },
		};
		const result = await runNode({ ...base, parameters, items: [{ id: 1 }, { id: 3 }] });
		expect(result.error).toBeUndefined();
		expect([1, 3].map((id) => store.tasks.get(id).TAGS)).toEqual([[], []]);
		expect(fake.calls.map(({ json }) => json)).toEqual(
			expect.arrayContaining([
				{ taskId: 1, fields: { TAGS: [] } },
				{ taskId: 3, fields: { TAGS: [] } },
			]),
		);
	});

	it('uploads files of tasks outside the batch and links them', async () => {
		const binary = {
			data: {
				data: Buffer.from('hello').toString('base64'),
				mimeType: 'text/plain',
				fileName: 'hello.txt',
			},
		};
		const parameters = {
			resource: 'task',
			operation: 'create',
			title: 'With file',
			responsible: byId('2'),
			additionalFields: {},
			customFields: { mappingMode: 'defineBelow', value: null, schema: [] },
			files: 'data',
			storage: byId('2'),
			options: {},
		};
		const result = await runNode({
			...base,
			parameters,
			items: [
				{ json: {}, binary },
				{ json: {}, binary },
			],
		});
		expect(result.error).toBeUndefined();
		expect(result.output.map(({ json }) => json.fields.ufTaskWebdavFiles.length)).toEqual([1, 1]);
		expect(fake.calls.map(({ path }) => path.split('/').pop())).toEqual([
			'disk.storage.uploadfile',
			'disk.storage.uploadfile',
			'batch',
		]);
	});

	it('keeps a text that looks like a reference out of the batch', async () => {
		const items = [
			{ id: 4, text: 'a' },
			{ id: 8, text: 'see $result[i0][ID]' },
		];
		await run(
			{ activityId: byId('={{ $json.id }}'), updateFields: { SUBJECT: '={{ $json.text }}' } },
			{ items },
		);
		expect(stored(8).SUBJECT).toBe('see $result[i0][ID]');
	});

	it('is repeated when refused before execution, and not when its answer is lost', async () => {
		const items = [{ id: 4 }, { id: 8 }];
		const parameters = { activityId: byId('={{ $json.id }}'), updateFields: { SUBJECT: 'New' } };
		fake.fault('answer', {
			answer: {
				status: 503,
				body: { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' },
			},
		});
		expect((await run(parameters, { items })).output).toHaveLength(2);
		expect(fake.calls).toHaveLength(2);
		fake.reset();
		fake.fault('lost');
		const lost = await run(parameters, { items, onError: 'continueRegularOutput' });
		expect(lost.output.map(({ json }) => json.details.completed)).toEqual(['unknown', 'unknown']);
		expect(fake.calls).toHaveLength(1);
	});

	it.each([
		['continueRegularOutput', { i0: true, i2: true }, ['crm.activity.update'], [8]],
		['stopWorkflow', { i0: true }, ['batch'], [8, 12]],
	])(
		'repeats only what met the operating limit, and what was left out because of it (%s)',
		async (onError, result, methods, written) => {
			const time = { operating_reset_at: Math.floor(Date.now() / 1000) + 1 };
			const refusal = {
				error: 'OPERATION_TIME_LIMIT',
				error_description: 'Method is blocked due to operation time limit.',
			};
			fake.fault('answer', {
				answer: {
					status: 200,
					body: {
						result: {
							result,
							result_error: { i1: refusal },
							result_total: [],
							result_next: [],
							result_time: Object.fromEntries(Object.keys(result).map((key) => [key, {}])),
						},
						time,
					},
				},
			});
			const items = [{ id: 4 }, { id: 8 }, { id: 12 }];
			const outcome = await run(
				{ activityId: byId('={{ $json.id }}'), updateFields: { SUBJECT: 'New' } },
				{ items, onError },
			);
			expect(outcome.error).toBeUndefined();
			expect(outcome.output.map(({ json }) => json.id)).toEqual([4, 8, 12]);
			expect(fake.calls.slice(1).map(({ path }) => path.split('/').pop())).toEqual(methods);
			expect(fake.vendor.writes.map(({ id }) => Number(id))).toEqual(written);
		},
	);

	it('stops at the first refusal when the run does, and tells what was done', async () => {
		const items = [{ id: 4 }, { id: 99999 }, { id: 12 }, { id: 16 }];
		const { error } = await run(
			{ activityId: byId('={{ $json.id }}'), updateFields: { SUBJECT: 'New' } },
			{ items },
		);
		expect(error.description).toContain(
			'Of 4 items, 1 was completed (item 0), 2 were not sent (items 2-3).',
		);
		expect(fake.vendor.writes).toHaveLength(1);
	});

	it('can be smaller or off', async () => {
		const items = Array.from({ length: 6 }, (_, n) => ({ id: 4 * (n + 1) }));
		await run(
			{
				activityId: byId('={{ $json.id }}'),
				updateFields: { SUBJECT: 'New' },
				options: { batchSize: 4 },
			},
			{ items },
		);
		expect(fake.calls).toHaveLength(2);
		fake.reset();
		await run(
			{
				activityId: byId('={{ $json.id }}'),
				updateFields: { SUBJECT: 'New' },
				options: { batching: false },
			},
			{ items },
		);
		expect(fake.calls).toHaveLength(6);
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

describe('every error text of the page crm.activity.update', () => {
	it.each([
		['Activity is not found', 'The activity does not exist', /deleted/],
		[
			'The field SUBJECT is not defined or empty',
			'Bitrix24 requires a subject',
			/Fill in "Subject"/,
		],
		[
			'The field RESPONSIBLE_ID is not defined or invalid',
			'Bitrix24 does not accept the responsible user',
			/Pick "Responsible User"/,
		],
		[
			'The field TYPE_ID is not defined or invalid',
			'Bitrix24 does not accept the type of the activity',
			/Pick "Type"/,
		],
		[
			'The field COMMUNICATIONS is not defined or invalid',
			'Bitrix24 does not accept the client of the activity',
			/phone number or email/,
		],
		[
			'The only one communication is allowed for activity of specified type',
			'A call or a meeting has exactly one client',
			/Leave one entry/,
		],
		[
			'Could not build binding. Please ensure that owner info and communications are defined correctly',
			'Bitrix24 could not link the activity to its CRM records',
			/Check "Owner"/,
		],
		[
			'The custom activity without provider is not supported in current context',
			'An activity of this type requires its provider',
			/Provider ID/,
		],
		[
			'Use crm.activity.configurable.update for this activity provider',
			'This is a configurable activity of an app',
			/credential of that app/,
		],
		[
			'Access denied',
			'The user of the credential has no access to this record',
			/access to the record/,
		],
		['Application context required', 'This activity belongs to an app', /credential of that app/],
	])('%s', async (text, message, advice) => {
		for (const alone of [true, false]) {
			fake.reset();
			const refusal = { error: '', error_description: `${text}.` };
			const answer = alone
				? { status: 400, body: refusal }
				: {
						status: 200,
						body: {
							result: {
								result: [],
								result_error: { i0: refusal, i1: refusal },
								result_total: [],
								result_next: [],
								result_time: [],
							},
						},
					};
			fake.fault('answer', { answer });
			const items = alone ? [{ id: 4 }] : [{ id: 4 }, { id: 8 }];
			const { error } = await run(
				{ activityId: byId('={{ $json.id }}'), updateFields: { SUBJECT: 'New' } },
				{ items },
			);
			expect([error.message, error.description]).toEqual([
				titled(message),
				expect.stringMatching(advice),
			]);
			expect(fake.calls).toHaveLength(1);
		}
	});

	it.each([
		[9001, /configurable activity/],
		[9002, /belongs to an app/],
		[9003, /has no access/],
	])('activity %i of the portal', async (id, message) => {
		expect(
			(await run({ activityId: byId(String(id)), updateFields: { SUBJECT: 'New' } })).error.message,
		).toMatch(message);
	});
});

describe('system errors', () => {
	it.each([
		[401, 'NO_AUTH_FOUND', 'credential-invalid'],
		[401, 'expired_token', 'credential-invalid'],
		[401, 'INVALID_CREDENTIALS', 'credential-invalid'],
		[403, 'INVALID_CREDENTIALS', 'configuration-invalid'],
		[403, 'insufficient_scope', 'configuration-invalid'],
		[403, 'user_access_error', 'configuration-invalid'],
		[403, 'allowed_only_intranet_user', 'configuration-invalid'],
		[404, 'ERROR_METHOD_NOT_FOUND', 'configuration-invalid'],
		[400, 'INVALID_REQUEST', 'configuration-invalid'],
		[500, 'PORTAL_DELETED', 'credential-invalid'],
		[503, 'OVERLOAD_LIMIT', 'quota-exhausted'],
		[500, 'INTERNAL_SERVER_ERROR', 'temporarily-unavailable'],
		[500, 'ERROR_UNEXPECTED_ANSWER', 'temporarily-unavailable'],
	])('%i %s', async (status, code, cause) => {
		fake.fault('answer', {
			answer: { status, body: { error: code, error_description: 'Vendor text' } },
		});
		const { error } = await run({ updateFields: { SUBJECT: 'New' } });
		expect(error.failure).toEqual({ cause });
		expect(error.message).not.toContain('Vendor text');
		expect(fake.calls).toHaveLength(1);
	});

	it('waits for operating_reset_at', async () => {
		const reset = Math.floor(Date.now() / 1000) + 7200;
		fake.fault('answer', {
			answer: {
				status: 429,
				body: {
					error: 'OPERATION_TIME_LIMIT',
					error_description: 'x',
					time: { operating_reset_at: reset },
				},
			},
		});
		const { error } = await run({ updateFields: { SUBJECT: 'New' }, options: { maxWait: 10 } });
		expect(error.failure.cause).toBe('rate-limited');
		expect(error.failure.retryAfterMs).toBeGreaterThan(7_000_000);
	});
});

describe('pickers', () => {
	const all = async (method, parameters = update()) => {
		const seen = [];
		for (let token; ;) {
			const { results, paginationToken } = await lookUp({
				...base,
				parameters,
				method,
				args: ['', token],
			});
			seen.push(...results);
			if (paginationToken === undefined) return seen;
			token = paginationToken;
		}
	};

	it('users: active ones, and by name', async () => {
		expect(await all('searchUsers')).toHaveLength(27);
		const [user] = [...fake.vendor.store.users.values()];
		const { results } = await lookUp({ ...base, method: 'searchUsers', args: [user.LAST_NAME] });
		expect(results.map(({ value }) => value)).toContain(Number(user.ID));
	});

	it('owner types with smart processes, and records of the chosen type', async () => {
		expect((await all('searchOwnerTypes')).map(({ value }) => value)).toEqual(
			expect.arrayContaining([1, 2, 3, 4, 177]),
		);
		expect(
			await all('searchOwners', update({ updateFields: { OWNER_TYPE_ID: byId('177') } })),
		).toHaveLength(40);
		expect(
			await all('searchOwners', update({ updateFields: { OWNER_TYPE_ID: byId('4') } })),
		).toHaveLength(300);
	});

	it('contacts, companies and leads in one list', async () => {
		const { results } = await lookUp({ ...base, method: 'searchClients' });
		expect(fake.calls).toHaveLength(1);
		expect(new Set(results.map(({ value }) => value.split('_')[0]))).toEqual(
			new Set(['C', 'CO', 'L']),
		);
		const contact = [...fake.vendor.store.items.get(3).values()].at(-1);
		const found = await lookUp({ ...base, method: 'searchClients', args: [contact.lastName] });
		expect(found.results.map(({ value }) => value)).toContain(`C_${contact.id}`);
	});

	it('activities by a part of the subject', async () => {
		const { results } = await lookUp({
			...base,
			method: 'searchActivities',
			args: [stored(4).SUBJECT],
		});
		expect(results.map(({ value }) => value)).toContain(4);
	});
});
