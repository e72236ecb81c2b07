/** A workflow of a newer version, or of a program, asks for what this version does not have. */
import { fakeFor } from '../support/fakes.cts';
import { runNode } from '../support/engine.cts';

it.each([
	[{ resource: 'wish', operation: 'get' }, 'There is no resource "wish"'],
	[{ resource: 'activity', operation: 'wish' }, 'There is no operation "wish" for "activity"'],
])('%j is told by its name', async (parameters, message) => {
	for (const vendor of ['bitrix24', 'deskera', 'ivvy', 'leadSquared'] as const) {
		const { fake, base } = await fakeFor(vendor);
		const { error } = await runNode({ ...base, parameters });
		await fake.close();
		expect(error).toMatchObject({
			message,
			description: expect.stringMatching(/^Pick resource and operation again/),
		});
		expect(fake.calls).toEqual([]);
	}
});
