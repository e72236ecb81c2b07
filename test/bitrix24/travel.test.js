'use strict';
/** How requests travel: what joins a batch and what goes alone, and in which order changes of one record are made. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');

let fake;
let base;
beforeAll(
	async () =>
		({ fake, base } = await fakeFor('bitrix24', {
			bucket: { burst: 100_000, perSecond: 100_000 },
		})),
);
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const run = (parameters, more = {}) =>
	runNode({ ...base, parameters: { options: {}, ...parameters }, ...more });
const called = () => fake.calls.map(({ path }) => path.split('/').pop());
const change = {
	resource: 'activity',
	operation: 'update',
	activityId: byId('={{ $json.id }}'),
	updateFields: { SUBJECT: '={{ $json.text }}' },
};

describe('changes of one record', () => {
	const items = ['one', 'two', 'three'].flatMap((text) => [4, 8].map((id) => ({ id, text })));
	const WAYS = [
		{},
		{ batchSize: 2 },
		{ batching: false, parallel: 1 },
		{ batching: false, parallel: 5 },
	];

	const final = () => [4, 8].map((id) => fake.vendor.store.activities.get(id).SUBJECT);

	it.each(WAYS)('are made in the order of the items (%j)', async (options) => {
		const { error } = await run({ ...change, options }, { items });
		expect(error).toBeUndefined();
		expect(final()).toEqual(['three', 'three']);
	});

	it.each([{}, { batchSize: 2 }])(
		'also where the first of them meets a limit inside a batch (%j)',
		async (options) => {
			fake.vendor.refuseNext('crm.activity.update', {
				status: 429,
				error: 'OPERATION_TIME_LIMIT',
				description: 'x',
				match: ({ fields }) => fields.SUBJECT === 'one',
			});
			const time = { operating_reset_at: Math.floor(Date.now() / 1000) };
			fake.fault('rewrite', {
				rewrite: (answer) => ({ ...answer, body: { ...answer.body, time } }),
			});
			const { error } = await run({ ...change, options }, { items });
			expect(error).toBeUndefined();
			expect(final()).toEqual(['three', 'three']);
		},
	);

	it('also where the first of them is repeated while the others are under way', async () => {
		fake.fault('429', {
			headers: { 'retry-after': '0.3' },
			match: ({ json }) => json.fields.SUBJECT === 'one',
		});
		const { error } = await run(
			{ ...change, options: { batching: false, parallel: 5 } },
			{ items: items.filter(({ id }) => id === 4) },
		);
		expect(error).toBeUndefined();
		expect(final()[0]).toBe('three');
	});

	/** parameters, what is read in the end, and of which record */
	const PAIRS = {
		task: [
			{
				resource: 'task',
				operation: 'update',
				taskId: byId('={{ $json.id }}'),
				title: '={{ $json.text }}',
				updateFields: {},
				customFields: mapped({}),
			},
			({ tasks }) => tasks.get(1).TITLE,
			1,
		],
		'timeline comment': [
			{
				resource: 'timelineComment',
				operation: 'update',
				ownerType: byId('2'),
				owner: byId('1'),
				commentId: byId('={{ $json.id }}'),
				updateFields: { COMMENT: '={{ $json.text }}' },
			},
			({ comments }) => comments.get(1).COMMENT,
			1,
		],
		'timeline note': [
			{
				resource: 'timelineNote',
				operation: 'upsert',
				ownerType: byId('4'),
				owner: byId('9'),
				itemType: 2,
				itemId: byId('={{ $json.id }}'),
				text: '={{ $json.text }}',
			},
			({ notes }) => notes.get('2:8').text,
			8,
		],
		'checklist item': [
			{
				resource: 'taskChecklistItem',
				operation: 'update',
				taskId: byId('1'),
				itemId: byId('={{ $json.id }}'),
				updateFields: { title: '={{ $json.text }}' },
			},
			({ checklistItems }) => checklistItems.get(2).TITLE,
			2,
		],
		'task comment': [
			{
				resource: 'taskComment',
				operation: 'update',
				taskId: byId('1'),
				commentId: byId('={{ $json.id }}'),
				comment: '={{ $json.text }}',
			},
			({ messages }) => messages.get(2).text,
			2,
		],
	};

	it.each(Object.entries(PAIRS))(
		'of a %s: the last item wins',
		async (_name, [parameters, read, id]) => {
			const rows = ['one', 'two', 'three'].map((text) => ({ id, text }));
			for (const options of [{}, { batching: false, parallel: 5 }]) {
				fake.reset();
				const { error } = await run({ ...parameters, options }, { items: rows });
				expect(error?.message).toBeUndefined();
				expect(
					fake.vendor.writes
						.map(({ fields }) => JSON.stringify(fields))
						.map((text) => /one|two|three/.exec(text)[0]),
				).toEqual(['one', 'two', 'three']);
				expect(read(fake.vendor.store)).toBe('three');
			}
		},
	);

	it('items of a checklist stand in the order in which they came', async () => {
		const parameters = {
			resource: 'taskChecklistItem',
			operation: 'create',
			taskId: byId('7'),
			title: '={{ $json.text }}',
			additionalFields: {},
			options: { batching: false, parallel: 5 },
		};
		const rows = Array.from({ length: 8 }, (_, n) => ({ text: `Item ${n}` }));
		const { output } = await run(parameters, { items: rows });
		const ids = output.map(({ json }) => json.id);
		expect(ids).toEqual([...ids].sort((a, b) => a - b));
	});
});

