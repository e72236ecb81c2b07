import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { InvalidInput } from '../../shared/contract/errors';
import type { Reader } from '../../shared/contract/field';
import type { FileContent } from '../../shared/contract/files';
import { asArray, asObject, asText } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { methodWithFiles, resultOf } from '../vendor';

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
			throw new InvalidInput('"Drive" is empty', 'Pick the Drive where the files are stored.');
		return { file: item.file(name), storage };
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
		const made = asObject(
			resultOf(yield methodWithFiles('disk.storage.uploadfile', parameters, 'write', idAt('ID'))),
		);
		ids.push(`n${asText(made.ID)}`);
	}
	return ids;
}

/** The fields of a task with uploaded files among its files. */
export function withAttached(fields: IDataObject, attached: readonly string[]): IDataObject {
	if (attached.length === 0) return fields;
	const present = asArray(fields.UF_TASK_WEBDAV_FILES).map(asText);
	return { ...fields, UF_TASK_WEBDAV_FILES: [...present, ...attached] };
}
