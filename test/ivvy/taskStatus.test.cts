/** Changes of a task by name. */
import { runNode } from '../support/reported.cts';
import { byId, ivvy } from './support/forms.cts';

const account = ivvy(runNode);
const { rows } = account;

it('completes, cancels and reopens a task by name', async () => {
	const status = () => account.fake.vendor.store.tasks.get(10001)?.status;
	for (const [operation, wanted] of [
		['complete', 4],
		['cancel', 3],
		['reopen', 0],
	]) {
		await rows({ resource: 'task', operation, taskId: byId('10001'), additionalFields: {} });
		expect([operation, status()]).toEqual([operation, wanted]);
	}
	expect(account.fake.calls.map(({ json }) => json)).toEqual(
		[4, 3, 0].map((wanted) => ({ id: 10001, status: wanted })),
	);
});
