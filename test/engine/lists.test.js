'use strict';
/**
 * Every list of the package, however the vendor pages it: each row once and in order, whatever is wrong with the total,
 * the size of the pages or a page. A list ends with an empty page; a page that is no list is an error.
 */
const { runNode, loader, loading } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { operationsOf } = require('../support/operations');
const { PAGES } = require('../vendors/bitrix24.query');
const { guid: idFor } = require('../vendors/leadsquared.make');

const WIDE = { from: '2025-01-01', to: '2027-01-01' };
const TWO = {
	values: [{ id: byId('user1@account.example') }, { id: byId('user2@account.example') }],
};
const QUARTER = { users: TWO, from: '2026-01-01', to: '2026-03-31', status: 'all' };
const CAP = 7;

/** A fake without limits of its own, so that many small pages are no matter of time. */
const FAKES = {
	bitrix24: {
		options: { records: { activities: 120, tasks: 130 }, bucket: { burst: 1e9, perSecond: 1e9 } },
		credentials: { plan: 'enterprise' },
	},
	bitrix24App: {
		options: { bucket: { burst: 1e9, perSecond: 1e9 } },
		credentials: { plan: 'enterprise' },
	},
	leadSquared: {
		options: {
			records: { leads: 20, activities: 240, tasks: 300 },
			window: { calls: 1e9, seconds: 5 },
		},
		credentials: { callsPer5Seconds: 1e6 },
	},
	ivvy: { options: { records: { activities: 230, tasks: 230 } }, credentials: {} },
	deskera: { options: { records: { activities: 230 } }, credentials: {} },
};

/** Many custom activities of the app. */
function manyCustom({ vendor }) {
	for (let id = 9101; id <= 9160; id++)
		vendor.store.activities.set(id, {
			...structuredClone(vendor.store.activities.get(9001)),
			ID: String(id),
		});
}

function manyLogs({ vendor: { store } }) {
	for (let id = 101; id <= 195; id++) store.logs.set(id, { ...store.logs.get(1), id });
}

/** The opportunity that all activities of lead 1 belong to. */
const OPPORTUNITY = idFor('extra', 3);
const ofOpportunity = ({ RelatedProspectId, EventCode, ActivityEvent }) =>
	RelatedProspectId === idFor('lead', 1) &&
	![33, 3011].includes(Number(EventCode ?? ActivityEvent));
function onOpportunity({ vendor }) {
	for (const one of vendor.store.activities.values())
		if (one.RelatedProspectId === idFor('lead', 1)) one.RelatedOpportunityId = OPPORTUNITY;
}

