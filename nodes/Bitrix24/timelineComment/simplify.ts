import type { IDataObject } from 'n8n-workflow';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';

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
	const files = Object.values(asObject(FILES)).map((file) => asText(asObject(file).name));
	return {
		id: asNumber(ID),
		ownerType: asText(ENTITY_TYPE).toLowerCase(),
		ownerId: asNumber(ENTITY_ID),
		created: CREATED,
		authorId: asNumber(AUTHOR_ID),
		comment: COMMENT,
		files: files.join(', '),
	};
}
