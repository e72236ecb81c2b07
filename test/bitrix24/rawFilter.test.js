'use strict';
/** The raw filter of a list holds beside the filters of the form, and nothing in it is blank. */
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

describe.each([
	['activity', { COMPLETED: 'open' }, 'COMPLETED', 'N'],
	['task', { RESPONSIBLE_ID: byId('2') }, 'RESPONSIBLE_ID', 2],
])('the raw filter of a list (%s)', (resource, filters, name, sent) => {
	const list = (filter, more = { filters }) => ({
		resource,
		operation: 'getMany',
		returnAll: false,
		limit: 5,
		output: 'raw',
		...more,
		options: { filter },
	});

	it.each([name, name.toLowerCase()])('never takes the place of a filter: %s', async (key) => {
		expect(await refusal(list(JSON.stringify({ [key]: 'Y' })))).toBe(
			`"${key}" is both in "Raw Filter (JSON)" and in Filters`,
		);
	});

	it('holds beside the filters', async () => {
		expect((await run(list('{ "!ID": 3 }'))).error).toBeUndefined();
		expect(fake.calls[0].json.filter).toEqual({ [name]: sent, '!ID': 3 });
	});

	it.each([
		['={{ ({ RESPONSIBLE_ID: $json.nothing }) }}', 'RESPONSIBLE_ID of Raw Filter (JSON)'],
		['{ "RESPONSIBLE_ID": "", "GROUP_ID": null }', 'RESPONSIBLE_ID of Raw Filter (JSON)'],
		['{ "RESPONSIBLE_ID": 1, "GROUP_ID": null }', 'GROUP_ID of Raw Filter (JSON)'],
		['{ "@ID": [1, ""] }', '@ID of Raw Filter (JSON)'],
		['{ "BINDINGS": [{ "OWNER_ID": " " }] }', 'BINDINGS.OWNER_ID of Raw Filter (JSON)'],
		['{}', 'Raw Filter (JSON)'],
	])('has no blanks: %s', async (filter, place) => {
		expect(await refusal(list(filter, { filters: {} }))).toBe(`"${place}" is empty`);
	});
});
