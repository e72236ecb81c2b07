'use strict';
/** Every example opens in the editor: all its nodes known, none with an open issue, no message of an error. */
const { byTestId } = require('./support/panel');
const { expectShown } = require('./support/until');

const { examples, page } = realN8n;

const count = async (id) => await page.locator(byTestId(id)).count();

const namesDrawn = async () =>
	(
		await page
			.locator(`${byTestId('canvas-node')}[data-node-name]`)
			.evaluateAll((nodes) => nodes.map(({ dataset }) => dataset.nodeName))
	).sort();

test.each(examples)('$name', async ({ workflow }) => {
	await page.goto(`/workflow/${workflow.id}`);
	const nodes = workflow.nodes
		.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote')
		.map(({ name }) => name)
		.sort();
	await expectShown(namesDrawn, nodes);
	expect(await count('node-issues')).toBe(0);
	expect(
		await page.locator('[class*="canvas-node"] >> text=/Install this node|Unrecognized/').count(),
	).toBe(0);
	expect(await page.locator('.el-notification').count()).toBe(0);
});
