import type { IDataObject } from 'n8n-workflow';
import { flag } from '../shared/fields';
import { asText } from '../shared/values';
import { plainText } from '../shared/html';

export const descriptionAsText = flag('Description as Plain Text', 'Whether descriptions, which iVvy keeps as HTML, come without tags', true);

/** Applies the option to a record, raw or not. */
export function withDescription(row: IDataObject, asPlain: boolean | undefined): IDataObject {
	return asPlain === true && typeof row.description === 'string' ? { ...row, description: plainText(asText(row.description)) } : row;
}
