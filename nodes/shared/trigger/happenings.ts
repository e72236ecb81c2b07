/**
 * What a trigger says that happened, the same words for all vendors. Every item of a trigger holds it as `event`, and
 * the kind of record as `recordType`.
 */
export type Happening =
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
export interface Told {
	readonly event: Happening;
	readonly recordType: string;
}
