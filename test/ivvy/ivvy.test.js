'use strict';
const { runNode, lookUp } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { titled } = require('../support/titles');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('ivvy')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const run = (parameters, more = {}) =>
	runNode({
		...base,
		parameters: { additionalFields: {}, updateFields: {}, options: {}, ...parameters },
		...more,
	});
const activity = {
	resource: 'activity',
	operation: 'create',
	name: 'Visit',
	subType: 1,
	description: 'About',
	belongsTo: 'contact',
	contactId: byId('45001'),
};
const task = {
	resource: 'task',
	operation: 'create',
	name: 'Call',
	endDatetime: '2026-12-01T09:30:00',
	belongsTo: 'contact',
	contactId: byId('45001'),
};
const sent = () => fake.calls.map(({ json }) => json);

describe('what is sent', () => {
	it('holds every field of an activity, dates in UTC', async () => {
		const result = await run({
			...activity,
			additionalFields: {
				startDatetime: '2026-12-01T10:00:00',
				endDatetime: '2026-12-01T11:30:00+02:00',
				location: 'Hall',
				priority: 'high',
				purposeId: 3,
				assignedUserId: byId('4'),
			},
		});
		expect(sent()).toEqual([
			{
				name: 'Visit',
				subType: 1,
				description: 'About',
				contactId: 45001,
				assignedUserId: 4,
				location: 'Hall',
				priority: 'high',
				purposeId: 3,
				startDatetime: '2026-12-01 09:00:00',
				endDatetime: '2026-12-01 09:30:00',
			},
		]);
		expect(result.output[0].json).toEqual({
			id: 5501,
			title: 'Visit',
			description: 'About',
			kind: 'Meeting',
			start: '2026-12-01T09:00:00Z',
			end: '2026-12-01T09:30:00Z',
			priority: 'High',
			assignedTo: { id: 4, name: null, email: null },
			relatedTo: [{ type: 'contact', id: 45001, name: null }],
			fields: { location: 'Hall', purposeId: 3 },
		});
	});

	it(
		'holds every field of a task; a due date without a time is the end of that day in ' +
			"the workflow's zone",
		async () => {
			await run(
				{
					...task,
					endDatetime: '2026-12-01',
					additionalFields: {
						description: 'Do it',
						priority: 'low',
						status: 2,
						assignedUserId: byId('4'),
					},
				},
				{ timezone: 'Asia/Tokyo' },
			);
			expect(sent()).toEqual([
				{
					name: 'Call',
					contactId: 45001,
					description: 'Do it',
					priority: 'low',
					status: 2,
					assignedUserId: 4,
					endDatetime: '2026-12-01 14:59:59',
				},
			]);
		},
	);

	it.each([
		['company', { companyId: byId('701') }, { companyId: 701 }],
		[
			'companyAndContact',
			{ companyId: byId('701'), contactId: byId('45001') },
			{ companyId: 701, contactId: 45001 },
		],
		['contact', { contactId: byId('45001') }, { contactId: 45001 }],
		['lead', { leadId: byId('2001') }, { leadId: 2001 }],
		[
			'opportunity',
			{ opportunityId: byId('5001'), venueId: byId('1') },
			{ leadId: 5001, venueId: 1 },
		],
	])('names one owner only: %s', async (belongsTo, pickers, owner) => {
		for (const form of [activity, task]) {
			fake.reset();
			const result = await run({ ...form, contactId: byId(''), belongsTo, ...pickers });
			expect(result.error).toBeUndefined();
			const { companyId, contactId, leadId, venueId } = sent()[0];
			expect(JSON.parse(JSON.stringify({ companyId, contactId, leadId, venueId }))).toEqual(owner);
		}
	});

	it('ignores pickers that do not belong to the chosen owner', async () => {
		await run({
			...activity,
			belongsTo: 'lead',
			leadId: byId('2001'),
			contactId: byId('45001'),
			venueId: byId('1'),
		});
		expect(sent()[0]).not.toHaveProperty('contactId');
		expect(sent()[0]).not.toHaveProperty('venueId');
	});

	it.each(['activity', 'task'])(
		'loses no venue that is given in two places: %s',
		async (resource) => {
			const change = {
				resource,
				operation: 'update',
				[`${resource}Id`]: byId(resource === 'task' ? '10001' : '3001'),
				belongsTo: 'opportunity',
				opportunityId: byId('5001'),
				venueId: byId('1'),
			};
			const refused = await run({ ...change, updateFields: { venueId: byId('2') } });
			expect([refused.error.message, sent()]).toEqual([
				'"Venue" is 1 beside Opportunity and 2 among the other fields',
				[],
			]);
			const agreed = await run({ ...change, updateFields: { venueId: byId('1') } });
			expect([agreed.error, sent()[0].venueId]).toEqual([undefined, 1]);
		},
	);

	describe.each([
		['activity', 'create', { name: 'New', subType: 1, description: 'x' }],
		['activity', 'upsert', { name: 'New', subType: 1, description: 'x', activityId: byId('') }],
		['task', 'create', { name: 'New', endDatetime: '2026-12-01' }],
		['task', 'upsert', { name: 'New', endDatetime: '2026-12-01', taskId: byId('') }],
	])('a venue with %s %s', (resource, operation, fields) => {
		const save = (owner) =>
			run({ resource, operation, ...fields, ...owner, additionalFields: { venueId: byId('2') } });

		it('stands beside a contact, a company, or both', async () => {
			for (const [belongsTo, ids] of [
				['contact', { contactId: 45001 }],
				['company', { companyId: 701 }],
				['companyAndContact', { companyId: 701, contactId: 45001 }],
			]) {
				const picked = Object.fromEntries(
					Object.entries(ids).map(([key, id]) => [key, byId(String(id))]),
				);
				expect((await save({ belongsTo, ...picked })).error).toBeUndefined();
				expect(sent().at(-1)).toMatchObject({ ...ids, venueId: 2 });
			}
		});

		it('is refused with a lead, and where it is not the one of the opportunity', async () => {
			const lead = await save({ belongsTo: 'lead', leadId: byId('2001') });
			expect(lead.error.message).toBe('"Venue" can\'t be 2 for a record that belongs to a lead');
			const other = await save({
				belongsTo: 'opportunity',
				opportunityId: byId('5001'),
				venueId: byId('1'),
			});
			expect(other.error.message).toBe(
				'"Venue" is 1 beside Opportunity and 2 among the other fields',
			);
			expect(sent()).toEqual([]);
		});
	});

	it('leaves everything else alone on update', async () => {
		const before = { ...fake.vendor.store.activities.get(3001) };
		await run({
			resource: 'activity',
			operation: 'update',
			activityId: byId('3001'),
			belongsTo: 'unchanged',
			updateFields: { location: 'Bar' },
		});
		expect(sent()).toEqual([{ id: 3001, location: 'Bar' }]);
		const { modifiedDate: _a, ...after } = fake.vendor.store.activities.get(3001);
		const { modifiedDate: _b, ...wanted } = { ...before, location: 'Bar' };
		expect(after).toEqual(wanted);
	});
});

