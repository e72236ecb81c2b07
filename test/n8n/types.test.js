'use strict';
/** The installed package is what n8n's editor gets to see. */
const { CREDENTIALS, NODES, PACKAGE, TRIGGERS, typeOf } = require('./support/nodes');

const { rest } = realN8n;
let nodeTypes;
let credentialTypes;

beforeAll(async () => {
	nodeTypes = new Map((await rest.types('nodes')).map((type) => [type.name, type]));
	credentialTypes = new Map((await rest.types('credentials')).map((type) => [type.name, type]));
});

test('n8n loads the four nodes, each also as a tool for agents, the triggers, and nothing else of the package', () => {
	const ours = [...nodeTypes.keys()].filter((name) => name.startsWith(`${PACKAGE}.`)).sort();
	expect(ours).toEqual(
		[
			...NODES.flatMap((node) => [typeOf(node), `${typeOf(node)}Tool`]),
			...TRIGGERS.map(typeOf),
		].sort(),
	);
});

describe.each(NODES)('%s', (node) => {
	test('asks for its credential, and the credential knows its node', () => {
		expect(nodeTypes.get(typeOf(node)).credentials).toContainEqual(
			expect.objectContaining({ name: CREDENTIALS[node], required: true }),
		);
		expect(credentialTypes.get(CREDENTIALS[node]).supportedNodes).toContain(typeOf(node));
	});

	test('keeps secrets of the credential covered', () => {
		const secret = /key|secret|token|webhook/i;
		const open = credentialTypes
			.get(CREDENTIALS[node])
			.properties.filter(
				({ name, typeOptions }) => secret.test(name) && typeOptions?.password !== true,
			);
		expect(open.map(({ name }) => name)).toEqual([]);
	});

	test('has a light and a dark icon that n8n serves', async () => {
		for (const { iconUrl } of [
			nodeTypes.get(typeOf(node)),
			credentialTypes.get(CREDENTIALS[node]),
		]) {
			for (const theme of ['light', 'dark'])
				expect(await rest.text('GET', `/${iconUrl[theme]}`)).toMatch(/<svg/);
		}
	});

	test('stands in the node list with a description, categories and a link to its documentation', () => {
		const { displayName, description, codex } = nodeTypes.get(typeOf(node));
		expect(displayName).not.toBe('');
		expect(description).not.toBe('');
		expect(codex.categories.length).toBeGreaterThan(0);
		expect(codex.resources.primaryDocumentation[0].url).toMatch(/^https:\/\//);
	});
});
