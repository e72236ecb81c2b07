'use strict';
/** Values of tasks: what each field takes, what a blank means, and how a field is cleared. */
const { byId } = require('../support/fakes');
const { taskFields } = require('../support/taskForm.cts');
const { FULL, TASK, taskAccount } = require('./support/taskAccount');

const { calls, run, task, tasks, update, written } = taskAccount();

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
		expect(calls()).toEqual([]);
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
	expect(calls()).toEqual([]);
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
	expect(calls()).toEqual([]);
});

it.each([
	['PRIORITY', 'Priority'],
	['MARK', 'Score'],
])('a drop-down that gives nothing is an error: %s', async (name, label) => {
	const { error } = await update({ [name]: '={{ $json.nothing }}' }, { items: [{}] });
	expect(error.message).toBe(`"${label}" is empty`);
	expect((await update({ [name]: '' })).error.message).toBe(`"${label}" is empty`);
	expect(calls()).toEqual([]);
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
		expect(tasks().get(output[0].json.id)).toMatchObject({
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
		expect(calls()).toEqual([]);
	});
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
		['data, other', '2', '"Files": the item has no binary field "other"'],
		['data', '', '"Files" needs a "Drive" to store them in'],
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
		expect(calls()).toEqual([]);
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
		expect(calls()).toEqual([]);
	});

	it('take whole days', async () => {
		await getMany({ deadlineAfter: '2026-12-01', deadlineBefore: '2026-12-01' });
		expect(calls()[0].json.filter).toEqual({
			'>=DEADLINE': '2026-12-01T00:00:00+01:00',
			'<=DEADLINE': '2026-12-01T23:59:59+01:00',
		});
	});
});
