'use strict';
/** Dates as a sheet holds them: one format for the whole run, said once under Options. */
const {
	ACTIONS,
	operationsOf,
	operationsShowing,
	parametersOf,
} = require('../support/descriptions');
const { runNode } = require('../support/engine');
const { fakeFor } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const create = (items, options) =>
	runNode({
		...base,
		parameters: {
			resource: 'activity',
			operation: 'create',
			name: 'Call Ada',
			activity_type: 'call',
			start: '={{ $json.from }}',
			end: '={{ $json.to }}',
			additionalFields: {},
			options,
		},
		items,
	});
const times = () =>
	[...fake.vendor.store.activities.values()].slice(-2).map(({ start, end }) => [start, end]);

it('is read in the format that was given, and ISO dates all the same', async () => {
	const { error } = await create(
		[
			{ from: '07.12.2026 10:00', to: '07.12.2026 11:00' },
			{ from: '2026-12-08T10:00:00Z', to: '08.12.2026 23:30' },
		],
		{ dateFormat: 'dd.MM.yyyy HH:mm' },
	);
	expect(error).toBeUndefined();
	const [[first], [second]] = times();
	expect(new Date(first).toISOString().slice(0, 10)).toBe('2026-12-07');
	expect(new Date(second).toISOString()).toBe('2026-12-08T10:00:00.000Z');
});

it('that is wrong, or an expression, stops the run before anything is sent', async () => {
	const items = [{ from: '07.12.2026 10:00', to: '07.12.2026 11:00' }];
	for (const [dateFormat, message] of [
		['DD.MM.YYYY', '"Date Format" can\'t be "DD.MM.YYYY"'],
		['={{ $json.from }}', '"Date Format" can\'t be an expression'],
	]) {
		const { error } = await create(items, { dateFormat });
		expect([error.message, fake.calls]).toEqual([message, []]);
	}
});

it.each(Object.entries(ACTIONS))(
	'%s: each operation with a date field offers it',
	(_name, { make }) => {
		const { description } = make();
		const isOf =
			({ resource, operation }) =>
			(property) =>
				operationsShowing(description, property).some(
					(one) => one.resource === resource && one.operation === operation,
				);
		const lacking = operationsOf(description).filter((chosen) => {
			const own = parametersOf(description.properties.filter(isOf(chosen)));
			const has = (isIt) => own.some(({ property }) => isIt(property));
			return has(({ type }) => type === 'dateTime') && !has(({ name }) => name === 'dateFormat');
		});
		expect(lacking).toEqual([]);
	},
);
