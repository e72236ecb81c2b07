/** The lists of the pickers: searched by iVvy or here, and scrolled to their ends. */
import { there } from '../support/there.cts';
import { byId, ivvy, type Values } from './support/forms.cts';

const account = ivvy();
const { lookUp } = account;

describe('pickers', () => {
	it('search people page by page until something is found', async () => {
		const { lastName, id } = there([...account.fake.vendor.store.contacts.values()].at(-1));
		const found = await lookUp({ method: 'searchContacts', args: [`contact${id}`] });
		expect(found.results).toEqual([{ name: expect.stringContaining(lastName), value: id }]);
		expect(account.fake.calls.length).toBeGreaterThan(10);
	});

	describe.each([
		['searchContacts', 'contact46500@', 46500],
		['searchTasks', '12400', undefined],
		['searchCompanies', 'Weddings', undefined],
	])('%s for %s', (method, text, value) => {
		const search = async (token?: string) => await lookUp({ method, args: [text, token] });
		const all = async () => {
			const found = await search();
			for (let token = found.paginationToken; token !== undefined;) {
				const page = await search(token);
				found.results.push(...page.results);
				token = page.paginationToken;
			}
			return found.results;
		};

		it('takes one request where iVvy can search', async () => {
			const { results } = await search();
			expect(results.every(({ name }) => name.includes(text))).toBe(true);
			expect(results.length).toBeGreaterThan(0);
			if (value !== undefined) expect(results.map((one) => one.value)).toEqual([value]);
			expect(account.fake.calls).toHaveLength(1);
		});

		it.each(['refused', 'ignored'] as const)(
			'finds the same where iVvy has the filter %s',
			async (nameFilter) => {
				const wanted = await all();
				account.fake.vendor.options.nameFilter = nameFilter;
				expect(await all()).toEqual(wanted);
			},
		);
	});

	it.each([
		['searchUsers', 40],
		['searchVenues', 12],
		['searchCompanies', 300],
		['searchContacts', 1500],
		['searchLeads', 400],
		['searchOpportunities', 250],
		['searchActivities', 2500],
		['searchTasks', 2500],
	])('%s lists all of them by scrolling', async (method, count) => {
		const seen: unknown[] = [];
		for (let token: string | undefined; ;) {
			const { results, paginationToken } = await lookUp({ method, args: ['', token] });
			seen.push(...results.map(({ value }) => value));
			if (paginationToken === undefined) break;
			token = paginationToken;
		}
		expect(new Set(seen).size).toBe(count);
	});

	it('searchOpportunities lists those of the venue that is picked, and all where none is', async () => {
		const ofVenue = (venue: number) =>
			[...account.fake.vendor.store.opportunities.values()]
				.filter(({ venueId }) => venueId === venue)
				.map(({ id }) => id);
		const seen = async (ids: Values, text = '') => {
			const parameters = { belongsTo: 'opportunity', ...ids };
			const found: unknown[] = [];
			for (let token: string | undefined; ;) {
				const method = 'searchOpportunities';
				const given = { method, parameters, args: [text, token] };
				const { results, paginationToken } = await lookUp(given);
				found.push(...results.map(({ value }) => value));
				if (paginationToken === undefined) return found;
				token = paginationToken;
			}
		};
		expect(ofVenue(3).length).toBeGreaterThan(5);
		expect(await seen({ venueId: byId('3') })).toEqual(ofVenue(3));
		expect(await seen({ venueId: byId('') })).toHaveLength(250);
		const first = there(ofVenue(3)[0]);
		const { name } = there(account.fake.vendor.store.opportunities.get(first));
		expect(await seen({ venueId: byId('3') }, name)).toContain(first);
		expect(await seen({ venueId: byId('4') }, name)).not.toContain(first);
	});

	it('says in plain words why a list can not be shown', async () => {
		account.fake.fault('answer', {
			answer: { status: 403, body: { errorCode: 403, message: 'Forbidden' } },
		});
		await expect(lookUp({ method: 'searchUsers' })).rejects.toMatchObject({
			message: 'iVvy does not allow this for the account in the credential',
			description: expect.stringMatching(/iVvy says: Forbidden\. Ask an administrator of iVvy/),
		});
	});
});
