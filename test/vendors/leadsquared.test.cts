import { there } from '../support/there.cts';
import { leadsquared } from './leadsquared.cts';
import type { Lead, User } from './leadsquared.data.cts';
import { tenant, type Row, type Tenant } from './leadsquared.tenant.cts';

const UPDATE = 'ProspectActivity.svc/CustomActivity/Update';
const BULK = 'ProspectActivity.svc/Bulk/CustomActivity/Update';
const BY_EVENT = 'ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent';

let lsq: Tenant;
beforeAll(async () => void (lsq = await tenant()));
afterAll(() => lsq.fake.close());
beforeEach(() => lsq.fake.reset());

/** activity n has the type n % 8 in the order of the types: 8k is a site visit (201), 8k + 7 an opportunity */
const VISIT = 8;
const update = (n: number, more: object = {}) => ({
	ProspectActivityId: lsq.vendor.activityId(n),
	ActivityEvent: 201,
	...more,
});
const value = (SchemaName: string, Value: unknown) => ({ Fields: [{ SchemaName, Value }] });

test('keys in headers of any case or in the query; wrong or missing ones are 401', async () => {
	const { get, vendor } = lsq;
	const { accessKey, secretKey } = vendor.credentials;
	expect(
		(
			await get('UserManagement.svc/Users.Get', {
				'X-LSQ-ACCESSKEY': accessKey,
				'x-lsq-secretkey': secretKey,
			})
		).status,
	).toBe(200);
	expect(
		(
			await get(
				`UserManagement.svc/Users.Get?accessKey=${encodeURIComponent(accessKey)}&secretKey=${secretKey}`,
				{},
			)
		).status,
	).toBe(200);
	const wrong: Array<Record<string, string>> = [
		{},
		{ 'x-LSQ-AccessKey': accessKey },
		{ 'x-LSQ-AccessKey': accessKey, 'x-LSQ-SecretKey': 'no' },
	];
	for (const headers of wrong) {
		const { status, body } = await get('UserManagement.svc/Users.Get', headers);
		expect([status, body.Status, body.ExceptionType]).toEqual([
			401,
			'Error',
			'MXUnAuthorizedAccessException',
		]);
	}
	const { status, body } = await get('Authentication.svc/UserByAccessKey.Get');
	expect(status).toBe(200);
	expect(body).toMatchObject({
		Id: vendor.userId(1),
		Role: 'Administrator',
		TimeZone: 'Asia/Kolkata',
		LSQCommonServiceURLs: { api: lsq.fake.url.replace('http://', '') },
	});
});

test('keys of another region: only UserByAccessKey.Get answers and names the right host', async () => {
	const away = await tenant({ wrongRegion: true, regionHost: 'api-in21.leadsquared.com' });
	expect((await away.get('LeadManagement.svc/LeadsMetaData.Get')).status).toBe(401);
	expect((await away.get('Authentication.svc/UserByAccessKey.Get')).body).toMatchObject({
		LSQCommonServiceURLs: { api: 'api-in21.leadsquared.com' },
	});
	await away.fake.close();
});

test('wrong path 404, wrong verb 405, wrong type, malformed or non-UTF-8 body 400', async () => {
	const { get, post, fake, headers } = lsq;
	expect((await get('ProspectActivity.svc/Nowhere')).status).toBe(404);
	expect((await get('toString')).status).toBe(404);
	expect((await get(UPDATE)).status).toBe(405);
	expect((await post('UserManagement.svc/Users.Get', {})).status).toBe(405);
	expect((await fetch(`${fake.url}/v2/${UPDATE}`, { method: 'PUT', headers })).status).toBe(405);
	expect((await post(UPDATE, update(VISIT), { 'content-type': 'text/plain' })).status).toBe(400);
	expect((await post(UPDATE, '{"ProspectActivityId": ')).status).toBe(400);
	expect((await post(UPDATE, [])).status).toBe(400);
	const bytes = Buffer.from(JSON.stringify(update(VISIT, { ActivityNote: 'caf\u00e9' })), 'latin1');
	expect(
		(
			await fetch(`${fake.url}/v2/${UPDATE}`, {
				method: 'POST',
				headers: { ...headers, 'content-type': 'application/json' },
				body: bytes,
			})
		).status,
	).toBe(400);
	// The character that stands for a broken one is as good as any.
	expect((await post(UPDATE, update(VISIT, { ActivityNote: 'half \uFFFD' }))).status).toBe(200);
});

