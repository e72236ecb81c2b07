import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/operation';
import { asNumber, asObject } from '../shared/values';

/** Output of a write: the id that iVvy gave, and what was written. */
export function saved(answer: unknown, request: RequestSpec): IDataObject {
	const written = asObject(request.body);
	return { id: asNumber(asObject(answer).id) ?? written.id, ...written };
}
