/** The pictures of README.md and examples/README.md, taken from the editor of a fresh n8n of its own. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startChromium } from './chromium.mjs';
import { freshN8n } from './fresh.mjs';
import { ROOT, say } from './tools.mjs';

const FOLDER = path.join(ROOT, 'docs', 'images');
const WIDE = { width: 1280, height: 800 };
const CANVAS = { width: 1000, height: 560 };

/** What lies over the workflow and is no part of it: by its own, and with the box around it. */
const ALONE = [
	'canvas-controls',
	'execute-workflow-button',
	'logs-panel',
	'node-creator-plus-button',
	'canvas-minimap',
].map((id) => `[data-test-id^="${id}"]`);
const BOXED = ['execute-workflow-button', 'radio-button-workflow'].map(
	(id) =>
		`div:has([data-test-id="${id}"]):not(:has([data-test-id="canvas"])):not([data-test-id="canvas"] *)`,
);
const BARE = `${[...ALONE, ...BOXED].join(', ')} { visibility: hidden }`;

const byTestId = (id) => `[data-test-id="${id}"]`;

/**
 * @param {{host: import('./host.mjs').Host, packed: import('./pack.mjs').Packed}} made
 * @param {Array<() => Promise<unknown>>} cleanUp gets what has to be done in the end, last one first
 * @returns {Promise<number>} how many pictures were written
 */
export async function takeImages(made, cleanUp) {
	const { address, owner, all } = await freshN8n(made, cleanUp);
	const browser = await startChromium();
	cleanUp.push(async () => await browser.close());
	const page = await (
		await browser.newContext({
			baseURL: address,
			locale: 'en-US',
			viewport: WIDE,
			reducedMotion: 'reduce',
		})
	).newPage();
	await page.request.post('/rest/login', {
		data: { emailOrLdapLoginId: owner.email, password: owner.password },
	});
	await mkdir(path.join(FOLDER, 'examples'), { recursive: true });
	await takeNode(page);
	await page.setViewportSize(CANVAS);
	for (const { name, workflow } of all) await takeCanvas(page, name, workflow);
	return all.length + 1;
}

/** The iVvy node after it has run, its output as a table. */
async function takeNode(page) {
	await page.goto('/workflow/crmExIvvyOverdue');
	await page.locator(`${byTestId('canvas-node')}[data-node-name="Open Tasks"]`).dblclick();
	await page.locator(byTestId('node-execute-button')).click();
	const output = page.locator(byTestId('output-panel'));
	await output.locator(byTestId('node-run-status-success')).first().waitFor();
	await output.locator(byTestId('radio-button-table')).click();
	await output.locator('table').first().waitFor();
	await page.addStyleTag({ content: '.el-notification { visibility: hidden }' });
	await save(page, 'node');
}

async function takeCanvas(page, name, { id, nodes }) {
	await page.goto(`/workflow/${id}`);
	const drawn = nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	await page
		.locator(byTestId('canvas-node'))
		.nth(drawn.length - 1)
		.waitFor();
	await page.locator(byTestId('zoom-to-fit')).click();
	await page.addStyleTag({ content: BARE });
	await page.waitForLoadState('networkidle');
	await save(page.locator(byTestId('canvas-wrapper')), path.join('examples', name));
}

async function save(what, name) {
	await what.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
	say(`  docs/images/${name}.png`);
}
