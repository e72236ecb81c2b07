'use strict';
/** The lists in a vendor's answers, to change them on their way, and pages of another size. */
const { PAGES } = require('../../vendors/bitrix24.query');

/** Rows of a page where the vendor gives fewer than it is asked for. */
const CAP = 7;

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

module.exports = { CAP, capPages, listsIn, totals };
