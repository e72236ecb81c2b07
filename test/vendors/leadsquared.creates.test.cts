import { there } from '../support/there.cts';
import { leadsquared } from './leadsquared.cts';
import { tenant, type Tenant } from './leadsquared.tenant.cts';

const CREATE = 'ProspectActivity.svc/Create';
const CUSTOM = 'ProspectActivity.svc/CreateCustom';
const BULK = 'ProspectActivity.svc/Bulk/CustomActivity/Add';
const ids = leadsquared();

let lsq: Tenant;
beforeAll(async () => void (lsq = await tenant()));
afterAll(() => lsq.fake.close());
beforeEach(() => lsq.fake.reset());

const text = (SchemaName: string, Value: unknown) => ({ SchemaName, Value });
const application = (more = {}) => ({
	RelatedProspectId: ids.leadId(3),
	ActivityEvent: 206,
	Fields: [
		text('mx_Custom_1', 'Asha'),
		text('mx_Custom_2', 'First Bank'),
		text('mx_Custom_3', '5'),
	],
	...more,
});
const followUp = (more = {}) => ({
	RelatedProspectId: ids.leadId(3),
	ActivityEvent: 202,
	ActivityNote: 'Called',
	...more,
});
const stored = (id: string) => there(lsq.vendor.store.activities.get(id));
const lead = (id: string) => there(lsq.vendor.store.leads.get(id));
const count = () => lsq.vendor.store.activities.size;

test('an activity on a lead keeps note, moment, fields, status, owner and a field set', async () => {
	const { post, vendor } = lsq;
	const { status, body } = await post(CREATE, {
		RelatedProspectId: ids.leadId(3).toUpperCase(),
		ActivityEvent: 207,
		ActivityNote: 'Papers',
		ActivityDateTime: '2026-03-01 10:20:30',
		ProcessFilesAsync: true,
		IncludeLeadScore: true,
		Fields: [
			text('mx_Custom_2', 'All there'),
			{
				SchemaName: 'mx_Custom_1',
				Value: '',
				Fields: [text('mx_CustomObject_1', 'Photo'), text('mx_CustomObject_2', 'a b.png')],
			},
			text('Status', 'Completed'),
			text('Owner', ids.userId(5)),
		],
	});
	const id = ids.newRecordId(1);
	expect([status, body]).toEqual([200, { Status: 'Success', Message: { Id: id, LeadScore: 10 } }]);
	expect(stored(id)).toMatchObject({
		RelatedProspectId: ids.leadId(3),
		ActivityEvent: 207,
		ActivityNote: 'Papers',
		CreatedOn: Date.UTC(2026, 2, 1, 10, 20, 30),
		Status: 'Completed',
		Owner: ids.userId(5),
		Fields: {
			mx_Custom_2: 'All there',
			mx_Custom_1: { mx_CustomObject_1: 'Photo', mx_CustomObject_2: 'a b.png' },
		},
	});
	expect(vendor.writes).toEqual([
		{
			operation: CREATE,
			id,
			lead: ids.leadId(3),
			event: 207,
			note: 'Papers',
			fields: expect.objectContaining({ mx_Custom_2: 'All there' }),
		},
	]);
	const { ProspectActivities } = (
		await post(`ProspectActivity.svc/Retrieve?leadId=${ids.leadId(3)}&getFileURL=true`, {})
	).body;
	const shown = there(ProspectActivities.find((row) => row.Id === id));
	const { mx_Custom_1 = '' } = shown.ActivityFields as Record<string, string>;
	expect(JSON.parse(mx_Custom_1)).toMatchObject({
		mx_CustomObject_2: 'https://files.leadsquared.example/a%20b.png',
	});
});

