/** A fake LeadSquared for each test, and the forms that most tests fill in. */
import { mapped } from '../../support/mapped.cts';
import { runNode } from '../../support/reported.cts';
import { byId, fakeFor, type StartedOf } from '../../support/fakes.cts';

type Started = StartedOf<'leadSquared'>;
type Fake = Started['fake'];
type Form = Record<string, unknown>;

export const UNKNOWN = '00000000-0000-4000-8000-000000000000';

const open: Fake[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map(async (fake) => await fake.close()));
});

/** A fake that lets through more calls than any test makes, closed after the test. */
export async function started(options: object = {}): Promise<Started> {
	const made = await fakeFor('leadSquared', { window: { calls: 1000, seconds: 5 }, ...options });
	open.push(made.fake);
	return made;
}

export const run = async (base: Started['base'], parameters: Form, more: object = {}) =>
	await runNode({ ...base, parameters, ...more });

/** The output of a run in which nothing failed. */
export function good({ error, output }: Awaited<ReturnType<typeof run>>): unknown[] {
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return output.map(({ json }: { json: unknown }) => json);
}

export const paths = (fake: Fake) =>
	fake.calls.map(({ path }: { path: string }) => path.split('.svc/')[1]);
export const activity = (fake: Fake, id: string): unknown => fake.vendor.store.activities.get(id);

export const update = (more: Form): Form => ({
	resource: 'customActivity',
	operation: 'update',
	activityType: byId('201'),
	fields: mapped({}),
	updateFields: {},
	...more,
});
export const create = (more: Form): Form => ({
	resource: 'customActivity',
	operation: 'create',
	activityType: byId('202'),
	leadBy: 'id',
	fields: mapped({}),
	additionalFields: {},
	...more,
});
export const task = (operation: string, more: Form): Form => ({
	resource: 'task',
	operation,
	...more,
});
export const newTask = (more: Form): Form =>
	task('create', {
		name: 'Call back',
		taskType: byId('Phone Call'),
		owner: byId('user2@account.example'),
		relatedTo: 0,
		additionalFields: {},
		...more,
	});
export const ofActivity = (more: Form): Form => ({ resource: 'activity', ...more });
