import type { Reader } from '../shared/fields';
import { asRows, asText } from '../shared/values';

/** Files as activities take them: name and base64 without a data: prefix; vendors/bitrix24.md section 3.4. */
export async function filesBody(binaryProperties: readonly string[], item: Reader): Promise<Array<{ fileData: [string, string] }>> {
	return await Promise.all(binaryProperties.map(async (name) => {
		const { fileName, base64 } = await item.file(name);
		return { fileData: [fileName, base64] };
	}));
}

/** Files as timeline comments take them. */
export async function commentFiles(binaryProperties: readonly string[], item: Reader): Promise<Array<[string, string]>> {
	return (await filesBody(binaryProperties, item)).map(({ fileData }) => fileData);
}

/** The output tells which files went along, not what is in them. */
export function writtenFiles(files: unknown): { FILES?: string[] } {
	return Array.isArray(files) ? { FILES: asRows(files).map(({ fileData }) => (Array.isArray(fileData) ? asText(fileData[0]) : '')) } : {};
}
