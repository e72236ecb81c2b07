'use strict';
/** The resource mapper: fields of the vendor's metadata are added by label, filled in and sent. */
const { credentialOf, referenceTo, typeOf } = require('../n8n/support/nodes');
const { byTestId, openNode, pickFound, searchLocator } = require('./support/panel');
const { executeStep, outputTable } = require('./support/output');
const { PATIENCE_MS, untilTaken } = require('./support/until');

const { page, vendors } = realN8n;
const fake = vendors.fakes.leadSquared;

test('leadSquared: the fields of the picked activity type, two of them filled in and stored', async () => {
	fake.reset();
	const [lead] = fake.vendor.store.leads.values();
	const parameters = {
		resource: 'customActivity',
		operation: 'create',
		leadBy: 'email',
		email: lead.EmailAddress,
		createLead: false,
		note: 'From the editor',
	};
	await openNode({
		type: typeOf('leadSquared'),
		parameters,
		credentials: referenceTo(credentialOf('leadSquared')),
	});
	await page.getByText('Find Lead By').waitFor();
	expect(await page.getByText('Mapping Column Mode').count()).toBe(0);
	await searchLocator('activityType', 'visit');
	await pickFound(/visit/i);
	const mapper = page.locator(byTestId('mapping-fields-container'));
	await mapper.getByText('Fields', { exact: true }).waitFor();
	const add = async (label) => {
		const item = page.getByRole('menuitem', { name: label });
		await untilTaken(
			async () => {
				if (!(await item.isVisible()))
					await page
						.locator(`${byTestId('add-fields-select')} button`)
						.click({ timeout: PATIENCE_MS });
				await item.click({ timeout: PATIENCE_MS });
			},
			async () => await mapper.getByText(label).first().isVisible(),
		);
	};
	/** Fields stand in the order of the metadata. */
	const inputs = mapper.locator('input');
	// What the type requires is there by itself.
	await mapper.getByText('Purpose (mx_Custom_1)').waitFor();
	await add('Guests (mx_Custom_2)');
	await inputs.last().fill('12');
	await page.locator(byTestId('node-execute-button')).click();
	await page.getByText('Field "mx_Custom_1" is required').first().waitFor();
	expect(fake.vendor.writes).toEqual([]);
	await inputs.nth(-2).fill('From the editor');
	await executeStep();
	const { rows } = await outputTable();
	expect(rows).toHaveLength(1);
	const [{ event, fields }] = fake.vendor.writes;
	expect([event, fields.mx_Custom_1, Number(fields.mx_Custom_2)]).toEqual([
		201,
		'From the editor',
		12,
	]);
});
