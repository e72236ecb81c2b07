'use strict';
/**
 * Whatever goes wrong after requests were sent: what was carried out stays known, is told as such, and is not done
 * again by Retry On Fail or by Retry. And whatever way a refusal takes, it shows no key.
 */
const { runNode, retryNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { operationsOf } = require('../support/operations');
const { unreadable } = require('../support/unreadable');

let fake;
let base;
afterEach(async () => await fake.close());
const start = async (...what) => ({ fake, base } = await fakeFor(...what));

const NAMES = ['one', 'two', 'three'];
const CREATES = {
	resource: 'activity',
	operation: 'create',
	name: '={{ $json.name }}',
	activity_type: 'call',
	start: '2026-12-01T10:00:00',
	end: '2026-12-01T11:00:00',
	additionalFields: {},
	options: { parallel: 1 },
};
const creates = (more = {}) => ({
	...base,
	parameters: CREATES,
	items: NAMES.map((name) => ({ name })),
	...more,
});
const stored = () => fake.calls.filter(({ method }) => method === 'POST').length;

describe('a credential that can not be read any more when all was sent', () => {
	beforeEach(async () => await start('deskera'));
	const readOnce = () => unreadable(base.credentials, () => stored() === NAMES.length);

	it.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'])(
		'loses no outcome (%s)',
		async (onError) => {
			const { output, errorOutput } = await runNode(creates({ onError, credentials: readOnce() }));
			expect(output.map(({ json }) => [json.title, typeof json.id])).toEqual(
				NAMES.map((name) => [name, 'number']),
			);
			expect(errorOutput).toEqual([]);
		},
	);

	it('makes nothing twice in the tries of Retry On Fail', async () => {
		await runNode(
			creates({
				credentials: readOnce(),
				retryOnFail: true,
				maxTries: 3,
				waitBetweenTries: 1,
			}),
		);
		expect(stored()).toBe(NAMES.length);
	});

	it('still keeps the key out of a refusal', async () => {
		const { token } = base.credentials;
		const answer = { status: 400, body: { message: `No, ${token}` } };
		fake.fault('answer', { answer, match: ({ json }) => json?.name === 'three' });
		const { output } = await runNode(
			creates({ credentials: readOnce(), onError: 'continueRegularOutput' }),
		);
		expect(output[2].json).toMatchObject({
			error: 'Deskera refused the request: No, ***',
			details: { completed: 'no' },
		});
	});
});

describe('an answer that is nested thousands of levels deep', () => {
	const DEEP = `${'{"a":'.repeat(6000)}1${'}'.repeat(6000)}`;
	const parameters = {
		resource: 'apiCall',
		operation: 'call',
		method: 'crm.timeline.comment.add',
		parameters: '={{ $json.parameters }}',
		readsOnly: false,
		options: {},
	};
	const items = [1, 2, 3].map((id) => ({
		parameters: JSON.stringify({
			fields: { ENTITY_ID: id, ENTITY_TYPE: 'deal', COMMENT: `Comment ${id}` },
		}),
	}));
	const sent = () => fake.calls.filter(({ path }) => path.includes('batch')).length;

	beforeEach(async () => {
		await start('bitrix24');
		fake.fault('rewrite', {
			times: 9,
			match: ({ path }) => path.includes('batch'),
			rewrite: (answer) => {
				const { body } = answer;
				body.result.result.i1 = 'DEEP';
				return {
					...answer,
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(body).replace('"DEEP"', DEEP),
				};
			},
		});
	});

	it.each(['stopWorkflow', 'continueRegularOutput'])(
		'takes nothing from the other items (%s)',
		async (onError) => {
			const { output, status } = await runNode({ ...base, parameters, items, onError });
			expect(status).toBe('success');
			expect(output.map(({ pairedItem }) => pairedItem.item)).toEqual([0, 1, 2]);
			expect(JSON.stringify(output.map(({ json }) => json))).not.toContain('"completed":"no"');
			expect(typeof output[0].json.result).toBe('number');
			expect(typeof output[2].json.result).toBe('number');
			expect(sent()).toBe(1);
		},
	);
});

