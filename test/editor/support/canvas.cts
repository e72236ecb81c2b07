/** A workflow as somebody builds it: nodes picked from the panel, fields filled in by typing. */
import type { Locator } from 'playwright-core';
import type { RealN8n } from '../../n8n/support/real.mts';
import { byTestId, field } from './panel.js';
import { PATIENCE_MS, untilTaken } from './until.js';

const { page, rest } = globalThis.realN8n as RealN8n;

const ROWS = 'One Item per Row';
const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/** Opens the canvas of a workflow that has rows and nothing else, as a sheet would give them. */
async function openRows(rows: readonly object[]): Promise<void> {
	const own = (name: string, type: string, typeVersion: number, x: number, parameters = {}) => ({
		id: name,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [x, 0],
		parameters,
	});
	const { id } = await rest.call<{ id: string }>('POST', '/rest/workflows', {
		name: 'Editor: a job',
		nodes: [
			own('Start', 'manualTrigger', 1, -600),
			own('Rows', 'set', 3.4, -400, {
				mode: 'raw',
				jsonOutput: JSON.stringify({ rows }),
				options: {},
			}),
			own(ROWS, 'splitOut', 1, -200, { fieldToSplitOut: 'rows', options: {} }),
		],
		connections: { Start: to('Rows'), Rows: to(ROWS) },
		settings: {},
	});
	await page.goto(`/workflow/${id}`);
	await page.locator(`${byTestId('canvas-node')}[data-node-name="${ROWS}"]`).waitFor();
}

/**
 * Adds a node behind the last one, and has it open.
 * @param search what is typed into the panel of nodes
 * @param node as the panel calls it
 * @param action one of the node's list
 */
async function addNode(search: string, node: string, action: string): Promise<void> {
	const creator = page.locator(byTestId('node-creator'));
	const named = (name: string) =>
		creator.locator(byTestId('node-creator-item-name')).getByText(name, { exact: true }).first();
	await page.locator(byTestId('canvas-handle-plus')).last().click();
	await creator.locator(byTestId('node-creator-search-bar')).fill(search);
	await named(node).click();
	await named(action).click();
	await page
		.locator(`${byTestId('node-parameters')} ${byTestId('input-label')}`)
		.first()
		.waitFor();
}

/** Closes the open node. */
async function closeNode(): Promise<void> {
	await page.keyboard.press('Escape');
	await page.locator(byTestId('node-parameters')).waitFor({ state: 'hidden' });
}

const shownIn = async (box: Locator): Promise<string> =>
	(await box.locator('.cm-content').count()) > 0
		? await box.locator('.cm-content').first().innerText()
		: await box.locator('input, textarea').last().inputValue();

/** Types into a field for text; with `{{ }}` in it the editor makes an expression of it. */
async function typeInto(name: string, text: string, at = 0): Promise<void> {
	const box = field(name, at) as Locator;
	await untilTaken(
		async () => await box.locator('input, textarea').last().fill(text, { timeout: PATIENCE_MS }),
		async () => (await shownIn(box)).includes(text),
	);
}

/** Turns a field into an expression by its switch, and types that: for times, and records that are picked. */
async function typeExpression(name: string, text: string): Promise<void> {
	const box = field(name) as Locator;
	const label = page.locator(byTestId(`${name}-parameter-input-options-container`)).first();
	await untilTaken(
		async () => {
			await box.hover({ timeout: PATIENCE_MS });
			await label
				.locator(byTestId('radio-button-expression'))
				.click({ timeout: PATIENCE_MS, force: true });
		},
		async () => (await box.locator('.cm-content').count()) > 0,
	);
	await box.locator('.cm-content').first().click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText(text);
	// Its help lies over the fields below until the field is left.
	await page.locator(byTestId('tab-params')).click();
	await page.locator(byTestId('inline-expression-editor-output')).waitFor({ state: 'hidden' });
}

/** Sets how a record is given: From List, By ID, By Email, By Phone. */
async function pickMode(name: string, mode: string): Promise<void> {
	const select = (field(name) as Locator).locator(byTestId('rlc-mode-selector'));
	const input = select.locator('input').first();
	await untilTaken(
		async () => {
			await input.click({ timeout: PATIENCE_MS });
			await page
				.locator('.el-select-dropdown__item:visible')
				.getByText(mode, { exact: true })
				.first()
				.click({ timeout: PATIENCE_MS });
		},
		async () => (await input.inputValue()) === mode,
	);
}

/** Adds something to a collection such as Options or Filters. */
async function add(collection: string, entry: string, added: string): Promise<void> {
	const box = page
		.locator(`${byTestId('node-parameters')} .parameter-input-list-wrapper > *`)
		.filter({
			has: page.locator(byTestId('input-label')).getByText(collection, { exact: true }),
		})
		.last();
	await untilTaken(
		async () => {
			await box
				.locator(byTestId('collection-parameter-add'))
				.first()
				.click({ timeout: PATIENCE_MS });
			await page
				.locator(`${byTestId('collection-parameter-option')}:visible`)
				.getByText(entry, { exact: true })
				.first()
				.click({ timeout: PATIENCE_MS });
		},
		async () => await (field(added) as Locator).isVisible(),
	);
}

/** Adds an entry to a list such as Conditions, whose button says `Add Condition`. */
async function addEntry(button: string, first: string): Promise<void> {
	const count = async () => await page.locator(byTestId(`parameter-input-${first}`)).count();
	const before = await count();
	await untilTaken(
		async () =>
			await page
				.locator(byTestId('node-parameters'))
				.getByRole('button', { name: button, exact: true })
				.click({ timeout: PATIENCE_MS }),
		async () => (await count()) > before,
	);
}

export { add, addEntry, addNode, closeNode, openRows, pickMode, typeExpression, typeInto };
