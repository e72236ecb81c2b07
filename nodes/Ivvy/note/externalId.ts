import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { externalIdInText } from '../../shared/form/externalId';
import { recordWithReference } from '../../shared/operation/referencedRecord';
import { plainText } from '../../shared/text/html';
import { keptReference, withEitherReference } from '../../shared/text/referenceLine';
import { asNumber } from '../../shared/text/unknownJson';
import { externalIdIn, likelyRows, textsOf } from '../externalId';
import { listed, listRows, LOOKED_THROUGH } from '../paging';
import type { NoteCalls } from './target';

export const externalId = externalIdInText(
	'Text',
	'It is looked for among the notes of the record.',
);

/** At bookings it is the description. */
export const textOf = ({ note, noteText, description }: IDataObject) =>
	note ?? noteText ?? description;

/** The note of a record that was made with an External ID. @returns its ID, or undefined where there is none */
export function* noteFrom(
	{ list, textKey: key, recordIds: of }: NoteCalls,
	id: string,
): Generator<RequestSpec, number | undefined, unknown> {
	const found = yield* recordWithReference(id, {
		...listed(list[1]),
		most: LOOKED_THROUGH,
		texts: (row) => textsOf(textOf(row)),
		rows: (isIt) => likelyRows(list, { key, id, isIt, of }),
	});
	return asNumber(found?.id);
}

/** A new text for a note that keeps the External ID of the present one. */
export function* keepingExternalId(
	{ list: [namespace, name], recordIds }: NoteCalls,
	id: number,
	text: string,
): Generator<RequestSpec, string, unknown> {
	if (externalIdIn(text) !== null) return text;
	const isIt = (row: IDataObject) => asNumber(row.id) === id;
	const rows = yield* listRows(namespace, name, recordIds, LOOKED_THROUGH, (page) =>
		page.some(isIt),
	);
	const present = rows.find(isIt);
	const [, plain] = textsOf(present === undefined ? '' : textOf(present));
	const kept = keptReference(plain, plainText(text));
	return kept === null ? text : withEitherReference(text, kept);
}
