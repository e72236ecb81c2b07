import type { IDataObject } from 'n8n-workflow';
import { flag } from '../shared/fields';
import { plainText } from '../shared/html';

export const descriptionAsText = flag('Description as Plain Text', 'Whether descriptions, which iVvy keeps as HTML, come without tags in the raw output too. The other outputs never have tags.', true);

/** Descriptions are HTML at iVvy; people and other vendors want text. */
export function plainDescription(description: IDataObject[string]): IDataObject[string] {
	return typeof description === 'string' ? plainText(description) : description;
}

/** Applies the option to a record, raw or not. */
export function withDescription(row: IDataObject, asPlain: boolean | undefined): IDataObject {
	return asPlain === true && 'description' in row ? { ...row, description: plainDescription(row.description) } : row;
}
