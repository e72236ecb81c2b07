/** An outage is one of the account: each of its credentials knows of it, those of other accounts do not. */
import { runNode } from '../support/engine.cts';
import { fakeFor, byId } from '../support/fakes.cts';

const READS = {
	bitrix24: { resource: 'task', operation: 'get', taskId: byId('={{ $json.id }}') },
	leadSquared: { resource: 'activity', operation: 'get', activityId: byId('={{ $json.guid }}') },
	ivvy: { resource: 'task', operation: 'get', taskId: byId('={{ $json.id }}') },
	deskera: { resource: 'activity', operation: 'get', activityId: byId('={{ $json.id }}') },
};

const items = Array.from({ length: 40 }, (_, n) => ({
	id: n + 1,
	guid: `00000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`,
}));

it.each(Object.entries(READS))('%s', async (name, parameters) => {
	const one = await fakeFor(name);
	const other = await fakeFor(name);
	const read = async ({ base }: typeof one, credentialId: string) =>
		await runNode({
			...base,
			credentialId: `${name} ${credentialId}`,
			parameters: { ...parameters, options: { batching: false } },
			items,
			onError: 'continueRegularOutput',
		});
	for (const { fake } of [one, other]) fake.fault('502', { times: Infinity });

	await read(one, 'first');
	one.fake.calls.length = 0;
	const { output } = await read(one, 'second');
	// A probe, after which nothing more is sent.
	expect(one.fake.calls.length).toBeLessThanOrEqual(1);
	for (const { json } of output) expect(json.error).toMatch(/not been answering since|502/);

	await read(other, 'third');
	expect(other.fake.calls.length).toBeGreaterThan(5);
	for (const { fake } of [one, other]) await fake.close();
});
