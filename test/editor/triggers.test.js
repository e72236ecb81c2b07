'use strict';
/** A workflow is published in the editor, the vendor delivers an event, and the run stands in the list of executions. */
const { byTestId } = require('./support/panel');

const { address, page, rest, vendors } = realN8n;
const { vendor } = vendors.fakes.leadSquared;
const ID = 'crmExLsqMessage';

afterAll(async () => await rest.deactivate(ID));

test('leadSquared: published, delivered, run', async () => {
	vendors.fakes.leadSquared.reset();
	await page.goto(`/workflow/${ID}`);
	await page.locator(byTestId('workflow-open-publish-modal-button')).click();
	await page.locator(byTestId('workflow-publish-button')).click();
	await page.locator(byTestId('workflow-active-version-indicator')).waitFor();
	expect([...vendor.store.webhooks.values()].map(({ URL }) => URL)).toEqual([expect.stringMatching(/\/webhook\/crm-example-leadsquared-message\/webhook$/)]);
	const { headers, body } = vendor.deliver('activityCreate', [8].map(vendor.activityId));
	const answer = await fetch(`${address}/webhook/crm-example-leadsquared-message/webhook`, { method: 'POST', headers, body });
	expect(await answer.json()).toEqual({ Status: 'Success', StatusReason: '' });
	await rest.triggeredRuns(ID, 1);
	await page.goto(`/workflow/${ID}/executions`);
	await page.locator(byTestId('current-executions-list')).getByText(/Succeeded|Success/).first().waitFor();
});
