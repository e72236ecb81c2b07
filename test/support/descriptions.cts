/** The built nodes and credentials as n8n gets them, and ways to walk through their parameters. */
import fs from 'node:fs';
import path from 'node:path';
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
	type NodeParameterValueType,
	type NodePropertyTypes,
} from 'n8n-workflow';
import type { CredentialType } from './credentialStore.cts';
import { there } from './there.cts';

export const ROOT = path.join(__dirname, '..', '..');

interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly homepage: string;
	readonly n8n: { readonly nodes: string[]; readonly credentials: string[] };
	readonly [more: string]: unknown;
}

export const MANIFEST = JSON.parse(
	fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
) as Manifest;

/** What a built file exports. */
interface Built<T> {
	/** relative to the root */
	readonly file: string;
	/** gives a new instance */
	make(): T;
}

/** By the names of the classes. */
function builtOf<T>(files: readonly string[]): Record<string, Built<T>> {
	return Object.fromEntries(
		files.map((file) => {
			const exported = Object.entries(
				require(path.join(ROOT, file)) as Record<string, new () => T>,
			);
			const [name, Class] = there(
				exported.find(([name]) => path.basename(file).startsWith(`${name}.`)),
			);
			return [name, { file, make: () => new Class() }];
		}),
	);
}

export const NODES = builtOf<INodeType>(MANIFEST.n8n.nodes);
/** The nodes with resources and operations; triggers have none. */
export const ACTIONS = Object.fromEntries(
	Object.entries(NODES).filter(([, { make }]) =>
		make().description.properties.some(({ name }) => name === 'operation'),
	),
);
export const CREDENTIALS = builtOf<CredentialType>(MANIFEST.n8n.credentials);

/** A parameter and where it stands. */
export interface Parameter {
	readonly property: INodeProperties;
	/** for reading, e.g. `activity.update: updateFields.DEADLINE` */
	readonly place: string;
	readonly siblings: readonly INodeProperties[];
	/** the type of the parameter that it is a part of */
	readonly within: NodePropertyTypes | undefined;
}

/** All parameters below some, nested ones included. */
export function parametersOf(
	properties: readonly INodeProperties[],
	prefix = '',
	within: NodePropertyTypes | undefined = undefined,
): Parameter[] {
	return properties.flatMap((property) => {
		const place = `${prefix === '' ? whereShown(property) : prefix}${property.name}`;
		return [
			{ property, place, siblings: properties, within },
			...groupsOf(property).flatMap(({ name, values }) =>
				parametersOf(values, `${place}.${name === undefined ? '' : `${name}.`}`, property.type),
			),
		];
	});
}

export type Group = Partial<INodePropertyCollection> & Pick<INodePropertyCollection, 'values'>;

/** The parameters inside a collection. */
export function groupsOf({
	type,
	options = [],
}: Pick<INodeProperties, 'type' | 'options'>): Group[] {
	if (type === 'collection') return [{ values: options as INodeProperties[] }];
	if (type === 'fixedCollection') return options as INodePropertyCollection[];
	return [];
}

function whereShown({ displayOptions }: INodeProperties): string {
	const { resource = [], operation = [] } = displayOptions?.show ?? {};
	return (
		[resource.join('+'), operation.join('+')].filter((part) => part !== '').join('.') +
		(resource.length === 0 ? '' : ': ')
	);
}

/** A resource and an operation; a node without resources has neither. */
export interface Chosen {
	readonly resource?: string;
	readonly operation?: string;
}

type Described = Pick<INodeTypeDescription, 'properties'>;

/** Every resource and operation of a node, as the two values; one empty pair for a node without resources. */
export function operationsOf({ properties }: Described): Chosen[] {
	const operations = properties.filter(({ name }) => name === 'operation');
	if (operations.length === 0) return [{}];
	return operations.flatMap(({ displayOptions, options }) =>
		(displayOptions?.show?.resource ?? []).flatMap((resource) =>
			(options as INodePropertyOptions[]).map(({ value }) => ({
				resource: String(resource),
				operation: String(value),
			})),
		),
	);
}

/** Every resource and operation that shows a parameter: those that there are of its conditions. */
export function operationsShowing(
	description: Described,
	{ displayOptions: { show = {} } = {} }: Pick<INodeProperties, 'displayOptions'>,
): Chosen[] {
	return operationsOf(description).filter(
		({ resource, operation }) =>
			(show.resource ?? [resource]).includes(resource) &&
			(show.operation ?? [operation]).includes(operation),
	);
}

export const isShown = (
	description: INodeTypeDescription,
	values: object,
	property: INodeProperties,
): boolean =>
	NodeHelpers.displayParameter(
		values as INodeParameters,
		property,
		{ typeVersion: 1 },
		description,
	);

/** The values that a drop-down, a switch or a picker can have, as far as they differ; undefined for anything else. */
export function choicesOf({
	type,
	options,
}: Pick<INodeProperties, 'type' | 'options'>): NodeParameterValueType[] | undefined {
	if (type === 'options') return (options as INodePropertyOptions[]).map(({ value }) => value);
	if (type === 'resourceLocator')
		return ['', '7'].map((value) => ({ __rl: true, mode: 'id', value }));
	return type === 'boolean' ? [true, false] : undefined;
}

/** Top-level parameters on which others of the same operation depend, beside resource and operation. */
export function switchesOf(description: Described, chosen: Chosen): INodeProperties[] {
	const own = description.properties.filter(({ displayOptions }) =>
		Object.entries(chosen).every(([name, value]) =>
			(displayOptions?.show?.[name] ?? [value]).includes(value),
		),
	);
	const names = new Set(
		own.flatMap(({ displayOptions }) =>
			Object.keys({ ...displayOptions?.show, ...displayOptions?.hide }),
		),
	);
	return own.filter(({ name }) => names.has(name) && !(name in chosen));
}

/** Every way in which the drop-downs and switches of an operation can stand. */
export function settingsOf(
	description: Described,
	chosen: Chosen,
): Array<Chosen & INodeParameters> {
	return switchesOf(description, chosen).reduce<Array<Chosen & INodeParameters>>(
		(settings, property) =>
			settings.flatMap((setting) =>
				there(choicesOf(property)).map((value) => ({ ...setting, [property.name]: value })),
			),
		[{ ...chosen }],
	);
}
