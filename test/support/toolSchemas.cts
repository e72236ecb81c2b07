/**
 * What an AI agent's model is given of each operation: the tool as n8n-core builds it, in the JSON in which it goes to
 * the model, counted in tokens of o200k_base (GPT-4o and its successors; other models count much the same).
 */
import { getEncoding } from 'js-tiktoken';
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { ACTIONS, isShown, operationsOf } from './descriptions.cts';
import { fileOfCore, ofCore } from './n8n.cts';

const { createNodeAsTool } = fileOfCore<{
	createNodeAsTool(options: object): { response: Tool };
}>('execution-engine/node-execution-context/utils/create-node-as-tool.js');
const { toJsonSchema } = ofCore<{ toJsonSchema(schema: unknown): object }>(
	'@langchain/core/utils/json_schema',
);

interface Chosen {
	readonly resource: string;
	readonly operation: string;
}

interface Tool {
	readonly name: string;
	readonly description: string;
	readonly schema: unknown;
}

/** Tokens of an operation's tool, by how much of the form is left to the model. */
export interface ToolSize extends Chosen {
	readonly node: string;
	readonly action: string;
	/** Everything is filled in by the workflow's author. */
	readonly fixed: number;
	/** All fields that a new form shows, by the editor's button "Let the model define this". */
	readonly shown: number;
	/** The same with the fields' own descriptions, as a careful author writes them. */
	readonly described: number;
	/** Every field that there is, those that are added one by one as well. */
	readonly everything: number;
}

/** The type that the editor's button writes, by the type of the field. */
const TYPES: Readonly<Record<string, string>> = {
	boolean: 'boolean',
	dateTime: 'string',
	json: 'json',
	multiOptions: 'string',
	number: 'number',
	options: 'string',
	resourceLocator: 'string',
	string: 'string',
};

/** What the workflow's author decides: most of it takes no expression. */
const OF_THE_RUN = ['options', 'batching'];

const encoding = getEncoding('o200k_base');

/** The parameter of a field that is left to the model; undefined where the editor does not offer that. */
function asked(field: INodeProperties, isDescribed: boolean): INodeParameters[string] | undefined {
	const type = TYPES[field.type];
	if (type === undefined || field.noDataExpression === true) return undefined;
	const key = field.displayName.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64);
	const description = isDescribed ? (field.description ?? '').replace(/[`$]/g, '') : '';
	const value = `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;
	return field.type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;
}

type Ask = (field: INodeProperties) => INodeParameters[string] | undefined;

function filled(fields: readonly INodeProperties[], ask: Ask): INodeParameters {
	return Object.fromEntries(
		fields.flatMap((field) => {
			const value = ask(field);
			return value === undefined ? [] : [[field.name, value]];
		}),
	);
}

/** Tools have the field Confirm, which ordinary nodes do not show. */
function asTool(description: INodeTypeDescription): INodeTypeDescription {
	return { ...description, name: `${description.name}Tool` };
}

/** @returns every operation of the built nodes, in the order of the nodes */
export function toolSizes(): ToolSize[] {
	return Object.values(ACTIONS).flatMap(({ make }) => sizesOf(asTool(make().description)));
}

function sizesOf(type: INodeTypeDescription): ToolSize[] {
	return operationsOf(type).map(({ resource = '', operation = '' }) => {
		const chosen = { resource, operation };
		const form = newForm(type, chosen);
		const fields = type.properties.filter(
			(field) => field.displayOptions?.show?.operation !== undefined && isShown(type, form, field),
		);
		const action = actionOf(type, chosen);
		const tokens = (parameters: INodeParameters) =>
			tokensOf(type, action, { ...chosen, ...parameters });
		const plain: Ask = (field) => asked(field, false);
		const deep: Ask = (field) =>
			field.type === 'collection' && !OF_THE_RUN.includes(field.name)
				? filled((field.options ?? []) as INodeProperties[], plain)
				: plain(field);
		return {
			...chosen,
			node: type.displayName,
			action,
			fixed: tokens({}),
			shown: tokens(filled(fields, plain)),
			described: tokens(filled(fields, (field) => asked(field, true))),
			everything: tokens(filled(fields, deep)),
		};
	});
}

/** What a form holds that nobody has touched. */
function newForm(type: INodeTypeDescription, chosen: Chosen): INodeParameters {
	const node = { typeVersion: 1 };
	return (
		NodeHelpers.getNodeParameters(type.properties, { ...chosen }, true, false, node, type) ?? {}
	);
}

function actionOf({ properties }: INodeTypeDescription, { resource, operation }: Chosen): string {
	for (const { name, displayOptions, options = [] } of properties) {
		if (name !== 'operation' || displayOptions?.show?.resource?.includes(resource) !== true)
			continue;
		for (const option of options)
			if ('value' in option && option.value === operation && option.action !== undefined)
				return option.action;
	}
	throw new Error(`${resource} ${operation} has no action`);
}

/** @throws where n8n would not build the tool, such as for two fields of one name */
function tokensOf(type: INodeTypeDescription, action: string, parameters: INodeParameters): number {
	const { name, description, schema } = createNodeAsTool({
		node: {
			id: '1',
			name: action,
			type: type.name,
			typeVersion: 1,
			position: [0, 0],
			parameters: { descriptionType: 'auto', ...parameters },
		},
		nodeType: { description: type },
		handleToolInvocation: async () => '',
	}).response;
	const sent = {
		type: 'function',
		function: { name, description, parameters: toJsonSchema(schema) },
	};
	return encoding.encode(JSON.stringify(sent)).length;
}
