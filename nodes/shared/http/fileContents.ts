import { InvalidInput } from '../contract/errors';
import { FileContent } from '../contract/files';
import { isObject } from '../text/unknownJson';

/**
 * The same body with the files' contents in base64 in their places.
 * @throws InvalidInput for a file that n8n can't read: whatever its storage says, nothing was sent
 */
export async function withContents(body: unknown): Promise<unknown> {
	if (body instanceof FileContent) return await contentOf(body);
	if (Array.isArray(body)) return await Promise.all(body.map(withContents));
	if (!isObject(body)) return body;
	const entries = Object.entries(body).map(async ([name, value]): Promise<[string, unknown]> => [
		name,
		await withContents(value),
	]);
	return Object.fromEntries(await Promise.all(entries));
}

async function contentOf(file: FileContent): Promise<string> {
	const content = await file.base64().catch(() => undefined);
	if (content !== undefined) return content;
	throw new InvalidInput(
		`n8n can't read the file "${file.fileName}"`,
		'Nothing was sent. Load the file again before this node: n8n may have removed it from its storage.',
	);
}