test.each([
	['429', 429],
	['200', 200],
] as const)(
	'the rate window refuses without doing anything, told as %s',
	async (rateForm, status) => {
		const small = await tenant({ window: { calls: 2, seconds: 600 }, rateForm });
		const body = {
			ProspectActivityId: small.vendor.activityId(VISIT),
			ActivityEvent: 201,
			ActivityNote: 'n',
		};
		await small.post(UPDATE, body);
		await small.post(UPDATE, body);
		expect(await small.post(UPDATE, body)).toEqual({
			status,
			body: {
				Status: 'Error',
				ExceptionType: 'MXAPIRateLimitExceededException',
				ExceptionMessage: 'API calls exceeded the limit of 2 in 600 second(s)',
			},
		});
		expect(small.vendor.writes).toHaveLength(2);
		small.fake.reset();
		expect((await small.post(UPDATE, body)).body.Status).toBe('Success');
		await small.fake.close();
	},
);

test('the default window is 25 calls', async () => {
	const plain = await tenant({ window: undefined });
	const statuses = await Promise.all(
		Array.from(
			{ length: 26 },
			async () => (await plain.get('Authentication.svc/UserByAccessKey.Get')).status,
		),
	);
	expect(statuses.filter((status) => status === 429)).toHaveLength(1);
	await plain.fake.close();
});

test('an update stores note, fields, status, owner and a field set; an empty value clears', async () => {
	const { post, vendor } = lsq;
	const id = vendor.activityId(VISIT);
	const Fields = [
		{ SchemaName: 'mx_Custom_1', Value: 'New' },
		{ SchemaName: 'mx_Custom_2', Value: '' },
		{ SchemaName: 'mx_Custom_3', Value: '2026-08-08 05:52:30' },
		{ SchemaName: 'mx_Custom_5', Value: 'Fair' },
		{ SchemaName: 'mx_Custom_9', Value: 'Anywhere' },
		{
			SchemaName: 'mx_Custom_10',
			Value: '',
			Fields: [{ SchemaName: 'mx_CustomObject_1', Value: 'Road 1' }],
		},
		{ SchemaName: 'Status', Value: 'Completed' },
		{ SchemaName: 'Owner', Value: vendor.userId(5) },
	];
	expect(
		await post(UPDATE, update(VISIT, { ActivityNote: 'Noted', ProcessFilesAsync: true, Fields })),
	).toEqual({
		status: 200,
		body: { Status: 'Success', Message: { Id: id } },
	});
	expect(vendor.store.activities.get(id)).toMatchObject({
		ActivityNote: 'Noted',
		Status: 'Completed',
		Owner: vendor.userId(5),
		Fields: {
			mx_Custom_1: 'New',
			mx_Custom_2: '',
			mx_Custom_4: 'Call back',
			mx_Custom_10: { mx_CustomObject_1: 'Road 1' },
		},
	});
	expect(vendor.writes).toEqual([
		{
			operation: UPDATE,
			id,
			fields: expect.objectContaining({ Status: 'Completed', mx_Custom_1: 'New' }),
			note: 'Noted',
		},
	]);
	expect(
		await post(
			UPDATE,
			update(VISIT, { ValidateDropDownOptions: true, ...value('mx_Custom_4', 'Off list') }),
		),
	).toMatchObject({ status: 200 });
});

