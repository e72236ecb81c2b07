/** Parameters that operations have alike stand in a description once; what each operation shows stays the same. */
import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';
import { shared } from '../../../dist/nodes/shared/form/sharedProperties.js';

interface OperationProperties {
	readonly resource: string;
	readonly operation: string;
	readonly properties: readonly INodeProperties[];
}

const parameter = (name: string, label = name): INodeProperties => ({
	displayName: label,
	name,
	type: 'string',
	default: '',
});

/** What an operation shows, as n8n takes it: each condition has to hold. */
function shownAt(all: readonly INodeProperties[], resource: string, operation: string): string[] {
	return all
		.filter(({ displayOptions: { show = {} } = {} }) => {
			const { resource: resources = [], operation: operations = [] } = show;
			return resources.includes(resource) && operations.includes(operation);
		})
		.map(({ name, displayName }) => `${name} ${displayName}`);
}

const given = ({ properties }: OperationProperties): string[] =>
	properties.map(({ name, displayName }) => `${name} ${displayName}`);

const at = (resource: string, operation: string, ...names: string[]): OperationProperties => ({
	resource,
	operation,
	properties: names.map((name) => parameter(name)),
});

it('what all operations have alike stands once', () => {
	const all: INodeProperties[] = shared([
		at('task', 'create', 'title', 'options'),
		at('task', 'getMany', 'limit', 'options'),
		at('note', 'getMany', 'limit', 'options'),
	]);
	expect(all.map(({ name }) => name).sort()).toEqual(['limit', 'options', 'title']);
	expect(all.find(({ name }) => name === 'limit')?.displayOptions).toEqual({
		show: { resource: ['task', 'note'], operation: ['getMany'] },
	});
});

it('no operation gets what only its resource and its name have with others', () => {
	const operations = [
		at('task', 'create', 'text'),
		at('note', 'create', 'text'),
		at('task', 'update', 'text'),
		at('note', 'update'),
	];
	const all = shared(operations);
	expect(shownAt(all, 'note', 'update')).toEqual([]);
	expect(shownAt(all, 'task', 'update')).toEqual(['text text']);
});

it('keeps what each operation shows, and in which order', () => {
	const property = fc.record({
		name: fc.constantFrom('a', 'b', 'c', 'd'),
		label: fc.constantFrom('One', 'Two'),
	});
	const operations = fc.uniqueArray(
		fc.record({
			resource: fc.constantFrom('task', 'note', 'call'),
			operation: fc.constantFrom('create', 'get', 'update', 'delete'),
			properties: fc.array(
				property.map(({ name, label }) => parameter(name, label)),
				{ maxLength: 6 },
			),
		}),
		{ selector: ({ resource, operation }) => `${resource} ${operation}` },
	);
	fc.assert(
		fc.property(operations, (all) => {
			const together = shared(all);
			for (const one of all)
				expect(shownAt(together, one.resource, one.operation)).toEqual(given(one));
			expect(together.length).toBeLessThanOrEqual(all.flatMap(given).length);
		}),
		{ numRuns: 1000 },
	);
});

it('keeps the conditions that a parameter has itself', () => {
	const kind = {
		...parameter('size'),
		displayOptions: { show: { kind: ['b'] }, hide: { x: [1] } },
	};
	const [only, ...more]: INodeProperties[] = shared([
		{ resource: 'task', operation: 'create', properties: [kind] },
		{ resource: 'task', operation: 'update', properties: [kind] },
	]);
	expect(more).toEqual([]);
	expect(only?.displayOptions).toEqual({
		show: { resource: ['task'], operation: ['create', 'update'], kind: ['b'] },
		hide: { x: [1] },
	});
});
