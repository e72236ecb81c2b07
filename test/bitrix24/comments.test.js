'use strict';
/** Comments on tasks: the classic method, the chat of the new task card, and the picker for them. */
const { runNode, lookUp } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const form = (operation, more) => ({
	resource: 'taskComment',
	operation,
	taskId: byId('1'),
	...more,
});
const run = async (parameters, items) => {
	const result = await runNode({ ...base, parameters, items });
	expect(result.error?.message).toBeUndefined();
	return result.output.map(({ json }) => json);
};

it('reads all comments of a task newest first, page by page, with the names of their authors', async () => {
	const all = await run(form('getMany', { returnAll: true }));
	expect(all.map(({ id }) => id)).toEqual(Array.from({ length: 60 }, (_, index) => 60 - index));
	expect(all[0]).toEqual({
		id: 60,
		description: 'Message 60',
		kind: 'Comment',
		createdBy: { id: 1, name: expect.stringMatching(/\w+ \w+/), email: null },
		relatedTo: [{ type: 'task', id: 1, name: null }],
		createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
		updatedAt: null,
		externalId: null,
	});
	expect(fake.calls).toHaveLength(3);
	expect((await run(form('getMany', { returnAll: false, limit: 2 }))).map(({ id }) => id)).toEqual([
		60, 59,
	]);
});

it('writes comments of one task in their order, into the chat too; both can be read, changed and deleted', async () => {
	const items = [{ text: 'A & B' }, { text: 'größer' }];
	const written = await run(
		form('create', { comment: '={{ $json.text }}', sendAs: 'comment' }),
		items,
	);
	expect(fake.calls).toHaveLength(2);
	await run(form('create', { comment: '={{ $json.text }}', sendAs: 'chat' }), items);
	expect(fake.calls.slice(2).map(({ path }) => path)).toEqual([
		'/rest/api/1/f4k3s3cr3tw3bh00/tasks.task.chat.message.send',
		'/rest/api/1/f4k3s3cr3tw3bh00/tasks.task.chat.message.send',
	]);
	const texts = async () =>
		(await run(form('getMany', { returnAll: false, limit: 4 }))).map(
			({ description }) => description,
		);
	expect(await texts()).toEqual(['größer', 'A & B', 'größer', 'A & B']);
	await run(form('update', { commentId: byId(String(written[1].id)), comment: 'Changed' }));
	await run(form('delete', { commentId: byId(String(written[0].id)) }));
	expect((await texts()).slice(0, 3)).toEqual(['größer', 'A & B', 'Changed']);
});

it('attaches files by way of Drive', async () => {
	const binary = {
		data: { data: Buffer.from('x').toString('base64'), mimeType: 'text/plain', fileName: 'a.txt' },
	};
	const [{ id, files }] = await run(
		form('create', {
			comment: 'Text',
			sendAs: 'comment',
			additionalFields: { files: 'data', storage: byId('1') },
		}),
		[{ json: {}, binary }],
	);
	expect(fake.vendor.store.messages.get(id).files.map((file) => `n${file}`)).toEqual(files);
});

