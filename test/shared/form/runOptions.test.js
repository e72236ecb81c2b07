'use strict';
const { InvalidInput } = require('../../../dist/nodes/shared/contract/errors');
const { readRunSettings, runnerOptions } = require('../../../dist/nodes/shared/form/runOptions');

const reader = (options) => ({
	itemIndex: 0,
	zone: 'UTC',
	input: {},
	raw: (name) => (name === 'options' ? options : undefined),
	given: () => false,
	file: () => undefined,
});
const bulk = { size: 25, most: 50, pack: () => undefined, unpack: () => [] };
const settings = (options, operation = {}) => readRunSettings(operation, reader(options));

describe('runnerOptions', () => {
	it('are three for an operation of single requests and five where requests can travel together', () => {
		expect(Object.keys(runnerOptions({})).sort()).toEqual(['maxWait', 'parallel', 'timeout']);
		expect(Object.keys(runnerOptions({ bulk })).sort()).toEqual([
			'batchSize',
			'batching',
			'maxWait',
			'parallel',
			'timeout',
		]);
	});

	it('say how dates are written, where there are dates', () => {
		const fields = { due: { takesDates: true } };
		expect(Object.keys(runnerOptions({ fields }))).toContain('dateFormat');
		expect(Object.keys(runnerOptions({ options: fields }))).toContain('dateFormat');
		expect(Object.keys(runnerOptions({ fields: { text: {} } }))).not.toContain('dateFormat');
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
		expect(Object.keys(runnerOptions({ fields }))).toContain('ifSeveral');
		expect(Object.keys(runnerOptions({ options: fields }))).toContain('ifSeveral');
		expect(Object.keys(runnerOptions({ fields: { user: {} } }))).not.toContain('ifSeveral');
		expect(settings({ ifSeveral: 'newest' }).ifSeveral).toBe('newest');
	});

	it('offer a preview of what changes something', () => {
		expect(Object.keys(runnerOptions({ effect: 'write' }))).toContain('previewOnly');
		expect(Object.keys(runnerOptions({ effect: 'read' }))).not.toContain('previewOnly');
		expect([
			settings({ previewOnly: true }, { effect: 'write' }).preview,
			settings({ previewOnly: true }, { effect: 'read' }).preview,
		]).toEqual([true, false]);
	});

	it("show the size of the vendor's bulk call", () => {
		expect(runnerOptions({ bulk }).batchSize.property('batchSize')).toMatchObject({
			default: 25,
			typeOptions: { minValue: 1, maxValue: 50 },
			description: expect.stringContaining('at most 50'),
		});
	});

	it('show the values that hold when they are not set', () => {
		const { maxWaitMs, timeoutMs, parallel } = settings({});
		const shown = (name) => runnerOptions({})[name].property(name).default;
		expect([shown('maxWait') * 1000, shown('timeout') * 1000, shown('parallel')]).toEqual([
			maxWaitMs,
			timeoutMs,
			parallel,
		]);
	});
});

it('hold for all items: none of them takes an expression', () => {
	for (const [name, field] of Object.entries(runnerOptions({ bulk, effect: 'write' })))
		expect([name, field.property(name).noDataExpression]).toEqual([name, true]);
});

describe('readRunSettings', () => {
	it.each([[undefined], [null], [{}], ['']])('has its own values for %j', (options) => {
		expect(settings(options)).toEqual({
			maxWaitMs: 300_000,
			timeoutMs: 60_000,
			parallel: 5,
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
		expect(settings({ maxWait: 0, timeout: '5', parallel: 20, batchSize: '10' }, { bulk })).toEqual(
			{
				maxWaitMs: 0,
				timeoutMs: 5000,
				parallel: 20,
				bulkAtOnce: 20,
				callsAtOnce: 20,
				batchSize: 10,
				preview: false,
				ifSeveral: 'error',
				findsOut: false,
			},
		);
	});

	it('sends items one by one when batching is off, or where there is no bulk call', () => {
		expect(settings({ batching: false, batchSize: 10 }, { bulk }).batchSize).toBe(1);
		expect(settings({ batching: 'false' }, { bulk }).batchSize).toBe(1);
		expect(settings({ batching: true, batchSize: 10 }).batchSize).toBe(1);
	});

	it.each([
		[{ maxWait: -1 }, '"Max Wait (Seconds)" must be at least 0, not -1'],
		[{ maxWait: 3601 }, '"Max Wait (Seconds)" can be at most 3600, not 3601'],
		[{ timeout: 0 }, '"Timeout (Seconds)" must be at least 1, not 0'],
		[{ parallel: 0 }, '"Concurrent Requests" must be at least 1, not 0'],
		[{ parallel: 'many' }, '"Concurrent Requests" must be a whole number, not "many"'],
		[{ batchSize: 51 }, '"Batch Size" can be at most 50, not 51'],
		[{ batching: 'perhaps' }, '"Batch Items" must be true or false, not "perhaps"'],
	])('refuses %j', (options, message) => {
		expect(() => settings(options, { bulk })).toThrow(InvalidInput);
		expect(() => settings(options, { bulk })).toThrow(message);
	});
});
