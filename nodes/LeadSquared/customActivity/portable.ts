import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import { isBlank } from '../../shared/form/blank';
import type { FromPortable } from '../../shared/operation/fillFromPortable';
import {
	firstOf,
	linkOf,
	linksOf,
	portable,
	utcIso,
	type GivenPortable,
	type Portable,
} from '../../shared/operation/portableRecord';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { activityShape, isDone } from '../activityRecord';

/** LeadSquared has types of each account's own instead of kinds: the name of the type tells. */
const KINDS: ReadonlyArray<readonly [RegExp, Portable['kind']]> = [
	[/\bcall|phone/i, 'call'],
	[/e-?mail/i, 'email'],
	[/meeting|visit|appointment|demo/i, 'meeting'],
	[/\bnote/i, 'note'],
	[/task|to-?do/i, 'task'],
];

/** Calls as LeadSquared's own telephony records them (docs/contracts/leadsquared.md section 4.12). */
const CALLS: readonly unknown[] = [21, 22];

/** An activity is a note: its first line is the subject; where that is empty the type's name is, or its code. */
export function toPortable(row: IDataObject): IDataObject {
	const { id, type, typeName, leadId, note, status, owner, created, modified } = activityShape(row);
	const [first, ...rest] = asText(note).split(/\r\n|\r|\n/);
	const done = isDone(status);
	return portable({
		vendor: 'leadSquared',
		id: asText(id),
		kind: CALLS.includes(type)
			? 'call'
			: (KINDS.find(([pattern]) => pattern.test(asText(typeName)))?.[1] ?? 'other'),
		subject: first || asText(typeName) || `Activity ${asNumber(type) ?? ''}`.trim(),
		description: rest.join('\n'),
		start: utcIso(created),
		done,
		status: done === null ? null : done ? 'done' : 'open',
		owner: linkOf(owner),
		related: linksOf('lead', leadId),
		created: utcIso(created),
		updated: utcIso(modified),
	});
}

/** Subject and description as a note. */
function noteOf({ subject = '', description = '' }: GivenPortable): string | undefined {
	if (description === '') return subject || undefined;
	return `${subject}\n${description}`;
}

/** A half of a note, subject or description, with the other half of the note that is there. */
export function inNote(half: string, present: string): string {
	const [subject, ...description] = present.split(/\r\n|\r|\n/);
	return half.startsWith('\n') ? subject + half : [half, ...description].join('\n');
}

/** A note can't be read back by itself, so that a half of it can't be kept. @throws InvalidInput */
function changedNoteOf(activity: GivenPortable): string | undefined {
	const { subject, description } = activity;
	if (subject === undefined && description === undefined) return undefined;
	if (subject === undefined || description === undefined)
		throw new InvalidInput(
			`The portable activity has no ${subject === undefined ? 'subject' : 'description'}`,
			'LeadSquared keeps both in one note, which is written as a whole. Give both.',
		);
	return noteOf(activity);
}

export const newFromPortable: FromPortable = {
	optional: [],
	values: (activity) => ({
		note: noteOf(activity),
		additionalFields: { date: firstOf(activity.start, activity.due, activity.end) },
	}),
	// Half of a note: a blank description is none to write over another one.
	madeUp: ({ subject, description }) =>
		subject === undefined || isBlank(description) ? ['note'] : [],
};

export const changesFromPortable: FromPortable = {
	optional: [],
	values: (activity) => ({ updateFields: { note: changedNoteOf(activity) } }),
};
