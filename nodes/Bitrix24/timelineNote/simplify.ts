import type { IDataObject } from 'n8n-workflow';
import { utcIso } from '../../shared/operation/portableRecord';
import { person, simplifiedNote, withoutId } from '../../shared/operation/simplifiedRecord';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { recordOfType } from '../relatedRecords';

type Place = Readonly<Record<'ownerTypeId' | 'ownerId' | 'itemType' | 'itemId', number>>;

/** The note of an entry has no ID of its own: it is known by the entry, which stands beside what Bitrix24 answers. */
export function simplify({
	ownerTypeId,
	ownerId,
	itemType,
	itemId,
	text,
	createdById,
	createdTime,
	updatedById,
	updatedTime,
}: IDataObject): IDataObject {
	const note = simplifiedNote({
		id: undefined,
		description: asText(text),
		kind: 'Note',
		createdBy: person({ id: asNumber(createdById) }),
		relatedTo: recordOfType(ownerTypeId, ownerId),
		createdAt: createdTime,
		updatedAt: utcIso(updatedTime),
	});
	return {
		itemType,
		itemId,
		...withoutId(note),
		updatedBy: person({ id: asNumber(updatedById) }),
	};
}

/** What was written of it. */
export function written(place: Place, text: string): IDataObject {
	const { itemType, itemId, description, kind, relatedTo } = simplify({ ...place, text });
	return { itemType, itemId, description, kind, relatedTo };
}
