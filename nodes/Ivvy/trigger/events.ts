import type { EventOfRecord } from '../../shared/trigger/eventItem';

/** Subjects of notifications; docs/contracts/ivvy.md section 11. */
const SUBJECTS = [
	['Activity', 'CrmEventActivity', 'crm'],
	['Company', 'Company', 'companies'],
	['Contact', 'Contact', 'contacts'],
	['Contact Note', 'ContactNote', 'contacts'],
	['Lead Note', 'CrmLeadNote', 'crm'],
	['Opportunity', 'Opportunity', 'crm'],
	['Task', 'CrmEventTask', 'crm'],
] as const;

export const EVENTS = SUBJECTS.flatMap(([name, subject]) =>
	['Added', 'Deleted', 'Updated'].map((verb) => ({
		name: `${name} ${verb}`,
		value: `${subject}${verb}`,
	})),
).sort((a, b) => a.name.localeCompare(b.name, 'en'));

const HAPPENED = { Added: 'created', Deleted: 'deleted', Updated: 'updated' } as const;

/** What a notification is about. @returns undefined for a subject that is none of these */
export function happened(subject: string): EventOfRecord | undefined {
	for (const [name, known] of SUBJECTS)
		for (const [verb, event] of Object.entries(HAPPENED))
			if (subject === `${known}${verb}`)
				return { event, recordType: `${name[0].toLowerCase()}${name.slice(1).replace(' ', '')}` };
	return undefined;
}

/** The kinds of subscription that are needed for some events. */
export function familiesOf(events: readonly string[]): string[] {
	return [
		...new Set(
			SUBJECTS.filter(([, subject]) =>
				events.some((event) => event.replace(/(?:Added|Deleted|Updated)$/, '') === subject),
			).map(([, , family]) => family),
		),
	];
}
