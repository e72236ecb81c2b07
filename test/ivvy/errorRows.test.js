'use strict';
/** Every specific code that iVvy prints: its sentence, or iVvy's own words. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { IVVY_CODES } = require('./support/errorRows');

const SAYS = 'Ungültige Anfrage';
let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('ivvy')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const complete = (more = {}) => ({
	...base,
	parameters: { resource: 'task', operation: 'complete', taskId: byId('4711'), ...more },
});

async function refused(body, parameters, status = 400) {
	fake.fault('answer', { times: 9, answer: { status, body } });
	return (await runNode(complete(parameters))).error;
}

it.each(IVVY_CODES)('%i', async (specificCode, sentence) => {
	const error = await refused({ errorCode: 400, specificCode, message: SAYS });
	if (sentence === null) expect(error.message).toBe(`iVvy refused the request: ${SAYS}.`);
	else {
		expect(error.message).toMatch(sentence);
		expect(error.description).toContain(`iVvy says: ${SAYS}.`);
	}
	expect(error.description).toContain(`Vendor code: ${specificCode}.`);
});

it('shows the record at fault', async () => {
	const error = await refused({ errorCode: 400, specificCode: 24392, message: 'x' });
	expect(error.message).toBe('The task does not exist ("Task": "4711")');
});

it.each([
	[462, /session has expired/],
	[463, /API key of the credential has been revoked/],
])('%i is about the credential', async (errorCode, sentence) => {
	const error = await refused({ errorCode, message: SAYS }, {}, 200);
	expect(error.message).toMatch(sentence);
	expect(error.failure.cause).toBe('credential-invalid');
	expect(error.description).toContain(`iVvy says: ${SAYS}.`);
});

it('success: false is a refusal without a reason', async () => {
	const error = await refused({ success: false }, {}, 200);
	expect(error.message).toBe('iVvy refused the request and gave no reason');
	expect(error.description).toContain('Check the values and IDs, and what the user of the API key');
});

it('names the field that iVvy names by its label', async () => {
	fake.fault('answer', {
		times: 9,
		answer: {
			status: 400,
			body: {
				errorCode: 400,
				specificCode: 24395,
				message: 'Invalid data',
				additionalMessages: ['leadId: *Invalid item selected*'],
			},
		},
	});
	const { error } = await runNode({
		...base,
		parameters: {
			resource: 'task',
			operation: 'create',
			name: 'x',
			endDatetime: '2026-12-01T10:00:00',
			belongsTo: 'lead',
			leadId: byId('2665'),
		},
	});
	expect(error.message).toBe('The task has a value that iVvy does not accept ("Lead": "2665")');
	expect(error.description).toMatch(
		/iVvy says: Invalid data\. leadId: Invalid item selected\. Check "Lead"\./,
	);
	expect(error.description).not.toMatch(/"Opportunity"|"Venue"/);
});
