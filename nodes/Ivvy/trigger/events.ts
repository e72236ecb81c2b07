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
