import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { about, anId, NUMBER } from '../../shared/http/proof';
import { asNumber, asObject, asRows, asText } from '../../shared/text/unknownJson';
import { ACTIVITIES } from '../paths';
import { toUtc } from '../times';
import { ACTIVITY_FIELDS, encodedNotes } from './fields';

const WRITABLE = Object.keys(ACTIVITY_FIELDS);

export function readActivity(id: number): RequestSpec {
	return {
		method: 'GET',
		path: `${ACTIVITIES}/${id}`,
		effect: 'read',
		proof: about(
			id,
			anId(NUMBER, (body) => asObject(body).id, 'the activity'),
		),
	};
}

/** A record as read, in the form in which it may be written back: PUT replaces the whole activity (section 3.4). */
export function asInput(record: IDataObject): IDataObject {
	const input: IDataObject = {};
	for (const key of WRITABLE) {
		const value = record[key] ?? idsBeside(key, record);
		if (value === undefined || value === null) continue;
		if (key === 'notes') input.notes = encodedNotes(asText(value));
		else if (key === 'start' || key === 'end') input[key] = toUtc(asText(value));
		else input[key] = value;
	}
	return input;
}

/** Where the records stand whose IDs a field has. */
const DETAILS: Readonly<Record<string, string>> = {
	assignee_ids: 'assignee_details',
	contact_ids: 'contact_details',
	organization_ids: 'organization_details',
};

/** The IDs that an answer holds with their records alone: left out, they would be taken from the activity. */
function idsBeside(key: string, record: IDataObject): unknown {
	if (key === 'linked_to') return asNumber(asObject(record.deal_details).id);
	const ids = asRows(record[DETAILS[key] ?? ''])
		.map(({ id }) => asNumber(id))
		.filter((id) => id !== undefined);
	return ids.length === 0 ? undefined : ids;
}
