import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/fromPortable';
import { firstOf, linkOf, linksOf, portable, utcIso, type GivenPortable, type Portable } from '../../shared/portable';
import { asText } from '../../shared/values';
import { activityShape } from '../shape';

/** LeadSquared has types of each account's own instead of kinds: the name of the type tells. */
const KINDS: ReadonlyArray<readonly [RegExp, Portable['kind']]> = [[/\bcall|phone/i, 'call'], [/e-?mail/i, 'email'], [/meeting|visit|appointment|demo/i, 'meeting'], [/\bnote/i, 'note'], [/task|to-?do/i, 'task']];

/** An activity is a note: its first line is the subject, unless it has no other, then the type's name is. */
export function toPortable(row: IDataObject): IDataObject {
	const { id, typeName, leadId, note, status, owner, created, modified } = activityShape(row);
	const [first, ...rest] = asText(note).split(/\r?\n/);
	const done = asText(status) === '' ? null : /^(?:complete|done|closed)/i.test(asText(status));
	return portable({
		vendor: 'leadSquared',
		id: asText(id),
		kind: KINDS.find(([pattern]) => pattern.test(asText(typeName)))?.[1] ?? 'other',
		subject: first === '' ? asText(typeName) : first,
		description: rest.join('\n').trim(),
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
function noteOf({ subject, description }: GivenPortable): string | undefined {
	const lines = [subject, description].filter((line) => line !== undefined);
	return lines.length === 0 ? undefined : lines.join('\n');
}

export const newFromPortable: FromPortable = {
	optional: [],
	values: (activity) => ({ note: noteOf(activity), additionalFields: { date: firstOf(activity.start, activity.due, activity.end) } }),
};

export const changesFromPortable: FromPortable = { optional: [], values: (activity) => ({ updateFields: { note: noteOf(activity) } }) };
