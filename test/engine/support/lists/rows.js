'use strict';
/** Records that are put into a fake's store while a list of them is read. */

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

module.exports = { any, before, behind };
