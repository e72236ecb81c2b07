import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec, Steps } from './operation';

/** More than any operation makes for one item; a loop that waits for an answer would go on for ever. */
const MOST_REQUESTS = 20;
const LONGEST_TEXT = 2000;

/**
 * The requests that an item would send, with nothing sent. Without answers the later ones of several hold only what
 * is known before; the note says so. Authentication is added by the credential when a request is sent, so it is in none.
 * @param first what `steps` began with
 */
export async function previewOf(first: RequestSpec, steps: Steps, together: number): Promise<IDataObject> {
	const requests = [first, ...(await following(steps))];
	const notes = [
		...(together > 1 ? [`Sent together with other items, up to ${together} in one request.`] : []),
		...(requests.length > 1 || first.effect === 'read' ? ['What comes from an answer is missing.'] : []),
	];
	return { preview: true, requests: requests.map(shown), ...(notes.length === 0 ? {} : { note: notes.join(' ') }) };
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
	return { method, path, ...(query === undefined ? {} : { query: { ...query } }), ...(body === undefined ? {} : { body: shortened(body) }) };
}

/** Files stand in bodies as base64. */
function shortened(value: unknown): IDataObject[string] {
	if (typeof value === 'string') return value.length > LONGEST_TEXT ? `${value.slice(0, 100)}… (${value.length} characters)` : value;
	if (Array.isArray(value)) return value.map(shortened) as IDataObject[];
	if (typeof value !== 'object' || value === null) return value as string | number | boolean;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner)]));
}