describe('alone travels', () => {
	const binary = {
		data: {
			data: Buffer.from('hello').toString('base64'),
			mimeType: 'text/plain',
			fileName: 'a.txt',
		},
	};

	it('a request with files, each with its own', async () => {
		const call = {
			resource: 'activity',
			operation: 'create',
			kind: 'call',
			ownerType: byId('2'),
			owner: byId('1'),
			subject: 'With a file',
			responsible: byId('2'),
			client: byId('C_1'),
			phone: byId('+49 30 1'),
			direction: 2,
			additionalFields: { FILES: 'data' },
		};
		const { output } = await run(call, {
			items: [
				{ json: {}, binary },
				{ json: {}, binary },
			],
		});
		expect(called()).toEqual(['crm.activity.add', 'crm.activity.add']);
		expect(
			output.map(({ json }) => fake.vendor.store.activities.get(json.id).FILES.length),
		).toEqual([1, 1]);
		expect(output.map(({ json }) => json.fields.FILES)).toEqual([['a.txt'], ['a.txt']]);
	});

	it('a comment with files, while those without go together', async () => {
		const parameters = {
			resource: 'timelineComment',
			operation: 'create',
			ownerType: byId('2'),
			owner: byId('={{ $json.deal }}'),
			comment: 'Text',
			files: '={{ $json.files }}',
		};
		const items = [
			{ json: { deal: 1, files: '' } },
			{ json: { deal: 2, files: 'data' }, binary },
			{ json: { deal: 3, files: '' } },
		];
		const { output, error } = await run(parameters, { items });
		expect(error).toBeUndefined();
		expect(called().sort()).toEqual(['batch', 'crm.timeline.comment.add']);
		expect(output.map(({ json }) => fake.vendor.store.comments.get(json.id).FILES.length)).toEqual([
			0, 1, 0,
		]);
	});

	it('comments of one record, one after another, each together with those of others', async () => {
		const parameters = {
			resource: 'timelineComment',
			operation: 'create',
			ownerType: byId('2'),
			owner: byId('={{ $json.deal }}'),
			comment: 'Text',
			files: '',
		};
		const items = [1, 1, 2, 2, 3, 3].map((deal) => ({ deal }));
		const { output, error } = await run(parameters, { items });
		expect(error).toBeUndefined();
		expect(output).toHaveLength(6);
		expect(called()).toEqual(['batch', 'batch']);
	});

	it('what the text of a command can not say: nothing, and lists and maps without entries', async () => {
		const parameters = {
			resource: 'apiCall',
			operation: 'call',
			method: 'crm.activity.list',
			parameters: '={{ $json.parameters }}',
			readsOnly: true,
		};
		const plain = { filter: { ID: 4 }, select: ['ID'] };
		const items = [
			plain,
			plain,
			{ ...plain, order: {} },
			{ ...plain, select: [] },
			{ filter: { ID: 4, ORIGIN_ID: null }, select: ['ID'] },
		].map((one) => ({ parameters: one }));
		await run(parameters, { items });
		expect(called().sort()).toEqual([
			'batch',
			'crm.activity.list',
			'crm.activity.list',
			'crm.activity.list',
		]);
		fake.calls.length = 0;
		await run(parameters, {
			items: [{ parameters: { ...plain, filter: {} } }, { parameters: plain }],
		});
		expect(called()).toEqual(['batch']);
	});

	it('a text of 50,000 characters, wherever it stands', async () => {
		const items = [
			{ id: 4, text: 'a' },
			{ id: 8, text: 'x'.repeat(50_000) },
			{ id: 12, text: 'b' },
		];
		const { error } = await run(
			{ ...change, updateFields: { SUBJECT: 'New', DESCRIPTION: '={{ $json.text }}' } },
			{ items },
		);
		expect(error).toBeUndefined();
		expect(called().sort()).toEqual(['batch', 'batch', 'crm.activity.update']);
		expect(fake.vendor.store.activities.get(8).DESCRIPTION).toHaveLength(50_000);
	});

	it('custom activities whose layout is changed and nothing else go through in a batch, too', async () => {
		const app = await fakeFor('bitrix24App');
		try {
			const { vendor } = app.fake;
			for (const id of [9101, 9102]) {
				vendor.store.activities.set(id, {
					...structuredClone(vendor.store.activities.get(9001)),
					ID: String(id),
				});
				vendor.store.configurables.set(id, structuredClone(vendor.store.configurables.get(9001)));
			}
			const parameters = {
				resource: 'customActivity',
				operation: 'update',
				activityId: byId('={{ $json.id }}'),
				updateFields: {},
				layoutMode: 'form',
				title: 'New',
				lines: { values: [{ kind: 'deadline', label: '', value: '', url: '', bold: false }] },
				tags: {},
				buttons: {},
				layoutOptions: {},
				options: {},
			};
			const { error } = await runNode({
				...app.base,
				parameters,
				items: [{ id: 9101 }, { id: 9102 }],
			});
			expect(error?.message).toBeUndefined();
			expect([9101, 9102].map((id) => vendor.store.activities.get(id).SUBJECT)).toEqual([
				'New',
				'New',
			]);
		} finally {
			await app.fake.close();
		}
	});
});

describe('a text with half a character', () => {
	const task = {
		resource: 'task',
		operation: 'create',
		title: '={{ $json.title }}',
		responsible: byId('2'),
		additionalFields: { DESCRIPTION: '={{ $json.title }}' },
		customFields: mapped({}),
	};
	const items = Array.from({ length: 120 }, (_, n) => ({
		title: n === 71 ? `Row ${n} \ud83d` : `Row ${n}`,
	}));

	it.each([
		[{}],
		[{ retryOnFail: true, maxTries: 3, waitBetweenTries: 0 }],
		[{ onError: 'continueRegularOutput' }],
	])('is made once like all the others, with U+FFFD in its place (%j)', async (more) => {
		const { error, output } = await run(task, { items, ...more });
		expect(error).toBeUndefined();
		expect(output).toHaveLength(120);
		const titles = fake.vendor.writes.map(({ id }) => fake.vendor.store.tasks.get(id).TITLE);
		expect(titles).toEqual(items.map(({ title }) => title.replace('\ud83d', '\ufffd')));
	});
});
