import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Place, Field } from '../../shared/contract/field';
import { complete, described, mapper, type MappedValue } from '../../shared/form/customFields';
import { clearable, text } from '../../shared/form/fields';
import { GUID_ID, picker, textId, type IdKind } from '../../shared/form/recordPickers';
import { readText } from '../../shared/form/strictTypes';
import { readMoment, toSqlUtc, type Moment } from '../../shared/text/dates';
import { asObject, asRows, asText, fromJson, isObject } from '../../shared/text/unknownJson';
import { userFinder } from '../people';

export const FIRST_OPPORTUNITY_CODE = 12000;
/** Markers and mirrors beside other records, and changes of leads (docs/contracts/leadsquared.md section 4.12). */
const WRITTEN_BY_LEADSQUARED = [33, 3001, 3002, 3011];

/** Whether activities of a type can be written, and a webhook registered for them (section 7.1). */
export const isWritable = (code: number): boolean =>
	code < FIRST_OPPORTUNITY_CODE && !WRITTEN_BY_LEADSQUARED.includes(code);

export const EVENT_CODE: IdKind<number> = {
	looksLike: 'the code of an activity type, such as 201',
	placeholder: 'e.g. 201',
	parse: (text) => (/^\d{1,6}$/.test(text) ? Number(text) : undefined),
};

export const activityType = picker('Activity Type', EVENT_CODE, {
	search: 'searchActivityTypes',
	description: 'The type of the activity. Its fields depend on it.',
});
/** The same for what is written: types that only LeadSquared writes, and those of opportunities, are left out. */
export const writableType = picker('Activity Type', EVENT_CODE, {
	search: 'searchWritableTypes',
	description: 'The type of the activity. Its fields depend on it.',
});
export const activityId = picker('Activity', GUID_ID, {
	search: 'searchActivities',
	description:
		'The activity. The list shows those of the type that were changed in the last 90 days.',
});
/** The text of an activity. */
export const activityNote = clearable(
	text('Description', { rows: 4, description: "The activity's note in LeadSquared" }),
);
export const status = picker('Status', textId('Open'), {
	search: 'searchStatuses',
	description: 'Status of the activity, one of those that its type has',
});
export const owner = picker('Assigned To', GUID_ID, {
	search: 'searchUsers',
	people: userFinder,
	description: 'The user who owns the activity',
});

/** Between a custom field set and a field in it, in the names that the form uses. */
export const IN_SET = '~';
const MOST_CUSTOM_FIELDS = 50;
const FIELD_NAME = /^mx_Custom_(?:[1-9]|[1-4]\d|50)(?:~\w+)?$/i;

const activityFields = (description: string) =>
	mapper('Fields', 'getActivityFields', ['operation', 'activityType.value'], {
		noun: 'field',
		names: FIELD_NAME,
		shownAfter: 'activityType',
		description,
	});

export const fields = withSets(
	activityFields(
		'Fields of the activity type. Fields that are not listed stay unchanged. Blank Values under Options says what ' +
			'an empty value does.',
	),
);
/** For a new activity. */
export const allFields = withSets(complete(activityFields('Fields of the activity type')));

/**
 * Opportunities look like activities but this call answers "Success" for them and changes nothing
 * (section 4.6). @throws InvalidInput
 */
export function realActivity(code: number): number {
	if (code < FIRST_OPPORTUNITY_CODE) return code;
	throw new InvalidInput(
		`Activity type ${code} is an opportunity type`,
		'LeadSquared reports success but changes nothing. Use an activity type with a code below 12000.',
	);
}

export interface FieldValue {
	readonly SchemaName: string;
	readonly Value: string;
	/** Values of a custom field set. */
	readonly Fields?: readonly FieldValue[];
}

/** An empty value clears a field, whichever it is (section 9, no. 11); null asks for that. */
export function orCleared<T>(value: T | null): T | string {
	return value ?? '';
}

export function named(SchemaName: string, Value: string | null | undefined): FieldValue[] {
	return Value === undefined ? [] : [{ SchemaName, Value: orCleared(Value) }];
}

/**
 * Mapped values as LeadSquared wants them: always text, times in UTC, those of a set inside it.
 * @throws InvalidInput when there are too many
 */
