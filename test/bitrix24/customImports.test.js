'use strict';
/** A custom activity that is imported again: what is filled in is brought up to date, its layout part by part. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let app;
beforeAll(async () => {
	app = await fakeFor('bitrix24App');
});
afterAll(() => app.fake.close());
beforeEach(() => app.fake.reset());

describe('a custom activity that is there', () => {
	const visit = (title, additionalFields, options = {}) =>
		runNode({
			...app.base,
			parameters: {
				resource: 'customActivity',
				operation: 'create',
				ownerType: byId('2'),
				owner: byId('1'),
				layoutMode: 'form',
				title,
				lines: { values: [{ kind: 'text', label: '', value: 'Here', url: '', bold: false }] },
				tags: {},
				buttons: {},
				layoutOptions: {},
				additionalFields,
				options: { externalId: 'visit-1', ...options },
			},
		});

	it('keeps what is not filled in, or comes blank, and loses it only when asked to', async () => {
		const { vendor } = app.fake;
		const { id } = (
			await visit('One', {
				deadline: '2026-12-24T10:00:00',
				badgeCode: byId('missedCall'),
				pingOffsets: '15',
				completed: false,
			})
		).output[0].json;
		vendor.store.activities.get(id).COMPLETED = 'Y';
		const read = () => ({
			...vendor.store.configurables.get(id),
			...vendor.store.activities.get(id),
		});
		const blank = { badgeCode: byId(''), pingOffsets: '' };
		expect((await visit('Two', blank)).output[0].json).toMatchObject({ id, updated: true });
		expect(read()).toMatchObject({
			SUBJECT: 'Two',
			COMPLETED: 'Y',
			badgeCode: 'missedCall',
			pingOffsets: [15],
		});
		expect((await visit('Three', blank, { blankValues: 'clear' })).error).toBeUndefined();
		expect(read()).toMatchObject({
			SUBJECT: 'Three',
			COMPLETED: 'Y',
			badgeCode: '',
			pingOffsets: [],
			ORIGIN_ID: 'visit-1',
		});
		expect(Date.parse(read().DEADLINE)).toBe(Date.parse('2026-12-24T10:00:00+01:00'));
		const refused = await visit('Four', { deadline: '' }, { blankValues: 'clear' });
		expect(refused.error.message).toBe('"Due" is empty, and this field can\'t be cleared');
	});
});

describe('the layout of a custom activity that is there', () => {
	const line = (value) => ({
		values: [{ kind: 'text', label: '', value, url: '', bold: false }],
	});
	const FORM = {
		resource: 'customActivity',
		layoutMode: 'form',
		title: '',
		icon: '',
		lines: {},
		tags: {},
		buttons: {},
		layoutOptions: {},
	};
	const run = (more, items = [{}]) =>
		runNode({ ...app.base, parameters: { ...FORM, options: {}, ...more }, items });
	const made = (more, items) =>
		run(
			{
				operation: 'create',
				ownerType: byId('2'),
				owner: byId('1'),
				title: 'One',
				lines: line('Here'),
				additionalFields: {},
				options: { externalId: 'visit-1' },
				...more,
			},
			items,
		);
	const layoutOf = (id) => app.fake.vendor.store.configurables.get(id).layout;
	const DRESSED = {
		icon: 'call-completed',
		layoutOptions: { logo: 'call', showPinItem: false },
		tags: { values: [{ title: 'New', type: 'success' }] },
	};
	let id;
	beforeEach(async () => {
		({ id } = (await made(DRESSED)).output[0].json);
	});
	const dressed = (title, value) => ({
		icon: { code: 'call-completed' },
		header: { title, tags: { tag1: { title: 'New', type: 'success' } } },
		body: { logo: { code: 'call' }, blocks: { block1: { type: 'text', properties: { value } } } },
		footer: { menu: { showPinItem: 'false' } },
	});

	it('keeps what comes blank or is not filled in', async () => {
		expect(layoutOf(id)).toEqual(dressed('One', 'Here'));
		const again = { title: 'Two', lines: line('There'), icon: '={{ $json.icon }}' };
		const { output } = await made(again, [{ icon: '' }]);
		expect([output[0].json.id, layoutOf(id)]).toEqual([id, dressed('Two', 'There')]);
		await run({
			...again,
			operation: 'update',
			activityId: byId(String(id)),
			updateFields: {},
			title: 'Three',
		});
		expect(layoutOf(id)).toEqual(dressed('Three', 'There'));
	});

	it.each([
		['icon', { icon: 'info' }, { icon: { code: 'info' } }],
		[
			'logo',
			{ layoutOptions: { logo: 'document' } },
			{ body: { ...dressed('One', 'Here').body, logo: { code: 'document' } } },
		],
		[
			'menu',
			{ layoutOptions: { showPinItem: true } },
			{ footer: { menu: { showPinItem: 'true' } } },
		],
		['title', { title: 'Two' }, { header: dressed('Two', 'Here').header }],
		['lines', { lines: line('There') }, { body: dressed('One', 'There').body }],
	])('takes a part that is filled in without the others: %s', async (_name, part, changed) => {
		const { error } = await run({
			operation: 'update',
			activityId: byId(String(id)),
			updateFields: { completed: true },
			...part,
		});
		expect(error?.message).toBeUndefined();
		expect(layoutOf(id)).toEqual({ ...dressed('One', 'Here'), ...changed });
	});
});
