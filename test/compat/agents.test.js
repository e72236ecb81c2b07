'use strict';
/** The nodes as tools of an AI agent. */
const { byId, fakeFor } = require('../support/fakes');
const { operationsOf } = require('../support/operations');
const { toolOf } = require('../support/tools');

const open = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));

async function started(node) {
	const { fake, base } = await fakeFor(node);
	open.push(fake);
	return { fake, base };
}

/** Parameters in which what an item would bring comes from the model. */
const leftToTheModel = (parameters) =>
	JSON.parse(JSON.stringify(parameters).replace(/\$json\.(\w+)/g, "$fromAI('$1')"));

describe.each(['ivvy', 'deskera', 'leadSquared', 'bitrix24', 'bitrix24App'])('%s', (node) => {
	it('gives the model what it asked for', async () => {
		const { fake, base } = await started(node);
		const { parameters, items, prepare } = operationsOf(node).find(
			({ effect }) => effect === 'read',
		);
		prepare?.(fake);
		const call = await toolOf({ ...base, parameters: leftToTheModel(parameters) });
		expect(await call(items[0])).toEqual(expect.arrayContaining([expect.any(Object)]));
	});
});

const GET = leftToTheModel({
	resource: 'activity',
	operation: 'get',
	activityId: byId('={{ $json.id }}'),
});
const CREATE = leftToTheModel({
	resource: 'activity',
	operation: 'create',
	name: '={{ $json.name }}',
	activity_type: 'call',
	start: '2026-12-01T10:00:00',
	end: '2026-12-01T11:00:00',
	additionalFields: {},
});

it('tells the model what to do about a refusal', async () => {
	const { base } = await started('deskera');
	const going = await toolOf({ ...base, parameters: GET, onError: 'continueRegularOutput' });
	expect((await going({ id: 9999 }))[0].error).toMatch(
		/^The activity does not exist \("Activity": 9999\)\. \S/,
	);
	const stopping = await toolOf({ ...base, parameters: GET });
	await expect(stopping({ id: 9999 })).rejects.toThrow(/The activity does not exist/);
});

it('sends a later call, whatever became of the one before', async () => {
	const { fake, base } = await started('deskera');
	const parameters = { ...CREATE, options: { ...CREATE.options, afterLostAnswer: 'report' } };
	const call = await toolOf({ ...base, parameters });
	fake.fault('lost');
	await expect(call({ name: 'one' })).rejects.toThrow(/\S/);
	expect(await call({ name: 'two' })).toEqual([expect.objectContaining({ title: 'two' })]);
	expect(fake.calls.map(({ json }) => json.name)).toEqual(['one', 'two']);
});
