'use strict';
/** Every operation as a tool of an AI agent, made by n8n's own code. */
const { ACTIONS } = require('../support/descriptions');
const { loader, loading } = require('../support/nodeTypes');
const { fileOfCore, workflow } = require('../support/n8n');

const { NodeHelpers } = workflow;
const { createNodeAsTool } = fileOfCore(
	'execution-engine/node-execution-context/utils/create-node-as-tool.js',
);
const NODES = Object.values(ACTIONS).map(({ make }) => make().description.name);
/** What n8n offers the model as a parameter, by the type of the field. */
const TYPES = {
	string: 'string',
	number: 'number',
	boolean: 'boolean',
	dateTime: 'string',
	options: 'string',
	json: 'json',
};

beforeAll(() => loading);

function operationsOf(node) {
	const { type } = loader.getNode(node);
	return type.description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			options.map(({ value, action }) => ({
				type,
				resource: displayOptions.show.resource[0],
				operation: value,
				action,
			})),
		);
}

/**
 * The operation's fields that stand by themselves, each left to the model as the editor's button does.
 * @param {string} mode of the pickers that have it; the others take an ID
 */
function leftToTheModel({ type, resource, operation }, mode) {
	const chosen = { resource, operation };
	const shown = type.description.properties.filter(
		(property) =>
			NodeHelpers.displayParameter(chosen, property, { typeVersion: 1 }, type.description) &&
			property.displayOptions?.show.operation?.includes(operation),
	);
	const fields = shown.filter(({ type: kind }) => kind in TYPES);
	const locators = shown.filter(({ type: kind }) => kind === 'resourceLocator');
	const ask = ({ displayName, description = '', type: kind }) =>
		`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${displayName.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64)}', ` +
		`\`${description.replace(/[`$]/g, '').slice(0, 200)}\`, '${TYPES[kind] ?? 'string'}') ` +
		'}}';
	return {
		names: [
			...new Set(
				[...fields, ...locators].map(({ displayName }) =>
					displayName.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64),
				),
			),
		],
		parameters: {
			...chosen,
			...Object.fromEntries(fields.map((field) => [field.name, ask(field)])),
			...Object.fromEntries(
				locators.map((field) => [
					field.name,
					{
						__rl: true,
						mode: field.modes.some(({ name }) => name === mode) ? mode : 'id',
						value: ask(field),
					},
				]),
			),
		},
	};
}

it.each(NODES)(
	'%s: each operation has a description of its own that says what it does, and where',
	(node) => {
		const descriptions = operationsOf(node).map(({ type, resource, operation }) =>
			NodeHelpers.makeDescription({ resource, operation }, type.description),
		);
		const { defaults } = loader.getNode(node).type.description;
		for (const description of descriptions)
			expect(description).toMatch(
				new RegExp(`^[A-Z][\\w -]+(?: API calls?| [a-z].*) in ${defaults.name}$`),
			);
		expect(new Set(descriptions).size).toBe(descriptions.length);
	},
);

it.each(NODES.flatMap((node) => ['id', 'email', 'phone'].map((mode) => [node, mode])))(
	'%s: whatever fields are left to the model, people by %s, n8n makes a tool with just these',
	(node, mode) => {
		for (const operation of operationsOf(node)) {
			const { names, parameters } = leftToTheModel(operation, mode);
			const tool = createNodeAsTool({
				node: {
					id: '1',
					name: operation.action,
					type: node,
					typeVersion: 1,
					position: [0, 0],
					parameters: { descriptionType: 'auto', ...parameters },
				},
				nodeType: operation.type,
				handleToolInvocation: async () => '',
			}).response;
			expect(tool.name).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
			expect(tool.description).toContain(operation.action);
			expect(Object.keys(tool.schema.shape).sort()).toEqual([...names].sort());
		}
	},
);
