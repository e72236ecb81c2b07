/** Create codes of events; docs/contracts/leadsquared.md section 7.2. */
export const EVENTS = [
	{ name: 'Activity Created', value: '2' },
	{ name: 'Activity Updated', value: '15' },
	{ name: 'Lead Created', value: '3' },
	{ name: 'Lead Owner Changed', value: '4' },
	{ name: 'Lead Score Changed', value: '9' },
	{ name: 'Lead Updated', value: '6' },
	{ name: 'Task Completed', value: '16' },
	{ name: 'Task Created', value: '7' },
	{ name: 'Task Reminder', value: '8' },
	{ name: 'Task Updated', value: '17' },
];

export const ACTIVITY_EVENTS = ['2', '15'];
/** LeadSquared sends our own headers along: who it is, and what for. */
export const SECRET_HEADER = 'x-n8n-secret';
export const EVENT_HEADER = 'x-n8n-event';

/** What webhooks have to be about: an event, for activities with their type, as one webhook takes one. */
export function subjectsOf(events: readonly string[], types: readonly number[]): string[] {
	return events.flatMap((event) =>
		ACTIVITY_EVENTS.includes(event) ? types.map((type) => `${event}/${type}`) : [event],
	);
}
