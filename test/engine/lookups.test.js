'use strict';
/**
 * Every list of the editor's pickers: all records by scrolling, each once, whatever is wrong with
 * totals and pages; and an end.
 */
const { lookUp } = require('../support/engine');
const { loader, loading } = require('../support/nodeTypes');
const { guid } = require('../vendors/leadsquared.make');
const { fakeFor, byId } = require('../support/fakes');
const { PAGES } = require('../vendors/bitrix24.query');

const CAP = 7;
const MOST_SCROLLS = 300;
const FREE = {
	bitrix24: {
		bucket: { burst: 1e9, perSecond: 1e9 },
		records: {
			activities: 90,
			contacts: 60,
			companies: 55,
			leads: 40,
			deals: 70,
			users: 60,
			tasks: 80,
		},
	},
	leadSquared: {
		window: { calls: 1e9, seconds: 5 },
		now: Date.now(),
		records: { leads: 150, activities: 300, tasks: 1000 },
	},
	ivvy: { records: { activities: 230, tasks: 120, leads: 130, opportunities: 110 } },
	deskera: { records: { activities: 130 } },
};
const CREDENTIALS = {
	bitrix24: { plan: 'enterprise' },
	leadSquared: { callsPer5Seconds: 1e6 },
	ivvy: {},
	deskera: {},
};

/** What the form has to hold for a list, by its name. */
const NEEDED = {
	'bitrix24 searchOwners': {
		resource: 'activity',
		operation: 'create',
		kind: 'todo',
		ownerType: byId('2'),
	},
	'bitrix24 searchEmails': {
		resource: 'activity',
		operation: 'create',
		kind: 'email',
		client: byId('C_1'),
	},
	'bitrix24 searchPhones': {
		resource: 'activity',
		operation: 'create',
		kind: 'call',
		client: byId('C_1'),
	},
	'bitrix24 searchChecklistItems': {
		resource: 'taskChecklistItem',
		operation: 'update',
		taskId: byId('1'),
	},
	'bitrix24 searchTaskComments': {
		resource: 'taskComment',
		operation: 'update',
		taskId: byId('1'),
	},
	'bitrix24 searchOldTaskComments': {
		resource: 'taskComment',
		operation: 'update',
		card: 'old',
		taskId: byId('1'),
	},
	'bitrix24 searchTaskResults': {
		resource: 'taskResult',
		operation: 'update',
		taskId: byId('1'),
	},
	'bitrix24 searchTaskTimes': {
		resource: 'taskTime',
		operation: 'update',
		taskId: byId('1'),
	},
	'bitrix24 searchTimelineComments': {
		resource: 'timelineComment',
		operation: 'update',
		ownerType: byId('2'),
		owner: byId('1'),
	},
	'bitrix24 searchTimelineLogs': {
		resource: 'timelineLog',
		operation: 'delete',
		ownerType: byId('2'),
		owner: byId('1'),
	},
	'ivvy searchBookings': {
		resource: 'note',
		operation: 'getMany',
		noteOn: 'booking',
		venueId: byId('1'),
	},
	'leadSquared searchActivities': {
		resource: 'customActivity',
		operation: 'update',
		activityType: byId('201'),
	},
	'leadSquared searchNotes': { resource: 'note', operation: 'get', lead: byId(guid('lead', 1)) },
	'leadSquared searchOpportunities': {
		resource: 'opportunityActivity',
		operation: 'create',
		lead: byId(guid('lead', 1)),
	},
	'leadSquared searchSalesActivities': {
		resource: 'salesActivity',
		operation: 'get',
		lead: byId(guid('lead', 1)),
	},
	'leadSquared searchStatuses': {
		resource: 'customActivity',
		operation: 'create',
		activityType: byId('201'),
	},
	'leadSquared searchTasks': {
		resource: 'task',
		operation: 'getMany',
		scope: 'owner',
		owner: byId('user2@account.example'),
	},
};
/** Lists that come in one answer: there is nothing to scroll. */
const WHOLE = [
	'bitrix24 searchActivityTypes',
	'bitrix24 searchBadges',
	'bitrix24 searchCalendarEvents',
	'bitrix24 searchCalendarSections',
	'bitrix24 searchChecklistItems',
	'bitrix24 searchEmails',
	'bitrix24 searchOwnerTypes',
	'bitrix24 searchPhones',
	'bitrix24 searchStages',
	'bitrix24 searchTimelineIcons',
	'bitrix24 searchTimelineLogos',
	'leadSquared searchActivityTypes',
	'leadSquared searchLeadFields',
	'leadSquared searchOpportunityTypes',
	'leadSquared searchOwners',
	'leadSquared searchSalesActivities',
	'leadSquared searchStatuses',
	'leadSquared searchTaskFields',
	'leadSquared searchTaskTypes',
	'leadSquared searchUsers',
	'leadSquared searchWritableTypes',
];
/** Only an app may ask for these. */
const OF_APPS = ['searchActivityTypes', 'searchBadges'];

