/** Notes and sales activities of the fake LeadSquared, as its pages print them (contract 4.15, 4.17). */
import { tenant, type Row, type Tenant } from './leadsquared.tenant.cts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
let lsq: Tenant;
beforeAll(async () => void (lsq = await tenant()));
afterAll(() => lsq.fake.close());
beforeEach(() => lsq.vendor.reset());

describe('notes', () => {
	const list = async (Parameter: object, more: object = {}) =>
		(await lsq.post('LeadManagement.svc/RetrieveNote', { Parameter, ...more })).body;

	test('of a lead in pages, one by its ID, none of another lead', async () => {
		const [RelatedId, Id] = [lsq.vendor.leadId(1), lsq.vendor.noteId(3)];
		const { RecordCount, List } = await list(
			{ RelatedId },
			{
				Paging: { PageIndex: 2, PageSize: 15 },
				Sorting: { ColumnName: 'CreatedOn', Direction: 1 },
			},
		);
		expect([RecordCount, List?.length]).toEqual([20, 5]);
		expect((await list({ RelatedId, Id })).List).toEqual([
			{
				ProspectNoteId: Id,
				RelatedProspectId: RelatedId,
				Note: 'Note 3 of the lead',
				AttachmentName: '',
				AttachmentURL: '',
				CreatedByName: expect.any(String),
				CreatedOn: '2026-01-01 00:00:00',
			},
		]);
		expect(await list({ RelatedId: lsq.vendor.leadId(2), Id })).toEqual({ RecordCount: 0 });
	});

	test('are written; a text or an attachment has to be there', async () => {
		const lead = { RelatedProspectId: lsq.vendor.leadId(1) };
		const { Message } = (
			await lsq.post('LeadManagement.svc/CreateNote', { ...lead, Note: 'Called' })
		).body;
		const ProspectNoteId = Message.Id;
		expect(await lsq.refusal('LeadManagement.svc/UpdateNote', { ...lead, ProspectNoteId })).toBe(
			'500 MandatoryAttributeMissing',
		);
		await lsq.post('LeadManagement.svc/UpdateNote', { ...lead, ProspectNoteId, Note: 'Again' });
		expect(lsq.vendor.store.notes.get(ProspectNoteId)?.Note).toBe('Again');
		expect(
			await lsq.refusal('LeadManagement.svc/CreateNote', { RelatedProspectId: NOBODY, Note: 'x' }),
		).toBe('500 InvalidLead');
	});
});

describe('sales activities', () => {
	const sale = () => ({
		ProspectId: lsq.vendor.leadId(1),
		ProductSku: 'LOAN-01',
		Status: 'Open',
		Revenue: 12.5,
		SalesOwnerEmail: 'user2@account.example',
		SalesDate: '2026-11-01 10:00:00',
	});

	test('are created, changed, canceled and read', async () => {
		const { Id } = (await lsq.post('SalesActivity.svc/Create', sale())).body.Message;
		const { Status: _, ...changes } = sale();
		expect(
			(await lsq.post('SalesActivity.svc/Update', { ...changes, Id, Revenue: 20 })).body,
		).toEqual({ Status: 'Success', Message: { AffectedRows: 0 } });
		const { body } = await lsq.get(`SalesActivity.svc/RetrieveActivity?activityId=${Id}`);
		expect(body.Fields.find(({ SchemaName }) => SchemaName === 'mx_Custom_2')?.Value).toBe('20.00');
		await lsq.post('SalesActivity.svc/Cancel', { activityId: Id, activityEventNote: 'No deal' });
		expect(lsq.vendor.store.sales.get(Id)).toMatchObject({ Status: 'Cancelled', Note: 'No deal' });
		const all = await lsq.get<Row[]>(
			`SalesActivity.svc/RetrieveByLeadId?leadId=${sale().ProspectId}`,
		);
		expect(all.body.map(({ ID }) => ID)).toContain(Id);
	});

	test('refuse a status, a product and a sale that are not there', async () => {
		const { Status: _, ...without } = sale();
		expect(await lsq.refusal('SalesActivity.svc/Create', without)).toBe(
			'500 MandatoryAttributeMissing',
		);
		expect(await lsq.refusal('SalesActivity.svc/Create', { ...sale(), ProductSku: 'X' })).toBe(
			'500 InvalidInput',
		);
		expect(await lsq.refusal('SalesActivity.svc/Cancel', { activityId: NOBODY })).toBe(
			'500 UnknownProspectActivity',
		);
	});
});
