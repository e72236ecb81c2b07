/** iVvy's forms of an activity and a task, filled in, and a fake iVvy to run them on. */
import { byId, fakeFor, tableOf, type StartedOf } from '../../support/fakes.cts';
import { type Asked, lookUp, runNode } from '../../support/engine.cts';

export { byId };

export type Values = Record<string, unknown>;

/** A record as a list or a write puts it out. */
export interface Row extends Values {
	readonly id: number;
	readonly title: string;
	readonly description: string;
}

/** What a run is given beside the form: items, the workflow's zone, what happens on an error. */
export type Surroundings = Omit<Partial<Parameters<typeof runNode>[0]>, 'parameters'>;

export const activity = {
	resource: 'activity',
	operation: 'create',
	name: 'Visit',
	subType: 1,
	description: 'About',
	belongsTo: 'contact',
	contactId: byId('45001'),
	additionalFields: {},
};
export const task = {
	resource: 'task',
	operation: 'create',
	name: 'Call',
	endDatetime: '2026-12-01T09:30:00',
	belongsTo: 'contact',
	contactId: byId('45001'),
	additionalFields: {},
};

/** An update of the first record of its kind. */
export const changed = (resource: string, updateFields: Values, options: Values = {}) => ({
	resource,
	operation: 'update',
	[`${resource}Id`]: byId(resource === 'task' ? '10001' : '3001'),
	belongsTo: 'unchanged',
	updateFields,
	options,
});

/**
 * A fake iVvy of its own for the tests of a file, as it began for each of them.
 * @param runner of test/support/engine.cts, or one like it
 */
export function ivvy(runner: typeof runNode = runNode) {
	let started: StartedOf<'ivvy'>;
	beforeAll(async () => void (started = await fakeFor('ivvy')));
	afterAll(() => started.fake.close());
	beforeEach(() => started.fake.reset());

	const run = async (parameters: Values, more: Surroundings = {}) =>
		await runner({ ...started.base, ...more, parameters });
	/** The bodies of all requests. */
	const sent = (): Values[] => started.fake.calls.map(({ json }) => json);
	return {
		get fake() {
			return started.fake;
		},
		/** A table of it by its name. */
		table: (name: string) => tableOf(started.fake.vendor.store, name),
		run,
		sent,
		/** A page of a picker's list; `args`: what is searched for, and the token of the page. */
		lookUp: async (asked: Pick<Asked, 'args' | 'method' | 'parameters'>) =>
			await lookUp({ ...started.base, ...asked }),
		/** @returns the records that come out; it has to succeed */
		async rows(parameters: Values): Promise<Row[]> {
			const { error, output } = await runner<Row>({ ...started.base, parameters });
			expect(error?.message).toBeUndefined();
			return output.map(({ json }) => json);
		},
		/** Without the reading of a text that may keep an External ID. */
		saved: (): Values[] =>
			started.fake.calls
				.filter(({ rawUrl }) => rawUrl.includes('addOrUpdate'))
				.map(({ json }) => json),
		/** @returns what the error says; nothing may have been sent */
		async refused(parameters: Values, more: Surroundings = {}): Promise<string | undefined> {
			const { error } = await run(parameters, more);
			expect(sent()).toEqual([]);
			return error?.message;
		},
	};
}