/** Puts a record like one that is there before all others. */
const before = (kind, like, change) => (store, n) => {
	const sample = [...store[kind].values()].find(like);
	const [id, record] = change(n, sample);
	store[kind] = new Map([[id, { ...structuredClone(sample), ...record }], ...store[kind]]);
};
/** The fake Bitrix24 holds its records by id. */
const behind = (kind, like, change) => (store, n) => {
	before(kind, like, change)(store, n);
	store[kind] = new Map([...store[kind]].sort(([a], [b]) => a - b));
};
const any = () => true;
const guid = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const LATE = Date.parse('2026-12-01T00:00:00Z');
const FIRST = {
	portalActivity: behind(
		'activities',
		({ ID }) => ID === '4',
		(n) => [20_000 + n, { ID: String(20_000 + n), PRIORITY: '0' }],
	),
	custom: behind(
		'activities',
		({ ID }) => ID === '9101',
		(n) => [20_000 + n, { ID: String(20_000 + n) }],
	),
	portalTask: behind('tasks', any, (n) => [20_000 + n, { ID: String(20_000 + n), PRIORITY: '3' }]),
	message: (store, n) =>
		store.messages.set(90_000 + n, {
			...[...store.messages.values()].find(({ id }) => id === 60),
			id: 90_000 + n,
		}),
	comment: behind(
		'comments',
		({ ID }) => ID === '1',
		(n) => [90_000 + n, { ID: String(90_000 + n) }],
	),
	call: (store, n) =>
		store.calls.set(`added.${n}`, {
			...[...store.calls.values()].find(({ finished }) => finished),
			ID: 90_000 + n,
			CALL_ID: `added.${n}`,
		}),
	result: behind(
		'results',
		({ id }) => id === 1,
		(n) => [90_000 + n, { id: 90_000 + n }],
	),
	time: behind(
		'elapsed',
		({ ID }) => ID === '1',
		(n) => [90_000 + n, { ID: String(90_000 + n) }],
	),
	log: behind(
		'logs',
		({ id }) => id === 1,
		(n) => [90_000 + n, { id: 90_000 + n }],
	),
	user: behind('users', any, (n) => [20_000 + n, { ID: String(20_000 + n) }]),
	leadNote: before(
		'notes',
		({ RelatedProspectId }) => RelatedProspectId === idFor('lead', 1),
		(n) => [guid(n), { ProspectNoteId: guid(n), CreatedOn: LATE + n }],
	),
	ofType: before(
		'activities',
		({ ActivityEvent }) => ActivityEvent === 201,
		(n) => [guid(n), { ProspectActivityId: guid(n), CreatedOn: LATE + n, ModifiedOn: LATE + n }],
	),
	activity: before(
		'activities',
		({ AutoId }) => AutoId === 40,
		(n) => [guid(n), { ProspectActivityId: guid(n), CreatedOn: LATE + n, ModifiedOn: LATE + n }],
	),
	change: (store, n) => store.history.push({ ...store.history[0], ModifiedOn: LATE + n }),
	task: before('tasks', any, (n) => [guid(n), { UserTaskId: guid(n), DueDate: LATE + n }]),
	early: (category) =>
		before(
			'tasks',
			({ Category }) => Category === category,
			(n) => [guid(n), { UserTaskId: guid(n), DueDate: Date.parse('2026-01-01T00:00:00Z') + n }],
		),
	ivvy: (kind) => before(kind, any, (n) => [n, { id: n }]),
	note: before(
		'contactNotes',
		({ contactId }) => contactId === 45_001,
		(n) => [n, { id: n }],
	),
	deskeraUser: before('users', any, (n) => [20_000 + n, { id: 20_000 + n, iamUserId: 20_000 + n }]),
	deskera: before('activities', any, (n) => [
		20_000 + n,
		{ id: 20_000 + n, updated_at: `2030-01-01T00:00:00.${String(n).padStart(6, '0')}+05:30` },
	]),
};

/**
 * Lists by node, resource and operation: parameters, and how many rows there are. What stands
 * here has to be all that the built nodes have.
 */
