import type { IDataObject } from 'n8n-workflow';
import { person, simplifiedNote } from '../../shared/operation/simplifiedRecord';
import { asNumber, asObject, asText, defined } from '../../shared/text/unknownJson';
import { withoutBbCode } from '../bbCode';
import { recordOfWord } from '../relatedRecords';

const KIND = 'Comment';

/** A comment without the links of its files, which carry a token. */
export function simplify({
	ID,
	ENTITY_ID,
	ENTITY_TYPE,
	CREATED,
	AUTHOR_ID,
	COMMENT,
	FILES,
}: IDataObject): IDataObject {
	return simplifiedNote(
		{
			id: asNumber(ID),
			description: withoutBbCode(asText(COMMENT)),
			kind: KIND,
			createdBy: person({ id: asNumber(AUTHOR_ID) }),
			relatedTo: recordOfWord(ENTITY_TYPE, ENTITY_ID),
			createdAt: CREATED,
		},
		{ files: Object.values(asObject(FILES)).map((file) => asText(asObject(file).name)) },
	);
}

/** What was written of a comment, on a record or a task. */
export function written(id: number | undefined, text: string | undefined): IDataObject {
	const description = text === undefined ? undefined : withoutBbCode(text);
	return defined({ id, description, kind: KIND });
}
