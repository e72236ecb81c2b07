'use strict';

/** The IDs of the records that a fake has stored, one for each write. */
const idsWritten = (fake) => fake.vendor.writes.map(({ id }) => id);

const MARK = /^n8n-[\da-f]{32}$/;

/** Fields without those by which a record is found again after a lost answer. */
function withoutMark(fields) {
	const isMarked = Object.values(fields).some((value) => MARK.test(value));
	return Object.fromEntries(
		Object.entries(fields).filter(
			([name, value]) => !MARK.test(value) && !(isMarked && /^originator_?id$/i.test(name)),
		),
	);
}

module.exports = { withoutMark, idsWritten };
