import type { IDataObject } from 'n8n-workflow';
import { flag } from '../shared/form/fields';
import { plainText } from '../shared/text/html';

export const descriptionAsText = flag(
	'Description as Plain Text',
	'Whether to remove HTML tags from descriptions in the raw output, too. The other outputs ' +
		'never have tags.',
);

/** Descriptions are HTML at iVvy; people and other vendors want text. */
export function plainDescription(description: IDataObject[string]): IDataObject[string] {
	return typeof description === 'string' ? plainText(description) : description;
}

/**
 * The option, applied to the raw output; the others make text of descriptions themselves, which
 * once more would spoil it.
 */
export function rawWithDescription(
	row: IDataObject,
	{ descriptionAsText: asPlain }: { readonly descriptionAsText?: boolean },
): IDataObject {
	return asPlain === true && 'description' in row
		? { ...row, description: plainDescription(row.description) }
		: row;
}