const LISTS = [
	[
		'bitrix24',
		'activity',
		'getMany',
		{ filters: {} },
		(store) => store.activities.size - store.denied.size,
		FIRST.portalActivity,
	],
	[
		'bitrix24',
		'activity',
		'getMany',
		{ filters: {}, sort: { values: [{ field: 'PRIORITY', direction: 'ASC' }] } },
		(store) => store.activities.size - store.denied.size,
		FIRST.portalActivity,
	],
	[
		'bitrix24',
		'activity',
		'getMany',
		{ filters: {}, sort: { values: [{ field: 'ID', direction: 'ASC' }] } },
		(store) => store.activities.size - store.denied.size,
		FIRST.portalActivity,
	],
	['bitrix24', 'task', 'getMany', { filters: {} }, () => 130, FIRST.portalTask],
	[
		'bitrix24',
		'task',
		'getMany',
		{ filters: {}, sort: { values: [{ field: 'PRIORITY', direction: 'DESC' }] } },
		() => 130,
		FIRST.portalTask,
	],
	['bitrix24', 'taskComment', 'getMany', { taskId: byId('1') }, () => 60, FIRST.message],
	[
		'bitrix24',
		'timelineComment',
		'getMany',
		{ ownerType: byId('2'), owner: byId('1') },
		() => 120,
		FIRST.comment,
	],
	[
		'bitrix24',
		'timelineLog',
		'getMany',
		{ ownerType: byId('2'), owner: byId('1') },
		() => 120,
		FIRST.log,
		manyLogs,
	],
	['bitrix24', 'call', 'getMany', { filters: {} }, () => 60, FIRST.call],
	['bitrix24', 'taskResult', 'getMany', { taskId: byId('1'), filters: {} }, () => 60, FIRST.result],
	['bitrix24', 'taskTime', 'getMany', { taskId: byId('1'), filters: {} }, () => 60, FIRST.time],
	['bitrix24', 'user', 'getMany', { filters: {} }, (store) => store.users.size, FIRST.user],
	[
		'bitrix24',
		'apiCall',
		'call',
		{
			scope: 'by start',
			method: 'user.get',
			parameters: '{ "SORT": "ID", "ORDER": "ASC" }',
			paging: 'start',
			readsOnly: true,
		},
		(store) => store.users.size,
		FIRST.user,
	],
	['bitrix24App', 'customActivity', 'getMany', { filters: {} }, () => 61, FIRST.custom, manyCustom],
	['leadSquared', 'activity', 'getMany', { scope: 'lead' }, () => 49, FIRST.activity],
	[
		'leadSquared',
		'activity',
		'getMany',
		{ scope: 'recent', ...WIDE },
		(store) => store.activities.size,
		FIRST.activity,
	],
	[
		'leadSquared',
		'activity',
		'getHistory',
		{ scope: 'all', ...WIDE },
		(store) => store.history.length,
		FIRST.change,
	],
	[
		'leadSquared',
		'customActivity',
		'getMany',
		{ activityType: byId('201'), ...WIDE },
		() => 30,
		FIRST.activity,
	],
	[
		'leadSquared',
		'task',
		'getMany',
		{ scope: 'owner', owner: byId('user2@account.example'), status: 'all' },
		() => 76,
		FIRST.task,
	],
	['leadSquared', 'task', 'getMany', { scope: 'todos', ...QUARTER }, () => 27, FIRST.early(1)],
	[
		'leadSquared',
		'task',
		'getMany',
		{ scope: 'appointments', ...QUARTER },
		() => 18,
		FIRST.early(0),
	],
	[
		'leadSquared',
		'customActivity',
		'search',
		{
			activityType: byId('201'),
			options: {
				advancedSearch: {
					GrpConOp: 'And',
					Conditions: [
						{
							Type: 'Activity',
							ConOp: 'and',
							RowCondition: [
								{
									SubConOp: 'And',
									LSO: 'ActivityEvent',
									LSO_Type: 'PAEvent',
									Operator: 'eq',
									RSO: '201',
								},
							],
						},
					],
					QueryTimeZone: 'UTC',
				},
			},
		},
		() => 30,
		FIRST.ofType,
	],
	['leadSquared', 'note', 'getMany', { lead: byId(idFor('lead', 1)) }, () => 20, FIRST.leadNote],
	[
		'leadSquared',
		'opportunityActivity',
		'getMany',
		{ lead: byId(idFor('lead', 1)), opportunity: byId(OPPORTUNITY) },
		(store) => [...store.activities.values()].filter(ofOpportunity).length,
		FIRST.activity,
		onOpportunity,
	],
	[
		'leadSquared',
		'apiCall',
		'call',
		{
			scope: 'by offset',
			method: 'POST',
			path: '/ProspectActivity.svc/Retrieve',
			query: { values: [{ name: 'leadId', value: idFor('lead', 1) }] },
			rowsIn: 'ProspectActivities',
			paging: 'offset',
		},
		() => 49,
		FIRST.activity,
	],
	[
		'leadSquared',
		'apiCall',
		'call',
		{
			scope: 'by page',
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
		},
		() => 30,
		FIRST.ofType,
	],
	['ivvy', 'user', 'getMany', { filters: {} }, () => 40, FIRST.ivvy('users')],
	[
		'ivvy',
		'apiCall',
		'call',
		{
			path: '/api/1.0/crm',
			query: { values: [{ name: 'action', value: 'getTaskList' }] },
			rowsIn: 'results',
			paging: 'start',
		},
		() => 230,
		FIRST.ivvy('tasks'),
	],
	['deskera', 'user', 'getMany', { filters: {} }, () => 30, FIRST.deskeraUser],
	[
		'deskera',
		'apiCall',
		'call',
		{
			scope: 'by page, from 0',
			method: 'GET',
			path: '/v1/users',
			rowsIn: 'data',
			paging: 'limitFrom0',
		},
		() => 30,
		FIRST.deskeraUser,
	],
	[
		'deskera',
		'apiCall',
		'call',
		{
			scope: 'by page size',
			method: 'GET',
			path: '/v1/crm/activities',
			query: {
				values: [
					{ name: 'sortBy', value: 'id' },
					{ name: 'sortDir', value: 'ASC' },
				],
			},
			rowsIn: 'data',
			paging: 'pageSize',
		},
		() => 230,
		FIRST.deskera,
	],
	[
		'ivvy',
		'activity',
		'getMany',
		{ filters: {}, conditions: {} },
		() => 230,
		FIRST.ivvy('activities'),
	],
	['ivvy', 'task', 'getMany', { filters: {}, conditions: {} }, () => 230, FIRST.ivvy('tasks')],
	[
		'ivvy',
		'note',
		'getMany',
		{ noteOn: 'contact', contactId: byId('45001') },
		() => 120,
		FIRST.note,
	],
	['deskera', 'activity', 'getMany', { filters: {} }, () => 230, FIRST.deskera],
	[
		'deskera',
		'activity',
		'getMany',
		{ filters: {}, options: { pageSize: 50 } },
		() => 230,
		FIRST.deskera,
	],
].map(([node, resource, operation, more, count, first, prepare]) => ({
	node,
	name: [
		node,
		resource,
		operation,
		more.scope ?? JSON.stringify(more.options ?? '').slice(0, 60),
	].join(' '),
	parameters: { resource, operation, ...more },
	count,
	first,
	prepare,
}));

