'use strict';
/**
 * Every list of the package, however the vendor pages it: each row once and in order, whatever is wrong with the total,
 * the size of the pages or a page. A list ends with an empty page; a page that is no list is an error.
 */
const { runNode } = require('../support/engine');
const { loader, loading } = require('../support/nodeTypes');
const { operationsShowing } = require('../support/descriptions');
const { fakeFor, byId } = require('../support/fakes');
const { guid: idFor } = require('../vendors/leadsquared.make');
const { CAP, capPages, listsIn, totals } = require('./support/listAnswers');
const { CUT_HERE, FAKES, LISTS, WHOLE } = require('./support/lists');

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
		const { description } = loader.getNode(node).type;
		return description.properties
			.filter(({ name }) => name === 'returnAll')
			.flatMap((property) => operationsShowing(description, property))
			.map(({ resource, operation }) => `${node} ${resource} ${operation}`);
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
