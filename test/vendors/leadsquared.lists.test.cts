import { there } from '../support/there.cts';
import { leadsquared } from './leadsquared.cts';
import { tenant, type Tenant } from './leadsquared.tenant.cts';

const ids = leadsquared();
const MODIFIED = 'ProspectActivity.svc/RetrieveRecentlyModified';
const CHANGES = 'ProspectActivity.svc/RetrieveActivityChange';
const DELETE = 'ProspectActivity.svc/DeleteActivities';
const YEAR = { FromDate: '2026-01-01 00:00:00', ToDate: '2026-12-31 23:59:59' };

let lsq: Tenant;
beforeAll(async () => void (lsq = await tenant()));
afterAll(() => lsq.fake.close());
beforeEach(() => lsq.fake.reset());

test('recently modified activities of any type, with fields if asked for', async () => {
	const { post, refusal } = lsq;
	const body = (Parameter: object, more: object = {}) => ({
		Parameter: { ...YEAR, ...Parameter },
		Paging: { PageIndex: 1, PageSize: 1000 },
		...more,
	});
	const { RecordCount, ProspectActivities } = (
		await post(MODIFIED, body({}, { Sorting: { ColumnName: 'ModifiedOn', Direction: '1' } }))
	).body;
	expect([RecordCount, ProspectActivities.length, ProspectActivities[0]?.Id]).toEqual([
		3024,
		1000,
		ids.extraId(24),
	]);
	expect(Object.keys(there(ProspectActivities[0]))).toEqual([
		'Id',
		'EventCode',
		'EventName',
		'ActivityScore',
		'CreatedOn',
		'ModifiedOn',
		'RelatedProspectId',
		'RelatedOpportunityId',
		'Data',
	]);
	const one = (await post(MODIFIED, body({ ActivityEvent: 206, IncludeCustomFields: 1 }))).body;
	expect(one.RecordCount).toBe(6);
	expect(one.ProspectActivities[0]?.Fields).toContainEqual({
		Key: 'mx_Custom_1',
		Value: 'Applicant 24',
	});
	expect(
		(await post(MODIFIED, body({ FromDate: '2025-01-01 00:00:00', ToDate: '2025-02-01 00:00:00' })))
			.body,
	).toEqual({ RecordCount: 0 });
	expect(
		await refusal(MODIFIED, { Parameter: YEAR, Paging: { PageIndex: 1, PageSize: 1001 } }),
	).toBe('500 InvalidInput');
	expect(await refusal(MODIFIED, { Parameter: { FromDate: YEAR.FromDate } })).toBe(
		'500 InvalidInput',
	);
	expect(await refusal(MODIFIED, body({ IncludeCustomFields: true }))).toBe('400');
	expect(await refusal(MODIFIED, body({ ActivityEvent: 999 }))).toBe('500 InvalidActivity');
});

test('changes of an activity, seeded and made, the newest first', async () => {
	const { post, refusal } = lsq;
	const ActivityID = ids.extraId(1);
	const asked = async (more: object) =>
		(await post(CHANGES, { Parameter: { ...YEAR, ...more } })).body;
	const before = await asked({ ActivityID });
	expect(before.Activities.map((row) => [row.OldValue, row.NewValue])).toEqual([
		['Second note', 'Third note'],
		['First note', 'Second note'],
		['', 'First note'],
	]);
	expect(before.Activities[0]).toMatchObject({
		Activity: {
			ProspectActivityId: ActivityID,
			ActivityEvent: '207',
			ActivityEventName: 'Document Upload',
		},
		DisplayName: 'Notes',
		ModifiedOn: '2026-01-01 05:01:02.000',
	});
	await post('ProspectActivity.svc/CustomActivity/Update', {
		ProspectActivityId: ActivityID,
		ActivityEvent: 207,
		Fields: [{ SchemaName: 'mx_Custom_2', Value: 'New' }],
	});
	const after = (
		await post(CHANGES, {
			Parameter: { ...YEAR, ToDate: '2027-12-31 00:00:00', ActivityID },
			Paging: { PageIndex: 1, PageSize: 1 },
		})
	).body;
	expect([after.RecordCount, after.Activities]).toEqual([
		4,
		[
			expect.objectContaining({
				SchemaName: 'mx_Custom_2',
				DisplayName: 'Remarks',
				OldValue: 'Remarks 1',
				NewValue: 'New',
			}),
		],
	]);
	expect((await asked({ ActivityEvents: ['206'] })).RecordCount).toBe(6);
	expect(await asked({ ActivityID: ids.extraId(24) })).toEqual({ RecordCount: 0 });
	expect(await refusal(CHANGES, { Parameter: { ActivityID } })).toBe(
		'500 MandatoryAttributeMissing',
	);
	expect(
		await refusal(CHANGES, { Parameter: { ...YEAR, ActivityID, ActivityEvents: ['206'] } }),
	).toBe('500 InvalidInput');
	expect(await refusal(CHANGES, { Parameter: { ...YEAR, ActivityID: ids.leadId(1) } })).toBe(
		'500 UnknownProspectActivity',
	);
	expect(
		await refusal(CHANGES, { Parameter: YEAR, Paging: { PageIndex: 1, PageSize: 1001 } }),
	).toBe('500 InvalidInput');
});

