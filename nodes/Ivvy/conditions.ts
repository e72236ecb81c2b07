import type { IDataObject } from 'n8n-workflow';
import { readMoment, toSqlUtc } from '../shared/dates';
import { InvalidInput } from '../shared/errors';
import { choice, json, rows, text, type Choice, type Field, type Place } from '../shared/fields';
import { SUB_TYPES, TASK_STATUSES } from './enums';

const EQUALS = '';
const NOT = '__NOT';
const AT_LEAST = '__GREATERTHAN';
const AT_MOST = '__LESSTHAN';

const COMPARISONS = [
	{ name: 'Begins With', value: '__BEGINS' },
	{ name: 'Contains', value: '__CONTAINS' },
	{ name: 'Does Not Contain', value: '__NOTCONTAINS' },
	{ name: 'Ends With', value: '__ENDS' },
	{ name: 'Equals', value: EQUALS },
	{ name: 'Is at Least', value: AT_LEAST },
	{ name: 'Is at Most', value: AT_MOST },
	{ name: 'Is Empty', value: '__EMPTY' },
	{ name: 'Is Not', value: NOT },
];
/** Those that look at a value as a whole. */
const WHOLE = new Set([EQUALS, NOT, AT_LEAST, AT_MOST]);

/** A field of a list, as its rows show it (vendors/ivvy.md sections 6.2 and 7.2). */
export interface ListField {
	readonly name: string;
	readonly value: string;
	readonly isDate?: boolean;
	/** Codes that the form takes by name. */
	readonly codes?: ReadonlyArray<Choice<number>>;
}

const COMMON: readonly ListField[] = [
	{ name: 'Assigned User Email', value: 'assignedUserEmail' },
	{ name: 'Assigned User ID', value: 'assignedUserId' },
	{ name: 'Assigned User Name', value: 'assignedUserFullName' },
	{ name: 'Company ID', value: 'companyId' },
	{ name: 'Contact ID', value: 'contactId' },
	{ name: 'Created', value: 'createdDate', isDate: true },
	{ name: 'Description', value: 'description' },
	{ name: 'ID', value: 'id' },
	{ name: 'Lead or Opportunity ID', value: 'leadId' },
	{ name: 'Modified', value: 'modifiedDate', isDate: true },
	{ name: 'Name', value: 'name' },
	{ name: 'Venue ID', value: 'venueId' },
];

export const ACTIVITY_FIELDS: readonly ListField[] = [
	...COMMON,
	{ name: 'End', value: 'endDatetime', isDate: true },
	{ name: 'Location', value: 'location' },
	{ name: 'Purpose', value: 'purposeName' },
	{ name: 'Start', value: 'startDatetime', isDate: true },
	{ name: 'Type', value: 'subType', codes: SUB_TYPES },
];

export const TASK_FIELDS: readonly ListField[] = [
	...COMMON,
	{ name: 'Booking ID', value: 'bookingId' },
	{ name: 'Due', value: 'endDatetime', isDate: true },
	{ name: 'Priority', value: 'priority' },
	{ name: 'Progress', value: 'progress' },
	{ name: 'Status', value: 'status', codes: TASK_STATUSES },
];

/** Conditions on a list, read as the filter that iVvy takes. Which fields it really filters by is iVvy's to say (section 5). */
export function conditionsOn(fields: readonly ListField[]): Field<IDataObject> {
	const known = [...fields].sort((a, b) => a.name.localeCompare(b.name, 'en'));
	const choices = known.map(({ name, value }) => ({ name, value }));
	const conditions = rows('Conditions', 'Condition', {
		field: choice('Field', choices, { fallback: 'name', description: 'The field to look at. iVvy decides which ones a list can be filtered by; for others there is the raw filter under Options.' }),
		comparison: choice('Comparison', COMPARISONS, { fallback: EQUALS }),
		value: anything('Value', { description: 'What to compare with: a text, a number, a date such as 2026-12-01T09:30:00 or the name of a type or status' }),
	}, { description: 'All of them have to hold' });
	return {
		...conditions,
		read(raw, place) {
			const given = conditions.read(raw, place) ?? [];
			return Object.fromEntries(given.map(({ field, comparison = EQUALS, value = '' }) => {
				const found = known.find((one) => one.value === field);
				if (found === undefined) throw new InvalidInput('"Field" of a condition is empty', 'Pick a field, or remove the condition.');
				return [`${found.value}${comparison}`, WHOLE.has(comparison) ? wholeValue(found, value, place) : asGiven(value, place)];
			}));
		},
	};
}

const VALUE = text('Value');
const asGiven = (value: unknown, place: Place): string => VALUE.read(value, place) ?? '';

/** A text in the form; expressions may also give dates of any kind. */
function anything(label: string, looks: Parameters<typeof text>[1]): Field<unknown> {
	return { ...text(label, looks), read: (raw) => raw };
}

/** A date in UTC as iVvy writes them, a code for a name, anything else as it is. @throws InvalidInput */
function wholeValue({ name, isDate, codes }: ListField, value: unknown, place: Place): string {
	if (isDate === true && value !== '' && value !== '__ISNULL__') return toSqlUtc(readMoment(value, place.zone, `Value of the condition on ${name}`));
	const given = asGiven(value, place);
	const wanted = given.trim().toLowerCase();
	return String(codes?.find((code) => code.name.toLowerCase() === wanted)?.value ?? given);
}

export const rawFilter = json('Raw Filter (JSON)', { description: 'More of the filter in the words of iVvy, such as { "name__CONTAINS": "gala" }' });

/** @returns undefined where nothing is filtered */
export function filterOf(conditions: IDataObject, raw: IDataObject | undefined): IDataObject | undefined {
	const all = { ...conditions, ...raw };
	return Object.keys(all).length === 0 ? undefined : all;
}