test.each([
	['an unknown key', { Note: 'x' }, '400'],
	['a number as Value', value('mx_Custom_2', 5), '400'],
	['an event in quotes', { ActivityEvent: '201' }, '400'],
	['no id', { ProspectActivityId: undefined }, '500 MandatoryAttributeMissing'],
	['no event', { ActivityEvent: undefined }, '500 InvalidInput'],
	[
		'an unknown id',
		{ ProspectActivityId: '093d5c54-6009-48d4-840e-84fd12e8d63a' },
		'500 UnknownProspectActivity',
	],
	['an unknown event', { ActivityEvent: 999 }, '500 InvalidActivity'],
	["another activity's event", { ActivityEvent: 202 }, '500 InvalidActivity'],
	['an unknown field', value('mx_Custom_44', 'x'), '500 InvalidActivityFields'],
	['text in a number', value('mx_Custom_2', 'two'), '500 InvalidActivityFields'],
	['an ISO date', value('mx_Custom_3', '2026-08-08T05:52:30Z'), '500 InvalidActivityFields'],
	['an empty mandatory field', value('mx_Custom_1', ''), '500 InvalidActivityFields'],
	['a read-only field', value('mx_Custom_7', 'x'), '500 InvalidActivityFields'],
	['a text that is too long', value('mx_Custom_8', 'x'.repeat(201)), '500 InvalidActivityFields'],
	['a value off the list', value('mx_Custom_4', 'Maybe'), '500 InvalidEntityReference'],
	['a value off the hidden list', value('mx_Custom_5', 'Maybe'), '500 InvalidEntityReference'],
	[
		'an inactive owner',
		{ Fields: [{ SchemaName: 'Owner', Value: leadsquared().userId(12) }] },
		'500 InvalidEntityReference',
	],
	[
		'51 custom fields',
		{ Fields: Array.from({ length: 51 }, () => ({ SchemaName: 'mx_Custom_1', Value: 'x' })) },
		'500 InvalidInput',
	],
	['markup', { ActivityNote: 'a <SCRIPT>b' }, '500 XSS'],
	[
		'a set on a plain field',
		{ Fields: [{ SchemaName: 'mx_Custom_1', Fields: [{ SchemaName: 'x', Value: 'y' }] }] },
		'500 InvalidActivityFields',
	],
])('an update with %s is refused and stores nothing', async (_, more, refusal) => {
	const before = structuredClone(lsq.vendor.store.activities.get(lsq.vendor.activityId(VISIT)));
	expect(await lsq.refusal(UPDATE, update(VISIT, more))).toBe(refusal);
	expect(lsq.vendor.store.activities.get(lsq.vendor.activityId(VISIT))).toEqual(before);
	expect(lsq.vendor.writes).toEqual([]);
});

test(
	'a refusal names the field; opportunities answer success and change nothing; system ' +
		'types are refused',
	async () => {
		const { post, refusal, vendor } = lsq;
		const { body } = await post(UPDATE, update(VISIT, value('mx_Custom_2', 'two')));
		expect(body).toEqual({
			Status: 'Error',
			ExceptionType: 'MXInvalidActivityFieldsException',
			ExceptionMessage: "Field name : 'mx_Custom_2' of datatype : 'Number' has an invalid value.",
		});
		const id = vendor.activityId(7);
		expect(
			await post(UPDATE, { ProspectActivityId: id, ActivityEvent: 12000, ActivityNote: 'x' }),
		).toMatchObject({ status: 200, body: { Status: 'Success' } });
		expect(vendor.store.activities.get(id)?.ActivityNote).toBe('Note 7');
		expect(vendor.writes).toEqual([]);
		expect(
			await refusal(UPDATE, { ProspectActivityId: vendor.activityId(5), ActivityEvent: 21 }),
		).toBe('500 InvalidActivity');
	},
);

