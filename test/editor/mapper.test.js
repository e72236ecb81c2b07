'use strict';
/** The resource mapper: fields of the vendor's metadata are added by label, filled in and sent. */
const { credentialOf, referenceTo, typeOf } = require('../n8n/support/nodes');
const { byTestId, openNode, pickFound, searchLocator } = require('./support/panel');
const { executeStep, outputTable } = require('./support/output');

const { page, vendors } = realN8n;
const fake = vendors.fakes.leadSquared;

test('leadSquared: the fields of the picked activity type, one of them filled in and stored', async () => {
	fake.reset();
	const [lead] = fake.vendor.store.leads.values();
	const parameters = { resource: 'customActivity', operation: 'create', leadBy: 'email', email: lead.EmailAddress, createLead: false, note: 'From the editor' };
	await openNode({ type: typeOf('leadSquared'), parameters, credentials: referenceTo(credentialOf('leadSquared')) });
	await searchLocator('activityType', 'visit');
	await pickFound(/visit/i);
	const mapper = page.locator(byTestId('mapping-fields-container'));
	await mapper.getByText('Fields', { exact: true }).waitFor();
	await page.locator(`${byTestId('add-fields-select')} button`).click();
	await page.getByRole('menuitem', { name: 'Guests (mx_Custom_2)' }).click();
	await mapper.locator('input').last().fill('12');
	await executeStep();
	const { rows } = await outputTable();
	expect(rows).toHaveLength(1);
	const [{ event, fields }] = fake.vendor.writes;
	expect([event, Number(fields.mx_Custom_2)]).toEqual([201, 12]);
});
