'use strict';
/** The parameters of a node as the editor shows them, and ways to set them as a user does. */
const { PATIENCE_MS, seenAtLast, untilTaken } = require('./until');

const { page, rest } = realN8n;

const NODE_ID = '7d3f1f36-4f3f-4f0e-9f5c-3a54c5b0a001';
const byTestId = (id) => `[data-test-id="${id}"]`;
/** @param at which of them, where several entries have one of this name */
const field = (name, at = 0) => page.locator(byTestId(`parameter-input-${name}`)).nth(at);

const START = {
	id: '7d3f1f36-4f3f-4f0e-9f5c-3a54c5b0a002',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [-200, 0],
	parameters: {},
};

/**
 * Stores a workflow of one node, behind a manual trigger, and opens that node.
 * @param {{type: string, parameters?: object, credentials?: object}} node
 */
async function openNode({ type, parameters = {}, credentials }) {
	const node = {
		id: NODE_ID,
		name: 'Node',
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials,
	};
	const [nodes, connections] = type.endsWith('Trigger')
		? [[node], {}]
		: [[START, node], { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } }];
	const { id } = await rest.call('POST', '/rest/workflows', {
		name: `Editor: ${type}`,
		nodes,
		connections,
		settings: {},
	});
	await page.goto(`/workflow/${id}/${NODE_ID}`);
	await page
		.locator(`${byTestId('node-parameters')} ${byTestId('input-label')}`)
		.first()
		.waitFor();
}

/**
 * What stands in the panel, from top to bottom.
 * @returns {Promise<Array<{label: string, value?: string, choices?: string[], adds?: string[]}>>}
 * label: of a notice its
 *   text; value: what a drop-down shows; choices: what it offers; adds: what a collection offers to add
 */
async function shownFields() {
	return await page.evaluate(() => {
		const items = [
			...(document.querySelector('[data-test-id="node-parameters"] .parameter-input-list-wrapper')
				?.children ?? []),
		];
		const text = (element) => element?.textContent.replace(/\s+/g, ' ').trim();
		const offered = (input) =>
			[
				...document.querySelectorAll(
					`#${input.getAttribute('aria-controls')} li [class="option-headline"], #${input.getAttribute('aria-controls')} ` +
						'li > span',
				),
			].map(text);
		return items.map((item) => {
			const label = item.querySelector('[data-test-id="input-label"] [class*="_title_"]');
			const input = item.querySelector('.parameter-input > .n8n-select input[aria-controls]');
			const add = item.querySelector(
				'[data-test-id="collection-parameter-add"] input[aria-controls]',
			);
			return {
				label: text(label ?? item.querySelector('[class*="notice"]') ?? item),
				...(input === null ? {} : { value: input.value, choices: offered(input) }),
				...(add === null ? {} : { adds: offered(add) }),
			};
		});
	});
}

/**
 * @returns {Promise<string[]>} labels, hints, notices and placeholders of the open node that
 * don't fit into their place
 */
async function cutOffTexts() {
	return await page.evaluate(() => {
		const panel = document.querySelector('[data-test-id="node-parameters"]');
		const pen = document.createElement('canvas').getContext('2d');
		const room = (element, { paddingLeft, paddingRight }) =>
			element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
		const isCut = (element) => {
			const style = getComputedStyle(element);
			if (element.matches('input, textarea')) {
				pen.font = style.font;
				return (
					element.clientWidth > 0 &&
					element.matches('input') &&
					element.value === '' &&
					pen.measureText(element.placeholder).width > room(element, style) + 1
				);
			}
			return (
				style.textOverflow === 'ellipsis' &&
				element.clientWidth > 0 &&
				element.scrollWidth > element.clientWidth + 1
			);
		};
		return [...(panel?.querySelectorAll('*') ?? [])]
			.filter(isCut)
			.map((element) => (element.placeholder ?? element.textContent).replace(/\s+/g, ' ').trim())
			.filter((text) => text !== '');
	});
}

/** The input of a drop-down; it knows its list, which stands elsewhere in the page, and whether that is open. */
const inputOf = (select) => select.locator('input[aria-controls]').first();

/** The entry of a drop-down's list that reads so. */
async function entryOf(select, choice) {
	const list = await inputOf(select).getAttribute('aria-controls');
	return page
		.locator(`[id="${list}"] .el-select-dropdown__item`)
		.filter({ has: page.locator('.option-headline').getByText(choice, { exact: true }) });
}

/** Opens the list when it isn't (one that fades away can still be seen), and clicks the entry. */
async function choose(select, entry) {
	if ((await inputOf(select).getAttribute('aria-expanded')) !== 'true')
		await inputOf(select).click();
	await entry.click({ timeout: PATIENCE_MS });
}

/** Picks from a drop-down. @param {string} name of the parameter @param {string} choice as it reads */
async function pick(name, choice, at = 0) {
	const select = field(name, at);
	await untilTaken(
		async () => await choose(select, await entryOf(select, choice)),
		async () => (await inputOf(select).inputValue()) === choice,
	);
}

/** Picks from a list of several, or gives up what is picked. */
async function pickSeveral(name, choices) {
	const select = field(name);
	const arrow = select.locator('.el-select__caret');
	await arrow.click();
	for (const choice of choices) {
		const entry = await entryOf(select, choice);
		const isPicked = async () => (await entry.getAttribute('aria-selected')) === 'true';
		const before = await isPicked();
		await untilTaken(
			async () => await choose(select, entry),
			async () => (await isPicked()) !== before,
		);
	}
	await arrow.click();
}

/** Turns a switch round. */
async function flip(name) {
	const knob = field(name).locator('.el-switch');
	const isOn = async () => await knob.evaluate(({ classList }) => classList.contains('is-checked'));
	const before = await isOn();
	await untilTaken(
		async () => await knob.click({ timeout: PATIENCE_MS }),
		async () => (await isOn()) !== before,
	);
}

/** Picks a stored credential. */
async function pickCredential({ id, name }) {
	const select = page.locator(byTestId('node-credentials-select')).first();
	const entry = page
		.locator(byTestId(`node-credentials-select-item-${id}`))
		.locator('visible=true');
	await untilTaken(
		async () => await choose(select, entry),
		async () => (await inputOf(select).inputValue()) === name,
	);
}

const foundEntries = () => page.locator(`${byTestId('rlc-item')}:visible`);

/** Opens the list of a resource locator and types into its search. @returns {Promise<string[]>} the entries then */
async function searchLocator(name, text) {
	await field(name).locator(byTestId('rlc-input')).click();
	await foundEntries().first().waitFor();
	const before = await foundEntries().allInnerTexts();
	await page.locator(`${byTestId('rlc-search')}:visible`).fill(text);
	// The list of before stays until the answer is there.
	return await seenAtLast(
		async () => await foundEntries().allInnerTexts(),
		(entries) => entries.length > 0 && entries.join() !== before.join(),
	);
}

/** @returns {Promise<string>} the entry's text */
async function pickFound(pattern) {
	const entry = foundEntries().filter({ hasText: pattern }).first();
	const text = await entry.innerText();
	await untilTaken(
		async () => await entry.click({ timeout: PATIENCE_MS }),
		async () => (await foundEntries().count()) === 0,
	);
	return text;
}

module.exports = {
	openNode,
	shownFields,
	cutOffTexts,
	pick,
	pickSeveral,
	flip,
	pickCredential,
	field,
	byTestId,
	searchLocator,
	pickFound,
};