test('a bulk update answers 200 row by row; 26 rows, no list or a wrong key refuse the whole call', async () => {
	const { post, refusal, vendor } = lsq;
	const row = (n: number, more: object = {}) => ({
		ProspectActivityId: vendor.activityId(n),
		ActivityNote: `bulk ${n}`,
		...more,
	});
	const { status, body } = await post(BULK, [
		row(8),
		row(8000),
		row(9),
		row(16, value('mx_Custom_2', 'x')),
		row(7),
	]);
	expect(status).toBe(200);
	expect(body).toEqual({
		Status: 'Success',
		Response: [
			{ RowNumber: 1, ActivityUpdated: true, ProspectActivityId: vendor.activityId(8) },
			{
				RowNumber: 2,
				ActivityUpdated: false,
				ProspectActivityId: vendor.activityId(8000),
				ExceptionType: 'MXUnknownProspectActivityException',
				ExceptionMessage: 'Activity does not exist.',
			},
			{ RowNumber: 3, ActivityUpdated: true, ProspectActivityId: vendor.activityId(9) },
			{
				RowNumber: 4,
				ActivityUpdated: false,
				ProspectActivityId: vendor.activityId(16),
				ExceptionType: 'MXInvalidActivityFieldsException',
				ExceptionMessage: expect.stringContaining('mx_Custom_2'),
			},
			{ RowNumber: 5, ActivityUpdated: true, ProspectActivityId: vendor.activityId(7) },
		],
	});
	expect(vendor.writes.map((write) => write.note)).toEqual(['bulk 8', 'bulk 9']);
	const rows = Array.from({ length: 26 }, (_, index) => row(8 * (index + 1)));
	expect(await refusal(BULK, rows)).toBe('500 InvalidInput');
	expect(
		(await post(BULK, rows.slice(0, 25))).body.Response.every((one) => one.ActivityUpdated),
	).toBe(true);
	expect((await post(BULK, row(8))).status).toBe(400);
	expect((await post(BULK, [row(8, { ActivityEvent: 201 })])).status).toBe(400);
});

test('metadata: types, settings, options of a list that is only there', async () => {
	const { get, post, refusal } = lsq;
	const types = (await get<Row[]>('ProspectActivity.svc/ActivityTypes.Get')).body;
	expect(types.map((type) => type.ActivityEvent)).toEqual([
		201, 202, 203, 204, 205, 21, 22, 12000, 206, 207, 208, 12001,
	]);
	const properties: { FormMetaData: unknown[] } = JSON.parse(String(types[0]?.ActivityProperties));
	expect(properties.FormMetaData[0]).toEqual({
		SchemaName: 'mx_Custom_1',
		DisplayName: 'Purpose',
		DataType: 'String',
		IsMandatory: true,
	});
	const { body } = await get('ProspectActivity.svc/CustomActivity/GetActivitySetting?code=201');
	expect(body).toMatchObject({
		Name: 'Site Visit',
		Fields: expect.arrayContaining([
			expect.objectContaining({ SchemaName: 'mx_Custom_8', MaxFieldLength: 200, Value: null }),
		]),
	});
	const [outcome, source] = [body.Fields[3], body.Fields[4]];
	const options: Row[] = JSON.parse(there(outcome).OptionSet);
	expect(options.map((option) => option.Value)).toEqual([
		'Interested',
		'Not interested',
		'Call back',
	]);
	expect([source?.DataType, source?.OptionSet]).toEqual(['SearchableDropdown', '']);
	expect(
		(await get('ProspectActivity.svc/CustomActivity/GetActivitySetting?code=204')).body.Fields,
	).toHaveLength(52);
	expect(
		(await get('ProspectActivity.svc/CustomActivity/GetActivitySetting?code=1')).body.ExceptionType,
	).toBe('MXInvalidActivityException');
	const OPTIONS = 'ProspectActivity.svc/ActivityField/Dropdown/Options/Get';
	const asked = { SchemaName: 'mx_Custom_5', ActivityEventCode: 201 };
	expect((await post(OPTIONS, { Parameter: asked })).body).toEqual({
		Options: ['Website', 'Walk-in', 'Referral', 'Fair', 'Partner'],
	});
	expect(
		(await post(OPTIONS, { Parameter: asked, Paging: { PageIndex: 2, PageSize: 2 } })).body,
	).toEqual({ Options: ['Referral', 'Fair'] });
	expect(
		(
			await post(OPTIONS, {
				Parameter: {
					...asked,
					SchemaName: 'mx_Custom_10',
					CustomObjectSchemaName: 'mx_CustomObject_2',
				},
			})
		).body,
	).toEqual({
		Options: ['Home', 'Office'],
	});
	expect(await refusal(OPTIONS, { Parameter: { ...asked, SchemaName: 'mx_Custom_1' } })).toBe(
		'500 InvalidInput',
	);
});

