'use strict';
/** Every exception type that LeadSquared prints: its sentence, or LeadSquared's own words. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { LEADSQUARED_TYPES } = require('./support/errorRows');

const SAYS = 'Ungültige Anfrage';
const ID = '5e1f6a1c-0000-4000-8000-000000000001';
let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('leadSquared')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

async function refused(body, status = 500, parameters = {}) {
	// The look-up that tells a wrong key from a wrong region is refused as well.
	fake.fault('answer', { times: 9, answer: { status, body } });
	const { error } = await runNode({
		...base,
		parameters: {
			resource: 'activity',
			operation: 'get',
			activityId: byId(ID),
			options: { maxWait: 0 },
			...parameters,
		},
	});
	return error;
}

it.each(LEADSQUARED_TYPES)('%s', async (ExceptionType, sentence) => {
	const error = await refused({ Status: 'Error', ExceptionType, ExceptionMessage: SAYS });
	if (sentence === null) expect(error.message).toBe(`LeadSquared refused the request: ${SAYS}`);
	else {
		expect(error.message).toMatch(sentence);
		expect(error.description).toContain(`LeadSquared says: ${SAYS}.`);
	}
	expect(error.description).toContain(`Vendor code: ${ExceptionType}.`);
});

it('shows the record at fault', async () => {
	const error = await refused({
		Status: 'Error',
		ExceptionType: 'MXUnknownProspectActivityException',
		ExceptionMessage: SAYS,
	});
	expect(error.message).toBe(`The activity does not exist ("Activity": "${ID}")`);
});

it('the same type is about tasks at a call about tasks', async () => {
	const error = await refused(
		{ Status: 'Error', ExceptionType: 'MXInvalidActivityException', ExceptionMessage: SAYS },
		500,
		{ resource: 'task', operation: 'get', taskId: byId(ID) },
	);
	expect(error.message).toMatch(/^The task type does not exist/);
	expect(error.description).not.toMatch(/Pick "/);
});
