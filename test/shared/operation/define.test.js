'use strict';
/** Operations as data: how parameters become requests and answers become output, without n8n. */
const { listSteps } = require('../../../dist/nodes/shared/operation/paging');
const { list, multiStep, operation } = require('../../../dist/nodes/shared/operation/define');
const { InvalidInput } = require('../../../dist/nodes/shared/contract/errors');
const { clearable, collection, required, text } = require('../../../dist/nodes/shared/form/fields');
const { NOTHING } = require('../../../dist/nodes/shared/http/proof');

const TEXTS = { value: 'x', name: 'X', action: 'X a thing', description: 'Do it' };
const reader = (parameters) => ({
	itemIndex: 0,
	zone: 'UTC',
	input: {},
	raw: (name) => parameters[name] ?? null,
	given: () => false,
	file: () => undefined,
});
const request = (path, more = {}) => ({
	method: 'GET',
	path,
	effect: 'read',
	proof: NOTHING,
	...more,
});

/** Runs an operation against answers. @returns the requests it made and its result */
async function through(made, parameters, answer) {
	const { steps } = made.start(reader(parameters));
	const requests = [];
	let step = await steps.next();
	while (!step.done) {
		requests.push(step.value);
		step = await steps.next(answer(step.value));
	}
	return { requests, result: step.value };
}

describe('operation', () => {
	const made = operation({
		...TEXTS,
		effect: 'write',
		fields: { name: required(text('Name')) },
		options: { note: text('Note') },
		request: ({ name }, { note }, { zone }) => request(`/${name}`, { body: { note, zone } }),
		output: (body, { path }, { name }) => ({ ...body, path, name }),
	});

	it('is one request, made of fields, options and item; the answer becomes output', async () => {
		expect(await through(made, { name: 'a', options: { note: 'n' } }, () => ({ id: 1 }))).toEqual({
			requests: [request('/a', { body: { note: 'n', zone: 'UTC' } })],
			result: { id: 1, path: '/a', name: 'a' },
		});
	});

	it('refuses its parameters before there is a request', () => {
		expect(() => made.start(reader({}))).toThrow(InvalidInput);
		expect(() => made.start(reader({ name: 'a', options: { note: {} } }))).toThrow(
			'"Note" must be text',
		);
	});

	it('may have to read a file first', async () => {
		const slow = operation({
			...TEXTS,
			effect: 'write',
			fields: {},
			request: async () => request('/late'),
			output: () => ({ done: true }),
		});
		expect(await through(slow, {}, () => ({}))).toEqual({
			requests: [request('/late')],
			result: { done: true },
		});
	});

	it('tells the runner what it is', () => {
		expect(made).toMatchObject({ ...TEXTS, effect: 'write', bulk: undefined });
		expect(Object.keys(made.fields)).toEqual(['name']);
		expect(Object.keys(made.options)).toEqual(['note']);
	});
});

describe('an operation that can make records simple', () => {
	const get = operation({
		...TEXTS,
		effect: 'read',
		fields: {},
		simplify: ({ id }) => ({ id }),
		request: () => request('/one'),
		output: (body) => body,
	});
	const many = operation({
		...TEXTS,
		effect: 'read',
		fields: {},
		simplify: ({ id }) => ({ id }),
		request: () => request('/all'),
		output: (body) => body.rows,
	});

	it.each([
		[undefined, { id: 1 }],
		[true, { id: 1 }],
		[false, { id: 1, more: 2 }],
	])('with Simplify %j gives %j', async (simple, result) => {
		expect((await through(get, { simple }, () => ({ id: 1, more: 2 }))).result).toEqual(result);
	});

	it('makes each record of several simple', async () => {
		expect(
			(
				await through(many, {}, () => ({
					rows: [
						{ id: 1, more: 2 },
						{ id: 2, more: 3 },
					],
				}))
			).result,
		).toEqual([{ id: 1 }, { id: 2 }]);
	});

	it('has the toggle Simplify, and one that does not has none', () => {
		expect(Object.keys(get.fields)).toEqual(['simple']);
		expect(
			Object.keys(
				operation({
					...TEXTS,
					effect: 'read',
					fields: {},
					request: () => request('/'),
					output: () => ({}),
				}).fields,
			),
		).toEqual([]);
	});
});

