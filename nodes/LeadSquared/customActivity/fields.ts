import type { IDataObject } from 'n8n-workflow';
import { readMoment, toSqlUtc } from '../../shared/dates';
import { InvalidInput } from '../../shared/errors';
import type { MappedValue } from '../../shared/mapper';
import { mapper } from '../../shared/mapper';
import { GUID_ID, picker, TEXT_ID, type IdKind } from '../../shared/pickers';
import { isObject } from '../../shared/values';

const FIRST_OPPORTUNITY_CODE = 12000;
const MOST_CUSTOM_FIELDS = 50;

export const EVENT_CODE: IdKind<number> = {
	looksLike: 'the code of an activity type, such as 201',
	placeholder: 'e.g. 201',
	parse: (text) => (/^\d{1,6}$/.test(text) ? Number(text) : undefined),
};

export const activityType = picker('Activity Type', EVENT_CODE, { search: 'searchActivityTypes', description: 'The type of the activity. Its fields depend on it.' });
export const activityId = picker('Activity', GUID_ID, { search: 'searchActivities', description: 'The activity. The list shows those of the type that were changed in the last 90 days.' });
export const status = picker('Status', TEXT_ID, { search: 'searchStatuses', description: 'Status of the activity, one of those that its type has' });
export const owner = picker('Owner', GUID_ID, { search: 'searchUsers', description: 'The user who owns the activity' });
export const fields = mapper('Fields', 'getActivityFields', ['operation', 'activityType.value'], { noun: 'field', description: 'Fields of the activity type. What is not listed stays as it is; an empty text clears the field.' });

/** Opportunities look like activities but this call answers "Success" for them and changes nothing (section 4.6). @throws InvalidInput */
export function realActivity(code: number): number {
	if (code < FIRST_OPPORTUNITY_CODE) return code;
	throw new InvalidInput(`Activity type ${code} is an opportunity type`, 'LeadSquared says yes to such a call and changes nothing. Use an activity type with a code below 12000.');
}

export interface FieldValue {
	readonly SchemaName: string;
	readonly Value: string;
	/** Values of a custom field set. */
	readonly Fields?: readonly FieldValue[];
}

/** Between a custom field set and a field in it, in the names that the form uses. */
export const IN_SET = '~';

/** Mapped values as LeadSquared wants them: always text, dates in UTC, those of a set inside it. @throws InvalidInput naming the field's label */
export function fieldValues(mapped: readonly MappedValue[], zone: string): FieldValue[] {
	const values = new Map<string, FieldValue>();
	for (const { id, label, type, value } of mapped) {
		const [name, inner] = id.split(IN_SET);
		const before = values.get(name)?.Fields ?? [];
		if (inner !== undefined) values.set(name, inSet(name, [...before, { SchemaName: inner, Value: asValue(value, label, type, zone) }]));
		else if (isObject(value) || type === 'object') values.set(name, inSet(name, [...before, ...Object.entries(setOf(value, label)).map(([SchemaName, one]) => ({ SchemaName, Value: asValue(one, label, 'string', zone) }))]));
		else values.set(name, { SchemaName: name, Value: asValue(value, label, type, zone) });
	}
	const custom = [...values.keys()].filter((name) => /^mx_custom_/i.test(name));
	if (custom.length > MOST_CUSTOM_FIELDS) throw new InvalidInput(`"Fields" holds ${custom.length} custom fields`, `LeadSquared takes at most ${MOST_CUSTOM_FIELDS} for an activity.`);
	return [...values.values()];
}

/** A set as an object, or as its JSON text. @throws InvalidInput */
function setOf(value: unknown, label: string): Readonly<Record<string, unknown>> {
	const given: unknown = typeof value === 'string' ? readJson(value) : value;
	if (isObject(given)) return given;
	throw new InvalidInput(`"${label}" is a set of fields and has to be an object`, 'Write it as { "mx_CustomObject_1": "value" }.');
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** A set has an empty value of its own (vendors/leadsquared.md section 4.2). */
function inSet(SchemaName: string, Fields: readonly FieldValue[]): FieldValue {
	return { SchemaName, Value: '', Fields };
}

/** What was written, by schema name, for the output. */
export function writtenValues(fields: readonly FieldValue[]): IDataObject {
	return Object.fromEntries(fields.map(({ SchemaName, Value, Fields }) => [SchemaName, Fields === undefined ? Value : writtenValues(Fields)]));
}

export function named(SchemaName: string, Value: string | undefined): FieldValue[] {
	return Value === undefined ? [] : [{ SchemaName, Value }];
}

function asValue(value: unknown, label: string, type: MappedValue['type'], zone: string): string {
	if (value === '') return '';
	if (type === 'dateTime') return toSqlUtc(readMoment(value, zone, label));
	if (typeof value === 'object') return JSON.stringify(value);
	return String(value);
}
