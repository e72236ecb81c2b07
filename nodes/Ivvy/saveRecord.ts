import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { about, anId, NUMBER } from '../shared/http/proof';
import { keptHtml } from '../shared/text/html';
import { asNumber, asObject, defined, withCleared } from '../shared/text/unknownJson';
import { jobs } from './bulk';
import { isSaved } from './findOut';
import { action } from './vendor';

/** Every call that adds or changes a record answers with its number; docs/contracts/ivvy.md section 4.1. */
export const ITS_ID = anId(NUMBER, (body) => asObject(body).id);

function idIn(body: unknown): number | undefined {
	return asNumber(asObject(body).id);
}

/**
 * How a field is emptied: a text is empty, anything else is null. What null does to activities and
 * tasks is unverified: iVvy documents that it removes a value for the web addresses of contacts,
 * opportunities and bookings only, and its own client clears a date of bookings so (section 6.1).
 */
const CLEARED = { description: '', location: '' } as const;

/**
 * Adds a record, or changes the one whose `id` is in the body. Any such call may be a part of a background job.
 * @param external the External ID in its text
 */
export function saveRequest(
	namespace: string,
	name: string,
	body: object,
	external?: string,
): RequestSpec {
	const values = withCleared(defined({ ...body }), CLEARED);
	const proof = about(values.id, ITS_ID);
	const kept = OF_HTML.has(name) ? asKept(values) : values;
	return {
		...action(namespace, name, kept, 'write', proof),
		joins: jobs,
		findOut: isSaved(name, kept, external),
	};
}

/** Their descriptions are HTML (docs/contracts/ivvy.md section 6.1): what is no HTML becomes it. */
const OF_HTML = new Set(['addOrUpdateActivity', 'addOrUpdateTask']);

function asKept(values: IDataObject): IDataObject {
	return 'description' in values
		? { ...values, description: keptHtml(values.description) }
		: values;
}

/** Output of a write: the id that iVvy gave, and what was written. */
export function savedOutput(answer: unknown, request: RequestSpec): IDataObject {
	return { id: idIn(answer), ...asObject(request.body) };
}