describe('local checks, before anything is sent', () => {
	it.each([
		[
			'an opportunity without its venue',
			{
				...activity,
				belongsTo: 'opportunity',
				opportunityId: byId('5001'),
				venueId: byId('={{ "" }}'),
			},
			'"Venue" is empty',
		],
		['no name', { ...activity, name: '={{ "" }}' }, '"Title" is empty'],
		['no description', { ...activity, description: '={{ "" }}' }, '"Description" is empty'],
		['no due date', { ...task, endDatetime: '={{ null }}' }, '"Due" is empty'],
		[
			'an end before the start',
			{ ...activity, additionalFields: { startDatetime: '2026-12-02', endDatetime: '2026-12-01' } },
			'"End" is before "Start"',
		],
		[
			'a date that is none',
			{ ...activity, additionalFields: { startDatetime: 'tomorrow' } },
			'"Start" is not a date n8n can read: "tomorrow"',
		],
		[
			'an id that is none',
			{ ...activity, contactId: byId('abc') },
			'"Contact" must be a whole number such as 123, not "abc"',
		],
		[
			'an enum value that is none',
			{ ...activity, subType: '={{ "Fax" }}' },
			'"Type" can\'t be "Fax"',
		],
		[
			'an update of nothing',
			{ resource: 'task', operation: 'update', taskId: byId('10001'), belongsTo: 'unchanged' },
			'There is nothing to update',
		],
		[
			'an upsert without id and name',
			{
				resource: 'task',
				operation: 'upsert',
				taskId: byId(''),
				endDatetime: '2026-12-01',
				belongsTo: 'unchanged',
			},
			'"Title" is empty',
		],
	])('%s', async (_name, parameters, message) => {
		const result = await run(parameters);
		expect(result.error.message).toBe(message);
		expect(result.error.failure).toEqual({ cause: 'configuration-invalid' });
		expect(fake.calls).toEqual([]);
	});

	it('takes the name of an option from an expression', async () => {
		await run({ ...activity, subType: '={{ "meeting" }}' });
		expect(sent()[0].subType).toBe(1);
	});
});

