import { deepCopy, type INodeProperties } from 'n8n-workflow';
import type { Form } from '../contract/field';
import type { Operation, Resource } from '../contract/operation';
import { addedOneByOne } from './fields';
import { BATCHING, runForms } from './runOptions';
import { shared } from './sharedProperties';

/**
 * The node's parameters from its resources, of which the first is what a new node opens on: the two drop-downs, then
 * each operation's fields with their show conditions, then its options; those that are alike once. Everything is built
 * afresh, as n8n changes the descriptions it loads.
 * @param docs address of the page on the node's operations, which has a section for each
 */
export function describe(resources: readonly Resource[], docs: string): INodeProperties[] {
	return [
		resourceProperty(resources),
		...resources.map((resource) => operationProperty(resource, docs)),
		...shared(
			resources.flatMap(({ value, operations }) =>
				operations.map((operation) => ({
					resource: value,
					operation: operation.value,
					properties: operationFields(operation),
				})),
			),
		),
	];
}

/** The node's subtitle: what it does, in the words of the list of actions. */
export function subtitleOf(resources: readonly Resource[]): string {
	const actions = Object.fromEntries(
		resources.flatMap(({ value, operations }) =>
			operations.map((operation) => [`${value} ${operation.value}`, operation.action]),
		),
	);
	return `={{ (${JSON.stringify(actions)})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
}

/**
 * A drop-down without its choices; kept apart so that n8n's lint, which reads literals, sees no
 * half-built parameter.
 */
const DROP_DOWN = { type: 'options', noDataExpression: true } as const;

function resourceProperty(resources: readonly Resource[]): INodeProperties {
	const options = resources.map(({ name, value }) => ({ name, value })).sort(byName);
	return {
		...DROP_DOWN,
		displayName: 'Resource',
		name: 'resource',
		options,
		default: resources[0].value,
	};
}

function operationProperty({ value, operations }: Resource, docs: string): INodeProperties {
	const options = operations
		.map((operation) => ({
			name: operation.name,
			value: operation.value,
			action: operation.action,
			description: operation.description,
		}))
		.sort(byName);
	return {
		...DROP_DOWN,
		displayName: 'Operation',
		name: 'operation',
		displayOptions: { show: { resource: [value] } },
		description: linksTo(operations, docs),
		options,
		default: openingOperation(operations, options[0].value),
	};
}

/** A link to the section of each operation, whose heading is its action. */
function linksTo(operations: readonly Operation[], docs: string): string {
	const links = [...operations].sort(byName).map(({ name, action }) => {
		const anchor = action
			.toLowerCase()
			.replaceAll(/[^\w -]/g, '')
			.replaceAll(' ', '-');
		return `<a href="${docs}#${anchor}">${name}</a>`;
	});
	return `What each one takes and returns: ${links.join(', ')}`;
}

/** What a node opens on, in this order: it adds something or reads, and never deletes or ends anything. */
const OPENING = ['create', 'getMany', 'get', 'call'];

function openingOperation(operations: readonly Operation[], first: string): string {
	const offered = new Set(operations.map(({ value }) => value));
	return (
		OPENING.find((value) => offered.has(value)) ??
		operations.find(({ effect }) => effect === 'read')?.value ??
		first
	);
}

function operationFields(operation: Operation): INodeProperties[] {
	const { options, [BATCHING]: batching } = runForms(operation);
	const fields = properties(operation.fields);
	return [
		...fields.flatMap((property) => askedForWhere(property, fields)),
		...(Object.keys(options).length === 0 ? [] : [optionsOf('Options', 'options', options)]),
		optionsOf('Batching', BATCHING, batching),
	];
}

/**
 * A choice that is an expression: texts that begin with an equals sign stand between that and the next character.
 * n8n 1.121 can't look at the beginning of what isn't there, and a pattern is looked for with a time limit, which a
 * busy n8n misses.
 */
const EXPRESSION = { _cnd: { between: { from: '=', to: '>' } } };

/**
 * n8n asks for every required field that may be shown. While an expression says which of several fields is meant, it
 * takes all of them for shown, and a workflow that fills in one of them could not run. So a field that is required for
 * some choices of a drop-down is marked while one of these is picked, and while an expression stands in the drop-down,
 * a field of the same name takes its place: then the run asks for what each item needs.
 */
function askedForWhere(
	property: INodeProperties,
	all: readonly INodeProperties[],
): INodeProperties[] {
	const { show = {} } = property.displayOptions ?? {};
	const [name] = Object.keys(show).filter((one) =>
		all.some((other) => takesExpression(other, one)),
	);
	if (property.required !== true || name === undefined) return [property];
	const { [name]: chosen = [], ...rest } = show;
	const offered = all.filter((other) => other.name === name).flatMap(choicesOf);
	const others = [...new Set(['', ...offered])].filter((value) => !chosen.includes(value));
	const free = deepCopy(property);
	delete free.required;
	return [
		{
			...property,
			displayOptions: { show: rest, hide: { [name]: [...others, deepCopy(EXPRESSION)] } },
		},
		{ ...free, displayOptions: { show: deepCopy({ ...rest, [name]: [EXPRESSION] }) } },
	];
}

const takesExpression = (property: INodeProperties, name: string): boolean =>
	property.name === name && property.noDataExpression !== true;

function choicesOf({ type, options = [] }: INodeProperties): Array<string | number | boolean> {
	if (type === 'boolean') return [true, false];
	return options.flatMap((option) => ('value' in option ? [option.value] : []));
}

/** A collection of options, named so that n8n's lint sees no half-built parameter. */
function optionsOf(displayName: string, name: string, form: Form): INodeProperties {
	const named = { displayName, name };
	return {
		...named,
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: addedOneByOne(properties(form)),
	};
}

function properties(form: Form): INodeProperties[] {
	return Object.entries(form).flatMap(
		([name, field]) => field.properties?.(name) ?? [field.property(name)],
	);
}

function byName(a: { name: string }, b: { name: string }): number {
	return a.name.localeCompare(b.name, 'en');
}