test('one activity, and all of a lead by Offset and RowCount', async () => {
	const { get, post, vendor } = lsq;
	const details = await get(
		`ProspectActivity.svc/GetActivityDetails?activityId=${vendor.activityId(VISIT)}`,
	);
	expect(details.body).toMatchObject({ ID: vendor.activityId(VISIT), Name: 'Site Visit' });
	expect(details.body.Fields[0]).toMatchObject({ SchemaName: 'mx_Custom_1', Value: 'Visit 8' });
	expect(
		(await get('ProspectActivity.svc/GetActivityDetails?activityId=x')).body.ExceptionType,
	).toBe('MXUnknownProspectActivityException');
	const path = `ProspectActivity.svc/Retrieve?leadId=${vendor.leadId(1)}`;
	const first = await post(path, '');
	expect(first.body.ProspectActivities).toHaveLength(25);
	const ids: unknown[] = [];
	for (let Offset = 0; Offset < first.body.RecordCount; Offset += 100)
		ids.push(
			...(
				await post(path, { Paging: { Offset: String(Offset), RowCount: '100' } })
			).body.ProspectActivities.map((row) => row.Id),
		);
	expect(new Set(ids).size).toBe(first.body.RecordCount);
	const visits = (await post(path, { Parameter: { ActivityEvent: 201 } })).body.ProspectActivities;
	expect(visits[0]).toMatchObject({
		EventCode: 201,
		ActivityFields: { mx_Custom_3: expect.stringMatching(/^2\/\d+\/2026 10:00:00 AM$/) },
	});
	const phone = (await post(path, { Parameter: { ActivityEvent: 21 } })).body.ProspectActivities[0];
	expect(phone).not.toHaveProperty('ActivityFields');
	const pages = await tenant({ offsetCounts: 'pages' });
	expect(
		(await pages.post(path, { Paging: { Offset: 1, RowCount: 100 } })).body.ProspectActivities[0]
			?.Id,
	).toBe(ids[100]);
	await pages.fake.close();
});

test(
	'by event: pages to the end sorted by id, ties of another column move, the window ' +
		'holds, no rows means no List',
	async () => {
		const { post, refusal } = lsq;
		const Parameter = {
			FromDate: '2026-01-01 00:00:00',
			ToDate: '2026-02-01 00:00:00',
			ActivityEvent: 201,
		};
		const all = async (Sorting: object) => {
			const ids: unknown[] = [];
			for (let PageIndex = 1; ; PageIndex += 1) {
				const { body } = await post(BY_EVENT, {
					Parameter,
					Sorting,
					Paging: { PageIndex, PageSize: 7 },
				});
				expect(body.RecordCount).toBe(375);
				if (body.List === undefined) return ids;
				ids.push(...body.List.map((row) => row.ProspectActivityId));
			}
		};
		expect(new Set(await all({ ColumnName: 'ProspectActivityId', Direction: 0 })).size).toBe(375);
		const byCreation = await all({ ColumnName: 'CreatedOn', Direction: 1 });
		expect(byCreation).toHaveLength(375);
		expect(new Set(byCreation).size).toBeLessThan(375);
		const { body } = await post(BY_EVENT, {
			Parameter,
			Paging: { PageIndex: '1', PageSize: '2' },
			Sorting: { ColumnName: 'ModifiedOn', Direction: '0' },
		});
		expect(body.List?.[0]).toMatchObject({
			ActivityEvent: '201',
			ActivityType: '2',
			mx_Custom_1: 'Visit 8',
			mx_Custom_6: '',
			mx_Custom_10: '{"mx_CustomObject_1":"Street 8","Status":"Pending"}',
		});
		const lean = await post(BY_EVENT, { Parameter: { ...Parameter, RemoveEmptyValue: true } });
		expect(lean.body.List?.[0]).not.toHaveProperty('mx_Custom_6');
		expect(
			(
				await post(BY_EVENT, {
					Parameter: {
						...Parameter,
						FromDate: '2025-01-01 00:00:00',
						ToDate: '2025-01-02 00:00:00',
					},
				})
			).body,
		).toEqual({ RecordCount: 0 });
		expect(await refusal(BY_EVENT, { Parameter, Paging: { PageIndex: 1, PageSize: 1001 } })).toBe(
			'500 InvalidInput',
		);
		expect(
			await refusal(BY_EVENT, { Parameter: { ...Parameter, ToDate: '2026-02-01T00:00:00Z' } }),
		).toBe('500 InvalidInput');
		expect(await refusal(BY_EVENT, { Parameter: { ...Parameter, ActivityEvent: undefined } })).toBe(
			'500 InvalidInput',
		);
	},
);