describe('a refusal inside of a bulk answer', () => {
	it('Bitrix24: shows no code of the webhook', async () => {
		await start('bitrix24');
		const code = base.credentials.webhookUrl.split('/').filter(Boolean).at(-1);
		fake.fault('rewrite', {
			match: ({ path }) => path.includes('batch'),
			rewrite: (answer) => ({
				...answer,
				body: {
					result: {
						result: [],
						result_error: Object.fromEntries(
							['i0', 'i1'].map((key) => [
								key,
								{ error: `E_${code}`, error_description: `No for https://x/rest/1/${code}/` },
							]),
						),
						result_time: [],
					},
				},
			}),
		});
		const { output, stored: kept } = await runNode({
			...base,
			parameters: {
				resource: 'activity',
				operation: 'delete',
				activityId: byId('={{ $json.id }}'),
				options: {},
			},
			items: [{ id: 4 }, { id: 8 }],
			onError: 'continueRegularOutput',
		});
		expect(output).toHaveLength(2);
		for (const { json } of output) expect(json.error).toContain('***');
		expect(kept).not.toContain(code);
	});
});

/** Operations whose second item is refused inside of a bulk answer. */
describe.each([
	['leadSquared', 'leadSquared customActivity create', {}],
	['ivvy', 'ivvy activity create', { batchPolls: 0 }],
])('a refusal inside of a bulk answer of %s', (node, name, options) => {
	it('shows no key of the account', async () => {
		const { fake: started, base: own, secrets } = await fakeFor(node, options);
		fake = started;
		const { parameters, items } = operationsOf(node).find((one) => one.name === name);
		const [key] = secrets;
		fake.fault('rewrite', {
			times: 99,
			rewrite: (answer) => ({
				...answer,
				body: JSON.parse(
					JSON.stringify(answer.body).replace(
						/"(\w*message)":"[^"]+"/gi,
						(_all, field) => `"${field}":"Refused for ${key}"`,
					),
				),
			}),
		});
		const { output, stored: kept } = await runNode({
			...own,
			parameters: { ...parameters, options: { batching: true } },
			items,
			onError: 'continueRegularOutput',
		});
		expect(output).toHaveLength(3);
		expect(JSON.stringify(output[1].json)).toContain('Refused for ***');
		expect(kept).not.toContain(key);
	});
});

describe('Retry of an execution whose workflow was edited', () => {
	const REFUSAL = { status: 400, body: { message: 'Not now' } };
	const third = ({ json }) => json?.name === 'three';
	beforeEach(async () => {
		await start('deskera');
		fake.fault('answer', { answer: REFUSAL, match: third });
	});
	const failedOne = async () => await runNode(creates({ credentialId: 'mine' }));
	const edit = ({ run }, change) => {
		Object.assign(run.data.executionData.nodeExecutionStack[0].node, change);
		return { run };
	};

	it('knows nothing of an operation that is another one now', async () => {
		const failed = edit(await failedOne(), {
			parameters: { resource: 'activity', operation: 'getMany', returnAll: false, limit: 1 },
		});
		const { output } = await retryNode(creates(), failed);
		expect(output.map(({ json }) => json.title)).not.toContain('one');
		expect(output).toHaveLength(3);
	});

	it('knows nothing of another account', async () => {
		const failed = edit(await failedOne(), {
			credentials: { deskeraApi: { id: 'another', name: 'Another' } },
		});
		await retryNode(creates(), failed);
		expect(stored()).toBe(6);
	});

	it('does no row twice where an expression was mended, and says so', async () => {
		const failed = edit(await failedOne(), {
			parameters: { ...CREATES, name: '={{ $json.name + "!" }}', options: { parallel: 2 } },
		});
		const { output, hints } = await retryNode(creates(), failed);
		expect(output.map(({ json }) => json.title)).toEqual(['one', 'two', 'three!']);
		expect(stored()).toBe(4);
		expect(JSON.stringify(hints)).toContain('2 items were completed before the parameters were');
	});
});
