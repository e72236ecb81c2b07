import type { IDataObject } from 'n8n-workflow';
import { person, related, simplifiedActivity } from '../shared/operation/simplifiedRecord';
import { asNumber, asObject, asRows, asText, setOwn } from '../shared/text/unknownJson';
import { isoOf } from './times';

/**
 * One activity, the same whatever it came from: the list of a lead, a list by type, the details or a webhook, which
 * name everything differently (docs/contracts/leadsquared.md section 7.4). `fields` has the rest by schema name,
 * dates there as LeadSquared writes them.
 */
export function activityShape(row: IDataObject): IDataObject {
	const values = valuesOf(row);
	const { Status, Owner, ActivityEvent_Note, Note, ActivityEvent } = values;
	const note = asText(ActivityEvent_Note) || asText(Note) || asText(row.ActivityNote);
	return {
		id: idOf(row),
		type: asNumber(row.EventCode) ?? asNumber(row.ActivityEvent) ?? asNumber(ActivityEvent) ?? null,
		typeName:
			asText(row.EventName) || asText(row.ActivityEventName) || asText(row.DisplayName) || null,
		leadId: asText(row.RelatedProspectId) || null,
		note,
		status: asText(Status) || null,
		owner: asText(Owner) || asText(row.Owner) || null,
		created: isoOf(row.CreatedOn ?? values.CreatedOn),
		modified: isoOf(row.ModifiedOn ?? values.ModifiedOn),
		fields: fieldsOf(values, telephony(note)),
	};
}

/** One activity in the keys that all records share; further fields come by schema name. */
export function simplify(row: IDataObject): IDataObject {
	const { id, type, typeName, leadId, note, status, owner, created, modified, fields } =
		activityShape(row);
	return simplifiedActivity(
		{
			id,
			title: typeName,
			description: note,
			kind: 'Activity',
			start: created,
			status: asText(status) || null,
			done: isDone(status),
			assignedTo: person({ id: owner }),
			relatedTo: [...related('lead', leadId), ...related('opportunity', row.RelatedOpportunityId)],
			createdAt: created,
			updatedAt: modified,
		},
		{ typeCode: type, fields },
	);
}

/** Statuses are words of the account: these mean that there is nothing left to do. Null where there is no status. */
export function isDone(status: unknown): boolean | null {
	const text = asText(status);
	return text === '' ? null : /^(?:complete|done|closed)/i.test(text);
}

function idOf(row: IDataObject): string {
	return asText(row.Id) || asText(row.ProspectActivityId) || asText(row.ID);
}

/** Whether a row is an activity in one of the shapes that are known; what a webhook delivers may be anything. */
export function isActivity(row: IDataObject): boolean {
	return (
		idOf(row).trim() !== '' &&
		[row.Data, row.Fields, row.ActivityFields].every((holder) => typeof (holder ?? {}) === 'object')
	);
}

/** Keys that are the activity's own in a flat row; everything else there is a field. */
const OWN = new Set([
	'ID',
	'Id',
	'ProspectActivityId',
	'EventCode',
	'ActivityEvent',
	'EventName',
	'ActivityEventName',
	'Name',
	'DisplayName',
	'RelatedProspectId',
	'ActivityNote',
	'Data',
	'Fields',
	'ActivityFields',
	'RecordCount',
]);

/** Texts of the activity itself: one that reads like JSON, such as `{"order":5}`, is a text all the same. */
const TEXTS = new Set(['ActivityEvent_Note', 'Note', 'Owner', 'Status']);

/** What has a key of its own in the shape. */
const SHAPED = new Set([...TEXTS, 'ActivityEvent']);

/** The values that are fields, behind those that are known already. */
function fieldsOf(values: IDataObject, known: IDataObject): IDataObject {
	for (const name of Object.keys(values)) if (!SHAPED.has(name)) setOwn(known, name, values[name]);
	return known;
}

/** Values by schema name, from wherever this answer keeps them. */
function valuesOf(row: IDataObject): IDataObject {
	const values: IDataObject = {};
	for (const [name, value] of heldBy(row))
		setOwn(values, name, TEXTS.has(name) ? value : unpacked(value));
	return values;
}

/** The same as LeadSquared keeps them. */
export function valuesAsText(row: IDataObject): Array<[name: string, text: string]> {
	return heldBy(row).map(([name, value]) => [name, asText(value)]);
}

function heldBy(row: IDataObject): Array<[string, IDataObject[string]]> {
	const held: Array<[string, IDataObject[string]]> = [];
	for (const name of Object.keys(row))
		if (!OWN.has(name) && typeof row[name] !== 'object') held.push([name, row[name]]);
	held.push(...entriesOf(row.Data), ...entriesOf(row.Fields), ...entriesOf(row.ActivityFields));
	return held.filter(([, value]) => value !== null && value !== undefined);
}

/** An object, or a list of names and values, whose names differ from call to call. */
function entriesOf(holder: unknown): Array<[string, IDataObject[string]]> {
	if (!Array.isArray(holder)) return Object.entries(asObject(holder) as IDataObject);
	return asRows(holder)
		.map((entry): [string, IDataObject[string]] => [
			asText(entry.SchemaName) || asText(entry.Key) || asText(entry.Attribute),
			entry.Value,
		])
		.filter(([name]) => name !== '');
}

/** Values of a custom field set come as a JSON text inside its field (section 4.9). */
function unpacked(value: IDataObject[string]): IDataObject[string] {
	if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
	try {
		return JSON.parse(value) as IDataObject;
	} catch {
		return value;
	}
}

const PAIR_END = '{next}';
const PAIR_MIDDLE = '{=}';

/**
 * Telephony writes `Key{=}Value{next}…` into the note; a key may come again, the last value that
 * is none counts least (section 4.8).
 */
function telephony(note: string): IDataObject {
	if (!note.includes(PAIR_MIDDLE)) return {};
	const pairs = note
		.split(PAIR_END)
		.map((part) => part.split(PAIR_MIDDLE))
		.filter(([key, value]) => key.trim() !== '' && (value ?? '').trim() !== '');
	return Object.fromEntries(pairs.map(([key, value]) => [key.trim(), value.trim()]));
}

/** Raw details of an activity type or activity, its fields with label and value. */
export function labelsOf(row: IDataObject): Record<string, string> {
	return Object.fromEntries(
		asRows(row.Fields).map(({ SchemaName, DisplayName }) => [
			asText(SchemaName),
			asText(DisplayName),
		]),
	);
}
