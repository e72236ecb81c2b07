'use strict';
/** The URL of an owner names a type, and so does the form: they have to be the same. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const run = (parameters, items = [{}]) => runNode({ ...base, parameters, items });
const refusal = async (parameters, items) => {
	const { error } = await run(parameters, items);
	expect(fake.calls).toEqual([]);
	return error?.message;
};

describe('an owner by its URL', () => {
	const url = (value) => ({ __rl: true, mode: 'url', value: `https://portal.example${value}` });
	const owned = (type, value) => ({ ownerType: byId(type), owner: url(value) });
	const CONTACT = '/crm/contact/details/5/';
	const link = (more) => ({
		resource: 'activityLink',
		operation: 'create',
		activityId: byId('1'),
		...more,
		options: {},
	});
	const REFUSED =
		'"Related Record" is the URL of a record of the type contact, and "Related Record Type" is deal';

	it.each([
		['a link', link(owned('2', CONTACT))],
		[
			'a comment',
			{
				resource: 'timelineComment',
				operation: 'create',
				...owned('2', CONTACT),
				comment: 'x',
				options: {},
			},
		],
		[
			'a filter',
			{
				resource: 'activity',
				operation: 'getMany',
				filters: { OWNER_TYPE_ID: byId('2'), OWNER_ID: url(CONTACT) },
				options: {},
			},
		],
		[
			'an update',
			{
				resource: 'activity',
				operation: 'update',
				activityId: byId('1'),
				updateFields: { OWNER_TYPE_ID: byId('2'), OWNER_ID: url(CONTACT) },
				options: {},
			},
		],
	])('is of the owner type: %s', async (_name, parameters) => {
		expect(await refusal(parameters)).toBe(REFUSED);
	});

	it.each([
		['177', '/crm/type/178/details/5/', 'type 178, and "Related Record Type" is 177'],
		['2', '/crm/type/3/details/5/', 'type 3, and "Related Record Type" is deal'],
	])('of the type %s: %s is refused', async (type, value, end) => {
		expect(await refusal(link(owned(type, value)))).toMatch(new RegExp(`${end}$`));
	});

	it.each([
		['3', CONTACT],
		['3', '/crm/type/3/details/5/'],
		['3', '/crm/Contact/details/5/'],
	])('of the type %s: %s is taken', async (type, value) => {
		expect((await run(link(owned(type, value)))).error?.message ?? '').not.toMatch(/is the URL/);
		expect(fake.calls).toHaveLength(1);
	});
});
