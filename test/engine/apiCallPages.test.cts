/** Calls of any part of an API in pages: what changes something is no list that may be read again. */
import { runNode } from '../support/engine.cts';
import { fakeFor, type StartedOf } from '../support/fakes.cts';

type Vendor = 'leadSquared' | 'ivvy' | 'deskera';

const query = (...values: string[][]) => ({
	values: values.map(([name, value]) => ({ name, value })),
});

const leadSquaredNote = {
	method: 'POST',
	path: '/LeadManagement.svc/CreateNote',
	body: '={{ { RelatedProspectId: $json.lead, Note: "Called" } }}',
};
const leadSquaredList = {
	method: 'POST',
	path: '/ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent',
	body: {
		Parameter: {
			FromDate: '2025-01-01 00:00:00',
			ToDate: '2027-01-01 00:00:00',
			ActivityEvent: 201,
		},
		Sorting: { ColumnName: 'ProspectActivityId', Direction: 0 },
	},
	rowsIn: 'List',
	paging: 'pages',
};
const deskeraActivity = {
	method: 'POST',
	path: '/v1/crm/activities',
	body: {
		name: 'Call',
		activity_type: 'call',
		contact_ids: [179001],
		start: '2026-12-01T10:00:00Z',
		end: '2026-12-01T11:00:00Z',
	},
};
const ivvyNote = {
	method: 'POST',
	path: '/api/1.0/crm',
	query: query(['action', 'addOrUpdateLeadNote']),
	body: { leadId: 2001, note: 'Called' },
};
const ivvyList = {
	method: 'POST',
	path: '/api/1.0/crm',
	query: query(['action', 'getTaskList']),
	body: {},
	paging: 'start',
};
const deskeraList = {
	method: 'GET',
	path: '/v1/crm/activities',
	query: query(['sortBy', 'id'], ['sortDir', 'ASC']),
	rowsIn: 'data',
	paging: 'pageSize',
};

const CHANGES: Array<[Vendor, string, object]> = [
	['leadSquared', 'pages', leadSquaredNote],
	['leadSquared', 'offset', leadSquaredNote],
	['ivvy', 'start', ivvyNote],
	['deskera', 'limitFrom0', deskeraActivity],
	['deskera', 'limitFrom1', deskeraActivity],
	['deskera', 'pageSize', deskeraActivity],
];

let started: { [Name in Vendor]: StartedOf<Name> };
beforeAll(async () => {
	started = {
		leadSquared: await fakeFor('leadSquared'),
		ivvy: await fakeFor('ivvy'),
		deskera: await fakeFor('deskera'),
	};
});
afterAll(async () => {
	for (const { fake } of Object.values(started)) await fake.close();
});
beforeEach(() => {
	for (const { fake } of Object.values(started)) fake.reset();
});

const call = async (name: Vendor, more: object, rest: object = {}) =>
	await runNode({
		...started[name].base,
		parameters: { resource: 'apiCall', operation: 'call', ...more },
		items: [{ lead: started.leadSquared.fake.vendor.leadId(1) }],
		...rest,
	});

describe.each(CHANGES)('%s, %s: a call that changes something', (name, paging, form) => {
	it('is made once when its answer is lost, and its outcome is unknown', async () => {
		const { fake } = started[name];
		fake.fault('lost');
		const { error } = await call(name, { ...form, paging, returnAll: true });
		expect(`${error?.message} ${error?.description}`).toMatch(/outcome is unknown/i);
		expect(fake.calls).toHaveLength(1);
	});

	it('and is answered with its record is not told as refused', async () => {
		const { fake } = started[name];
		const body = { Status: 'Success', Message: { Id: 'x' }, id: 5, success: true };
		fake.fault('answer', { answer: { status: 200, body } });
		const { error } = await call(name, { ...form, paging, returnAll: true });
		expect(`${error?.message} ${error?.description}`).toMatch(/outcome is unknown/i);
		expect(fake.calls).toHaveLength(1);
	});

	it('is shown by a preview and not made', async () => {
		const { fake } = started[name];
		const options = { previewOnly: true };
		const { output } = await call(name, { ...form, paging, returnAll: true, options });
		expect(output[0]?.json.preview).toBe(true);
		expect(output[0]?.json.requests).toHaveLength(1);
		expect(fake.calls).toHaveLength(0);
	});
});

