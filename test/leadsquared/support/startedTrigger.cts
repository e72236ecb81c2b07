/** A LeadSquared trigger in n8n's contexts, at a fake LeadSquared of its own that is closed after the test. */
import { byId, fakeFor, type OptionsOf, type StartedOf } from '../../support/fakes.cts';
import { triggerOf } from '../../support/trigger.cts';

const open: Array<StartedOf<'leadSquared'>['fake']> = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));

/** What the field Activity Types holds. */
export const types = (...codes: number[]) => ({
	values: codes.map((code) => ({ id: byId(String(code)) })),
});

/** @returns `again`, too: the same trigger in a workflow of its own, with what differs there */
export async function started(
	options: OptionsOf<'leadSquared'>,
	parameters: object,
	node = 'leadSquaredTrigger',
) {
	const { fake, base } = await fakeFor('leadSquared', options);
	open.push(fake);
	const again = async (more: object = {}) =>
		await triggerOf({ ...base, node, parameters, ...more });
	return { fake, base, trigger: await again(), again };
}