describe('multiStep', () => {
	it('makes its requests one after the other, each knowing the answer before', async () => {
		const made = multiStep({
			...TEXTS,
			effect: 'write',
			fields: { id: text('ID') },
			*steps({ id }) {
				const current = yield request(`/${id}`);
				yield request(`/${id}`, {
					method: 'PUT',
					effect: 'write',
					body: { ...current, changed: true },
				});
				return { id };
			},
		});
		const { requests, result } = await through(made, { id: '7' }, ({ method }) =>
			method === 'GET' ? { name: 'a' } : undefined,
		);
		expect(requests).toEqual([
			request('/7'),
			request('/7', { method: 'PUT', effect: 'write', body: { name: 'a', changed: true } }),
		]);
		expect(result).toEqual({ id: '7' });
	});
});

describe('what a write fills in', () => {
	const fields = {
		changes: collection('Update Fields', { note: clearable(text('Note')), name: text('Name') }),
	};
	const writing = (writes) =>
		operation({
			...TEXTS,
			effect: 'write',
			writes,
			fields,
			records: () => [1, ['a', 2]],
			request: ({ changes }) => request('/x', { body: changes }),
			output: () => ({}),
		});
	const begun = (writes, changes, options = {}) =>
		writing(writes).start(reader({ changes, options }));
	const bodyOf = async ({ steps }) => (await steps.next()).value.body;

	it('has the option Blank Values where a record exists or may exist, and not where it is new', () => {
		const offered = (writes) => Object.keys(writing(writes).options);
		expect([
			offered('new'),
			offered('present'),
			offered('newOrPresent'),
			offered(undefined),
		]).toEqual([[], ['blankValues'], ['blankValues'], []]);
		expect(writing('present').options.blankValues.property('blankValues')).toMatchObject({
			default: 'unchanged',
			noDataExpression: true,
		});
	});

	it('leaves blanks alone and counts them', async () => {
		const started = begun('present', { note: '', name: ' ' });
		expect(await bodyOf(started)).toEqual({});
		expect(started.leftAlone).toBe(2);
		expect(begun('new', { note: '' }).leftAlone).toBe(0);
	});

	it('clears what can be cleared where that is asked for', async () => {
		expect(await bodyOf(begun('present', { note: '' }, { blankValues: 'clear' }))).toEqual({
			note: null,
		});
		expect(() => begun('present', { name: '' }, { blankValues: 'clear' })).toThrow(
			'"Name" is empty, and this field can\'t be cleared',
		);
		expect(await bodyOf(begun('new', { note: '' }, { blankValues: 'clear' }))).toEqual({});
	});

	it('refuses blanks where nothing is filled in', () => {
		expect(() => begun(undefined, { note: '' })).toThrow('"Note" is empty');
	});

	it('tells which records it changes', () => {
		expect(begun('present', {}).records).toEqual(['1', '["a",2]']);
	});
});

describe('list', () => {
	const pager = (largestPage) => ({
		largestPage,
		countsRows: true,
		request: (base, size, { rows }) => ({ ...base, query: { offset: rows, size } }),
		rows: (body) => body,
		id: ({ id }) => id,
		total: () => undefined,
		isLast: (_body, { rows, size }) => rows.length < size,
	});
	const made = list({
		...TEXTS,
		fields: {},
		options: { page: text('Page') },
		rows: (_values, { page = '100' }, limit) =>
			listSteps(pager(Number(page)), request('/all'), limit),
	});
	const vendor = ({ query: { offset, size } }) =>
		Array.from({ length: Math.max(0, Math.min(size, 120 - offset)) }, (_, index) => ({
			id: offset + index,
		}));

	it.each([
		[{}, 50],
		[{ limit: 7 }, 7],
		[{ limit: '70' }, 70],
		[{ returnAll: true }, 120],
		[{ returnAll: true, limit: 3 }, 120],
		[{ returnAll: false, limit: 500 }, 120],
		[{ limit: '' }, 50],
	])('with %j gives %i rows', async (parameters, count) => {
		expect((await through(made, parameters, vendor)).result).toHaveLength(count);
	});

	it('may take its pages from an option', async () => {
		const { requests } = await through(made, { returnAll: true, options: { page: '50' } }, vendor);
		expect(requests.map(({ query }) => query.size)).toEqual([50, 50, 50]);
	});

	it('refuses a limit below one', async () => {
		await expect(through(made, { limit: 0 }, vendor)).rejects.toThrow(
			'"Limit" must be at least 1, not 0',
		);
	});

	it('reads', () => {
		expect(made.effect).toBe('read');
	});
});
