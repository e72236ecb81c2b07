import { choice, required } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { ownerId, ownerType } from '../recordPickers';
import type { FindOut, RequestSpec } from '../../shared/contract/call';
import { holdsValues, isGone } from '../../shared/operation/findOut';
import { asObject } from '../../shared/text/unknownJson';
import { recordAt } from '../answerProofs';
import { method, resultOf } from '../vendor';

const ITEM_TYPES = [
	{ name: 'Activity', value: 2 },
	{ name: 'History Entry', value: 1 },
];

/** Where a note stands: an entry of a record's timeline; docs/contracts/bitrix24.md section 2.7. */
export const PLACE = {
	ownerType: required(ownerType),
	owner: required(ownerId),
	itemType: required(choice<number>('Item Type', ITEM_TYPES, { fallback: 2 })),
	itemId: required(
		picker('Item', NUMBER_ID, {
			search: 'searchActivities',
			description: 'The activity or history entry. The list shows activities.',
		}),
	),
};

export function placeOf({
	ownerType: ownerTypeId,
	owner,
	itemType,
	itemId,
}: {
	ownerType: number;
	owner: number;
	itemType: number;
	itemId: number;
}) {
	return { ownerTypeId, ownerId: owner, itemType, itemId };
}

/** The one note of an entry, for the order of items that change it. */
export function noteOf({
	itemType,
	itemId,
}: {
	itemType: number;
	itemId: number;
}): readonly unknown[] {
	return [[itemType, itemId]];
}

type NotePlace = Parameters<typeof placeOf>[0];

function readNote(values: NotePlace): RequestSpec {
	return method('crm.timeline.note.get', placeOf(values), 'read', recordAt());
}

export function noteHolds(values: NotePlace, text: string): FindOut {
	return holdsValues(
		{ text },
		{
			read: readNote(values),
			record: (body) => asObject(resultOf(body)),
			changed: (body) => asObject(resultOf(body)).updatedTime,
			answer: () => ({ result: true }),
		},
	);
}

export function noteIsGone(values: NotePlace): FindOut {
	return isGone(readNote(values), { result: true });
}