describe('signing', () => {
	it('signs each try anew', async () => {
		fake.fault('answer', {
			times: 2,
			answer: {
				status: 429,
				headers: { 'retry-after': '1' },
				body: { errorCode: 429, message: 'Too many requests' },
			},
		});
		const result = await run(activity);
		expect(result.status).toBe('success');
		const dates = fake.calls.map(({ headers }) => headers['ivvy-date']);
		const signatures = fake.calls.map(({ headers }) => headers['x-api-authorization']);
		expect(new Set(dates).size).toBe(3);
		expect(new Set(signatures).size).toBe(3);
	});

	it('is accepted for bodies with any characters', async () => {
		const name = 'Visite – Café 会議 "quoted" \\ back\u2028slash  ';
		const result = await run({ ...activity, name });
		expect(result.error).toBeUndefined();
		expect(fake.vendor.store.activities.get(5501).name).toBe(name);
	});

	it('says by how much a clock is off', async () => {
		const early = await fakeFor('ivvy', { clockOffset: 600_000 });
		const result = await runNode({
			...early.base,
			parameters: { ...activity, additionalFields: {}, options: {} },
		});
		await early.fake.close();
		expect(result.error.message).toBe(
			'iVvy refused the request because its date is more than five minutes off',
		);
		expect(result.error.description).toMatch(/Set the clock of the n8n server/);
	});
});

const CODES = [
	['activity', 24401, 'iVvy could not save the activity', 'invalid'],
	['activity', 24402, 'iVvy checked the activity and then refused it'],
	['activity', 24403, 'The activity has a value that iVvy does not accept'],
	['task', 24393, 'iVvy could not save the task'],
	['task', 24394, 'iVvy checked the task and then refused it'],
	['task', 24395, 'The task has a value that iVvy does not accept'],
];

describe.each(['http', '200'])('errors sent with status %s', (errorStatus) => {
	beforeEach(() => (fake.vendor.options.errorStatus = errorStatus));

	it.each(CODES)('%s code %i', async (resource, code, title) => {
		const result = await run({
			...(resource === 'task' ? task : activity),
			name: `!${code} please`,
		});
		expect(result.error.message).toEqual(titled(title));
		expect(result.error.description).toContain(`Vendor code: ${code}.`);
	});

	it.each([
		[
			'activity',
			24397,
			{ belongsTo: 'lead', leadId: byId('1') },
			'The lead or opportunity of the activity does not exist',
		],
		['activity', 24398, { contactId: byId('1') }, 'The contact of the activity does not exist'],
		[
			'activity',
			24399,
			{ belongsTo: 'company', companyId: byId('1') },
			'The company of the activity does not exist',
		],
		[
			'activity',
			24400,
			{ operation: 'upsert', activityId: byId('1'), subType: 2 },
			'The activity does not exist',
		],
		[
			'task',
			24389,
			{ belongsTo: 'lead', leadId: byId('1') },
			'The lead or opportunity of the task does not exist',
		],
		['task', 24390, { contactId: byId('1') }, 'The contact of the task does not exist'],
		[
			'task',
			24391,
			{ belongsTo: 'company', companyId: byId('1') },
			'The company of the task does not exist',
		],
		['task', 24392, { operation: 'upsert', taskId: byId('1') }, 'The task does not exist'],
	])('%s code %i', async (resource, code, change, title) => {
		const result = await run({ ...(resource === 'task' ? task : activity), ...change });
		expect([result.error.message, result.error.description]).toEqual([
			titled(title),
			expect.stringContaining(`Vendor code: ${code}.`),
		]);
		// The text that is there may keep an External ID.
		const writes = fake.calls.filter(({ rawUrl }) => rawUrl.includes('addOrUpdate'));
		expect(writes).toHaveLength(1);
	});

	it.each([24404, 24396])('code %i, which the form can not cause', async (specificCode) => {
		fake.fault('answer', {
			answer: {
				status: errorStatus === 'http' ? 400 : 200,
				body: { errorCode: 400, message: 'The activity can only belongs to …', specificCode },
			},
		});
		const result = await run(activity);
		expect(result.error.message).toMatch(/can belong to one record only/);
	});

	it('an opportunity given as a lead names the field by its label', async () => {
		const result = await run({ ...task, belongsTo: 'lead', leadId: byId('5001') });
		expect(result.error.message).toBe(
			'The task has a value that iVvy does not accept ("Lead": "5001")',
		);
		expect(result.error.description).toContain('leadId: Invalid item selected. Check "Lead".');
	});

	it("an unknown code shows iVvy's own text", async () => {
		fake.fault('answer', {
			answer: {
				status: errorStatus === 'http' ? 400 : 200,
				body: { errorCode: 400, message: 'Moon phase wrong', specificCode: 99999 },
			},
		});
		const result = await run(activity);
		expect(result.error.message).toBe('iVvy refused the request: Moon phase wrong.');
		expect(result.error.description).toContain('99999');
	});

	it('success: false is no success', async () => {
		const result = await run({ ...activity, name: '!false' });
		expect(result.status).toBe('error');
	});

	it('a revoked key', async () => {
		fake.vendor.revokeKey();
		const result = await run(activity);
		expect(result.error.failure).toEqual({ cause: 'credential-invalid' });
	});
});