/** Lists with a limit that come whole all the same. */
const CUT_HERE = [
	'bitrix24 calendarEvent getMany',
	'bitrix24 task getHistory',
	'leadSquared salesActivity getMany',
	'leadSquared user getMany',
];

/** Lists that come whole, in one answer. */
const WHOLE = [
	...operationsOf('bitrix24'),
	...operationsOf('bitrix24App'),
	...operationsOf('leadSquared'),
].filter(
	({ name, parameters: { operation, returnAll } }) =>
		CUT_HERE.includes(name) || (/^get(?:Many|History)$/.test(operation) && returnAll === undefined),
);

/**
 * Where each vendor's answer has its list and the number of all rows, and how a request says how
 * large a page is to be.
 */
const FORMS = {
	bitrix24: {
		holder: ({ result }) =>
			Array.isArray(result?.tasks)
				? [result, 'tasks']
				: Array.isArray(result?.messages)
					? [result, 'messages']
					: Array.isArray(result?.items)
						? [result, 'items']
						: undefined,
		total: (body) => [body, 'total'],
	},
	leadSquared: {
		holder: (body) => {
			const key = Object.keys(body).find((name) => Array.isArray(body[name]));
			return key === undefined ? undefined : [body, key];
		},
		total: (body) => [body, 'RecordCount'],
	},
	ivvy: {
		holder: (body) => (Array.isArray(body.results) ? [body, 'results'] : undefined),
		total: ({ meta }) => [meta, 'totalResults'],
	},
	deskera: {
		holder: (body) => (Array.isArray(body.data) ? [body, 'data'] : undefined),
		total: ({ paginationInfo }) => [paginationInfo, 'totalRecords'],
	},
};
FORMS.bitrix24App = FORMS.bitrix24;

/** Every list in an answer as `[holder, key, body]`; a batch of Bitrix24 holds many. */
function listsIn(node, body) {
	const batch = body?.result?.result;
	if (batch !== undefined && !Array.isArray(batch))
		return Object.entries(batch).flatMap(([name, result]) =>
			Array.isArray(result) ? [[batch, name, body]] : listsIn(node, { result }),
		);
	if (Array.isArray(body?.result)) return [[body, 'result', body]];
	const found = FORMS[node].holder(body ?? {});
	return found === undefined ? [] : [[...found, body]];
}

/**
 * Changes the number of all rows wherever an answer tells it. `change` gets the number and the
 * list; undefined takes it away.
 */
