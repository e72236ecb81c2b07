import type { IDataObject } from 'n8n-workflow';

/**
 * A file of the input item. Its content is read when the request is sent, so that not all of a
 * run are in memory at once.
 */
export class FileContent {
	constructor(
		readonly fileName: string,
		readonly mimeType: string,
		readonly base64: () => Promise<string>,
	) {}
}

/** A file as a vendor gave it. */
export interface DownloadedFile {
	readonly content: Buffer;
	readonly fileName?: string;
	readonly mimeType?: string;
}

/** A record with files; they become the binary data of its item, under these names. */
export class WithFiles {
	constructor(
		readonly json: IDataObject,
		readonly files: Readonly<Record<string, DownloadedFile>>,
	) {}
}
