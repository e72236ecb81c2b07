'use strict';
/** The resource mapper: fields of the vendor's metadata are added by label, filled in and sent. */
const { credentialOf, referenceTo, typeOf } = require('../n8n/support/nodes');
const { byTestId, openNode, pickFound, searchLocator } = require('./support/panel');
const { executeStep, outputTable } = require('./support/output');

const { page, vendors } = realN8n;
const fake = vendors.fakes.leadSquared;

test('leadSquared: the fields of the picked activity type, two of them filled in and stored', async () => {
	fake.reset();
	const [lead] = fake.vendor.store.leads.values();
	const parameters = { resource: 'customActivity', operation: 'create', leadBy: 'email', email: lead.EmailAddress, createLead: false, note: 'From the editor' };
	await openNode({ type: typeOf('leadSquared'), parameters, credentials: referenceTo(credentialOf('leadSquared')) });
	await searchLocator('activityType', 'visit');
	await pickFound(/visit/i);
	const mapper = page.locator(byTestId('mapping-fields-container'));
	await mapper.getByText('Fields', { exact: true }).waitFor();
	/** Fields stand in the order of the metadata, so the one that was added last stands last here. */
	const fill = async (label, value) => {
		await page.locator(`${byTestId('add-fields-select')} button`).click();
		await page.getByRole('menuitem', { name: label }).click();
		await mapper.getByText(label).first().waitFor();
		await mapper.locator('input').last().fill(value);
	};
	await fill(/\(mx_Custom_1\)/, 'From the editor');
	await fill('Guests (mx_Custom_2)', '12');
	await executeStep();
	const { rows } = await outputTable();
	expect(rows).toHaveLength(1);
	const [{ event, fields }] = fake.vendor.writes;
	expect([event, fields.mx_Custom_1, Number(fields.mx_Custom_2)]).toEqual([201, 'From the editor', 12]);
});
