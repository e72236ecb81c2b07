/** The lists of the pickers. */
import { byId } from '../support/fakes.cts';
import { leadSquared } from './support/account.cts';

const account = leadSquared();
const { lookUp, update } = account;

describe('pickers', () => {
	it('lists activity types, users without inactive ones, statuses and activities of the type', async () => {
		const types = await lookUp({ parameters: update(), method: 'searchActivityTypes' });
		expect(types.results.map(({ value }) => value)).toEqual(
			expect.arrayContaining([201, 202, 203, 204, 205, 21, 22]),
		);
		const users = await lookUp({ parameters: update(), method: 'searchUsers' });
		expect(users.results).toHaveLength(55);
		const statuses = await lookUp({ parameters: update(), method: 'searchStatuses' });
		expect(statuses.results.length).toBeGreaterThan(1);
	});

	it('asks for the activity type first', async () => {
		await expect(
			lookUp({ parameters: update({ activityType: byId('') }), method: 'searchStatuses' }),
		).rejects.toThrow('Pick the activity type first');
	});

	it('finds one user by a part of the name', async () => {
		const {
			results: [first],
		} = await lookUp({ parameters: update(), method: 'searchUsers' });
		const { results } = await lookUp({
			parameters: update(),
			method: 'searchUsers',
			args: [String(first?.name).slice(1).toUpperCase()],
		});
		expect(results).toContainEqual(first);
	});
});
