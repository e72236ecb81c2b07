/**
 * IDs, codes and names of settings in text fields: blanks and marks that nobody sees come along with them from sheets
 * and web pages, and name something else to a vendor.
 */
import { byId, fakeFor, VENDORS } from '../support/fakes.cts';
import { runNode } from '../support/engine.cts';

const CODE = ' LOAN-01\u200b\n';
type Vendor = 'bitrix24' | 'bitrix24App' | 'deskera' | 'leadSquared';
type Calls = Array<{ path: string; query: URLSearchParams; json: any }>;

const FORMS: Array<[string, Vendor, object, (calls: Calls) => unknown]> = [
	[
		'the product of a sale',
		'leadSquared',
		{
			resource: 'salesActivity',
			operation: 'create',
			lead: byId('={{ $json.lead }}'),
			product: CODE,
			status: 'Won',
		},
		(calls) => calls.find(({ path }) => path.endsWith('SalesActivity.svc/Create'))?.json.ProductSku,
	],
	[
		'the code of a badge',
		'bitrix24App',
		{ resource: 'badge', operation: 'create', code: CODE, title: 'Visit', badgeValue: 'Missed' },
		(calls) => calls.find(({ path }) => path.endsWith('crm.activity.badge.add'))?.json.code,
	],
	[
		'a call in another system',
		'bitrix24',
		{
			resource: 'call',
			operation: 'getMany',
			returnAll: true,
			filters: { EXTERNAL_CALL_ID: CODE },
		},
		(calls) =>
			calls.find(({ path }) => path.endsWith('voximplant.statistic.get'))?.json.FILTER
				.EXTERNAL_CALL_ID,
	],
	[
		'the source of an activity',
		'deskera',
		{ resource: 'activity', operation: 'getMany', returnAll: true, filters: { source_id: CODE } },
		(calls) => /source_id=(.*)$/.exec(calls[0]?.query.get('query') ?? '')?.[1],
	],
];

it.each(FORMS)('%s goes without what stands around it', async (_what, vendor, parameters, sent) => {
	const { fake, base } = await fakeFor(vendor);
	try {
		const items =
			vendor === 'leadSquared' ? [{ lead: VENDORS.leadSquared.make().leadId(1) }] : [{}];
		await runNode({ ...base, parameters, items });
		expect(sent(fake.calls)).toBe('LOAN-01');
	} finally {
		await fake.close();
	}
});
