'use strict';
/**
 * To-dos: Bitrix24's only call for reminders and the parent activity writes the whole to-do and resets what it is not
 * told (contract, sections 2.3 and 12). Whatever an update changes, the rest has to stay.
 */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

const TODO = 7;
const PARENT = 19;
const OTHER_PARENT = 31;

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => {
	fake.reset();
	Object.assign(fake.vendor.store.todos.get(TODO), {
		pingOffsets: [0, 60],
		colorId: '5',
		parentActivityId: PARENT,
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
const update = (todoFields, { options = {}, ...more } = {}) =>
	runNode({
		...base,
		parameters: {
			resource: 'activity',
			operation: 'update',
			activityId: byId(String(TODO)),
			updateFields: asFields(todoFields),
			options,
		},
		...more,
	});
const read = () => {
	const { SUBJECT, DESCRIPTION, DEADLINE, RESPONSIBLE_ID, FILES } =
		fake.vendor.store.activities.get(TODO);
	return {
		SUBJECT,
		DESCRIPTION,
		DEADLINE: Date.parse(DEADLINE),
		RESPONSIBLE_ID,
		FILES,
		...fake.vendor.store.todos.get(TODO),
	};
};
const called = () => fake.calls.map(({ path }) => path.split('/').pop());

/** form, and what it changes of the to-do */
const CHANGES = [
	[{ title: 'Title only' }, { SUBJECT: 'Title only' }],
	[{ description: 'New' }, { DESCRIPTION: 'New' }],
	[{ deadline: '2026-12-24T10:00:00' }, { DEADLINE: Date.parse('2026-12-24T10:00:00+01:00') }],
	[{ deadline: '2026-12-24' }, { DEADLINE: Date.parse('2026-12-24T23:59:59+01:00') }],
	[{ responsibleId: byId('2') }, { RESPONSIBLE_ID: '2' }],
	[{ colorId: '3' }, { colorId: '3' }],
	[{ colorId: 'default' }, { colorId: '' }],
	[
		{
			title: 'All',
			description: 'New',
			deadline: '2026-12-24T10:00:00',
			responsibleId: byId('2'),
			colorId: '1',
		},
		{
			SUBJECT: 'All',
			DESCRIPTION: 'New',
			DEADLINE: Date.parse('2026-12-24T10:00:00+01:00'),
			RESPONSIBLE_ID: '2',
			colorId: '1',
		},
	],
	[
		{ pingOffsets: '0, 15', colorId: '5', parentActivityId: byId(String(PARENT)) },
		{ pingOffsets: [0, 15] },
	],
	[
		{
			pingOffsets: '15',
			colorId: 'default',
			parentActivityId: byId(String(OTHER_PARENT)),
			title: 'Whole',
		},
		{ pingOffsets: [15], colorId: '', parentActivityId: OTHER_PARENT, SUBJECT: 'Whole' },
	],
];

it.each(CHANGES)('%j changes that and nothing else', async (todoFields, changed) => {
	const before = read();
	const { error } = await update(todoFields);
	expect(error?.message).toBeUndefined();
	expect(read()).toEqual({ ...before, ...changed });
});

it.each([
	[{ description: '' }, { DESCRIPTION: '' }],
	[
		{ pingOffsets: '', colorId: '5', parentActivityId: byId('') },
		{ pingOffsets: [], parentActivityId: null },
	],
])('Clear the Field: %j', async (todoFields, changed) => {
	const before = read();
	const { error } = await update(todoFields, { options: { blankValues: 'clear' } });
	expect(error?.message).toBeUndefined();
	expect(read()).toEqual({ ...before, ...changed });
});

it.each([
	[
		{ pingOffsets: '0, 15' },
		'"Reminders" of a to-do can\'t be changed without "Parent Activity" and "Color"',
	],
	[
		{ pingOffsets: '0, 15', colorId: '3' },
		'"Reminders" of a to-do can\'t be changed without "Parent Activity"',
	],
	[
		{ parentActivityId: byId('19'), title: 'x' },
		'"Parent Activity" of a to-do can\'t be changed without "Reminders" and "Color"',
	],
	[
		{ parentActivityId: byId('19'), pingOffsets: '', colorId: '1' },
		'"Parent Activity" of a to-do can\'t be changed without "Reminders"',
	],
])('%j would reset what nobody has filled in, so nothing is sent', async (todoFields, message) => {
	const { error } = await update(todoFields);
	expect([error.message, error.description]).toEqual([
		message,
		expect.stringMatching(/would reset them\. Fill in .*Nothing was sent\.$/),
	]);
	expect(fake.calls).toEqual([]);
});

it('a to-do with files is not written anew, as that removes them', async () => {
	fake.vendor.store.activities.get(TODO).FILES = [{ fileData: ['a.txt', 'YQ=='] }];
	const before = read();
	const { error } = await update({
		pingOffsets: '0',
		colorId: '5',
		parentActivityId: byId(String(PARENT)),
	});
	expect(error.message).toBe('The to-do 7 has files, which Bitrix24 would remove with this change');
	expect(read()).toEqual(before);
	expect(fake.vendor.writes).toEqual([]);
});

it('reminders are minutes', async () => {
	expect((await update({ pingOffsets: 'soon' })).error.message).toBe(
		'"Reminders" holds "soon", which is no number of minutes',
	);
	expect((await update({ pingOffsets: [5, 'x'] })).error.message).toBe(
		'"Reminders" holds "x", which is no number of minutes',
	);
	expect(fake.calls).toEqual([]);
});

it('the title comes last, as older portals make it from the description', async () => {
	await update({ title: 'Title', description: 'Text' });
	expect(called()).toEqual([
		'crm.activity.get',
		'crm.activity.todo.updateDescription',
		'crm.activity.update',
	]);
});

it('a preview reads what it needs, and shows each change', async () => {
	const { output } = await update(
		{ title: 'Title', deadline: '2026-12-24T10:00:00' },
		{ options: { previewOnly: true } },
	);
	expect(called()).toEqual(['crm.activity.get']);
	expect(output[0].json.requests.map(({ path, body }) => [path, body])).toEqual([
		[
			'/crm.activity.todo.updateDeadline',
			{
				id: TODO,
				ownerTypeId: expect.any(Number),
				ownerId: expect.any(Number),
				value: '2026-12-24T10:00:00+01:00',
			},
		],
		['/crm.activity.update', { id: TODO, fields: { SUBJECT: 'Title' } }],
	]);
});

it('two items about one to-do go one after the other, and the last one stands', async () => {
	const items = ['one', 'two', 'three'].map((title) => ({ title }));
	for (const options of [{}, { batching: false, parallel: 5 }]) {
		const { error } = await update({ title: '={{ $json.title }}' }, { items, options });
		expect(error).toBeUndefined();
		expect(read().SUBJECT).toBe('three');
	}
});

it('a new to-do says nothing of what it has none of', async () => {
	const parameters = {
		resource: 'activity',
		operation: 'create',
		kind: 'todo',
		ownerType: byId('2'),
		owner: byId('1'),
		deadline: '2026-12-24',
		title: 'x',
		todoDetails: {
			colorId: 'default',
			description: '',
			pingOffsets: '',
			parentActivityId: byId(''),
		},
		options: {},
	};
	for (const blankValues of ['clear', 'unchanged']) {
		fake.calls.length = 0;
		const { error } = await runNode({
			...base,
			parameters: { ...parameters, options: { blankValues } },
		});
		expect(error).toBeUndefined();
		expect(fake.calls[0].json).toEqual({
			ownerTypeId: 2,
			ownerId: 1,
			title: 'x',
			deadline: '2026-12-24T23:59:59+01:00',
		});
	}
});