const NODES = ['bitrix24', 'leadSquared', 'ivvy', 'deskera'];
let fake;
let base;
let restore = () => undefined;
const start = async (node, method) => {
	const isApp = node === 'bitrix24' && OF_APPS.includes(method);
	({ fake, base } = await fakeFor(isApp ? 'bitrix24App' : node, FREE[node]));
	base = { ...base, credentials: { ...base.credentials, ...CREDENTIALS[node] } };
};
afterEach(async () => {
	restore();
	restore = () => undefined;
	await fake?.close();
	fake = undefined;
});

const page = async (method, filter, token) =>
	await lookUp({
		...base,
		parameters: NEEDED[`${base.node} ${method}`] ?? {},
		method,
		args: [filter, token],
	});
/** What somebody sees who scrolls to the end. */
const scrolled = async (method, filter = '') => {
	const seen = [];
	let token;
	for (let scrolls = 0; scrolls < MOST_SCROLLS; scrolls++) {
		const { results, paginationToken } = await page(method, filter, token);
		seen.push(...results.map(({ value }) => value));
		if (paginationToken === undefined) return seen;
		token = paginationToken;
	}
	throw new Error('The list does not end');
};

/**
 * Where totals and next pages stand in the answers; deeper in a batch of Bitrix24 and in iVvy's
 * and Deskera's envelopes.
 */
const TOTALS = [
	'total',
	'RecordCount',
	'totalResults',
	'totalRecords',
	'total_pages',
	'number_of_records',
];
const eachTotal = (value, change) => {
	if (typeof value !== 'object' || value === null) return;
	for (const [key, inner] of Object.entries(value)) {
		if (key === 'result_total') for (const name of Object.keys(inner)) set(inner, name, change);
		else if (TOTALS.includes(key)) set(value, key, change);
		else if (!Array.isArray(inner)) eachTotal(inner, change);
	}
};
const set = (holder, key, change) => {
	const value = change(holder[key]);
	if (value === undefined) delete holder[key];
	else holder[key] = value;
};
const rewriteTotals = (change) =>
	fake.fault('rewrite', {
		times: Infinity,
		rewrite: (answer) => {
			const body = structuredClone(answer.body);
			eachTotal(body, change);
			return { ...answer, body };
		},
	});

/** Pages of seven, whatever is asked for. */
function capPages(node) {
	const { handle } = fake.vendor;
	PAGES.rows = CAP;
	if (node === 'ivvy') fake.vendor.options.listCap = CAP;
	if (node === 'deskera') fake.vendor.options.maxPageSize = CAP;
	fake.vendor.handle = (call) => {
		if (call.json?.LIMIT !== undefined) call.json.LIMIT = Math.min(call.json.LIMIT, CAP);
		if (call.json?.pagination !== undefined) call.json.pagination.limit = CAP;
		for (const key of ['PageSize', 'RowCount'])
			if (
				call.json?.Paging?.[key] !== undefined &&
				node === 'leadSquared' &&
				!call.path.endsWith('Task.svc/Retrieve')
			)
				call.json.Paging[key] = Math.min(Number(call.json.Paging[key]), CAP);
		if (call.query.get('limit') !== null)
			call.query.set('limit', String(Math.min(Number(call.query.get('limit')), CAP)));
		return handle(call);
	};
	restore = () => {
		PAGES.rows = 50;
		fake.vendor.handle = handle;
	};
}