test.each([
	['an unknown key', followUp({ Note: 'x' }), '400'],
	['an event in quotes', followUp({ ActivityEvent: '202' }), '400'],
	['a number as Value', followUp({ Fields: [text('mx_Custom_1', 5)] }), '400'],
	[
		'no lead and no address',
		followUp({ RelatedProspectId: undefined }),
		'500 MandatoryAttributeMissing',
	],
	['an unknown lead', followUp({ RelatedProspectId: ids.leadId(9000) }), '500 InvalidLead'],
	['no event', followUp({ ActivityEvent: undefined }), '500 InvalidInput'],
	['an unknown event', followUp({ ActivityEvent: 999 }), '500 InvalidActivity'],
	['an opportunity', followUp({ ActivityEvent: 12000 }), '500 InvalidActivity'],
	['an unknown field', followUp({ Fields: [text('mx_Custom_44', 'x')] }), '500 UnknownAttribute'],
	['an ISO moment', followUp({ ActivityDateTime: '2026-03-01T10:20:30Z' }), '500 InvalidInput'],
	['a day that is none', followUp({ ActivityDateTime: '2026-02-30 10:20:30' }), '500 InvalidInput'],
	[
		'an ISO date in a field',
		followUp({ Fields: [text('mx_Custom_2', '2026-03-01')] }),
		'500 InvalidActivityFields',
	],
	['no mandatory field', application({ Fields: [] }), '500 InvalidActivityFields'],
	[
		'a bank off the list',
		application({ Fields: [text('mx_Custom_2', 'No Bank')] }),
		'500 InvalidEntityReference',
	],
	['markup', followUp({ ActivityNote: '<script>' }), '500 XSS'],
	[
		'a value off the list of a field set',
		followUp({
			ActivityEvent: 207,
			Fields: [{ SchemaName: 'mx_Custom_1', Fields: [text('mx_CustomObject_1', 'Song')] }],
		}),
		'500 InvalidEntityReference',
	],
])('%s is refused and nothing is stored', async (_, body, refusal) => {
	const before = count();
	expect(await lsq.refusal(CREATE, body)).toBe(refusal);
	expect([count(), lsq.vendor.writes]).toEqual([before, []]);
});

test('a missing mandatory field is named with its type', async () => {
	const { body } = await lsq.post(
		CREATE,
		application({ Fields: [text('mx_Custom_1', 'Asha'), text('mx_Custom_3', '5')] }),
	);
	expect(body.ExceptionMessage).toBe(
		"Field name : 'mx_Custom_2' of datatype : 'SearchableDropdown' is mandatory.",
	);
	expect((await lsq.post(CREATE, application())).body.Status).toBe('Success');
});

test('by e-mail: posts on the lead that has it, creates one if there is none', async () => {
	const { post, refusal, vendor } = lsq;
	const { EmailAddress, Phone } = lead(ids.leadId(4));
	const byMail = (address: string, more: object = {}) => ({
		...followUp({ RelatedProspectId: undefined }),
		EmailAddress: address,
		...more,
	});
	const old = (await post(CREATE, byMail(EmailAddress.toUpperCase()))).body.Message.Id;
	expect(stored(old).RelatedProspectId).toBe(ids.leadId(4));
	const fresh = (
		await post(
			CREATE,
			byMail('new@example.com', { FirstName: 'New', LastName: 'Lead', Phone: '+91-1234567890' }),
		)
	).body.Message.Id;
	expect(lead(stored(fresh).RelatedProspectId)).toMatchObject({
		EmailAddress: 'new@example.com',
		FirstName: 'New',
		Phone: '+91-1234567890',
	});
	expect(vendor.writes.map((write) => write.lead)).toEqual([
		ids.leadId(4),
		'created',
		expect.any(String),
	]);
	expect(await refusal(CREATE, byMail('other@example.com', { Phone }))).toBe('500 DuplicateEntry');
});

