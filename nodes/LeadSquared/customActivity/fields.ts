import { readMoment, toSqlUtc } from '../../shared/dates';
import { InvalidInput } from '../../shared/errors';
import type { MappedValue } from '../../shared/mapper';
import { mapper } from '../../shared/mapper';
import { GUID_ID, picker, type IdKind } from '../../shared/pickers';

const FIRST_OPPORTUNITY_CODE = 12000;
const MOST_CUSTOM_FIELDS = 50;

const EVENT_CODE: IdKind<number> = {
	looksLike: 'the code of an activity type, such as 201',
	placeholder: 'e.g. 201',
	parse: (text) => (/^\d{1,6}$/.test(text) ? Number(text) : undefined),
};

export const activityType = picker('Activity Type', EVENT_CODE, { search: 'searchActivityTypes', description: 'The type of the activity. Its fields depend on it.' });
export const activityId = picker('Activity', GUID_ID, { search: 'searchActivities', description: 'The activity. The list shows those of the type that were changed in the last 90 days.' });
export const owner = picker('Owner', GUID_ID, { search: 'searchUsers', description: 'The user who owns the activity' });
export const fields = mapper('Fields', 'getActivityFields', ['activityType.value'], { noun: 'field', description: 'Fields of the activity type. What is not listed stays as it is; an empty text clears the field.' });

/** Opportunities look like activities but this call answers "Success" for them and changes nothing (section 4.6). @throws InvalidInput */
export function realActivity(code: number): number {
	if (code < FIRST_OPPORTUNITY_CODE) return code;
	throw new InvalidInput(`Activity type ${code} is an opportunity type`, 'LeadSquared says yes to such an update and changes nothing. Use an activity type with a code below 12000.');
}

export interface FieldValue {
	readonly SchemaName: string;
	readonly Value: string;
}

/** Mapped values as LeadSquared wants them: always text, dates in UTC. @throws InvalidInput naming the field's label */
export function fieldValues(mapped: readonly MappedValue[], zone: string): FieldValue[] {
	const custom = mapped.filter(({ id }) => /^mx_custom_/i.test(id));
	if (custom.length > MOST_CUSTOM_FIELDS) throw new InvalidInput(`"Fields" holds ${custom.length} custom fields`, `LeadSquared takes at most ${MOST_CUSTOM_FIELDS} for an activity.`);
	return mapped.map(({ id, label, type, value }) => ({ SchemaName: id, Value: asValue(value, label, type, zone) }));
}

function asValue(value: unknown, label: string, type: MappedValue['type'], zone: string): string {
	if (value === '') return '';
	if (type === 'dateTime') return toSqlUtc(readMoment(value, zone, label));
	if (typeof value === 'object') return JSON.stringify(value);
	return String(value);
}