const WRONG = {
	missing: () => undefined,
	0: () => 0,
	'cut off': (total) => Math.min(total, 5),
	'far too large': (total) => total + 1000,
	'a text': (total) => `${total} rows`,
	null: () => null,
};

it('knows every list of the built nodes that comes whole', async () => {
	await loading;
	const built = NODES.flatMap((node) =>
		Object.keys(loader.getNode(node).type.methods.listSearch).map((method) => `${node} ${method}`),
	);
	expect(built).toEqual(expect.arrayContaining(WHOLE));
	expect(built.length).toBeGreaterThan(WHOLE.length + 20);
});

const methodsOf = (node) =>
	Object.keys(
		require(
			'../../dist/nodes/' +
				{ bitrix24: 'Bitrix24', leadSquared: 'LeadSquared', ivvy: 'Ivvy', deskera: 'Deskera' }[
					node
				] +
				'/lookups',
		).listSearches,
	).map((method) => [node, method]);

describe.each(NODES.flatMap(methodsOf))('%s %s', (node, method) => {
	const isWhole = WHOLE.includes(`${node} ${method}`);
	let all;
	beforeEach(async () => {
		await start(node, method);
		all = await scrolled(method);
	});

	it('shows every record once, and comes to its end', () => {
		// A lead has a few opportunities only.
		const isShort = isWhole || ['searchOpportunities', 'searchStorages'].includes(method);
		expect(all.length).toBeGreaterThan(isShort ? 0 : 10);
		expect(new Set(all).size).toBe(all.length);
	});

	it.each([
		['{}', {}],
		['something else', { message: 'Hello' }],
	])('says so where the answer is %s instead of a list', async (_name, body) => {
		let calls = 0;
		const before =
			['searchTaskComments', 'searchCalendarEvents'].includes(method) ||
			(node === 'deskera' && ['searchDeals', 'searchUsers'].includes(method)) ||
			(node === 'leadSquared' && method === 'searchTasks')
				? 1
				: 0;
		// The record whose phones and emails are shown is no list.
		if (['searchPhones', 'searchEmails'].includes(method)) return;
		fake.fault('rewrite', {
			times: Infinity,
			rewrite: (answer) => (calls++ < before ? answer : { ...answer, body }),
		});
		await expect(page(method, '')).rejects.toMatchObject({
			message: expect.stringMatching(/ answered without (?:a list|the results of the batch)$/),
		});
	});

	if (isWhole) return;

	it.each(Object.entries(WRONG))('shows them where totals are %s', async (_name, change) => {
		rewriteTotals(change);
		expect(await scrolled(method)).toEqual(all);
	});

	it('shows them where pages are smaller than asked for', async () => {
		capPages(node);
		expect(new Set(await scrolled(method))).toEqual(new Set(all));
		rewriteTotals(() => undefined);
		expect(new Set(await scrolled(method))).toEqual(new Set(all));
	});

	it('comes to an end where the vendor gives the same page again and again', async () => {
		let first;
		let calls = 0;
		fake.fault('rewrite', {
			times: Infinity,
			rewrite: (answer) => ({
				...answer,
				body:
					calls++ === 0 || answer.body?.result?.task !== undefined
						? answer.body
						: (first ??= answer.body),
			}),
		});
		const seen = await scrolled(method).catch(({ message }) => message);
		expect(typeof seen === 'string' ? seen : seen.length).not.toBe('The list does not end');
	});
});

describe.each([
	['ivvy', 'searchTasks', 'Task 10'],
	['ivvy', 'searchContacts', 'contact45'],
	['deskera', 'searchContacts', 'a'],
	['bitrix24', 'searchActivities', 'Call'],
	['leadSquared', 'searchActivities', 'Note'],
])('%s %s for a text', (node, method, text) => {
	it('shows the same, and each once, where totals are missing', async () => {
		await start(node, method);
		const all = await scrolled(method, text);
		expect(all.length).toBeGreaterThan(0);
		expect(new Set(all).size).toBe(all.length);
		rewriteTotals(() => undefined);
		expect(await scrolled(method, text)).toEqual(all);
	});
});
