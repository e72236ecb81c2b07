'use strict';
/** The icon of every node in the light and in the dark theme, drawn on the canvas. */
const { NODES, TRIGGERS, typeOf } = require('../n8n/support/nodes');
const { seenAtLast } = require('./support/until');

const { page, rest } = realN8n;
const ALL = [...NODES, ...TRIGGERS];
const THEMES = { light: /(?<!\.dark)\.svg$/, dark: /\.dark\.svg$/ };

afterAll(async () => await page.emulateMedia({ colorScheme: 'light' }));

test.each(Object.entries(THEMES))('%s', async (colorScheme, file) => {
	const nodes = ALL.map((node, index) => ({
		id: String(index),
		name: node,
		type: typeOf(node),
		typeVersion: 1,
		position: [index * 200, 0],
		parameters: {},
	}));
	const { id } = await rest.call('POST', '/rest/workflows', {
		name: `Icons, ${colorScheme}`,
		nodes,
		connections: {},
		settings: {},
	});
	await page.emulateMedia({ colorScheme });
	await page.goto(`/workflow/${id}`);
	const drawn = async () =>
		await page
			.locator('[data-node-name] img')
			.evaluateAll((images) =>
				images
					.filter(({ complete, naturalWidth }) => complete && naturalWidth > 0)
					.map(({ src }) => src),
			);
	const icons = await seenAtLast(drawn, (found) => found.length >= ALL.length);
	expect(icons).toHaveLength(ALL.length);
	for (const icon of icons) expect(icon).toMatch(file);
});