test('users and leads: paging to the end, one condition, wrong query names find nothing', async () => {
	const { get, post, refusal, vendor } = lsq;
	const users = (await get<User[]>('UserManagement.svc/Users.Get')).body;
	expect([users.length, users.filter((user) => user.StatusCode === 1).length]).toEqual([60, 5]);
	expect((await get('LeadManagement.svc/LeadsMetaData.Get')).body).toContainEqual({
		SchemaName: 'EmailAddress',
		DisplayName: 'Email Address',
		DataType: 'Email',
		IsMandatory: false,
	});
	const lead = there(vendor.store.leads.get(vendor.leadId(7)));
	expect((await get(`LeadManagement.svc/Leads.GetById?id=${lead.ProspectID}`)).body).toEqual([
		lead,
	]);
	expect(
		(await get(`LeadManagement.svc/Leads.GetByEmailaddress?emailaddress=${lead.EmailAddress}`))
			.body,
	).toEqual([lead]);
	expect(
		await get(`LeadManagement.svc/Leads.GetByEmailaddress?email=${lead.EmailAddress}`),
	).toEqual({ status: 200, body: [] });
	expect((await get('LeadManagement.svc/Leads.GetByQuickSearch?key=hari.7@')).body).toMatchObject([
		{ ProspectID: lead.ProspectID },
	]);
	const LEADS = 'LeadManagement.svc/Leads.Get';
	const found: string[] = [];
	for (let PageIndex = 1, size = 300; size === 300; PageIndex += 1) {
		const { body } = await post<Lead[]>(LEADS, {
			Parameter: { LookupName: 'EmailAddress', LookupValue: '%@example.com', SqlOperator: 'LIKE' },
			Columns: { Include_CSV: 'ProspectID, FirstName' },
			Paging: { PageIndex, PageSize: 300 },
		});
		found.push(...body.map((one) => one.ProspectID));
		size = body.length;
	}
	expect(new Set(found).size).toBe(2000);
	expect((await post(LEADS, { Query: { LookupName: 'x' } })).body).toHaveLength(1000);
	expect(
		await refusal(LEADS, {
			Parameter: { LookupName: 'mx_No', LookupValue: 'x', SqlOperator: '=' },
		}),
	).toBe('500 UnknownAttribute');
	expect(await refusal(LEADS, { Paging: { PageIndex: 1, PageSize: 5001 } })).toBe(
		'500 MandatoryFieldMissing',
	);
});

test('a lost answer was stored; a reset brings the first state back', async () => {
	const { fake, post, vendor } = lsq;
	fake.fault('lost');
	await expect(post(UPDATE, update(VISIT, { ActivityNote: 'written' }))).rejects.toThrow();
	expect(vendor.store.activities.get(vendor.activityId(VISIT))?.ActivityNote).toBe('written');
	expect(vendor.writes).toHaveLength(1);
	fake.fault('502');
	expect((await post(UPDATE, update(VISIT))).status).toBe(502);
	fake.reset();
	expect(vendor.store.activities.get(vendor.activityId(VISIT))?.ActivityNote).toBe('Note 8');
	expect([vendor.writes.length, fake.calls.length]).toEqual([0, 0]);
});
