'use strict';
/** Values of tasks: what each field takes, what a blank means, and how a field is cleared. */
const { runNode } = require('../support/engine');
const { withoutMark } = require('../support/written');
const { fakeFor, byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');
const { taskFields } = require('../support/taskForm.cts');

const TASK = 5;
let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterAll(() => fake.close());

const FULL = {
	DESCRIPTION: 'Text',
	XML_ID: 'x-1',
	DEADLINE: '2026-12-24T12:00:00+03:00',
	START_DATE_PLAN: '2026-12-01T12:00:00+03:00',
	END_DATE_PLAN: '2026-12-02T12:00:00+03:00',
	ACCOMPLICES: ['3'],
	AUDITORS: ['4'],
	DEPENDS_ON: ['2'],
	TAGS: ['old'],
	UF_CRM_TASK: ['D_1'],
	GROUP_ID: '1',
	PARENT_ID: '2',
	TIME_ESTIMATE: '600',
	MARK: 'P',
	UF_AUTO_123: 'mine',
	UF_AUTO_456: '1',
};
beforeEach(() => {
	fake.reset();
	Object.assign(task(), structuredClone(FULL));
});

const task = () => fake.vendor.store.tasks.get(TASK);
const run = (operation, parameters, more = {}) =>
	runNode({
		...base,
		parameters: {
			resource: 'task',
			operation,
			customFields: mapped({}),
			options: {},
			...parameters,
		},
		...more,
	});
const update = (updateFields, { options, customFields = mapped({}), ...more } = {}) =>
	run(
		'update',
		{
			taskId: byId(String(TASK)),
			...taskFields('updateFields', updateFields),
			customFields,
			options,
		},
		more,
	);
const written = () => withoutMark(fake.vendor.writes.at(-1).fields);

/** field -> how it comes blank, and what the task holds once it is cleared */
const CLEARED = {
	DESCRIPTION: ['', ''],
	XML_ID: ['  ', ''],
	DEADLINE: ['', null],
	ACCOMPLICES: [{}, []],
	AUDITORS: [{ values: [{ id: byId('') }] }, []],
	DEPENDS_ON: [{ values: [] }, []],
	TAGS: ['', []],
	UF_CRM_TASK: [{}, []],
	GROUP_ID: [byId(''), '0'],
	PARENT_ID: [byId(null), null],
	timeEstimate: [null, '0'],
};
const NAMES = { timeEstimate: 'TIME_ESTIMATE' };

describe.each(Object.entries(CLEARED))('a blank %s', (name, [blank, cleared]) => {
	const field = NAMES[name] ?? name;

	it('leaves it unchanged', async () => {
		const { error } = await update({ [name]: blank, TITLE: 'New' });
		expect(error?.message).toBeUndefined();
		expect(task()).toMatchObject({ TITLE: 'New', ...FULL });
	});

	it.each([true, false])('clears it when asked to (batched %s)', async (batching) => {
		const ids = [TASK, 7];
		const { error } = await run(
			'update',
			{
				taskId: byId('={{ $json.id }}'),
				...taskFields('updateFields', { [name]: blank }),
				options: { blankValues: 'clear', batching },
			},
			{ items: ids.map((id) => ({ id })) },
		);
		expect(error?.message).toBeUndefined();
		expect(task()).toMatchObject({ ...FULL, [field]: cleared });
	});

	it('alone is nothing to update', async () => {
		const { error } = await update({ [name]: blank });
		expect(error.message).toBe('There is nothing to update: all values are blank');
		expect(fake.calls).toEqual([]);
	});

	it('is not sent for a new task', async () => {
		const { error } = await run('create', {
			title: 'New',
			responsible: byId('2'),
			...taskFields('additionalFields', { [name]: blank }),
		});
		expect(error?.message).toBeUndefined();
		expect(written()).toEqual({ TITLE: 'New', RESPONSIBLE_ID: 2 });
	});
});

it('planned dates are cleared together, and only together', async () => {
	const clear = { options: { blankValues: 'clear' } };
	expect((await update({ START_DATE_PLAN: '' }, clear)).error.message).toBe(
		'"Planned Start" and "Planned End" belong together',
	);
	expect(
		(await update({ START_DATE_PLAN: '', END_DATE_PLAN: '2026-12-03' }, clear)).error.message,
	).toBe('"Planned Start" and "Planned End" belong together');
	expect(fake.calls).toEqual([]);
	expect((await update({ START_DATE_PLAN: '', END_DATE_PLAN: '' }, clear)).error).toBeUndefined();
	expect(task()).toMatchObject({ ...FULL, START_DATE_PLAN: null, END_DATE_PLAN: null });
});

it.each([
	['TITLE', 'Title', ''],
	['RESPONSIBLE_ID', 'Assigned To', byId('')],
	['FLOW_ID', 'Flow', byId('')],
	['TASK_CONTROL', 'Approval Required', ''],
])('%s can not be cleared, and says so', async (name, label, blank) => {
	const { error } = await update(
		{ [name]: blank, DESCRIPTION: 'x' },
		{ options: { blankValues: 'clear' } },
	);
	expect(error.message).toBe(`"${label}" is empty, and this field can't be cleared`);
	expect(fake.calls).toEqual([]);
});

it.each([
	['PRIORITY', 'Priority'],
	['MARK', 'Score'],
])('a drop-down that gives nothing is an error: %s', async (name, label) => {
	const { error } = await update({ [name]: '={{ $json.nothing }}' }, { items: [{}] });
	expect(error.message).toBe(`"${label}" is empty`);
	expect((await update({ [name]: '' })).error.message).toBe(`"${label}" is empty`);
	expect(fake.calls).toEqual([]);
});

describe('fields on top of the form', () => {
	const AS_IT_OPENS = {
		title: '',
		responsible: { __rl: true, mode: 'list', value: '' },
		deadline: '',
		description: '',
		priority: '',
	};

	it.each(['unchanged', 'clear'])(
		'say nothing while nobody fills them in, whatever a blank means: %s',
		async (blankValues) => {
			Object.assign(task(), { PRIORITY: '2' });
			const { error } = await run('update', {
				...AS_IT_OPENS,
				taskId: byId(String(TASK)),
				updateFields: { XML_ID: 'x-2' },
				options: { blankValues },
			});
			expect(error?.message).toBeUndefined();
			expect(written()).toEqual({ XML_ID: 'x-2' });
			expect(task()).toMatchObject({ ...FULL, XML_ID: 'x-2', PRIORITY: '2' });
		},
	);

	it('leave a task that is found by its External ID with its own priority', async () => {
		const create = async (more) =>
			await run('create', {
				...AS_IT_OPENS,
				title: 'Imported',
				responsible: byId('2'),
				additionalFields: {},
				options: { externalId: 'row-1' },
				...more,
			});
		const { output } = await create({ priority: 'High' });
		const { error } = await create({ description: 'Again' });
		expect(error?.message).toBeUndefined();
		expect(fake.vendor.store.tasks.get(output[0].json.id)).toMatchObject({
			PRIORITY: '2',
			DESCRIPTION: 'Again',
		});
	});
});

it('a score is taken away by its own choice', async () => {
	await update({ MARK: 'none' });
	expect(task().MARK).toBeNull();
	await update({ MARK: 'Positive' });
	expect(task().MARK).toBe('P');
});

it.each([
	['quote, urgent', ['quote', 'urgent']],
	['["quote","urgent"]', ['quote', 'urgent']],
	['quote, urgent,', ['quote', 'urgent']],
	['=["quote","urgent"]', ['quote', 'urgent']],
	['={{ $json.tags }}', ['a', 'b, c']],
])('tags %j', async (given, tags) => {
	const { error } = await update({ TAGS: given }, { items: [{ tags: ['a', 'b, c'] }] });
	expect(error?.message).toBeUndefined();
	expect(task().TAGS).toEqual(tags);
});

describe('days', () => {
	it("begin with their first moment and end with their last second, in the workflow's zone", async () => {
		await update(
			{ DEADLINE: '2026-12-24', START_DATE_PLAN: '2026-12-01', END_DATE_PLAN: 46358 },
			{ timezone: 'America/New_York' },
		);
		expect(written()).toMatchObject({
			DEADLINE: '2026-12-24T23:59:59-05:00',
			START_DATE_PLAN: '2026-12-01T00:00:00-05:00',
			END_DATE_PLAN: '2026-12-02T23:59:59-05:00',
		});
	});

	it('that are one day are in order, and those that are not are refused', async () => {
		expect(
			(await update({ START_DATE_PLAN: '2026-12-01', END_DATE_PLAN: '2026-12-01' })).error,
		).toBeUndefined();
		expect(
			(await update({ START_DATE_PLAN: '2026-12-01T00:00:01', END_DATE_PLAN: '2026-11-30' })).error
				.message,
		).toBe('"Planned End" is before "Planned Start"');
	});

	it.each([
		['2026-12-24T10:00:00Z', '2026-12-24T10:00:00+00:00'],
		[1796113800, '2026-12-01T09:30:00+01:00'],
		[1796113800000, '2026-12-01T09:30:00+01:00'],
		[46357.395833333336, '2026-12-01T09:30:00+01:00'],
		['46357', '2026-12-01T23:59:59+01:00'],
	])('%j is %s', async (given, sent) => {
		await update({ DEADLINE: '={{ $json.given }}' }, { items: [{ given }] });
		expect(written().DEADLINE).toBe(sent);
	});

	it.each([5, '12', 'soon', '24.12.2026'])('%j is no date', async (given) => {
		const { error } = await update({ DEADLINE: '={{ $json.given }}' }, { items: [{ given }] });
		expect(error.message).toMatch(/^"Due" is not a date n8n can read/);
		expect(fake.calls).toEqual([]);
	});
});

describe('custom fields', () => {
	/** By expressions, as n8n's own form looks at fixed values before a run. */
	const custom = (values, types) =>
		update(
			{},
			{
				customFields: mapped(
					Object.fromEntries(Object.keys(values).map((id) => [id, `={{ $json.${id} }}`])),
					types,
				),
				items: [values],
			},
		);

	it.each([true, 'Y', 'yes', 'TRUE', '1', 1, ' y '])('yes: %j', async (given) => {
		task().UF_AUTO_456 = '0';
		expect(
			(await custom({ UF_AUTO_456: given }, { UF_AUTO_456: 'boolean' })).error,
		).toBeUndefined();
		expect(task().UF_AUTO_456).toBe('1');
	});

	it.each([false, 'N', 'no', 'FALSE', '0', 0])('no: %j', async (given) => {
		expect(
			(await custom({ UF_AUTO_456: given }, { UF_AUTO_456: 'boolean' })).error,
		).toBeUndefined();
		expect(task().UF_AUTO_456).toBe('0');
	});

	it.each([
		['maybe', 'boolean', '"UF_AUTO_456" must be true or false, not "maybe"'],
		[2, 'boolean', '"UF_AUTO_456" must be true or false, not 2'],
		['1.234,50', 'number', '"UF_AUTO_456" must be a number, not "1.234,50"'],
		['abc', 'number', '"UF_AUTO_456" must be a number, not "abc"'],
		['soon', 'dateTime', '"UF_AUTO_456" is not a date n8n can read: "soon"'],
	])('%j is no %s', async (given, type, message) => {
		expect((await custom({ UF_AUTO_456: given }, { UF_AUTO_456: type })).error.message).toBe(
			message,
		);
		expect(fake.calls).toEqual([]);
	});

	it("numbers and dates go in Bitrix24's format", async () => {
		fake.fault('answer', { answer: { status: 200, body: { result: { task: { id: '5' } } } } });
		await custom(
			{ UF_A: '1234.5', UF_B: 46357, UF_C: '2026-12-01T09:30:00', UF_D: '46357' },
			{ UF_A: 'number', UF_B: 'dateTime', UF_C: 'dateTime' },
		);
		expect(fake.calls[0].json.fields).toEqual({
			UF_A: 1234.5,
			UF_B: '2026-12-01T00:00:00+01:00',
			UF_C: '2026-12-01T09:30:00+01:00',
			UF_D: '46357',
		});
	});

	it('a blank leaves them unchanged, or clears what can be cleared', async () => {
		const types = { UF_AUTO_456: 'boolean' };
		await update(
			{ TITLE: 'New' },
			{
				customFields: mapped({ UF_AUTO_123: '', UF_AUTO_456: '={{ $json.nothing }}' }, types),
				items: [{}],
			},
		);
		expect(task()).toMatchObject(FULL);
		await update(
			{ TITLE: 'New' },
			{ customFields: mapped({ UF_AUTO_123: ' ' }), options: { blankValues: 'clear' } },
		);
		expect(task()).toMatchObject({ ...FULL, UF_AUTO_123: '' });
		const { error } = await update(
			{},
			{
				customFields: mapped({ UF_AUTO_456: '={{ $json.nothing }}' }, types),
				options: { blankValues: 'clear' },
				items: [{}],
			},
		);
		expect(error.message).toBe('"UF_AUTO_456" is empty, and this field can\'t be cleared');
	});

	it('a blank of a new task is not sent', async () => {
		await run('create', {
			title: 'New',
			responsible: byId('2'),
			additionalFields: {},
			customFields: mapped({ UF_AUTO_123: '', UF_AUTO_456: null }, { UF_AUTO_456: 'boolean' }),
		});
		expect(written()).toEqual({ TITLE: 'New', RESPONSIBLE_ID: 2 });
	});

	it(
		'columns named like fields are written even where the form does not know them; ' +
			"Bitrix24's own three are not",
		async () => {
			const auto = { mappingMode: 'autoMapInputData', value: null, schema: [] };
			const { error } = await update(
				{ TITLE: 'New' },
				{
					customFields: auto,
					items: [
						{
							id: 1,
							UF_AUTO_123: 'found',
							uf_auto_456: '1',
							UF_CRM_TASK: 'D_3',
							UF_TASK_WEBDAV_FILES: 'n1',
							note: 'x',
						},
					],
				},
			);
			expect(error).toBeUndefined();
			expect(written()).toEqual({ TITLE: 'New', UF_AUTO_123: 'found', UF_AUTO_456: '1' });
			expect(
				(await update({ TITLE: 'New' }, { customFields: auto, items: [{ id: 1 }] })).error.message,
			).toBe('"Custom Fields" does not know which columns are fields');
		},
	);
});

describe('files', () => {
	const binary = {
		data: {
			data: Buffer.from('hello').toString('base64'),
			mimeType: 'text/plain',
			fileName: 'a.txt',
		},
	};

	it.each([
		['data, other', '2', 'The item has no binary field "other"'],
		['data', '', '"Drive" is empty'],
	])('%j into the Drive %j is refused before the first upload', async (files, storage, message) => {
		for (const operation of ['create', 'update']) {
			const { error } = await run(
				operation,
				{
					title: 'x',
					responsible: byId('2'),
					taskId: byId('5'),
					additionalFields: { files, storage: byId(storage) },
					updateFields: { files, storage: byId(storage) },
				},
				{ items: [{ json: {}, binary }] },
			);
			expect(error.message).toBe(message);
		}
		expect(fake.calls).toEqual([]);
	});
});

describe('filters', () => {
	const getMany = (filters, options = {}) =>
		run(
			'getMany',
			{ returnAll: false, limit: 1, filters, options },
			{ items: [{ nothing: null }] },
		);

	it.each([
		[{ deadlineAfter: '={{ $json.nothing }}' }, {}, '"Due After" is empty'],
		[{ TITLE: ' ' }, {}, '"Title Contains" is empty'],
		[{ TAG: '' }, {}, '"Tag" is empty'],
		[{ RESPONSIBLE_ID: byId('') }, {}, '"Assigned To" is empty'],
		[{ UF_CRM_TASK: {} }, {}, '"CRM Records" is empty'],
		[{}, { filter: '={{ $json.nothing }}' }, '"Raw Filter (JSON)" is empty'],
		[
			{ deadlineAfter: '2026-12-02', deadlineBefore: '2026-12-01' },
			{},
			'"Due Before" is before "Due After"',
		],
	])('%j %j would find other tasks than were asked for', async (filters, options, message) => {
		expect((await getMany(filters, options)).error.message).toBe(message);
		expect(fake.calls).toEqual([]);
	});

	it('take whole days', async () => {
		await getMany({ deadlineAfter: '2026-12-01', deadlineBefore: '2026-12-01' });
		expect(fake.calls[0].json.filter).toEqual({
			'>=DEADLINE': '2026-12-01T00:00:00+01:00',
			'<=DEADLINE': '2026-12-01T23:59:59+01:00',
		});
	});
});