test(
	'CreateCustom updates the lead that is found, creates one that is not, and writes ' +
		'nothing when the activity is refused',
	async () => {
		const { post, refusal, vendor } = lsq;
		const details = (values: Record<string, string>, SearchBy: string) =>
			[...Object.entries(values), ['SearchBy', SearchBy]].map(([Attribute, Value]) => ({
				Attribute,
				Value,
			}));
		const body = (
			values: Record<string, string>,
			SearchBy: string,
			Activity = { ActivityEvent: 202 },
		) => ({
			LeadDetails: details(values, SearchBy),
			Activity,
		});
		const { Phone } = lead(ids.leadId(5));
		const found = await post(
			CUSTOM,
			body({ Phone: Phone.replace('-', ''), mx_City: 'Pune' }, 'Phone'),
		);
		expect(found.body.Message).toEqual({ Id: expect.any(String), RelatedId: ids.leadId(5) });
		expect(lead(ids.leadId(5)).mx_City).toBe('Pune');
		const created = (
			await post(CUSTOM, body({ EmailAddress: 'new@example.com', LastName: 'New' }, 'EmailAddress'))
		).body.Message;
		expect(lead(created.RelatedId)).toMatchObject({
			LastName: 'New',
			Mobile: '',
		});
		expect(stored(created.Id).RelatedProspectId).toBe(created.RelatedId);
		const byId = body({ ProspectID: ids.leadId(6), FirstName: 'Renamed' }, 'ProspectId');
		expect((await post(CUSTOM, byId)).body.Message.RelatedId).toBe(ids.leadId(6));
		const writes = vendor.writes.length;
		expect(await refusal(CUSTOM, body({ ProspectID: ids.leadId(6) }, 'ProspectID'))).toBe(
			'500 InvalidInput',
		);
		expect(await refusal(CUSTOM, body({ FirstName: 'x' }, 'FirstName'))).toBe('500 InvalidInput');
		expect(await refusal(CUSTOM, body({ FirstName: 'x' }, 'Phone'))).toBe(
			'500 MandatoryAttributeMissing',
		);
		expect(
			await refusal(CUSTOM, body({ EmailAddress: 'q@example.com', mx_Nope: 'x' }, 'EmailAddress')),
		).toBe('500 UnknownAttribute');
		expect(
			await refusal(CUSTOM, body({ EmailAddress: 'q@example.com', Phone }, 'EmailAddress')),
		).toBe('500 DuplicateEntry');
		expect(
			await refusal(
				CUSTOM,
				body({ EmailAddress: 'q@example.com' }, 'EmailAddress', { ActivityEvent: 999 }),
			),
		).toBe('500 InvalidActivity');
		expect(
			await refusal(CUSTOM, { LeadDetails: [{ Attribute: 'Phone', Value: 5 }], Activity: {} }),
		).toBe('400');
		expect(vendor.writes).toHaveLength(writes);
		const set = [
			{
				Attribute: 'mx_Loan_Details',
				Value: '',
				Fields: [{ Attribute: 'mx_CustomObject_1', Value: '7' }],
			},
			...details({ Phone }, 'Phone'),
		];
		await post(CUSTOM, { LeadDetails: set, Activity: { ActivityEvent: 202 } });
		expect(lead(ids.leadId(5)).mx_Loan_Details).toBe('{"mx_CustomObject_1":"7"}');
	},
);

test('bulk adds answer row by row, whatever finds the lead; 26 rows refuse the call', async () => {
	const { post, refusal, vendor } = lsq;
	const rows = [
		followUp(),
		followUp({ RelatedProspectId: ids.leadId(9000) }),
		application({ ActivityOwnerEmail: 'user7@account.example' }),
	];
	const { body } = await post(`${BULK}/ByLeadId`, rows);
	expect(body.Response).toEqual([
		{
			RowNumber: 1,
			ActivityCreated: true,
			ProspectActivityId: ids.newRecordId(1),
			ExceptionMessage: null,
			ProspectId: ids.leadId(3),
			ExceptionType: null,
		},
		{
			RowNumber: 2,
			ActivityCreated: false,
			ProspectActivityId: null,
			ExceptionMessage: 'Lead does not exist.',
			ProspectId: null,
			ExceptionType: 'MXInvalidLeadException',
		},
		expect.objectContaining({
			RowNumber: 3,
			ActivityCreated: true,
			ProspectActivityId: ids.newRecordId(2),
		}),
	]);
	expect(stored(ids.newRecordId(2)).Owner).toBe(ids.userId(7));
	const { RelatedProspectId: _, ...bare } = followUp();
	const { EmailAddress } = lead(ids.leadId(8));
	const byField = await post(`${BULK}/ByLeadField?searchBy=EmailAddress`, [
		{ ...bare, SearchByValue: EmailAddress },
		{ ...bare, SearchByValue: 'no@x.example' },
		bare,
	]);
	expect(byField.body.Response.map((row) => row.ProspectId)).toEqual([ids.leadId(8), null, null]);
	expect(
		await refusal(`${BULK}/ByLeadField?searchBy=FirstName`, [{ ...bare, SearchByValue: 'x' }]),
	).toBe('500 InvalidInput');
	const onOpportunity = await post(`${BULK}/ByOpportunityId?opportunityId=${ids.activityId(7)}`, [
		bare,
		{ ...bare, ActivityOwnerEmail: 'user2@account.example' },
	]);
	expect(onOpportunity.body.Response.map((row) => row.ActivityCreated)).toEqual([false, true]);
	const posted = String(onOpportunity.body.Response[1]?.ProspectActivityId);
	expect(stored(posted).RelatedOpportunityId).toBe(ids.activityId(7));
	const many = Array.from({ length: 26 }, () => followUp());
	expect(await refusal(`${BULK}/ByLeadId`, many)).toBe('500 InvalidInput');
	expect(await refusal(`${BULK}/ByLeadId`, followUp())).toBe('400');
	const before = vendor.writes.length;
	await post(`${BULK}/ByLeadId`, many.slice(1));
	expect(vendor.writes).toHaveLength(before + 25);
});

