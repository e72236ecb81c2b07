/** Users by email, whether or not iVvy can filter its list of them. */
import { ivvy, task } from './support/forms.cts';

const account = ivvy();

describe('iVvy, of which nobody knows whether its lists can be filtered by email', () => {
	it.each(['works', 'refused', 'ignored'] as const)('the filter is %s', async (nameFilter) => {
		account.fake.vendor.options.nameFilter = nameFilter;
		const assignedUserId = { __rl: true, mode: 'email', value: 'user39@ivvy.example' };
		const { error } = await account.run({ ...task, additionalFields: { assignedUserId } });
		expect(error).toBeUndefined();
		const [sent = {}] = account.saved();
		expect(String(sent.assignedUserId)).toBe('39');
	});
});
