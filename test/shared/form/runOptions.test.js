'use strict';
const { InvalidInput } = require('../../../dist/nodes/shared/contract/errors');
const {
	batchingForm,
	readRunSettings,
	runForms,
	runOptions,
} = require('../../../dist/nodes/shared/form/runOptions');

const reader = (options, batching) => ({
	itemIndex: 0,
	zone: 'UTC',
	input: {},
	raw: (name) => ({ options, batching })[name],
	given: () => false,
	file: () => undefined,
});
const bulk = { size: 25, most: 50, pack: () => undefined, unpack: () => [] };
const settings = (options, operation = {}) =>
	readRunSettings(operation, reader(options, undefined));
const travel = (batching, operation = {}) =>
	readRunSettings(operation, reader(undefined, batching));

describe('batchingForm', () => {
	it('has three fields for an operation of single requests and five where requests can travel together', () => {
		expect(Object.keys(batchingForm({})).sort()).toEqual(['maxWait', 'parallel', 'timeout']);
		expect(Object.keys(batchingForm({ bulk })).sort()).toEqual([
			'batchItems',
			'batchSize',
			'maxWait',
			'parallel',
			'timeout',
		]);
	});

	it("shows the size of the vendor's bulk call", () => {
		expect(batchingForm({ bulk }).batchSize.property('batchSize')).toMatchObject({
			default: 25,
			typeOptions: { minValue: 1, maxValue: 50 },
			description: expect.stringContaining('at most 50'),
		});
	});

	it('shows the values that hold when they are not set', () => {
		const { maxWaitMs, timeoutMs, parallel } = settings({});
		const shown = (name) => batchingForm({})[name].property(name).default;
		expect([shown('maxWait') * 1000, shown('timeout') * 1000, shown('parallel')]).toEqual([
			maxWaitMs,
			timeoutMs,
			parallel,
		]);
	});
});

describe('runOptions', () => {
	it('say how dates are written, where there are dates', () => {
		const fields = { due: { takesDates: true } };
		expect(Object.keys(runOptions({ fields }))).toContain('dateFormat');
		expect(Object.keys(runOptions({ options: fields }))).toContain('dateFormat');
		expect(Object.keys(runOptions({ fields: { text: {} } }))).not.toContain('dateFormat');
	});

	it.each(['DD.MM.YYYY', 'YYYY-MM-dd', 'HH:mm', 'day', 5])(
		'refuse the Date Format %j, which Luxon would not understand',
		(dateFormat) => {
			expect(() => settings({ dateFormat })).toThrow(
				expect.objectContaining({ advice: expect.stringContaining('dd.MM.yyyy') }),
			);
		},
	);

	it('say which of several people counts, where people may be given by an address', () => {
		const fields = { user: { looksUp: true } };
		expect(Object.keys(runOptions({ fields }))).toContain('ifSeveral');
		expect(Object.keys(runOptions({ options: fields }))).toContain('ifSeveral');
		expect(Object.keys(runOptions({ fields: { user: {} } }))).not.toContain('ifSeveral');
		expect(settings({ ifSeveral: 'newest' }).ifSeveral).toBe('newest');
	});

	it('offer a preview of what changes something', () => {
		expect(Object.keys(runOptions({ effect: 'write' }))).toContain('previewOnly');
		expect(Object.keys(runOptions({ effect: 'read' }))).not.toContain('previewOnly');
		expect([
			settings({ previewOnly: true }, { effect: 'write' }).preview,
			settings({ previewOnly: true }, { effect: 'read' }).preview,
		]).toEqual([true, false]);
	});
});

it('hold for all items: none of them takes an expression', () => {
	const { options, batching } = runForms({ bulk, effect: 'write' });
	for (const [name, field] of Object.entries({ ...options, ...batching }))
		expect([name, field.property(name).noDataExpression]).toEqual([name, true]);
});

describe('readRunSettings', () => {
	it.each([[undefined], [null], [{}], ['']])('has its own values for %j', (options) => {
		expect(travel(options)).toEqual(settings(options));
		expect(settings(options)).toEqual({
			maxWaitMs: 300_000,
			timeoutMs: 60_000,
			parallel: 5,
			namesUsers: true,
			bulkAtOnce: 5,
			callsAtOnce: 50,
			batchSize: 1,
			preview: false,
			ifSeveral: 'error',
			findsOut: false,
		});
		expect(settings(options, { bulk }).batchSize).toBe(25);
	});

	it('reads what is set, in seconds', () => {
		expect(travel({ maxWait: 0, timeout: '5', parallel: 20, batchSize: '10' }, { bulk })).toEqual({
			maxWaitMs: 0,
			timeoutMs: 5000,
			parallel: 20,
			namesUsers: true,
			bulkAtOnce: 20,
			callsAtOnce: 20,
			batchSize: 10,
			preview: false,
			ifSeveral: 'error',
			findsOut: false,
		});
	});

	it('sends items one by one when batching is off, or where there is no bulk call', () => {
		expect(travel({ batchItems: false, batchSize: 10 }, { bulk }).batchSize).toBe(1);
		expect(travel({ batchItems: 'false' }, { bulk }).batchSize).toBe(1);
		expect(travel({ batchItems: true, batchSize: 10 }).batchSize).toBe(1);
	});

	it.each([
		[{ maxWait: -1 }, '"Max Wait (Seconds)" must be at least 0, not -1'],
		[{ maxWait: 3601 }, '"Max Wait (Seconds)" can be at most 3600, not 3601'],
		[{ timeout: 0 }, '"Timeout (Seconds)" must be at least 1, not 0'],
		[{ parallel: 0 }, '"Concurrent Requests" must be at least 1, not 0'],
		[{ parallel: 'many' }, '"Concurrent Requests" must be a whole number, not "many"'],
		[{ batchSize: 51 }, '"Batch Size" can be at most 50, not 51'],
		[{ batchItems: 'perhaps' }, '"Batch Items" must be true or false, not "perhaps"'],
	])('refuses %j', (options, message) => {
		expect(() => travel(options, { bulk })).toThrow(InvalidInput);
		expect(() => travel(options, { bulk })).toThrow(message);
	});
});
