'use strict';
/**
 * A workflow is published in the editor, the vendor tells of an event or is asked for it, and the
 * run stands in the list of executions.
 */
const { byTestId } = require('./support/panel');

const { address, page, rest, vendors } = realN8n;
const { bitrix24, deskera, leadSquared } = vendors.fakes;

/** Who is published, how the vendor sees it, and what makes it run. */
const CASES = {
	bitrix24: {
		id: 'crmExB24Stage',
		fake: bitrix24,
		happens: async () =>
			await deliver(
				'crm-example-bitrix24-stage',
				bitrix24.vendor.deliver('ONCRMDEALUPDATE', 4, { to: 'webhook' }),
			),
	},
	deskera: {
		id: 'crmExDskTask',
		fake: deskera,
		/** n8n asks once a minute. */
		happens: async () => {
			const headers = {
				'content-type': 'application/json',
				'x-access-token': deskera.vendor.credentials.token,
			};
			const body = JSON.stringify({ name: 'From the editor', activity_type: 'call' });
			expect(
				(await fetch(`${deskera.url}/v1/crm/activities`, { method: 'POST', headers, body })).ok,
			).toBe(true);
		},
	},
	leadSquared: {
		id: 'crmExLsqMessage',
		fake: leadSquared,
		isKnown: () =>
			expect([...leadSquared.vendor.store.webhooks.values()].map(({ URL }) => URL)).toEqual([
				expect.stringMatching(/\/webhook\/crm-example-leadsquared-message\/webhook$/),
			]),
		happens: async () =>
			await deliver(
				'crm-example-leadsquared-message',
				leadSquared.vendor.deliver('activityCreate', [leadSquared.vendor.activityId(8)]),
			),
	},
};

async function deliver(webhookId, { headers, body }) {
	expect(
		(await fetch(`${address}/webhook/${webhookId}/webhook`, { method: 'POST', headers, body }))
			.status,
	).toBe(200);
}

const published = [];
afterEach(async () => {
	for (const id of published.splice(0)) await rest.deactivate(id);
});

test.each(Object.entries(CASES))(
	'%s: published, told of an event, run',
	async (_vendor, { id, fake, isKnown = () => undefined, happens }) => {
		fake.reset();
		await page.goto(`/workflow/${id}`);
		await page.locator(byTestId('workflow-open-publish-modal-button')).click();
		await page.locator(byTestId('workflow-publish-button')).click();
		published.push(id);
		await page.locator(byTestId('workflow-active-version-indicator')).waitFor();
		isKnown();
		await happens();
		await rest.triggeredRuns(id, 1);
		await page.goto(`/workflow/${id}/executions`);
		await page
			.locator(byTestId('current-executions-list'))
			.getByText(/Succeeded|Success/)
			.first()
			.waitFor();
	},
);
