/** LeadSquared's limit of calls: kept, and waited out where it is met. */
import { byId, fakeFor } from '../support/fakes.cts';
import { runNode } from '../support/reported.cts';
import { leadSquared } from './support/account.cts';

const account = leadSquared();
const { run, update } = account;

describe('limits', () => {
	it.each(['429', '200'] as const)(
		'waits out the limit sent in the form of a %s',
		async (rateForm) => {
			const tight = await fakeFor('leadSquared', { rateForm, window: { calls: 2, seconds: 1 } });
			const items = Array.from({ length: 5 }, (_, n) => ({
				id: tight.fake.vendor.activityId(8 * (n + 1)),
			}));
			const result = await runNode({
				...tight.base,
				parameters: {
					...update({
						activityId: byId('={{ $json.id }}'),
						updateFields: { note: 'x' },
						options: { batching: false, parallel: 2 },
					}),
				},
				items,
			});
			await tight.fake.close();
			expect(result.error).toBeUndefined();
			expect(tight.fake.vendor.writes).toHaveLength(5);
			expect(tight.fake.calls.length).toBeGreaterThan(5);
		},
	);

	it('never exceeds 25 calls in five seconds', async () => {
		const items = Array.from({ length: 30 }, (_, n) => ({
			id: account.fake.vendor.activityId(8 * (n + 1)),
		}));
		const result = await run(
			{
				activityId: byId('={{ $json.id }}'),
				updateFields: { note: 'x' },
				options: { batching: false },
			},
			{ items },
		);
		expect(result.error).toBeUndefined();
		expect(account.fake.calls).toHaveLength(30);
	});
});
