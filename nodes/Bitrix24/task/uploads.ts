import type { IDataObject } from 'n8n-workflow';
import type { FindOut, RequestSpec } from '../../shared/contract/call';
import { InvalidInput } from '../../shared/contract/errors';
import type { Reader } from '../../shared/contract/field';
import type { FileContent } from '../../shared/contract/files';
import { isListed } from '../../shared/operation/findOut';
import { recordsOf } from '../../shared/operation/paging';
import { asArray, asObject, asText } from '../../shared/text/unknownJson';
import { idAt, listAt } from '../answerProofs';
import { method, methodWithFiles, resultOf } from '../vendor';

/** A file of the item and the Drive that it goes to. */
export interface Upload {
	readonly file: FileContent;
	readonly storage: number;
}

/** What is to be uploaded. @throws InvalidInput without a Drive, or when the item lacks a file */
export function uploadsOf(
	binaryProperties: readonly string[] | undefined,
	storage: number | undefined,
	item: Reader,
): Upload[] {
	return (binaryProperties ?? []).map((name) => {
		if (storage === undefined)
			throw new InvalidInput(
				'"Files" needs a "Drive" to store them in',
				'Add "Drive" beside "Files", and pick where the files are stored.',
			);
		return { file: item.file(name, 'Files'), storage };
	});
}

/**
 * Uploads files and gives their ids as tasks want them: `n123`. Tasks take no base64
 * (docs/contracts/bitrix24.md section 3.4).
 */
export function* uploaded(uploads: readonly Upload[]): Generator<RequestSpec, string[], unknown> {
	const ids: string[] = [];
	for (const { file, storage } of uploads) {
		const parameters = {
			id: storage,
			data: { NAME: file.fileName },
			fileContent: [file.fileName, file],
			generateUniqueName: true,
		};
		const upload = methodWithFiles('disk.storage.uploadfile', parameters, 'write', idAt('ID'));
		const made = asObject(resultOf(yield { ...upload, findOut: fileIsListed(storage, file) }));
		ids.push(`n${asText(made.ID)}`);
	}
	return ids;
}

/**
 * The new file is in the root folder of its Drive, by its name or, where that was taken, with a number behind it. In
 * which order they come is not documented.
 */
function fileIsListed(storage: number, { fileName }: FileContent): FindOut {
	const [, stem, ending] = /^(.*?)(\.[^.]*)?$/s.exec(fileName) ?? [];
	const isNumbered = (name: string) =>
		name.startsWith(`${stem} (`) && name.endsWith(`)${ending ?? ''}`);
	return isListed({
		page: (start) => method('disk.storage.getchildren', { id: storage, start }, 'read', listAt()),
		rows: (body) => recordsOf(resultOf(body)),
		goesOn: (body) => asObject(body).next !== undefined,
		isSorted: false,
		created: ({ CREATE_TIME }) => CREATE_TIME,
		isIt: ({ NAME, TYPE }) => TYPE === 'file' && (NAME === fileName || isNumbered(asText(NAME))),
		answer: (file) => ({ result: file }),
	});
}

/** The fields of a task with uploaded files among its files. */
export function withAttached(fields: IDataObject, attached: readonly string[]): IDataObject {
	if (attached.length === 0) return fields;
	const present = asArray(fields.UF_TASK_WEBDAV_FILES).map(asText);
	return { ...fields, UF_TASK_WEBDAV_FILES: [...present, ...attached] };
}
