import type { EventOfRecord } from '../../shared/trigger/eventItem';

/** Create codes of events; docs/contracts/leadsquared.md section 7.2. */
export const EVENTS: ReadonlyArray<
	{ readonly name: string; readonly value: string } & EventOfRecord
> = [
	{ name: 'Activity Created', value: '2', recordType: 'activity', event: 'created' },
	{ name: 'Activity Updated', value: '15', recordType: 'activity', event: 'updated' },
	{ name: 'Lead Created', value: '3', recordType: 'lead', event: 'created' },
	{ name: 'Lead Owner Changed', value: '4', recordType: 'lead', event: 'ownerChanged' },
	{ name: 'Lead Score Changed', value: '9', recordType: 'lead', event: 'scoreChanged' },
	{ name: 'Lead Updated', value: '6', recordType: 'lead', event: 'updated' },
	{ name: 'Task Completed', value: '16', recordType: 'task', event: 'completed' },
	{ name: 'Task Created', value: '7', recordType: 'task', event: 'created' },
	{ name: 'Task Reminder', value: '8', recordType: 'task', event: 'reminder' },
	{ name: 'Task Updated', value: '17', recordType: 'task', event: 'updated' },
];

export const ACTIVITY_EVENTS = ['2', '15'];
/** Events that happen once in the life of a record: what came with them does not matter to know them again. */
export const CREATED = ['2', '3', '7'];
/** LeadSquared sends our own headers along: who it is, and what for. */
export const SECRET_HEADER = 'x-n8n-secret';
export const EVENT_HEADER = 'x-n8n-event';

/** What webhooks have to be about: an event, for activities with their type, as one webhook takes one. */
export function subjectsOf(events: readonly string[], types: readonly number[]): string[] {
	return events.flatMap((event) =>
		ACTIVITY_EVENTS.includes(event) ? types.map((type) => `${event}/${type}`) : [event],
	);
}