export function fieldValues(values: readonly MappedValue[]): FieldValue[] {
	const written = new Map<string, FieldValue>();
	for (const { id, label, value } of values) {
		const [name, inner] = id.split(IN_SET);
		const present = written.get(name);
		const before = present?.Fields ?? [];
		if (present !== undefined && (inner === undefined || present.Fields === undefined))
			throw twice(label);
		if (before.some(({ SchemaName }) => SchemaName === inner)) throw twice(label);
		// A set has an empty value of its own (section 4.2).
		if (inner !== undefined)
			written.set(name, {
				SchemaName: name,
				Value: '',
				Fields: [...before, { SchemaName: inner, Value: valueText(value) }],
			});
		else written.set(name, { SchemaName: name, Value: valueText(value) });
	}
	const custom = [...written.keys()].filter((name) => /^mx_custom_/i.test(name));
	if (custom.length > MOST_CUSTOM_FIELDS)
		throw new InvalidInput(
			`"Fields" holds ${custom.length} custom fields`,
			`LeadSquared takes at most ${MOST_CUSTOM_FIELDS} for an activity.`,
		);
	return [...written.values()];
}

/** As a whole set and as one of its fields, which can't both be meant. */
function twice(label: string): InvalidInput {
	return new InvalidInput(
		`"${label}" is filled in twice`,
		'A set of fields is given either as a whole or field by field. Remove one of the two.',
	);
}

/** What was written, by schema name, for the output. */
export function writtenValues(fields: readonly FieldValue[]): IDataObject {
	return Object.fromEntries(
		fields.map(({ SchemaName, Value, Fields }) => [
			SchemaName,
			Fields === undefined ? Value : writtenValues(Fields),
		]),
	);
}

/** A value of any type as text; null clears. */
export function valueText(value: MappedValue['value']): string {
	if (isMoment(value)) return toSqlUtc(value);
	if (typeof value === 'number') return plainDigits(value);
	return typeof value === 'object' && value !== null
		? JSON.stringify(value)
		: String(orCleared(value));
}

function isMoment(value: MappedValue['value']): value is Moment {
	return (
		typeof value === 'object' &&
		value !== null &&
		'local' in value &&
		DateTime.isDateTime(value.local)
	);
}

/** Without an exponent, which no form shows. */
function plainDigits(value: number): string {
	const digits = String(value);
	return digits.includes('e')
		? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
		: digits;
}

/** The same mapper, in which a set of fields that comes as an object, or as the JSON text of one, is taken apart. */
function withSets(field: Field<readonly MappedValue[]>): Field<readonly MappedValue[]> {
	return {
		...field,
		read(raw, place) {
			const schema = asRows(asObject(raw).schema);
			return field.read(raw, place).flatMap((one) => takenApart(one, schema, place));
		},
	};
}

function takenApart(one: MappedValue, schema: readonly IDataObject[], place: Place): MappedValue[] {
	const { id, label, type, value } = one;
	if (value === null || isMoment(value)) return [one];
	if (isTime(value)) return [{ ...one, value: readMoment(value, place, label, 'start') }];
	// LeadSquared keeps texts, and objects only as sets of fields.
	if (Array.isArray(value) || (isObject(value) && id.includes(IN_SET)))
		return [{ ...one, value: readText(value, label) }];
	if (id.includes(IN_SET)) return [one];
	if (type !== 'object' && !isObject(value)) return [one];
	return Object.entries(setOf(value, label)).flatMap(([name, inner]) =>
		innerField(id + IN_SET + name, `${label}: ${name}`, inner, schema, place),
	);
}

/** Read as the same field is that is mapped by itself; one that the form does not know is text. */
function innerField(
	id: string,
	label: string,
	given: unknown,
	schema: readonly IDataObject[],
	place: Place,
): MappedValue[] {
	const known = schema.find((field) => asText(field.id).toLowerCase() === id.toLowerCase());
	const inner = isTime(given) ? { type: 'dateTime' } : (known ?? { type: 'string' });
	return described(id, given, [{ displayName: label, ...inner, id }], place);
}

/** A time that an expression gives as such. */
export function isTime(value: unknown): boolean {
	return DateTime.isDateTime(value) || value instanceof Date;
}

/** @throws InvalidInput */
function setOf(value: unknown, label: string): Readonly<Record<string, unknown>> {
	const given: unknown = typeof value === 'string' ? fromJson(value) : value;
	if (isObject(given)) return given;
	throw new InvalidInput(
		`"${label}" is a set of fields and must be an object`,
		'Write it as { "mx_CustomObject_1": "value" }.',
	);
}