const LISTS: Array<[Vendor, object]> = [
	['leadSquared', leadSquaredList],
	['ivvy', ivvyList],
	['deskera', deskeraList],
];

describe.each(LISTS)('%s: a list', (name, form) => {
	it('of which an answer is lost is read on', async () => {
		const { fake } = started[name];
		fake.fault('lost');
		const { error, output } = await call(name, { ...form, returnAll: false, limit: 7 });
		expect(error).toBeUndefined();
		expect(output).toHaveLength(7);
	});

	it('that is not where List Key says so tells which field to mend, and not to wait', async () => {
		const { error } = await call(name, { ...form, rowsIn: 'rows', returnAll: true });
		expect(error?.message).toMatch(/answered without a list/);
		expect(error?.description).toMatch(/"List Key"/);
		expect(error?.description).not.toMatch(/try again|credential/i);
	});
});

describe.each(['pages', 'offset'])('LeadSquared, %s', (paging) => {
	it.each(['[{"RelatedProspectId":"x"}]', '[]'])(
		'the list %s as a body is refused, not left out',
		async (body) => {
			const { error } = await call('leadSquared', { ...leadSquaredList, paging, body });
			expect(error?.message).toMatch(/^"Body \(JSON\)" is a list/);
			expect(started.leadSquared.fake.calls).toHaveLength(0);
		},
	);

	it('a GET, which has no body, is refused', async () => {
		const { error } = await call('leadSquared', {
			method: 'GET',
			path: '/UserManagement.svc/Users.Get',
			paging,
		});
		expect(error?.message).toMatch(/^"Paging" asks for pages in the body/);
		expect(started.leadSquared.fake.calls).toHaveLength(0);
	});
});

it('iVvy: rows that share an ID are rows of their own', async () => {
	const results = [
		{ id: 1, of: 'a' },
		{ id: 1, of: 'b' },
	];
	started.ivvy.fake.fault('answer', {
		answer: {
			status: 200,
			body: { meta: { perPage: 100, start: 0, totalResults: 2 }, results },
		},
	});
	const { output } = await call('ivvy', { ...ivvyList, returnAll: true });
	expect(output.map(({ json }: { json: object }) => json)).toEqual(results);
});

const withPage: Array<[Vendor, string, object, RegExp]> = [
	[
		'leadSquared',
		'Paging in the body, by page',
		{ ...leadSquaredList, body: { ...leadSquaredList.body, Paging: { PageIndex: 3 } } },
		/^"Body \(JSON\)" holds Paging, which "Paging" sets/,
	],
	[
		'leadSquared',
		'Paging in the body, by offset',
		{
			...leadSquaredList,
			paging: 'offset',
			body: { ...leadSquaredList.body, Paging: { Offset: '50' } },
		},
		/^"Body \(JSON\)" holds Paging, which "Paging" sets/,
	],
	['ivvy', 'start', { ...ivvyList, body: { start: 100 } }, /holds start, which "Paging" sets/],
	['ivvy', 'perPage', { ...ivvyList, body: { perPage: 5 } }, /holds perPage, which/],
	[
		'deskera',
		'page',
		{ ...deskeraList, query: query(['page', '3']) },
		/^"Query Parameters" holds page, which "Paging" sets/,
	],
	[
		'deskera',
		'pageSize',
		{ ...deskeraList, query: query(['pageSize', '5']) },
		/^"Query Parameters" holds pageSize, which/,
	],
];

describe('a call that asks for a page by itself', () => {
	it.each(withPage)(
		'%s, %s: is an error, and nothing is sent',
		async (vendor, _what, call, title) => {
			const { fake, base } = started[vendor];
			fake.reset();
			const { error } = await runNode({
				...base,
				parameters: { resource: 'apiCall', operation: 'call', ...call },
				items: [{}],
			});
			expect(error?.message).toMatch(title);
			expect(error?.description).toContain('Remove it');
			expect(fake.calls).toEqual([]);
		},
	);
});
