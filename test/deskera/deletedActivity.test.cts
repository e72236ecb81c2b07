/** An activity in the list that is deleted is not the one with an External ID: nobody sees what is written to it. */
import { runNode } from '../support/engine.cts';
import { fakeFor } from '../support/fakes.cts';

interface Answer {
	readonly body: { readonly data: object[] };
}

it('a deleted activity is made again', async () => {
	const { fake, base } = await fakeFor('deskera');
	try {
		const parameters = {
			resource: 'activity',
			operation: 'create',
			name: 'Call back',
			activity_type: 'call',
			start: '2026-12-01T10:00:00Z',
			end: '2026-12-01T11:00:00Z',
			additionalFields: {},
			options: { externalId: 'row-1' },
		};
		const first = await runNode({ ...base, parameters });
		fake.fault('rewrite', {
			match: ({ method, path }: { method: string; path: string }) =>
				method === 'GET' && path.endsWith('/activities'),
			rewrite: (answer: Answer) => ({
				...answer,
				body: {
					...answer.body,
					data: answer.body.data.map((row) => ({ ...row, is_deleted: true })),
				},
			}),
		});
		const again = await runNode({ ...base, parameters });
		expect([first.error, again.error]).toEqual([undefined, undefined]);
		expect(again.output[0]?.json.updated).toBeUndefined();
		expect(again.output[0]?.json.id).not.toBe(first.output[0]?.json.id);
	} finally {
		await fake.close();
	}
});
