import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../contract/call';
import { FileContent } from '../contract/files';
import type { Steps } from '../contract/operation';

/** More than any operation makes for one item; a loop that waits for an answer would go on forever. */
const MOST_REQUESTS = 20;
const LONGEST_TEXT = 2000;

/**
 * The requests with which an item would change something, with none of them sent: what is read before them was read.
 * Without answers the later ones of several hold only what is known before; the note says so. Authentication is added
 * by the credential when a request is sent, so it is in none.
 * @param first the item's first write; undefined when it comes to none
 */
export async function previewOf(
	first: RequestSpec | undefined,
	steps: Steps,
	together: number,
): Promise<IDataObject> {
	if (first === undefined)
		return { preview: true, requests: [], note: 'Nothing would be changed.' };
	const requests = [first, ...(await following(steps))];
	const notes = [
		...(together > 1 && first.joins !== undefined
			? [`Sent together with other items, up to ${together} in one request.`]
			: []),
		...(requests.length > 1
			? ['What comes from the answer to an earlier one of these requests is missing.']
			: []),
	];
	return {
		preview: true,
		requests: requests.map(shown),
		...(notes.length === 0 ? {} : { note: notes.join(' ') }),
	};
}

async function following(steps: Steps): Promise<RequestSpec[]> {
	const found: RequestSpec[] = [];
	try {
		while (found.length < MOST_REQUESTS) {
			const step = await steps.next(undefined);
			if (step.done === true) break;
			found.push(step.value);
		}
	} catch {
		// It needs the answer to go on.
	}
	return found;
}

function shown({ method, path, query, body }: RequestSpec): IDataObject {
	return {
		method,
		path,
		...(query === undefined ? {} : { query: { ...query } }),
		...(body === undefined ? {} : { body: shortened(body) }),
	};
}

function shortened(value: unknown): IDataObject[string] {
	if (value instanceof FileContent) return `… (content of ${value.fileName})`;
	if (typeof value === 'string')
		return value.length > LONGEST_TEXT
			? `${value.slice(0, 100)}… (${value.length} characters)`
			: value;
	if (Array.isArray(value)) return value.map(shortened) as IDataObject[];
	if (typeof value !== 'object' || value === null) return value as string | number | boolean;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner)]));
}
