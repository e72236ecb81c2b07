'use strict';
/** All records that a polling trigger looks at change, as after an import: what a vendor's fake has to hold then. */
const { stamp } = require('../../test/vendors/deskera.data.cts');
const { format } = require('../../test/vendors/ivvy.data.cts');

/** What is watched, and how its last change is written; `at` in milliseconds. */
const WATCHED = {
	leadSquared: ({ activities }) => ({
		records: activities,
		set: (record, at) => Object.assign(record, { ActivityEvent: 201, ModifiedOn: Math.floor(at) }),
	}),
	ivvy: ({ activities }) => ({
		records: activities,
		set: (record, at) => (record.modifiedDate = format(at)),
	}),
	deskera: ({ activities }) => ({
		records: activities,
		set: (record, at) => (record.updated_at = stamp(Math.floor(at * 1000))),
	}),
};

/**
 * @param {string} name of the vendor
 * @param {{store: object}} vendor
 * @param {{count: number, from: number, until: number}} change how many records change, evenly from one moment to the
 * other (milliseconds), in the order in which they are kept
 * @returns {string[]} their ids
 */
function changeAll(name, { store }, { count, from, until }) {
	const { records, set } = WATCHED[name](store);
	const ids = [...records.keys()].slice(0, count);
	ids.forEach((id, index) => set(records.get(id), from + ((until - from) * index) / count));
	return ids.map(String);
}

module.exports = { changeAll };
