'use strict';
/** Subjects of the fake iVvy's notifications and their bodies, docs/contracts/ivvy.md section 11. */
const {
	taskRow,
	activityRow,
	leadRow,
	noteRow,
	contactDetail,
	companyRow,
} = require('./ivvy.rows');

const KINDS = {
	CrmEventTask: { family: 'crm', records: 'tasks', row: taskRow, gone: (taskId) => ({ taskId }) },
	CrmEventActivity: {
		family: 'crm',
		records: 'activities',
		row: activityRow,
		gone: (activityId) => ({ activityId }),
	},
	Opportunity: {
		family: 'crm',
		records: 'opportunities',
		row: leadRow,
		gone: (opportunityId, store) => ({
			venueId: store.opportunities.get(opportunityId)?.venueId ?? 1,
			opportunityId,
		}),
	},
	CrmLeadNote: {
		family: 'crm',
		records: 'leadNotes',
		row: noteRow,
		gone: (noteId) => ({ noteId }),
	},
	Contact: {
		family: 'contacts',
		records: 'contacts',
		row: contactDetail,
		gone: (contactId) => ({ contactId }),
	},
	ContactNote: {
		family: 'contacts',
		records: 'contactNotes',
		row: noteRow,
		gone: (noteId) => ({ noteId }),
	},
	/** unlike getCompany, the printed notification has a number as id */
	Company: {
		family: 'companies',
		records: 'companies',
		row: companyRow,
		gone: (companyId) => ({ companyId }),
	},
};

const SUBJECTS = Object.keys(KINDS).flatMap((kind) =>
	['Added', 'Updated', 'Deleted'].map((verb) => `${kind}${verb}`),
);

function partsOf(subject) {
	const [, kind, verb] = /^(.+?)(Added|Updated|Deleted)$/.exec(subject) ?? [];
	return Object.hasOwn(KINDS, kind ?? '') ? { ...KINDS[kind], verb } : undefined;
}

/** The endpoint family that tells of a subject; undefined for one that the contract does not have. */
const familyOf = (subject) => partsOf(subject)?.family;

/** What the body of a subject holds: given as it is, or made of the record with this id. */
function bodyOf(subject, data, { store, options }, previous = {}) {
	if (typeof data === 'object') return data;
	const kind = partsOf(subject);
	if (kind === undefined)
		throw new Error(`the fake iVvy has no subject ${subject}: give it a body`);
	if (kind.verb === 'Deleted') return kind.gone(data, store);
	const record = store[kind.records].get(data);
	if (record === undefined) throw new Error(`${kind.records} has no ${data}`);
	const row = kind.row(record, store, options);
	return kind.verb === 'Added' ? { data: row } : { data: row, previousData: previous };
}

module.exports = { SUBJECTS, familyOf, bodyOf };
