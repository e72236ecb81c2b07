/** People of LeadSquared in the spellings of sheets: owners, leads by phone, users in searches; lists by API Call. */
import { byId } from '../support/fakes.cts';
import { there } from '../support/there.cts';
import { create, good, newTask, run, started } from './support/forms.cts';

const EMAIL = 'user3@account.example';

describe('the email of an owner', () => {
	it.each([
		`\u200B${EMAIL}\uFEFF`,
		`<${EMAIL}>`,
		`mailto:${EMAIL}`,
		` ${EMAIL}\n`,
		`Jane Doe <${EMAIL}>`,
	])('is sent as it is, however it was copied (%j)', async (owner) => {
		const { fake, base } = await started();
		good(await run(base, newTask({ owner: byId('={{ $json.owner }}') }), { items: [{ owner }] }));
		const sent = fake.calls.find(({ path }: { path: string }) => path.endsWith('Task.svc/Create'));
		expect(sent?.json.OwnerEmailAddress).toBe(EMAIL);
	});

	it('with something behind it is none', async () => {
		const { fake, base } = await started();
		const { error } = await run(base, newTask({ owner: byId(`${EMAIL},`) }));
		expect(error?.message).toMatch(/^"Assigned To" must be an email address, or an ID/);
		expect(fake.calls).toHaveLength(0);
	});
});

describe('an activity on a lead by phone', () => {
	const visit = (phone: string) => create({ activityType: byId('201'), leadBy: 'phone', phone });
	const isSearch = ({ path }: { path: string }) => path.endsWith('RetrieveLeadByPhoneNumber');

	it.each(['+91-98765 43210', '0091 98765 43210', '+91 (0)98765-43210', 'tel:+919876543210'])(
		'asks for the number of %s as LeadSquared keeps it',
		async (phone) => {
			const { fake, base } = await started();
			await run(base, visit(phone));
			expect(fake.calls.find(isSearch)?.query.get('phone')).toBe('+919876543210');
		},
	);

	it('is not written to a lead with another number', async () => {
		const { fake, base } = await started();
		fake.fault('answer', {
			match: isSearch,
			answer: {
				status: 200,
				body: [{ ProspectID: fake.vendor.leadId(4), Phone: '+91-1234567890', Mobile: '' }],
			},
		});
		const { error } = await run(base, visit('+91-98765 43210'));
		expect(error?.message).toMatch(/There is no lead with the phone number/);
		expect(fake.vendor.writes).toHaveLength(0);
	});
});

describe('a search for the activities of a user', () => {
	const search = (value: string, field = 'Owner') => ({
		resource: 'customActivity',
		operation: 'search',
		activityType: byId('201'),
		conditions: { values: [{ field, operator: 'eq', value }] },
		returnAll: true,
	});

	it('takes the email in place of the ID', async () => {
		const { fake, base } = await started();
		const user = there([...fake.vendor.store.users.values()][0]);
		const found = async (value: string) => good(await run(base, search(value))).length;
		const byItsId = await found(user.ID);
		expect(byItsId).toBeGreaterThan(0);
		expect(await found(user.EmailAddress)).toBe(byItsId);
		expect(await found(` Jane <${user.EmailAddress.toUpperCase()}> `)).toBe(byItsId);
	});

	it('of whom nobody knows finds no other activities', async () => {
		const { base } = await started();
		const { error } = await run(base, search('nobody@example.org'));
		expect(error?.message).toBe('No user of LeadSquared has the email nobody@example.org');
	});

	it('an email in a field of text stays one', async () => {
		const { fake, base } = await started();
		good(await run(base, search('a@example.com', 'Purpose')));
		expect(fake.calls.at(-1)?.json.AdvancedSearch).toContain('a@example.com');
	});
});

describe('API Call by POST', () => {
	const leads = (LookupValue: string) => ({
		resource: 'apiCall',
		operation: 'call',
		method: 'POST',
		path: '/LeadManagement.svc/Leads.Get',
		body: JSON.stringify({
			Parameter: { LookupName: 'EmailAddress', LookupValue, SqlOperator: '=' },
		}),
	});

	it('a list that is called so gives its rows, or none', async () => {
		const { fake, base } = await started();
		const lead = there(fake.vendor.store.leads.get(fake.vendor.leadId(1)));
		expect(good(await run(base, leads(lead.EmailAddress)))).toMatchObject([
			{ ProspectID: lead.ProspectID },
		]);
		expect(good(await run(base, leads('nobody@example.org')))).toEqual([]);
	});

	it('a change that is answered with an empty list stays unknown', async () => {
		const { fake, base } = await started();
		fake.fault('answer', { answer: { status: 200, body: [] } });
		const { error } = await run(base, {
			...leads(''),
			path: '/LeadManagement.svc/CreateNote',
		});
		expect(`${error?.message} ${error?.description}`).toMatch(/outcome is unknown/i);
	});
});