it('lists comments of the chosen task, and says what is missing', async () => {
	const parameters = form('update', {});
	const { results, paginationToken } = await lookUp({
		...base,
		parameters,
		method: 'searchTaskComments',
	});
	expect([results.length, results[0]]).toEqual([
		50,
		{ name: expect.stringMatching(/^Message 60 \(/), value: 60 },
	]);
	const next = await lookUp({
		...base,
		parameters,
		method: 'searchTaskComments',
		args: ['', paginationToken],
	});
	expect(next.results.map(({ value }) => value)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
	await expect(
		lookUp({
			...base,
			parameters: form('update', { taskId: byId('') }),
			method: 'searchTaskComments',
		}),
	).rejects.toThrow('Pick the task first');
	await expect(
		lookUp({
			...base,
			parameters: form('update', { taskId: byId('99999') }),
			method: 'searchTaskComments',
		}),
	).rejects.toThrow('The task does not exist');
});

it.each([
	['tasks', { sendAs: 'chat' }, 'The credential lacks a permission'],
	['im', { operation: 'update', commentId: byId('2') }, 'The credential lacks a permission'],
])('without the permission %s it says which is missing', async (scope, more, message) => {
	const narrow = await fakeFor('bitrix24', {
		scopes: ['crm', 'task', 'tasks', 'im'].filter((name) => name !== scope),
	});
	const { error } = await runNode({
		...narrow.base,
		parameters: form('create', { comment: 'Text', ...more }),
	});
	expect(error.message).toBe(message);
	expect(error.description).toContain(`(${scope})`);
	await narrow.fake.close();
});

it('a task of an older portal has no chat to read', async () => {
	fake.fault('answer', { answer: { status: 200, body: { result: { task: { id: '1' } } } } });
	const { error } = await runNode({ ...base, parameters: form('getMany', { returnAll: true }) });
	expect(error.message).toBe('This task has no chat');
});

describe('files of a timeline comment', () => {
	const update = (updateFields, options = {}) =>
		runNode({
			...base,
			parameters: {
				resource: 'timelineComment',
				operation: 'update',
				ownerType: byId('2'),
				owner: byId('1'),
				commentId: byId('1'),
				updateFields,
				options,
			},
		});
	const files = () => fake.vendor.store.comments.get(1).FILES;
	beforeEach(() => {
		fake.vendor.store.comments.get(1).FILES = [{ id: 1, name: 'a.txt', content: 'YQ==' }];
	});

	it('stay when they come blank, and go when asked to', async () => {
		expect((await update({ FILES: '', COMMENT: 'New' })).error).toBeUndefined();
		expect([files().length, fake.vendor.store.comments.get(1).COMMENT]).toEqual([1, 'New']);
		expect((await update({ FILES: '' }, { blankValues: 'clear' })).error).toBeUndefined();
		expect(files()).toEqual([]);
		expect((await update({ COMMENT: ' ' }, { blankValues: 'clear' })).error.message).toBe(
			'"Text" is empty, and this field can\'t be cleared',
		);
	});
});

it('members of a checklist item stay when they come blank, and go when asked to', async () => {
	const update = (options) =>
		runNode({
			...base,
			parameters: {
				resource: 'taskChecklistItem',
				operation: 'update',
				taskId: byId('1'),
				itemId: byId('={{ $json.item }}'),
				updateFields: { participants: {}, title: 'New' },
				options,
			},
			items: [{ item: 2 }, { item: 3 }],
		});
	const items = () => [2, 3].map((id) => fake.vendor.store.checklistItems.get(id));
	for (const item of items()) item.MEMBERS = [{ ID: '3', TYPE: 'A' }];
	expect((await update({})).error).toBeUndefined();
	expect(items().map(({ TITLE, MEMBERS }) => [TITLE, MEMBERS.length])).toEqual([
		['New', 1],
		['New', 1],
	]);
	expect((await update({ blankValues: 'clear' })).error).toBeUndefined();
	expect(items().map(({ MEMBERS }) => MEMBERS)).toEqual([[], []]);
});

it('the members of one role are changed without those of the other, and an item moves', async () => {
	const item = fake.vendor.store.checklistItems.get(3);
	item.MEMBERS = [
		{ ID: '3', TYPE: 'A' },
		{ ID: '4', TYPE: 'U' },
	];
	const { error } = await runNode({
		...base,
		parameters: {
			resource: 'taskChecklistItem',
			operation: 'update',
			taskId: byId('1'),
			itemId: byId('3'),
			updateFields: { observers: { values: [{ id: byId('5') }] }, parent: byId('2') },
			options: {},
		},
	});
	expect(error).toBeUndefined();
	expect(item.PARENT_ID).toBe('2');
	expect(item.MEMBERS.map(({ ID, TYPE }) => `${ID}${TYPE}`).sort()).toEqual(['3A', '5U']);
});

describe('comments of the old task card', () => {
	const old = (operation, more = {}) =>
		runNode({
			...base,
			parameters: {
				resource: 'taskComment',
				operation,
				card: 'old',
				taskId: byId('1'),
				options: {},
				updateFields: {},
				filters: {},
				...more,
			},
		});

	it('are listed, changed and deleted by their own methods', async () => {
		const { output } = await old('getMany', { returnAll: true });
		expect(output).toHaveLength(60);
		expect(output[0].json).toMatchObject({
			id: 760,
			createdBy: { id: 2, name: 'Boris Fischer' },
		});
		await old('update', { oldCommentId: byId('701'), comment: 'New' });
		expect(fake.vendor.store.oldComments.get(701).POST_MESSAGE).toBe('New');
		expect((await old('delete', { oldCommentId: byId('701') })).error).toBeUndefined();
		expect(fake.vendor.store.oldComments.has(701)).toBe(false);
	});

	it('say what they need before anything is sent', async () => {
		fake.calls.length = 0;
		const withoutTask = await old('delete', { oldCommentId: byId('701'), taskId: byId('') });
		expect(withoutTask.error.message).toBe('"Task" is empty');
		const withButtons = await old('update', {
			oldCommentId: byId('701'),
			comment: 'New',
			updateFields: { KEYBOARD: '{ "BUTTONS": [] }' },
		});
		expect(withButtons.error.message).toBe('"Update Fields" are for chat messages');
		expect(fake.calls).toEqual([]);
	});
});

it.each(['chat', 'old'])('%s: only comments that are newer than a known one come', async (card) => {
	const all = (more) =>
		runNode({
			...base,
			parameters: {
				resource: 'taskComment',
				operation: 'getMany',
				card,
				taskId: byId('1'),
				returnAll: true,
				filters: {},
				options: {},
				...more,
			},
		});
	const ids = (await all()).output.map(({ json }) => json.id);
	const { output } = await all({ filters: { newerThan: byId(String(ids[55])) } });
	expect(output.map(({ json }) => json.id)).toEqual(ids.slice(0, 55));
});
