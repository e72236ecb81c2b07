/** An import updates the activity that was made with its External ID, and never another one. */
import { runNode } from '../support/engine.cts';
import { byId, fakeFor } from '../support/fakes.cts';

const form = {
	resource: 'activity',
	operation: 'create',
	kind: 'call',
	ownerType: byId('2'),
	owner: byId('1'),
	subject: 'Offer',
	responsible: byId('2'),
	client: byId('C_1'),
	phone: byId('+49 30 1'),
	direction: 2,
	start: '2026-12-01T10:00:00',
	additionalFields: {},
	options: { externalId: 'row-1' },
};

it.each(['', null])('activities without an origin (%j) are other ones', async (none) => {
	const { fake, base } = await fakeFor('bitrix24');
	try {
		fake.fault('rewrite', {
			times: Infinity,
			match: ({ path, text }: { path: string; text: string }) =>
				path.endsWith('crm.activity.list') && text.includes('ORIGIN_ID'),
			rewrite: (answer: { body: object }) => ({
				...answer,
				body: { ...answer.body, result: [{ ID: '7', ORIGINATOR_ID: none, ORIGIN_ID: none }] },
			}),
		});
		const { error } = await runNode({ ...base, parameters: form });
		expect(error?.message).toBe('Bitrix24 did not filter its activities by the External ID');
		expect(fake.vendor.writes).toEqual([]);
	} finally {
		await fake.close();
	}
});