function totals(node, body, change) {
	const [holder, key] = FORMS[node].total(body);
	const set = (owner, name, list) => {
		const value = change(owner[name], list);
		if (value === undefined) delete owner[name];
		else owner[name] = value;
	};
	const counts = body.result?.result_total;
	if (counts !== undefined)
		for (const name of Object.keys(counts))
			set(counts, name, listsIn(node, { result: body.result.result[name] })[0]?.[0] ?? []);
	const list = listsIn(node, body)[0];
	if (holder !== undefined && holder[key] !== undefined)
		set(holder, key, list === undefined ? [] : list[0][list[1]]);
}

const small = {
	bitrix24: ({ json }) => {
		if (json?.LIMIT !== undefined) json.LIMIT = Math.min(json.LIMIT, CAP);
		if (json?.pagination !== undefined)
			json.pagination.limit = Math.min(json.pagination.limit, CAP);
	},
	leadSquared: ({ json }) => {
		for (const key of ['PageSize', 'RowCount'])
			if (json?.Paging?.[key] !== undefined)
				json.Paging[key] = Math.min(Number(json.Paging[key]), CAP);
	},
	ivvy: () => undefined,
	deskera: ({ query }) => {
		const limit = query.get('limit');
		if (limit !== null) query.set('limit', String(Math.min(Number(limit), CAP)));
	},
};
small.bitrix24App = small.bitrix24;

/** Makes the vendor give pages of seven, whatever is asked for. */
function capPages(node, { vendor }) {
	const { handle } = vendor;
	PAGES.rows = CAP;
	if (node === 'ivvy') vendor.options.listCap = CAP;
	if (node === 'deskera') vendor.options.maxPageSize = CAP;
	vendor.handle = async (call) => {
		small[node](call);
		return await handle(call);
	};
	return () => {
		PAGES.rows = 50;
		vendor.handle = handle;
	};
}

const whole = (count) => Math.min(count, 3);
/** What may be wrong with the number of all rows. */
const TOTALS = {
	missing: () => undefined,
	'none though there are rows': () => 0,
	'cut at three': whole,
	'as many as the page holds': (_total, rows) => rows.length,
	'far too large': (total) => total + 1000,
	'a text': (total) => `${total} rows`,
	'a number as text': (total) => String(whole(total)),
	negative: () => -1,
	null: () => null,
};

let fake;
let base;
let made = 0;
let restore = () => undefined;
const started = async ({ node, prepare }) => {
	const { options, credentials } = FAKES[node];
	({ fake, base } = await fakeFor(node, options));
	prepare?.(fake);
	base = { ...base, credentials: { ...base.credentials, ...credentials } };
};
afterEach(async () => {
	restore();
	restore = () => undefined;
	await fake?.close();
	fake = undefined;
});

/** What tells rows apart. */
const keyOf = (row) =>
	row.ID ??
	row.id ??
	row.ProspectActivityId ??
	row.Id ??
	row.UserTaskId ??
	row.ProspectNoteId ??
	JSON.stringify(row);
/** Where only the time is in order, what stands at one time may come in any order. */
const timeOf = ({ ModifiedOn, DueDate, CreatedOn }) => ModifiedOn ?? DueDate ?? CreatedOn;

/** @returns the rows in the vendor's own form, or the error */
const read = async ({ parameters }, more = {}) => {
	const lead = parameters.scope === 'lead' ? { lead: byId(fake.vendor.leadId(1)) } : {};
	const { error, output } = await runNode({
		...base,
		parameters: { returnAll: true, ...parameters, ...lead, output: 'raw', simple: false, ...more },
	});
	return error ?? output.map(({ json }) => json);
};
const rewrite = (change, node, from = 1) => {
	let lists = 0;
	fake.fault('rewrite', {
		times: Infinity,
		rewrite(answer) {
			const body = structuredClone(answer.body);
			if (listsIn(node, body).length === 0 && lists === 0) return answer;
			lists += 1;
			return lists < from ? answer : { ...answer, body: change(body) };
		},
	});
};
/** Calls that asked for a page. */
const many = (rows) => rows.length / CAP;

