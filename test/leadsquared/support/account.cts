/** A fake LeadSquared for the tests of a file, and the change of a custom activity that most of them send. */
import { byId, fakeFor, type StartedOf } from '../../support/fakes.cts';
import { mapped } from '../../support/mapped.cts';
import { type Asked, type ListKind, lookUp, runNode } from '../../support/reported.cts';

type Form = Record<string, unknown>;

/** One of the editor's lists; a list search if `kind` is left out. */
type Listed<Kind extends ListKind> = Pick<Asked<Kind>, 'args' | 'kind' | 'method' | 'parameters'>;

/** A fake of its own for the tests of a file, as it began for each of them; the usual limit of calls holds. */
export function leadSquared() {
	let started: StartedOf<'leadSquared'>;
	beforeAll(async () => void (started = await fakeFor('leadSquared')));
	afterAll(() => started.fake.close());
	beforeEach(() => started.fake.reset());

	const update = (more: Form = {}): Form => ({
		resource: 'customActivity',
		operation: 'update',
		activityType: byId('201'),
		activityId: byId(started.fake.vendor.activityId(8)),
		fields: mapped({}),
		updateFields: {},
		options: {},
		...more,
	});
	return {
		get fake() {
			return started.fake;
		},
		get base() {
			return started.base;
		},
		update,
		/** Runs an update. @param more beside the form: items, what happens on an error */
		run: async (parameters: Form, more: object = {}) =>
			await runNode({ ...started.base, parameters: update(parameters), ...more }),
		/** Asks for one of the editor's lists. */
		lookUp: async <Kind extends ListKind = 'listSearch'>(asked: Listed<Kind>) =>
			await lookUp<Kind>({ ...started.base, ...asked }),
		/** An activity as LeadSquared has stored it. @param n which of those that were there from the beginning */
		record: (n: number) =>
			started.fake.vendor.store.activities.get(started.fake.vendor.activityId(n)),
	};
}
