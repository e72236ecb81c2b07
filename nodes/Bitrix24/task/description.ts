import type { IDataObject } from 'n8n-workflow';
import { plainText } from '../../shared/text/html';
import { asText } from '../../shared/text/unknownJson';
import { withoutBbCode } from '../bbCode';

/** The description as plain text: BB code, or HTML at old tasks. */
export function textOf({ description, descriptionInBbcode }: IDataObject): string {
	const text = asText(description);
	return descriptionInBbcode === 'N' ? plainText(text) : withoutBbCode(text);
}
