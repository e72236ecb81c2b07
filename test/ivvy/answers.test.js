'use strict';
/** A yes of iVvy's has to prove itself, and a no is told apart from somebody else's. */
const { runNode } = require('../support/reported');
const { fakeFor } = require('../support/fakes');
const { operationsOf } = require('../support/operations');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('ivvy')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const OPERATIONS = operationsOf('ivvy').map((operation) => [operation.name, operation]);
const WRITES = OPERATIONS.filter(([, { effect }]) => effect !== 'read');
const READS = OPERATIONS.filter(([, { effect }]) => effect === 'read');
const NO_PROOF = [
	{},
	[],
	5,
	null,
	true,
	'yes',
	{ status: 'ok' },
	{ result: null },
	{ success: true },
	{ success: true, id: null },
	{ success: true, id: 0 },
	{ id: 'none' },
	{ id: {} },
	{ success: true, id: true },
];

/** What a write of a text reads first: the text that is there may keep an External ID. */
const isList = ({ rawUrl }) => /action=get\w+List/.test(rawUrl);

/** The first item of an operation, once, with an answer in place of the fake's. */
const answered = async ({ parameters, items, effect }, answer) => {
	fake.reset();
	// A text is sent as it is, so that what is JSON goes as text.
	fake.fault('answer', {
		times: 9,
		match: (call) => effect === 'read' || !isList(call),
		answer: {
			status: 200,
			headers: { 'content-type': 'application/json' },
			...answer,
			body: JSON.stringify(answer.body),
		},
	});
	const { output } = await runNode({
		...base,
		parameters: { ...parameters, options: { maxWait: 0 } },
		items: [items[0]],
		onError: 'continueRegularOutput',
	});
	return output[0].json;
};

it.each(WRITES)(
	'%s without the number of the record is unknown, and sent once',
	async (_name, operation) => {
		for (const body of NO_PROOF) {
			const { error, details } = await answered(operation, { body });
			expect([body, error, details.completed]).toEqual([
				body,
				expect.stringMatching(/^iVvy answered with/),
				'unknown',
			]);
			expect(details.whatToDo).toMatch(/known whether|outcome is unknown/);
			expect(fake.calls.filter((call) => !isList(call))).toHaveLength(1);
		}
	},
);

it.each(WRITES)('%s is done when there is one, however it is written', async (_name, operation) => {
	const isNew = operation.parameters.operation === 'create';
	// A call of the user's own gives the answer as it came.
	const isRaw = operation.parameters.resource === 'apiCall';
	const own = isNew ? 7 : (operation.items[0].id ?? 7);
	for (const body of [
		{ success: true, id: own },
		{ id: own },
		{ id: String(own), success: true },
	]) {
		const { error, id } = await answered(operation, { body });
		expect([error, id]).toEqual([undefined, isRaw ? body.id : isNew ? own : expect.any(Number)]);
	}
});

it.each(READS)(
	'%s takes nothing but a list for one',
	async (_name, operation) => {
		for (const body of [
			{},
			[],
			5,
			{ status: 'ok' },
			{ meta: { totalResults: 0 } },
			{ results: {} },
			{ results: null },
		]) {
			const { error, details } = await answered(operation, { body });
			expect([body, error, details.completed]).toEqual([
				body,
				expect.stringMatching(/^iVvy answered without a list(?: of \w+)?$/),
				'no',
			]);
		}
	},
	120_000,
);

describe('a no', () => {
	const [[, create]] = WRITES;

	it.each([[200], [201]])("without a code is iVvy's own with status %i", async (status) => {
		expect(await answered(create, { status, body: { success: false } })).toMatchObject({
			error: 'iVvy refused the request and gave no reason',
			details: { completed: 'no', whatToDo: expect.not.stringMatching(/proxy|usual format/) },
		});
		expect(
			await answered(create, {
				status,
				body: { success: false, message: 'The activity could not be saved' },
			}),
		).toMatchObject({
			error: 'iVvy refused the request: The activity could not be saved.',
			details: { completed: 'no' },
		});
	});

	it.each([[503], [502], [408]])(
		'of another making with status %i says nothing about what was done',
		async (status) => {
			for (const body of [{ success: false }, { message: 'busy' }, '<html>busy</html>']) {
				for (const headers of [{}, { 'retry-after': '0' }]) {
					expect(await answered(create, { status, headers, body })).toMatchObject({
						details: { completed: 'unknown' },
					});
					expect(fake.calls).toHaveLength(1);
				}
			}
		},
	);

	it.each([[503], [408]])("with the error code %i is no limit of iVvy's", async (errorCode) => {
		expect(await answered(create, { body: { errorCode, message: 'busy' } })).toMatchObject({
			details: { completed: 'unknown' },
		});
		expect(fake.calls).toHaveLength(1);
	});

	it.each([[429], [200]])(
		'for too many calls comes before anything was done, and is asked again (status %i)',
		async (status) => {
			fake.fault('answer', {
				answer: {
					status,
					headers: { 'retry-after': '0' },
					body: { errorCode: 429, message: 'Too Many Requests' },
				},
			});
			const { error } = await runNode({
				...base,
				parameters: create.parameters,
				items: [create.items[0]],
			});
			expect([error, fake.calls.length]).toEqual([undefined, 2]);
		},
	);

	it("names the value in iVvy's words", async () => {
		for (const specificCode of [23016, 23017]) {
			const { details } = await answered(create, {
				status: 400,
				body: { errorCode: 400, specificCode, message: "'id' is required" },
			});
			expect(details.whatToDo).toContain("iVvy says: 'id' is required.");
		}
	});

	it.each([[462], [463]])(
		'for a key that no longer works (%i) sends people to the credential',
		async (errorCode) => {
			expect(
				(await answered(create, { status: 400, body: { errorCode, message: 'Gone' } })).details
					.whatToDo,
			).toMatch(/credential/);
		},
	);
});