it('knows every list of the built nodes', async () => {
	await loading;
	const built = ['bitrix24', 'leadSquared', 'ivvy', 'deskera'].flatMap((node) => {
		const { properties } = loader.getNode(node).type.description;
		return properties
			.filter(({ name }) => name === 'returnAll')
			.flatMap(({ displayOptions: { show } }) =>
				show.resource.flatMap((resource) =>
					show.operation.map((operation) => `${node} ${resource} ${operation}`),
				),
			);
	});
	const listed = LISTS.map(
		({ node, parameters: { resource, operation } }) =>
			`${node.replace('App', '')} ${resource} ${operation}`,
	);
	expect([...new Set([...listed, ...CUT_HERE])].sort()).toEqual([...new Set(built)].sort());
	expect(WHOLE.map(({ name }) => name).sort()).toEqual(
		[
			'bitrix24 activityLink getMany',
			'bitrix24 taskChecklistItem getMany',
			'bitrix24 customActivityType getMany',
			'bitrix24 badge getMany',
			'leadSquared activityType getMany',
			...CUT_HERE,
		].sort(),
	);
});

describe.each(LISTS)('$name', (list) => {
	const { node, count, first } = list;
	let all;
	let keys;
	beforeEach(async () => {
		await started(list);
		all = await read(list);
		keys = all.map(keyOf);
	});
	const expectAll = (rows) =>
		expect(Array.isArray(rows) ? rows.map(keyOf) : rows.message).toEqual(keys);

	it('gives every row once', async () => {
		expect(all).toHaveLength(count(fake.vendor.store));
		expect(new Set(keys).size).toBe(all.length);
	});

	describe.each([
		['pages as large as asked for', false],
		['pages of seven, whatever is asked for', true],
	])('in %s', (_size, capped) => {
		beforeEach(() => {
			fake.calls.length = 0;
			if (capped) restore = capPages(node, fake);
		});

		it('gives the same rows in the same order', async () => {
			expectAll(await read(list));
			expect(fake.calls.length).toBeLessThanOrEqual(capped ? many(all) * 1.4 + 8 : 12);
		});

		it('gives the first rows up to a limit', async () => {
			const told = node === 'leadSquared' ? timeOf : keyOf;
			for (const limit of [1, 6, 8, 15]) {
				const rows = await read(list, { returnAll: false, limit });
				expect(rows.map(told)).toEqual(all.slice(0, limit).map(told));
				expect(new Set(rows.map(keyOf)).size).toBe(limit);
			}
		});

		it.each(Object.entries(TOTALS))('gives them where the total is %s', async (_name, change) => {
			// Bitrix24 and LeadSquared say how large a page is, and LeadSquared refuses more: a short
			// page that ends where the total says is the end.
			if (
				change === TOTALS['as many as the page holds'] &&
				capped &&
				/^(?:bitrix24|leadSquared)/.test(node)
			)
				return;
			// Without a list in it, a total of 0 is the list: LeadSquared answers so for days without tasks.
			const isList = (body) => listsIn(node, body).length > 0;
			rewrite((body) => (isList(body) && totals(node, body, change), body), node);
			expectAll(await read(list));
			expect(fake.calls.length).toBeLessThanOrEqual(capped ? many(all) * 1.6 + 12 : 20);
		});

		it('gives each once where a record comes before the others after each page', async () => {
			const { handle } = fake.vendor;
			fake.vendor.handle = async (call) => {
				const answer = await handle(call);
				if (listsIn(node, answer.body).length > 0) first(fake.vendor.store, ++made);
				return answer;
			};
			const rows = await read(list);
			expect(rows.message).toBeUndefined();
			expect(
				rows
					.map(keyOf)
					.filter((key) => keys.includes(key))
					.sort(),
			).toEqual([...keys].sort());
			expect(new Set(rows.map(keyOf)).size).toBe(rows.length);
		});
	});

	describe.each([
		['the first page', 1],
		['a later page', 2],
	])('%s', (_which, from) => {
		beforeEach(() => {
			restore = capPages(node, fake);
		});

		it.each([
			['{}', {}],
			['an object of something else', { message: 'Hello' }],
			['null', null],
			['a text', 'Hello'],
			['a list of numbers', [1, 2]],
		])('that is %s is an error', async (_name, body) => {
			rewrite(() => body, node, from);
			const error = await read(list, { options: { ...list.parameters.options, maxWait: 0 } });
			expect(error.message).toMatch(
				/ answered with(?:out (?:a list(?: of [a-z ]+)?|a result)| something that is not its usual format)$/,
			);
			expect(error.failure).toEqual({ cause: 'temporarily-unavailable' });
		});

		it('ends the list when it is empty', async () => {
			rewrite(
				(body) => {
					for (const [holder, key] of listsIn(node, body)) holder[key] = [];
					return body;
				},
				node,
				from,
			);
			const rows = await read(list);
			expect(keys).toEqual(expect.arrayContaining(rows.map(keyOf)));
			expect(rows.length).toBeLessThanOrEqual((from - 1) * CAP);
		});
	});

	it('does not go on for ever where the vendor gives the same page again and again', async () => {
		restore = capPages(node, fake);
		let page;
		rewrite((body) => {
			if (page === undefined) page = structuredClone(body);
			for (const [holder, key] of listsIn(node, body))
				holder[key] = listsIn(node, page).map(([from, name]) => from[name])[0];
			return body.result?.result === undefined &&
				body.result?.task === undefined &&
				listsIn(node, body).length === 0
				? page
				: body;
		}, node);
		for (const more of [{}, { returnAll: false, limit: 1200 }]) {
			fake.calls.length = 0;
			const error = await read(list, more);
			expect(error.message).toMatch(/^\w+ gives the same [a-z ]+ again instead of the next$/);
			expect(fake.calls.length).toBeLessThan(25);
		}
	});
});

