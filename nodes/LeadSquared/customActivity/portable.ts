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
	type Portable,
} from '../../shared/operation/portableRecord';
import type { GivenPortable } from '../../shared/operation/readPortable';
import { isSource } from '../../shared/text/referenceLine';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { finders, leadOf } from '../matching';
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
const CALLS: ReadonlyMap<unknown, Portable['direction']> = new Map([
	[21, 'incoming'],
	[22, 'outgoing'],
]);

/** An activity is a note: its first line is the subject; where that is empty the type's name is, or its code. */
export function toPortable(row: IDataObject): IDataObject {
	const shape = activityShape(row);
	const { id, type, typeName, leadId, note, status, owner, created, modified } = shape;
	const { CreatedBy, CreatedByEmailAddress, CreatedByName, ...fields } = asObject(shape.fields);
	const [first, ...rest] = asText(note).split(/\r\n|\r|\n/);
	const done = isDone(status);
	return portable({
		vendor: 'leadSquared',
		id: asText(id),
		kind: CALLS.has(type)
			? 'call'
			: (KINDS.find(([pattern]) => pattern.test(asText(typeName)))?.[1] ?? 'other'),
		title: first || asText(typeName) || `Activity ${asNumber(type) ?? ''}`.trim(),
		description: rest.join('\n'),
		start: utcIso(created),
		done,
		status: done === null ? null : done ? 'done' : 'open',
		direction: CALLS.get(type) ?? null,
		owner: linkOf(owner),
		related: [...linksOf('lead', leadId), ...linksOf('opportunity', row.RelatedOpportunityId)],
		creator: linkOf(CreatedBy, CreatedByName, CreatedByEmailAddress),
		// A copy keeps its source in the field that the user has named.
		externalIds: Object.values(fields).map(asText).filter(isSource),
		created: utcIso(created),
		updated: utcIso(modified),
		vendorFields: { typeCode: type, typeName, status, ...fields },
	});
}

/** Subject and description as a note. */
function noteOf({ title = '', description = '' }: GivenPortable): string | undefined {
	if (description === '') return title || undefined;
	return `${title}\n${description}`;
}

/** A half of a note, subject or description, with the other half of the note that is there. */
export function inNote(half: string, present: string): string {
	const [subject, ...description] = present.split(/\r\n|\r|\n/);
	return half.startsWith('\n') ? subject + half : [half, ...description].join('\n');
}

/** A note can't be read back by itself, so that a half of it can't be kept. @throws InvalidInput */
function changedNoteOf(activity: GivenPortable): string | undefined {
	const { title, description } = activity;
	if (title === undefined && description === undefined) return undefined;
	if (title === undefined || description === undefined)
		throw new InvalidInput(
			`The portable activity has no ${title === undefined ? 'title' : 'description'}`,
			'LeadSquared keeps both in one note, which is written as a whole. Give both.',
		);
	return noteOf(activity);
}

export const newFromPortable: FromPortable = {
	finders,
	optional: ['lead'],
	values: (activity, _entered, people) => ({
		note: noteOf(activity),
		lead: leadOf(people),
		additionalFields: {
			date: firstOf(activity.start, activity.due, activity.end),
			owner: people.owner,
		},
	}),
	// Half of a note: a blank description is none to write over another one.
	madeUp: ({ title, description }) => (title === undefined || isBlank(description) ? ['note'] : []),
};

/** On an opportunity the owner stands for itself. */
export const newOnOpportunity: FromPortable = {
	finders,
	optional: ['owner'],
	values: (activity, _entered, { owner }) => ({
		note: noteOf(activity),
		owner,
		additionalFields: { date: firstOf(activity.start, activity.due, activity.end) },
	}),
};

export const changesFromPortable: FromPortable = {
	finders,
	optional: [],
	values: (activity, _entered, { owner }) => ({
		updateFields: { note: changedNoteOf(activity), owner },
	}),
};
