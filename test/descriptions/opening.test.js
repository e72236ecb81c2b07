'use strict';
/** What a new node stands on before anybody has chosen anything: nothing that ends, deletes or overwrites. */
const { ACTIONS } = require('../support/descriptions');
const { loader, loading } = require('../support/nodeTypes');
const { workflow } = require('../support/n8n');

const { NodeHelpers } = workflow;
/** In this order; the last is for the resource that has nothing but calls. */
const HARMLESS = ['create', 'getMany', 'get', 'call'];
const MAIN_RESOURCE = {
	bitrix24: 'activity',
	deskera: 'activity',
	ivvy: 'activity',
	leadSquared: expect.stringMatching(/^(activity|customActivity)$/),
};
const NODES = Object.values(ACTIONS).map(({ make }) => make().description.name);

beforeAll(() => loading);

function named(properties, wanted) {
	return properties.filter(({ name }) => name === wanted);
}

it.each(NODES)('%s opens each resource on Create, else on reading', (node) => {
	const { properties } = loader.getNode(node).type.description;
	const operations = named(properties, 'operation');
	expect(operations.length).toBeGreaterThan(0);
	for (const { displayOptions, options, default: opens } of operations) {
		const offered = options.map(({ value }) => value);
		expect([displayOptions.show.resource, opens]).toEqual([
			displayOptions.show.resource,
			HARMLESS.find((value) => offered.includes(value)),
		]);
	}
});

it.each(NODES)('%s opens on its main resource', (node) => {
	const [{ default: opens, options }] = named(
		loader.getNode(node).type.description.properties,
		'resource',
	);
	expect(opens).toEqual(MAIN_RESOURCE[node]);
	expect(options.map(({ value }) => value)).toContain(opens);
});

it.each(NODES)(
	'%s, fresh from the panel or as a tool, would not end or delete anything',
	(node) => {
		const { description } = loader.getNode(node).type;
		const { resource, operation } = NodeHelpers.getNodeParameters(
			description.properties,
			{},
			true,
			false,
			{ typeVersion: 1 },
			description,
		);
		expect(resource).toEqual(MAIN_RESOURCE[node]);
		expect(HARMLESS).toContain(operation);
		expect(NodeHelpers.makeDescription({ resource, operation }, description)).not.toMatch(
			/delete|cancel|complete|remove/i,
		);
	},
);
