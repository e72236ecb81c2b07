/**
 * An iVvy trigger in n8n's contexts, at a fake iVvy of its own that is closed after the test. Requests to Amazon go to
 * the fake, which stands for its hosts; all else is as in n8n.
 */
import { fakeFor, type OptionsOf, type StartedOf } from '../../support/fakes.cts';
import { triggerOf } from '../../support/trigger.cts';

type Fake = StartedOf<'ivvy'>['fake'];

export const EVENTS = [
	'CrmEventTaskAdded',
	'CrmEventTaskUpdated',
	'CrmEventActivityAdded',
	'CrmEventTaskDeleted',
	'ContactAdded',
	'OpportunityAdded',
];
/** How a delivery is answered that is not believed. */
export const REFUSED = { status: 403, items: undefined, answeredHere: true };

const open: Fake[] = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));

/**
 * @returns `again`, too: the same trigger in a workflow of its own, with what differs there; and `asked`, the addresses
 * of all requests
 */
export async function started(
	options?: OptionsOf<'ivvy'>,
	parameters?: object,
	node = 'ivvyTrigger',
) {
	const { fake, base } = await fakeFor('ivvy', { addresses: 'any', ...options });
	open.push(fake);
	const asked: string[] = [];
	const rewrite = (url: string) => {
		asked.push(url);
		const { pathname, search } = new URL(url);
		return fake.url + pathname + search;
	};
	const again = async (more: object = {}) =>
		await triggerOf({
			...base,
			node,
			rewrite,
			parameters: { events: EVENTS, ignoreOwn: true, output: 'simplified', ...parameters },
			...more,
		});
	return { fake, base, trigger: await again(), again, asked };
}

/** A delivery of the fake. @param what as its `deliver` takes it */
export const deliver = (fake: Fake, ...what: Parameters<Fake['vendor']['deliver']>) =>
	fake.vendor.deliver(...what);
