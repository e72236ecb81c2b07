'use strict';
/**
 * Activities beside the first 3000 of the fake LeadSquared: mandatory fields, files, another
 * opportunity type; and changes of activities.
 */
const { BASE, MINUTE, HOUR, pick, range, guid } = require('./leadsquared.make');
const { STATUSES, BANKS, own } = require('./leadsquared.types.data');
const { stamp } = require('./leadsquared.answers');

const CODES = [206, 207, 208, 12001];
const lead = (n, counts) => guid('lead', 1 + (n % counts.leads));

const VALUES = {
	206: (n, counts) => ({
		[own(1)]: `Applicant ${n}`,
		[own(2)]: pick(BANKS, n),
		[own(3)]: String(100_000 + n),
		[own(5)]: lead(n + 10, counts),
		[own(6)]: stamp(BASE + n * HOUR),
	}),
	207: (n) => ({
		[own(1)]: { mx_CustomObject_1: 'Passport', mx_CustomObject_2: `scan-${n}.pdf,photo-${n}.png` },
		[own(2)]: `Remarks ${n}`,
	}),
	208: (n) => ({ [own(1)]: `Contract ${n}` }),
	12001: (n) => ({ [own(1)]: `Policy ${n}`, [own(2)]: pick(['Quoted', 'Signed'], n) }),
};

/** extra n is on lead n + 1; its type is 206, 207, 208 or 12001, beginning with 207 */
function extra(n, counts) {
	const code = pick(CODES, n);
	return {
		ProspectActivityId: guid('extra', n),
		AutoId: 100_000 + n,
		ActivityEvent: code,
		RelatedProspectId: lead(n, counts),
		ActivityNote: `Extra ${n}`,
		Status: pick(STATUSES, n),
		Owner: guid('user', 1 + (n % 9)),
		CreatedBy: guid('user', 1),
		CreatedOn: BASE + 5 * HOUR + n * MINUTE,
		ModifiedOn: BASE + 6 * HOUR + n * MINUTE,
		Fields: VALUES[code](n, counts),
	};
}

/** Three changes of each of the first ten extras, or of as many as there are. */
function history(counts) {
	return range(Math.min(10, counts.extras)).flatMap((n) =>
		['First', 'Second', 'Third'].map((word, index) => ({
			ProspectActivityId: guid('extra', n),
			ActivityEvent: pick(CODES, n),
			RelatedProspectId: lead(n, counts),
			SchemaName: 'ActivityEvent_Note',
			OldValue: index === 0 ? '' : `${['First', 'Second'][index - 1]} note`,
			NewValue: `${word} note`,
			ModifiedBy: guid('user', 2),
			ModifiedOn: BASE + 5 * HOUR + n * MINUTE + index * 1000,
		})),
	);
}

module.exports = { extra, history };
