import { there } from '../support/there.cts';
import { leadsquared } from './leadsquared.cts';
import type { Lead } from './leadsquared.data.cts';
import { tenant, type Row, type Tenant } from './leadsquared.tenant.cts';

const ids = leadsquared();
const UPSERT = 'LeadManagement.svc/Lead.CreateOrUpdate';
const MODIFIED = 'LeadManagement.svc/Leads.RecentlyModified';

let lsq: Tenant;
beforeAll(async () => void (lsq = await tenant()));
afterAll(() => lsq.fake.close());
beforeEach(() => lsq.fake.reset());

const lead = (n: number) => there(lsq.vendor.store.leads.get(ids.leadId(n)));
const byPhone = async (phone: string) =>
	(await lsq.get<Lead[]>(`LeadManagement.svc/RetrieveLeadByPhoneNumber?phone=${phone}`)).body.map(
		(one) => one.ProspectID,
	);

test(
	'by phone: digits only, with or without the country, in Phone and Mobile; the lead ' +
		'with the last activity of several',
	async () => {
		expect(await byPhone('9810000007')).toEqual([ids.leadId(7)]);
		expect(await byPhone('919810000007')).toEqual([ids.leadId(7)]);
		expect(await byPhone('%2B919810000007')).toEqual([ids.leadId(7)]);
		for (const bad of ['98-10000007', '98%2010000007', '10000007', '9999999999', ''])
			expect(await byPhone(bad)).toEqual([]);
		expect(
			(await lsq.get('LeadManagement.svc/RetrieveLeadByPhoneNumber?number=9810000007')).body,
		).toEqual([]);
		const both = [...lsq.vendor.store.activities.values()].filter((one) =>
			[ids.leadId(20), ids.leadId(21)].includes(one.RelatedProspectId),
		);
		const last = both.reduce((latest, one) => (one.CreatedOn > latest.CreatedOn ? one : latest));
		expect(await byPhone('9810000021')).toEqual([last.RelatedProspectId]);
	},
);

test('many by id, and those that were modified', async () => {
	const { post, refusal } = lsq;
	const LeadIds = [ids.leadId(5), ids.leadId(6).toUpperCase(), ids.leadId(9000)];
	const found = (
		await post('LeadManagement.svc/Leads/Retrieve/ByIds', {
			SearchParameters: { LeadIds },
			Columns: { Include_CSV: 'ProspectID,Phone' },
		})
	).body;
	expect(found).toEqual({
		RecordCount: 2,
		Leads: expect.arrayContaining([{ ProspectID: ids.leadId(5), Phone: lead(5).Phone }]),
	});
	expect(await refusal('LeadManagement.svc/Leads/Retrieve/ByIds', { LeadIds })).toBe('400');
	const Parameter = { FromDate: '2026-01-01 00:02:00', ToDate: '2026-01-01 00:10:00' };
	const { RecordCount, Leads } = (
		await post(MODIFIED, {
			Parameter,
			Columns: { Include_CSV: 'ProspectID' },
			Sorting: { ColumnName: 'ModifiedOn', Direction: 0 },
			Paging: { PageIndex: 1, PageSize: 2 },
		})
	).body;
	expect([RecordCount, Leads]).toEqual([
		5,
		[1, 2].map((n) => ({
			LeadPropertyList: [{ Attribute: 'ProspectID', Value: ids.leadId(n), Fields: null }],
		})),
	]);
	expect(await refusal(MODIFIED, { Parameter, Paging: { PageIndex: 1, PageSize: 5001 } })).toBe(
		'500 MandatoryFieldMissing',
	);
	expect(await refusal(MODIFIED, { Parameter: {} })).toBe('500 MandatoryAttributeMissing');
	const wrapped = await tenant({ leadForm: 'wrapper' });
	const byId = `LeadManagement.svc/Leads.GetById?id=${ids.leadId(5)}`;
	const [one] = (await wrapped.get<Row[]>(byId)).body;
	expect(one?.LeadPropertyList).toContainEqual({
		Attribute: 'Phone',
		Value: lead(5).Phone,
		Fields: null,
	});
	await wrapped.fake.close();
});

test('an upsert finds by a unique field, or creates', async () => {
	const { post, refusal, vendor } = lsq;
	const attributes = (values: Record<string, string>) =>
		Object.entries(values).map(([Attribute, Value]) => ({ Attribute, Value }));
	expect(
		(
			await post(
				UPSERT,
				attributes({
					EmailAddress: lead(5).EmailAddress,
					FirstName: 'Changed',
					SearchBy: 'EmailAddress',
				}),
			)
		).body.Message.Id,
	).toBe(ids.leadId(5));
	expect(lead(5).FirstName).toBe('Changed');
	const { Id } = (await post(UPSERT, attributes({ Phone: '+91-5555555555', SearchBy: 'Phone' })))
		.body.Message;
	expect(vendor.store.leads.get(Id)).toMatchObject({ Phone: '+91-5555555555', EmailAddress: '' });
	expect(await refusal(UPSERT, attributes({ Phone: '1' }))).toBe('500 InvalidInput');
	expect(await refusal(UPSERT, {})).toBe('400');
	expect(vendor.writes.map((write) => write.lead)).toEqual(['updated', 'created']);
});