describe('pickers', () => {
	it('search people page by page until something is found', async () => {
		const [{ lastName, id }] = [...fake.vendor.store.contacts.values()].slice(-1);
		const found = await lookUp({ ...base, method: 'searchContacts', args: [`contact${id}`] });
		expect(found.results).toEqual([{ name: expect.stringContaining(lastName), value: id }]);
		expect(fake.calls.length).toBeGreaterThan(10);
	});

	describe.each([
		['searchContacts', 'contact46500@', 46500],
		['searchTasks', '12400', undefined],
		['searchCompanies', 'Weddings', undefined],
	])('%s for %s', (method, text, value) => {
		const search = async (token) => await lookUp({ ...base, method, args: [text, token] });
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
			expect(fake.calls).toHaveLength(1);
		});

		it.each(['refused', 'ignored'])(
			'finds the same where iVvy has the filter %s',
			async (nameFilter) => {
				const wanted = await all();
				fake.vendor.options.nameFilter = nameFilter;
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
		const seen = [];
		for (let token; ;) {
			const { results, paginationToken } = await lookUp({ ...base, method, args: ['', token] });
			seen.push(...results.map(({ value }) => value));
			if (paginationToken === undefined) break;
			token = paginationToken;
		}
		expect(new Set(seen).size).toBe(count);
	});

	it('searchOpportunities lists those of the venue that is picked, and all where none is', async () => {
		const ofVenue = (venue) =>
			[...fake.vendor.store.opportunities.values()]
				.filter(({ venueId }) => venueId === venue)
				.map(({ id }) => id);
		const seen = async (ids, text = '') => {
			const parameters = { belongsTo: 'opportunity', ...ids };
			const found = [];
			for (let token; ;) {
				const method = 'searchOpportunities';
				const given = { ...base, method, parameters, args: [text, token] };
				const { results, paginationToken } = await lookUp(given);
				found.push(...results.map(({ value }) => value));
				if (paginationToken === undefined) return found;
				token = paginationToken;
			}
		};
		expect(ofVenue(3).length).toBeGreaterThan(5);
		expect(await seen({ venueId: byId('3') })).toEqual(ofVenue(3));
		expect(await seen({ venueId: byId('') })).toHaveLength(250);
		const [first] = ofVenue(3);
		const { name } = fake.vendor.store.opportunities.get(first);
		expect(await seen({ venueId: byId('3') }, name)).toContain(first);
		expect(await seen({ venueId: byId('4') }, name)).not.toContain(first);
	});

	it('says in plain words why a list can not be shown', async () => {
		fake.fault('answer', {
			answer: { status: 403, body: { errorCode: 403, message: 'Forbidden' } },
		});
		await expect(lookUp({ ...base, method: 'searchUsers' })).rejects.toMatchObject({
			message: 'iVvy does not allow this for the account in the credential',
			description: expect.stringMatching(/iVvy says: Forbidden\. Ask an administrator of iVvy/),
		});
	});
});
