'use strict';
const { list, operation } = require('../../../dist/nodes/shared/operation/define');
const { describe: describeNode } = require('../../../dist/nodes/shared/form/nodeProperties');
const { choice, flag, text, when } = require('../../../dist/nodes/shared/form/fields');

const made = (value, name, more = {}) =>
	operation({
		value,
		name,
		action: `${name} a thing`,
		description: 'Do it',
		effect: 'write',
		fields: {},
		request: () => ({ method: 'GET', path: '/', effect: 'read' }),
		output: () => ({}),
		...more,
	});
const pager = {
	largestPage: 10,
	shrinks: false,
	request: (base) => base,
	rows: () => [],
	id: () => 1,
	total: () => undefined,
	isLast: () => true,
};

const THING = {
	value: 'thing',
	name: 'Thing',
	operations: [
		made('update', 'Update', {
			fields: {
				kind: choice('Kind', [
					{ name: 'A', value: 'a' },
					{ name: 'B', value: 'b' },
				]),
				size: when(text('Size'), { kind: ['b'] }),
			},
			options: { zebra: text('Zebra'), apple: flag('Apple', 'Whether') },
		}),
		made('create', 'Create', {
			bulk: { size: 5, most: 9, pack: () => undefined, unpack: () => [] },
		}),
		list({
			value: 'getMany',
			name: 'Get Many',
			action: 'Get many things',
			description: 'Read',
			fields: { text: text('Text') },
			request: () => ({ method: 'GET', path: '/', effect: 'read' }),
			pager,
			simplify: (record) => record,
		}),
	],
};
const ANOTHER = { value: 'another', name: 'Another', operations: [made('create', 'Create')] };

const properties = describeNode([THING, ANOTHER]);
const of = (resource, chosen) =>
	properties.filter(
		({ displayOptions }) =>
			displayOptions?.show.resource?.includes(resource) &&
			displayOptions.show.operation?.includes(chosen),
	);

it('begins with the resources by name, and opens on the first that was given', () => {
	expect(properties[0]).toEqual({
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		default: 'thing',
		options: [
			{ name: 'Another', value: 'another' },
			{ name: 'Thing', value: 'thing' },
		],
	});
});

it('goes on with the operations of each, by name', () => {
	const operations = properties.filter(({ name }) => name === 'operation');
	expect(
		operations.map(({ displayOptions, default: first, options }) => [
			displayOptions.show.resource,
			first,
			options.map(({ value }) => value),
		]),
	).toEqual([
		[['thing'], 'create', ['create', 'getMany', 'update']],
		[['another'], 'create', ['create']],
	]);
	expect(operations[0].options[0]).toEqual({
		name: 'Create',
		value: 'create',
		action: 'Create a thing',
		description: 'Do it',
	});
});

it('shows fields in the order in which they are written, with resource and operation and their own condition', () => {
	expect(of('thing', 'update').map(({ name }) => name)).toEqual([
		'kind',
		'size',
		'options',
		'batching',
	]);
	expect(of('thing', 'update')[1].displayOptions).toEqual({
		show: { resource: ['thing'], operation: ['update'], kind: ['b'] },
	});
});

it('ends each operation with its options, by name, and with how its requests travel', () => {
	const endOf = (chosen) =>
		of('thing', chosen)
			.slice(-2)
			.map(({ name, options }) => [name, options.map((option) => option.name)]);
	expect(endOf('update')).toEqual([
		['options', ['apple', 'afterLostAnswer', 'previewOnly', 'zebra']],
		['batching', ['parallel', 'maxWait', 'timeout']],
	]);
	expect(endOf('create')).toEqual([
		['options', ['afterLostAnswer', 'previewOnly']],
		['batching', ['batchItems', 'batchSize', 'parallel', 'maxWait', 'timeout']],
	]);
});

it('gives a list Return All and Limit, and a toggle where records can be made simple', () => {
	expect(of('thing', 'getMany').map(({ name }) => name)).toEqual([
		'text',
		'returnAll',
		'limit',
		'simple',
		'options',
		'batching',
	]);
	expect(of('thing', 'getMany')[2].displayOptions.show).toEqual({
		resource: ['thing'],
		operation: ['getMany'],
		returnAll: [false],
	});
	expect(of('thing', 'getMany')[3].default).toBe(true);
});
