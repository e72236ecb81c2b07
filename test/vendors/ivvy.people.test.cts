import { account } from './ivvy.client.cts';

const fake = account();
const { codeOf, option } = fake;
const call = async (path: string, input: object) => (await fake.call(path, input)).body;

describe('ivvy contacts', () => {
	const ada = { firstName: 'Ada', lastName: 'Byron', email: 'ada@ivvy.example' };
	const write = async (fields: object) => await call('contact.addOrUpdateContact', fields);

	it('are added, updated, and found again by their names and email', async () => {
		expect(
			await write({
				...ada,
				companies: [701],
				groups: [{ groupId: 1 }],
				customFields: [{ fieldId: 501, value: 'x' }],
			}),
		).toEqual({ id: 46501 });
		expect(await write({ ...ada, updateIfExists: true, phone: '1' })).toEqual({ id: 46501 });
		expect(await write({ ...ada })).toEqual({ id: 46502 });
		expect(await write({ id: 46501, groups: [] })).toEqual({ id: 46501 });
		const contact = await call('contact.getContact', { id: 46501 });
		expect(contact).toMatchObject({
			...ada,
			phone: '1',
			groups: [],
			status: 1,
			companiesData: [{ id: 701 }],
			externalUrls: [],
		});
		expect(fake.vendor.writes).toHaveLength(4);
		option('contactAnswer', 'full');
		expect(await write({ id: 46501, phone: '2' })).toEqual({ success: true, id: 46501 });
	});

	it('are refused when something is wrong', async () => {
		expect((await write({ firstName: 'Ada' })).specificCode).toBe(23017);
		expect((await write({ id: 1, phone: '1' })).specificCode).toBe(24096);
		const wrong = [
			{ email: 'x' },
			{ companies: [1] },
			{ status: 4 },
			{ smsStatus: 5 },
			{ groups: [1] },
			{ nothing: 1 },
			{ LastName: 'x' },
		];
		for (const fields of wrong)
			expect((await write({ ...ada, ...fields })).specificCode).toBe(23016);
		const url = { ref: 'a' };
		expect((await write({ ...ada, externalUrls: [url, url, url, url] })).specificCode).toBe(23016);
		expect((await write({ ...ada, lastName: '!false' })).success).toBe(false);
		expect(fake.vendor.writes).toEqual([]);
		option('lastNameKey', 'LastName');
		const { lastName, ...rest } = ada;
		expect(await write({ ...rest, LastName: lastName })).toEqual({ id: 46501 });
		expect(fake.vendor.store.contacts.get(46501)?.lastName).toBe('Byron');
	});
});

describe('ivvy companies', () => {
	const write = async (fields: object) => await call('contact.addOrUpdateCompany', fields);

	it('answer success only when they are added', async () => {
		expect(await write({ businessName: 'New', industryId: 301, primaryContactId: 45001 })).toEqual({
			success: true,
			id: 1001,
		});
		expect(await write({ businessName: 'New', updateIfExists: true, phone: '1' })).toEqual({
			id: 1001,
		});
		expect(await write({ id: 1001, tradingName: 'T' })).toEqual({ id: 1001 });
		const company = await call('contact.getCompany', { id: 1001 });
		expect(company).toMatchObject({
			id: '1001',
			tradingName: 'T',
			phone: '1',
			industry: { id: 301, name: 'Association' },
			primaryContact: { id: 45001 },
		});
	});

	it('are refused when something is wrong', async () => {
		expect((await write({})).specificCode).toBe(23017);
		expect((await write({ id: 1 })).specificCode).toBe(24153);
		for (const fields of [{ industryId: 1 }, { address: 'x' }, { nothing: 1 }])
			expect((await write({ businessName: 'x', ...fields })).specificCode).toBe(23016);
	});
});

describe('ivvy leads and opportunities', () => {
	const lead = { name: 'Gala', typeId: 1, stageId: 41, sourceId: 1, companyId: 701 };

	it('are added, updated and listed', async () => {
		expect(await call('contact.addOrUpdateLead', lead)).toEqual({ success: true, id: 5251 });
		expect((await call('contact.addOrUpdateLead', { id: 5251, name: 'Ball' })).success).toBe(true);
		const { results } = await call('crm.getLeadList', { filter: { id: 5251 } });
		expect(results).toMatchObject([
			{
				name: 'Ball',
				company: { id: 701 },
				contact: null,
				stageName: 'Stage 1',
				ownerUser: { id: 1 },
			},
		]);
		expect(
			await call('venue.addOrUpdateOpportunity', {
				venueId: '3',
				name: 'Gala',
				typeId: '2',
				sourceId: 1,
				contactId: 45001,
			}),
		).toEqual({ success: true, id: 5252 });
		const opportunity = (await call('crm.getOpportunityList', { filter: { id: 5252 } })).results[0];
		expect(opportunity).toMatchObject({ venueId: 3, typeId: 2, contact: { id: 45001 } });
		expect(fake.vendor.writes.map(({ operation }) => operation)).toEqual([
			'addOrUpdateLead',
			'addOrUpdateLead',
			'addOrUpdateOpportunity',
		]);
	});

	it('are converted', async () => {
		const convert = async (fields: object) => await call('venue.convertLeadToOpportunity', fields);
		expect((await convert({})).specificCode).toBe(24227);
		expect((await convert({ leadId: 1, venueId: 1, stageId: 41 })).specificCode).toBe(24228);
		expect((await convert({ leadId: 2001 })).specificCode).toBe(23017);
		expect(await convert({ leadId: 2001, venueId: 2, stageId: 42 })).toEqual({ success: true });
		expect((await call('crm.getOpportunityList', { filter: { id: 2001 } })).results).toMatchObject([
			{ venueId: 2, stageId: 42 },
		]);
		expect(fake.vendor.store.leads.has(2001)).toBe(false);
	});

	it('are refused when something is wrong', async () => {
		expect(await codeOf('contact.addOrUpdateLead', {})).toBe(24215);
		expect(await codeOf('contact.addOrUpdateLead', { id: 9, name: 'x' })).toBe(24216);
		expect(await codeOf('contact.addOrUpdateLead', { ...lead, typeId: 99 })).toBe(24218);
		expect(await codeOf('contact.addOrUpdateLead', { ...lead, companyId: undefined })).toBe(23017);
		expect(
			await codeOf('contact.addOrUpdateLead', { ...lead, companyId: undefined, contactId: 45001 }),
		).toBe(23017);
		expect(await codeOf('contact.addOrUpdateLead', { ...lead, venueId: 1 })).toBe(23016);
		expect(await codeOf('venue.addOrUpdateOpportunity', {})).toBe(24221);
		expect(await codeOf('venue.addOrUpdateOpportunity', { id: 9, venueId: 1 })).toBe(24222);
		expect(
			await codeOf('venue.addOrUpdateOpportunity', {
				venueId: 99,
				name: 'x',
				typeId: 1,
				sourceId: 1,
			}),
		).toBe(24224);
		expect(
			await codeOf('venue.addOrUpdateOpportunity', { name: 'x', typeId: 1, sourceId: 1 }),
		).toBe(23017);
		expect(fake.vendor.writes).toEqual([]);
	});
});
