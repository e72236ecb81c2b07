/** A fake LeadSquared for the tests of a file, and the change of a custom activity that most of them send. */
import { byId, fakeFor } from '../../support/fakes.js';
import { mapped } from '../../support/mapped.js';
import { lookUp, runNode } from '../../support/reported.js';

type Form = Record<string, unknown>;

/** One of the editor's lists. */
interface Asked {
	readonly method: string;
	/** A list search if left out. */
	readonly kind?: 'listSearch' | 'loadOptions' | 'resourceMapping';
	readonly parameters: Form;
	/** What is searched for. */
	readonly args?: string[];
}

/** What the editor gets: records to pick from, or fields of a mapper. */
interface Listed {
	readonly results: Array<{ readonly name: string; readonly value: unknown }>;
	readonly fields: Array<{
		readonly id: string;
		readonly displayName: string;
		readonly type: string;
		readonly required: boolean;
		readonly options?: unknown[];
	}>;
}

/** A fake of its own for the tests of a file, as it began for each of them; the usual limit of calls holds. */
export function leadSquared() {
	let started: Awaited<ReturnType<typeof fakeFor>>;
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
		lookUp: async (asked: Asked): Promise<Listed> => await lookUp({ ...started.base, ...asked }),
		/** An activity as LeadSquared has stored it. @param n which of those that were there from the beginning */
		record: (n: number) =>
			started.fake.vendor.store.activities.get(started.fake.vendor.activityId(n)),
	};
}
