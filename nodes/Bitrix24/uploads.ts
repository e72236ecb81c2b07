import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import type { Reader } from '../shared/contract/field';
import { WithFiles, type DownloadedFile, type FileContent } from '../shared/contract/files';
import { flag, text } from '../shared/form/fields';
import { download } from '../shared/http/downloads';
import { asObject, asRows, asText } from '../shared/text/unknownJson';

/**
 * Files as activities take them: name and base64 without a data: prefix; docs/contracts/bitrix24.md
 * section 3.4. @throws InvalidInput when the item lacks one
 */
export function filesBody(
	binaryProperties: readonly string[],
	item: Reader,
	label = 'Files',
): Array<{ fileData: [string, FileContent] }> {
	return binaryProperties
		.map((name) => item.file(name, label))
		.map((file) => ({ fileData: [file.fileName, file] }));
}

/** Files as timeline comments take them. @throws InvalidInput when the item lacks one */
export function commentFiles(
	binaryProperties: readonly string[],
	item: Reader,
): Array<[string, FileContent]> {
	return filesBody(binaryProperties, item).map(({ fileData }) => fileData);
}

/** The output tells which files went along, not what is in them. */
export function writtenFiles(files: unknown): { FILES?: string[] } {
	return Array.isArray(files)
		? {
				FILES: asRows(files).map(({ fileData }) =>
					Array.isArray(fileData) ? asText(fileData[0]) : '',
				),
			}
		: {};
}

/** Options of operations that read a record with files. */
export const fileOptions = {
	downloadFiles: flag(
		'Download Files',
		'Whether to fetch the files of the record and add them to the item as binary data',
	),
	filePrefix: text('Put Output Files in Field', {
		placeholder: 'e.g. file_',
		description: 'How the names of the binary fields begin. With file_ the first file is file_0.',
	}),
};

/** Bitrix24 gives links to files, as a list or by id, named by their own words at each record (section 3.4). */
export function* withFiles(
	record: IDataObject,
	{ filePrefix = 'file_' }: { readonly filePrefix?: string },
): Generator<RequestSpec, WithFiles, unknown> {
	const files: Record<string, DownloadedFile> = {};
	for (const entry of asRows(
		Array.isArray(record.FILES) ? record.FILES : Object.values(asObject(record.FILES)),
	)) {
		const link = asText(entry.urlDownload) || asText(entry.url);
		if (link === '') continue;
		const file = (yield download(link)) as DownloadedFile;
		files[`${filePrefix}${Object.keys(files).length}`] = {
			...file,
			fileName: asText(entry.name) || file.fileName,
		};
	}
	return new WithFiles(record, files);
}