test('activities that refer to a lead, at most fifty a page', async () => {
	const { post, refusal } = lsq;
	const path = `ProspectActivity.svc/GetLeadReferences?leadId=${ids.leadId(15)}`;
	const { body } = await post(path, {});
	expect(body).toEqual({
		RecordCount: 1,
		List: [
			expect.objectContaining({
				ProspectActivityId: ids.extraId(4),
				RelatedProspectId: ids.leadId(5),
				ReferenceField: 'mx_Custom_5',
			}),
		],
	});
	expect(await refusal(path, { Paging: { PageIndex: 1, PageSize: 51 } })).toBe('500 InvalidInput');
	expect(await refusal('ProspectActivity.svc/GetLeadReferences', {})).toBe(
		'500 MandatoryAttributeMissing',
	);
});

test(
	"activities of a lead are deleted by types and window when the queue runs; a type's " +
		'permission can matter',
	async () => {
		const { post, refusal, vendor } = lsq;
		const lead = ids.leadId(2);
		const visits = () =>
			[...vendor.store.activities.values()].filter(
				(one) => one.RelatedProspectId === lead && one.ActivityEvent === 207,
			);
		const body = {
			ProspectId: lead,
			ActivityEventList: ['207', '201'],
			FromDate: '2026-01-01 00:00:00',
			ToDate: '2026-01-01 23:59:59',
		};
		expect(visits()).toHaveLength(1);
		expect((await post(DELETE, body)).body).toEqual({
			Status: 'Success',
			Message: { Message: expect.stringContaining('queued') },
		});
		expect(visits()).toHaveLength(1);
		const { ids: matched } = there(vendor.store.queued[0]);
		expect(matched).toContain(ids.extraId(1));
		expect(vendor.writes).toEqual([{ operation: DELETE, id: lead, ids: matched }]);
		vendor.runQueue();
		expect(visits()).toHaveLength(0);
		await post(DELETE, { ...body, FromDate: '2027-01-01 00:00:00', ToDate: undefined });
		expect(vendor.store.queued[0]?.ids).toEqual([]);
		expect(await refusal(DELETE, { ...body, ActivityEventList: [207] })).toBe('400');
		expect(await refusal(DELETE, { ...body, ActivityEventList: ['12000'] })).toBe(
			'500 InvalidActivity',
		);
		expect(await refusal(DELETE, { ...body, ProspectId: ids.leadId(9000) })).toBe(
			'500 InvalidLead',
		);
		expect(await refusal(DELETE, { ...body, FromDate: '2026-01-01' })).toBe('500 InvalidInput');
		const observed = await tenant({
			canDelete: 'observed',
			deleteWindow: 'ModifiedOn',
			queue: 'now',
		});
		await observed.post(DELETE, { ProspectId: ids.leadId(3), ActivityEventList: ['208'] });
		expect(observed.vendor.store.activities.has(ids.extraId(2))).toBe(true);
		await observed.post(DELETE, {
			ProspectId: lead,
			ActivityEventList: ['207'],
			FromDate: '2026-01-01 06:00:00',
		});
		expect(observed.vendor.store.activities.has(ids.extraId(1))).toBe(false);
		await observed.fake.close();
	},
);

test('rows the vendor adds beside an opportunity, and the other key of the values', async () => {
	const odd = await tenant({ systemRows: 'present', activityFieldsKey: 'Fields' });
	const lead = ids.leadId(4);
	const { RecordCount, ProspectActivities } = (
		await odd.post(`ProspectActivity.svc/Retrieve?leadId=${lead}`, {})
	).body;
	const of = (code: number) => there(ProspectActivities.find((row) => row.EventCode === code));
	expect(RecordCount).toBe(ProspectActivities.length);
	expect(of(3011).Id).toBe(of(12001).Id);
	expect(of(33)).not.toHaveProperty('Fields');
	expect(of(12001)).toMatchObject({ Fields: { mx_Custom_1: 'Policy 3' } });
	await odd.fake.close();
});

test('`now` moves every kind of record; nothing else changes', async () => {
	const now = Date.UTC(2030, 5, 1, 12);
	const late = leadsquared({ now });
	const newest = (records: ReadonlyMap<string, { readonly ModifiedOn: number | string }>) =>
		Math.max(
			...[...records.values()].map(({ ModifiedOn }) =>
				typeof ModifiedOn === 'number'
					? ModifiedOn
					: Date.parse(`${ModifiedOn.replace(' ', 'T')}Z`),
			),
		);
	for (const kind of ['activities', 'leads', 'tasks'] as const)
		expect(newest(late.store[kind])).toBe(now - 3_600_000);
	const [is, was] = [late, ids].map(({ store }) => {
		const { EndDate, CreatedOn } = there(store.tasks.get(ids.taskId(2)));
		return EndDate - CreatedOn;
	});
	expect(is).toBe(was);
	expect(late.store.activities.get(ids.activityId(8))?.Fields).toMatchObject({
		mx_Custom_1: 'Visit 8',
		mx_Custom_3: expect.stringMatching(/^2030-/),
	});
	late.reset();
	expect(newest(late.store.activities)).toBe(now - 3_600_000);
});
