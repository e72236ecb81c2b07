import { FileContent } from '../contract/files';
import { isObject } from '../text/unknownJson';

/** The same body with the files' contents in base64 in their places. */
export async function withContents(body: unknown): Promise<unknown> {
	if (body instanceof FileContent) return await body.base64();
	if (Array.isArray(body)) return await Promise.all(body.map(withContents));
	if (!isObject(body)) return body;
	const entries = Object.entries(body).map(async ([name, value]): Promise<[string, unknown]> => [
		name,
		await withContents(value),
	]);
	return Object.fromEntries(await Promise.all(entries));
}
