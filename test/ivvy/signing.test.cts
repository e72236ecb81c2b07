/** Each request is signed anew, whatever characters it holds. */
import { runNode } from '../support/engine.cts';
import { fakeFor } from '../support/fakes.cts';
import { activity, ivvy } from './support/forms.cts';

const account = ivvy();
const { run } = account;

describe('signing', () => {
	it('signs each try anew', async () => {
		account.fake.fault('answer', {
			times: 2,
			answer: {
				status: 429,
				headers: { 'retry-after': '1' },
				body: { errorCode: 429, message: 'Too many requests' },
			},
		});
		const result = await run(activity);
		expect(result.status).toBe('success');
		const dates = account.fake.calls.map(({ headers }) => headers['ivvy-date']);
		const signatures = account.fake.calls.map(({ headers }) => headers['x-api-authorization']);
		expect(new Set(dates).size).toBe(3);
		expect(new Set(signatures).size).toBe(3);
	});

	it('is accepted for bodies with any characters', async () => {
		const name = 'Visite – Café 会議 "quoted" \\ back\u2028slash  ';
		const result = await run({ ...activity, name });
		expect(result.error).toBeUndefined();
		expect(account.fake.vendor.store.activities.get(5501)?.name).toBe(name);
	});

	it('says by how much a clock is off', async () => {
		const early = await fakeFor('ivvy', { clockOffset: 600_000 });
		const result = await runNode({
			...early.base,
			parameters: { ...activity, additionalFields: {}, options: {} },
		});
		await early.fake.close();
		expect(result.error?.message).toBe(
			'iVvy refused the request because its date is more than five minutes off',
		);
		expect(result.error?.description).toMatch(/Set the clock of the n8n server/);
	});
});
