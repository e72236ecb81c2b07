/** Subjects of the fake iVvy's notifications and their bodies, docs/contracts/ivvy.md section 11. */
import type { Options } from './ivvy.behavior.cts';
import type { RecordOf, Store, Tables } from './ivvy.data.cts';
import { taskRow, activityRow, leadRow, noteRow, contactDetail, companyRow } from './ivvy.rows.cts';
import type { Family } from './ivvy.topics.cts';

/** Of a fake iVvy, what its deliveries are made of. */
export interface Source {
	readonly store: Store;
	readonly options: Options;
}

interface Kind {
	readonly family: Family;
	/** What is told of the record with this ID. */
	readonly shown: (id: number, source: Source) => object;
	/** What is told when it is gone. */
	readonly gone: (id: number, store: Store) => object;
}

function kind<Name extends keyof Tables>({
	family,
	records,
	row,
	gone,
}: Omit<Kind, 'shown'> & {
	records: Name;
	row: (record: RecordOf<Name>, store: Store, options: Options) => object;
}): Kind {
	const shown = (id: number, { store, options }: Source) => {
		const record = store[records].get(id);
		if (record === undefined) throw new Error(`${records} has no ${id}`);
		return row(record as RecordOf<Name>, store, options);
	};
	return { family, shown, gone };
}

const KINDS: Readonly<Record<string, Kind>> = {
	CrmEventTask: kind({
		family: 'crm',
		records: 'tasks',
		row: taskRow,
		gone: (taskId) => ({ taskId }),
	}),
	CrmEventActivity: kind({
		family: 'crm',
		records: 'activities',
		row: activityRow,
		gone: (activityId) => ({ activityId }),
	}),
	Opportunity: kind({
		family: 'crm',
		records: 'opportunities',
		row: leadRow,
		gone: (opportunityId, store) => ({
			venueId: store.opportunities.get(opportunityId)?.venueId ?? 1,
			opportunityId,
		}),
	}),
	CrmLeadNote: kind({
		family: 'crm',
		records: 'leadNotes',
		row: noteRow,
		gone: (noteId) => ({ noteId }),
	}),
	Contact: kind({
		family: 'contacts',
		records: 'contacts',
		row: contactDetail,
		gone: (contactId) => ({ contactId }),
	}),
	ContactNote: kind({
		family: 'contacts',
		records: 'contactNotes',
		row: noteRow,
		gone: (noteId) => ({ noteId }),
	}),
	/** unlike getCompany, the printed notification has a number as id */
	Company: kind({
		family: 'companies',
		records: 'companies',
		row: companyRow,
		gone: (companyId) => ({ companyId }),
	}),
};

export const SUBJECTS = Object.keys(KINDS).flatMap((kind) =>
	['Added', 'Updated', 'Deleted'].map((verb) => `${kind}${verb}`),
);

function partsOf(subject: string) {
	const [, name = '', verb] = /^(.+?)(Added|Updated|Deleted)$/.exec(subject) ?? [];
	const found = KINDS[name];
	return found === undefined ? undefined : { ...found, verb };
}

/** The endpoint family that tells of a subject; undefined for one that the contract does not have. */
export const familyOf = (subject: string) => partsOf(subject)?.family;

/** What the body of a subject holds: given as it is, or made of the record with this id. */
export function bodyOf(
	subject: string,
	data: number | object,
	source: Source,
	previous: object = {},
): object {
	if (typeof data === 'object') return data;
	const parts = partsOf(subject);
	if (parts === undefined)
		throw new Error(`the fake iVvy has no subject ${subject}: give it a body`);
	if (parts.verb === 'Deleted') return parts.gone(data, source.store);
	const row = parts.shown(data, source);
	return parts.verb === 'Added' ? { data: row } : { data: row, previousData: previous };
}
