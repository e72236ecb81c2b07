import { leadsquared } from './leadsquared.cts';
import { tenant, type Tenant } from './leadsquared.tenant.cts';

const ids = leadsquared();
const OF_LEAD = 'OpportunityManagement.svc/GetOpportunitiesOfLead';

let lsq: Tenant;
beforeAll(async () => void (lsq = await tenant()));
afterAll(() => lsq.fake.close());

test('types and their fields', async () => {
	const { get } = lsq;
	expect((await get('OpportunityManagement.svc/GetOpportunityTypes')).body).toMatchObject([
		{ EventCode: '12000', Name: 'Loan' },
		{ EventCode: '12001', Name: 'Insurance' },
	]);
	expect(
		(await get('OpportunityManagement.svc/GetOpportunityTypeMetadata?code=12001')).body.Fields[0],
	).toMatchObject({ SchemaName: 'mx_Custom_1', IsMandatory: true });
	expect((await get('OpportunityManagement.svc/GetOpportunityTypeMetadata?code=201')).status).toBe(
		500,
	);
});

test('of a lead, by POST, flat; the type may be demanded', async () => {
	const { get, post, refusal } = lsq;
	const lead = ids.leadId(4);
	expect((await get(`${OF_LEAD}?leadId=${lead}`)).status).toBe(405);
	const all = (await post(`${OF_LEAD}?leadId=${lead}`, {})).body;
	const one = (
		await post(`${OF_LEAD}?leadId=${lead}&opportunityType=12001`, {
			Columns: { Include_CSV: 'mx_Custom_1,Status' },
			Paging: { PageIndex: 1, PageSize: 5 },
		})
	).body;
	expect(all.RecordCount).toBeGreaterThanOrEqual(one.RecordCount);
	expect(one).toEqual({
		RecordCount: 1,
		List: [{ OpportunityId: ids.extraId(3), mx_Custom_1: 'Policy 3', Status: expect.any(String) }],
	});
	expect(
		await refusal(`${OF_LEAD}?leadId=${lead}`, {
			Sorting: { ColumnName: 'Owner', Direction: '1' },
		}),
	).toBe('500 InvalidInput');
	expect(await refusal(OF_LEAD, {})).toBe('500 MandatoryAttributeMissing');
	const strict = await tenant({ opportunityType: 'required' });
	expect(await strict.refusal(`${OF_LEAD}?leadId=${lead}`, {})).toBe(
		'500 MandatoryAttributeMissing',
	);
	await strict.fake.close();
	const details = (
		await get(`OpportunityManagement.svc/GetOpportunityDetails?opportunityId=${ids.extraId(3)}`)
	).body;
	expect(details.Fields[0]).toMatchObject({ DisplayName: 'Opportunity Name', Value: 'Policy 3' });
	expect(
		(
			await get(
				`OpportunityManagement.svc/GetOpportunityDetails?opportunityId=${ids.activityId(8)}`,
			)
		).status,
	).toBe(500);
});

test('the other reading of the flag of drop-downs, and a limit that says when to come back', async () => {
	const other = await tenant({
		dropDownFlag: 'demands',
		retryAfter: 'present',
		window: { calls: 2, seconds: 5 },
	});
	const body = (flag?: boolean) => ({
		ProspectActivityId: ids.activityId(8),
		ActivityEvent: 201,
		Fields: [{ SchemaName: 'mx_Custom_4', Value: 'Off list' }],
		...(flag === undefined ? {} : { ValidateDropDownOptions: flag }),
	});
	const UPDATE = 'ProspectActivity.svc/CustomActivity/Update';
	expect((await other.post(UPDATE, body())).status).toBe(200);
	expect(await other.refusal(UPDATE, body(true))).toBe('500 InvalidEntityReference');
	const limited = await fetch(`${other.fake.url}/v2/UserManagement.svc/Users.Get`, {
		headers: other.headers,
	});
	expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '5']);
	await other.fake.close();
});
