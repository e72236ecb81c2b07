import type { IDataObject } from 'n8n-workflow';

/**
 * What a trigger says that happened, the same words for all vendors. Every item of a trigger holds it as `event`, and
 * the kind of record as `recordType`.
 */
export type EventName =
	| 'completed'
	| 'created'
	| 'deleted'
	| 'moved'
	| 'ownerChanged'
	| 'pressed'
	| 'reminder'
	| 'scoreChanged'
	| 'updated';

/** What a trigger tells of, in words of no vendor: a kind of record such as `timelineComment`, and what happened. */
export interface EventOfRecord {
	readonly event: EventName;
	readonly recordType: string;
}

/**
 * An item of a trigger: what happened, and behind it the record. A portable record has keys of its own for that.
 * @param told event and recordType, and what else is told before the record
 */
export function eventItem(told: IDataObject, record: IDataObject): IDataObject {
	const item = { ...told, ...record };
	if (record.portable === undefined) return item;
	return { ...item, event: told.event, deleted: told.event === 'deleted' };
}
