/**
 * `npm run images`: takes the pictures of README.md and examples/README.md anew, into docs/images, from the editor of
 * a fresh n8n of its own. Look at each before committing it.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { startChromium } from './lib/chromium.mts';
import { freshN8n } from './lib/fresh.mts';
import type { Workflow } from './lib/n8n.mts';
import { onEnd, ROOT, say } from './lib/tools.mjs';

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

const byTestId = (id: string) => `[data-test-id="${id}"]`;

export async function main(): Promise<number> {
	const { address, owner, all } = await freshN8n(onEnd);
	const browser = await startChromium();
	onEnd(async () => await browser.close());
	const context = await browser.newContext({
		baseURL: address,
		locale: 'en-US',
		viewport: WIDE,
		reducedMotion: 'reduce',
	});
	const page = await context.newPage();
	await page.request.post('/rest/login', {
		data: { emailOrLdapLoginId: owner.email, password: owner.password },
	});
	await mkdir(path.join(FOLDER, 'examples'), { recursive: true });
	await takeNode(page);
	await page.setViewportSize(CANVAS);
	for (const { name, workflow } of all) await takeCanvas(page, name, workflow);
	say(`${all.length + 1} pictures taken`);
	return 0;
}

/** The iVvy node after it has run, its output as a table. */
async function takeNode(page: Page): Promise<void> {
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

async function takeCanvas(page: Page, name: string, { id, nodes }: Workflow): Promise<void> {
	await page.goto(`/workflow/${id}`);
	const drawn = nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	const last = page.locator(byTestId('canvas-node')).nth(drawn.length - 1);
	await last.waitFor();
	await page.locator(byTestId('zoom-to-fit')).click();
	await page.addStyleTag({ content: BARE });
	await page.waitForLoadState('networkidle');
	await save(page.locator(byTestId('canvas-wrapper')), path.join('examples', name));
}

async function save(what: Page | Locator, name: string): Promise<void> {
	await what.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
	say(`  docs/images/${name}.png`);
}
