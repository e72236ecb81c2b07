'use strict';
/** Running an open node, and what the editor shows of it. */
const { page } = realN8n;
const { byTestId } = require('./panel');

const output = page.locator(byTestId('output-panel'));

/** "Execute step", and waits until it has ended, well or not. */
async function executeStep() {
	await page.locator(byTestId('node-execute-button')).click();
	await output
		.locator(`${byTestId('node-run-status-success')}, ${byTestId('node-run-status-danger')}`)
		.first()
		.waitFor();
}

/** @returns {Promise<{columns: string[], rows: string[][]}>} the output as the table view shows it */
async function outputTable() {
	await output.locator(byTestId('radio-button-table')).click();
	const table = output.locator('table').first();
	await table.waitFor();
	return await table.evaluate((element) => ({
		columns: [...element.querySelectorAll('thead th')]
			.map((cell) => cell.innerText.trim())
			.filter((text) => text !== ''),
		rows: [...element.querySelectorAll('tbody tr')].map((row) =>
			[...row.querySelectorAll('td')].map((cell) => cell.innerText.trim()),
		),
	}));
}

/** @returns {Promise<{title: string, advice: string, everything: string}>} everything: with all the details unfolded */
async function errorPanel() {
	const title = await output.locator(byTestId('node-error-message')).innerText();
	const advice = await output.locator(byTestId('node-error-description')).innerText();
	for (const fold of await output.locator('summary').all()) await fold.click();
	return { title, advice, everything: await output.innerText() };
}

module.exports = { errorPanel, executeStep, outputTable };