/** resource -> how many rows the vendor has of what is asked for */
const WHOLE_COUNT = {
	calendarEvent: ({ events }, { user }) =>
		[...events.values()].filter(
			({ CAL_TYPE, OWNER_ID, DATE_FROM_TS_UTC }) =>
				CAL_TYPE === 'user' &&
				String(OWNER_ID) === user.value &&
				Number(DATE_FROM_TS_UTC) < Date.UTC(2026, 2, 1) / 1000,
		).length,
	salesActivity: ({ sales }, { lead }) =>
		[...sales.values()].filter((one) => one.RelatedProspectId === lead.value).length,
	/** Made, commented on, and given observers, as the fake tells of each task. */
	task: () => 3,
	user: ({ users }) => users.size,
};

describe.each(WHOLE)('$name, which comes whole', (operation) => {
	const node = operation.name.split(' ')[0] === 'leadSquared' ? 'leadSquared' : 'bitrix24App';
	const cut = {
		lead: byId(idFor('lead', 1)),
		taskId: byId('1'),
		user: byId('1'),
		filters: operation.parameters.resource === 'calendarEvent' ? operation.parameters.filters : {},
		returnAll: true,
	};

	if (CUT_HERE.includes(operation.name))
		it('gives every row once, or the first up to a limit', async () => {
			await started({ node });
			const all = await read({ parameters: operation.parameters }, cut);
			expect(all).toHaveLength(WHOLE_COUNT[operation.parameters.resource](fake.vendor.store, cut));
			expect(new Set(all.map(keyOf)).size).toBe(all.length);
			for (const limit of [1, 6, 8])
				expect(
					await read({ parameters: operation.parameters }, { ...cut, returnAll: false, limit }),
				).toEqual(all.slice(0, limit));
		});

	it.each([
		['{}', {}],
		['an object of something else', { message: 'Hello' }],
		['null', null],
		['nothing inside', { result: null }],
		['a list of numbers', { result: [1, 2] }],
	])('%s instead of it is an error', async (_name, body) => {
		await started({ node });
		fake.fault('answer', { times: Infinity, answer: { status: 200, body } });
		const error = await read(
			{ parameters: operation.parameters },
			{ ...cut, options: { maxWait: 0 }, activityId: byId('4') },
		);
		expect(error.message).toMatch(
			/ answered with(?:out (?:a list(?: of [a-z ]+)?|a result)| something that is not its usual format)$/,
		);
	});
});
