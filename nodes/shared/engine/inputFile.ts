import type { IBinaryData } from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import { trimmed } from '../form/blank';
import { wellFormed } from '../text/unknownJson';

/**
 * The name under which a file goes to the vendor. A file that was loaded from an address without a name has none in
 * n8n; nobody could open it there without its ending.
 * @param field the binary field that holds the file
 */
export function fileNameOf({ fileName, fileExtension }: IBinaryData, field: string): string {
	const name = String(wellFormed(fileName ?? ''));
	if (trimmed(name) !== '') return name;
	return fileExtension === undefined || fileExtension === '' ? field : `${field}.${fileExtension}`;
}

/** Vendors refuse an empty file in words that don't say so, or drop it. @throws InvalidInput naming the file */
export function refuseEmpty(file: IBinaryData, name: string, label: string): void {
	if (isEmpty(file))
		throw new InvalidInput(
			`"${label}": the file "${name}" is empty`,
			'Check the node before this one that loads the file. It has no content.',
		);
}

/** Where n8n keeps the content elsewhere, `data` names the place, and newer versions tell the size as a number. */
function isEmpty(file: IBinaryData): boolean {
	if (file.id === undefined) return file.data === '';
	return 'bytes' in file && typeof file.bytes === 'number'
		? file.bytes === 0
		: /^0 ?(?:B|bytes)$/i.test(file.fileSize ?? '');
}