test('the short forms of answers that are not verified', async () => {
	const short = await tenant({ bulkRows: 'short', createCustomAnswer: 'plain', typeId: 'number' });
	const { Response } = (await short.post(`${BULK}/ByLeadId`, [followUp()])).body;
	expect(Object.keys(there(Response[0]))).toEqual([
		'RowNumber',
		'ActivityCreated',
		'ProspectActivityId',
		'ExceptionMessage',
	]);
	const LeadDetails = [
		{ Attribute: 'EmailAddress', Value: 'n@example.com' },
		{ Attribute: 'SearchBy', Value: 'EmailAddress' },
	];
	expect(
		(await short.post(CUSTOM, { LeadDetails, Activity: { ActivityEvent: 202 } })).body.Message,
	).toEqual({ Id: expect.any(String) });
	expect(
		(await short.post('ProspectActivity.svc/CreateType', { ActivityEventName: 'New' })).body.Message
			.Id,
	).toBe(209);
	await short.fake.close();
	const wrong = (options: object) => () => leadsquared(options);
	expect(wrong({ bulkRows: 'other' })).toThrow('bulkRows');
	expect(wrong({ nonsense: 1 })).toThrow('nonsense');
});

test('a new type takes activities; names are unique', async () => {
	const { post, refusal } = lsq;
	const TYPE = 'ProspectActivity.svc/CreateType';
	const field = {
		SchemaName: 'mx_Custom_1',
		DisplayName: 'Colour',
		DataType: 'String',
		IsMandatory: true,
		ShowInForm: true,
		Sequence: 1,
		OptionSet: '',
	};
	const { body } = await post(TYPE, {
		ActivityEventName: 'Paint',
		Direction: 1,
		AllowAttachments: 1,
		CanDeleteActivity: false,
		Score: -5,
		Fields: [field],
	});
	expect(body.Message.Id).toBe('209');
	expect(await refusal(CREATE, followUp({ ActivityEvent: 209 }))).toBe('500 InvalidActivityFields');
	expect(
		(await post(CREATE, followUp({ ActivityEvent: 209, Fields: [text('mx_Custom_1', 'red')] })))
			.status,
	).toBe(200);
	expect(await refusal(TYPE, { ActivityEventName: 'paint' })).toBe('500 DuplicateEntityName');
	expect(await refusal(TYPE, { Score: 1 })).toBe('500 MandatoryAttributeMissing');
	expect(await refusal(TYPE, { ActivityEventName: 'x', Direction: 2 })).toBe('400');
	expect(
		await refusal(TYPE, {
			ActivityEventName: 'x',
			Fields: [{ ...field, SchemaName: 'mx_Custom_51' }],
		}),
	).toBe('500 InvalidInput');
});

test('files are attached where the type allows it', async () => {
	const { post, refusal, vendor } = lsq;
	const ATTACH = 'ProspectActivity.svc/Attachment/Add';
	const body = (n: number) => ({
		ProspectActivityId: ids.extraId(n),
		AttachmentName: 'scan.pdf',
		Description: 'x',
		AttachmentFile: 'https://files.example/scan.pdf',
	});
	const { Id } = (await post(ATTACH, body(1))).body.Message;
	expect(vendor.store.attachments.get(Id)).toMatchObject(body(1));
	expect(await refusal(ATTACH, body(2))).toBe('500 InvalidInput');
	expect(await refusal(ATTACH, body(900))).toBe('500 UnknownProspectActivity');
	expect(await refusal(ATTACH, { ...body(1), AttachmentFile: 'scan.pdf' })).toBe(
		'500 InvalidInput',
	);
	expect(vendor.writes).toHaveLength(1);
});
