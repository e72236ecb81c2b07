import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../shared/contract/errors';
import type { Field, Place } from '../shared/contract/field';
import type { PersonFinder } from '../shared/contract/people';
import { asEmail, asPhone } from '../shared/form/addresses';
import { emptyField, isBlank, trimmed } from '../shared/form/blank';
import { rows } from '../shared/form/entries';
import { choice, text, type Choice } from '../shared/form/fields';
import { readEach } from '../shared/form/foundRecords';
import { rawFilter as inWordsOf, withRawFilter } from '../shared/form/rawFilter';
import { NUMBER_ID } from '../shared/form/recordPickers';
import { readFlag, readText } from '../shared/form/strictTypes';
import { shown } from '../shared/text/sentences';
import { readMoment, toSqlUtc, type Edge } from '../shared/text/dates';
import { asText } from '../shared/text/unknownJson';
import { LISTED_NOTE_TYPES, PRIORITIES, SUB_TYPES, TASK_STATUSES } from './enums';
import { companyFinder, contactFinder, userFinder } from './people';

/** iVvy's filter has no word for it: the field stands alone. */
const EQUALS = '__EQUALS';
const suffixOf = (comparison: string) => (comparison === EQUALS ? '' : comparison);
const NOT = '__NOT';
const AT_LEAST = '__GREATERTHAN';
const AT_MOST = '__LESSTHAN';
const EMPTY = '__EMPTY';

const COMPARISONS = [
	{ name: 'Begins With', value: '__BEGINS' },
	{ name: 'Contains', value: '__CONTAINS' },
	{ name: 'Does Not Contain', value: '__NOTCONTAINS' },
	{ name: 'Ends With', value: '__ENDS' },
	{ name: 'Equals', value: EQUALS },
	{ name: 'Is at Least', value: AT_LEAST },
	{ name: 'Is at Most', value: AT_MOST },
	{ name: 'Is Empty', value: EMPTY },
	{ name: 'Is Not', value: NOT },
];
/** Those that look at a value as a whole. */
const WHOLE = new Set([EQUALS, NOT, AT_LEAST, AT_MOST]);
/** Stand for no value at all; the vendor's page writes it both ways (section 5). */
const NULLS = new Set<unknown>(['__ISNULL__', 'ISNULL']);

/** A field of a list, as its rows show it (docs/contracts/ivvy.md sections 6.2 and 7.2). */
export interface ListField {
	readonly name: string;
	readonly value: string;
	readonly isDate?: boolean;
	/** All that it can be: the form takes a value by its code or its name, and nothing else. */
	readonly choices?: ReadonlyArray<Choice<string | number>>;
	/** A yes or a no, in any of the words for it. */
	readonly isFlag?: boolean;
	/** The IDs of records, and who finds those that may also be given by email or phone. */
	readonly people?: PersonFinder;
	/** Only notes on bookings have it. */
	readonly ofBookings?: true;
}

/** Records that are known by their IDs alone. */
const NOBODY: PersonFinder = {};

const COMMON: readonly ListField[] = [
	{ name: 'Assignee Email', value: 'assignedUserEmail' },
	{ name: 'Assignee ID', value: 'assignedUserId', people: userFinder },
	{ name: 'Assignee Name', value: 'assignedUserFullName' },
	{ name: 'Company ID', value: 'companyId', people: companyFinder },
	{ name: 'Contact ID', value: 'contactId', people: contactFinder },
	{ name: 'Created', value: 'createdDate', isDate: true },
	{ name: 'Description', value: 'description' },
	{ name: 'ID', value: 'id', people: NOBODY },
	{ name: 'Lead or Opportunity ID', value: 'leadId', people: NOBODY },
	{ name: 'Modified', value: 'modifiedDate', isDate: true },
	{ name: 'Title', value: 'name' },
	{ name: 'Venue ID', value: 'venueId', people: NOBODY },
];

export const ACTIVITY_FIELDS: readonly ListField[] = [
	...COMMON,
	{ name: 'End', value: 'endDatetime', isDate: true },
	{ name: 'Location', value: 'location' },
	{ name: 'Purpose', value: 'purposeName' },
	{ name: 'Start', value: 'startDatetime', isDate: true },
	{ name: 'Type', value: 'subType', choices: SUB_TYPES },
];

export const TASK_FIELDS: readonly ListField[] = [
	...COMMON,
	{ name: 'Booking ID', value: 'bookingId', people: NOBODY },
	{ name: 'Due', value: 'endDatetime', isDate: true },
	{ name: 'Priority', value: 'priority', choices: PRIORITIES },
	{ name: 'Progress', value: 'progress' },
	{ name: 'Status', value: 'status', choices: TASK_STATUSES },
];

/** The text is `noteText` on contacts and companies (docs/contracts/ivvy.md section 10). */
export const NOTE_FIELDS: readonly ListField[] = [
	{ name: 'Created', value: 'createdDate', isDate: true },
	{ name: 'Created by User ID', value: 'createdByUserId', people: userFinder },
	{ name: 'ID', value: 'id', people: NOBODY },
	{ name: 'Modified', value: 'modifiedDate', isDate: true },
	{ name: 'Private (Bookings)', value: 'isPrivate', isFlag: true, ofBookings: true },
	{ name: 'Text', value: 'note' },
	{ name: 'Type (Bookings)', value: 'typeId', choices: LISTED_NOTE_TYPES, ofBookings: true },
];

/**
 * Conditions on a list, read as the filter that iVvy takes. Which fields it really filters by is
 * iVvy's to say (section 5).
 */
export function conditionsOn(fields: readonly ListField[]): Field<IDataObject> {
	const known = [...fields].sort((a, b) => a.name.localeCompare(b.name, 'en'));
	const choices = known.map(({ name, value }) => ({ name, value }));
	const conditions = rows(
		'Conditions',
		'Condition',
		{
			field: choice('Field', choices, {
				fallback: choices.find(({ value }) => value === 'name')?.value ?? 'note',
				description:
					'The field to compare. iVvy decides which fields a list can be filtered by; for others, ' +
					'use Raw Filter (JSON) under Options.',
			}),
			comparison: choice('Comparison', COMPARISONS, { fallback: EQUALS }),
			value: anything('Value', {
				description:
					'What to compare with: a text, a number, a date such as 2026-12-01T09:30:00, the name of a type or status, ' +
					'or in place of an ID the email of a user, contact or company, or the phone number of a contact or company',
			}),
		},
		{
			description:
				'All of them must be met. Statuses have an order, so that Status Is at Most On Hold finds all open tasks.',
		},
	);
	return {
		...conditions,
		looksUp: known.some(({ people }) => people !== undefined),
		takesDates: known.some(({ isDate }) => isDate === true),
		read(raw, place) {
			const filter: IDataObject = {};
			readEach(conditions.read(raw, place) ?? [], ({ field, comparison = EQUALS, value }) => {
				const found = known.find((one) => one.value === field);
				if (found === undefined)
					throw new InvalidInput(
						'"Field" of a condition is empty',
						'Pick a field, or remove the condition.',
					);
				for (const [key, wanted] of termsOf(found, comparison, value, place)) {
					if (Object.hasOwn(filter, key)) throw twice(found.name, comparison);
					filter[key] = wanted;
				}
			});
			return filter;
		},
	};
}

/** The filter is a map, which can hold one value for each field and comparison (section 5). */
function twice(field: string, comparison: string): InvalidInput {
	const named = COMPARISONS.find(({ value }) => value === comparison)?.name ?? comparison;
	return new InvalidInput(
		`"${field}" has two conditions that can't be sent together (${named})`,
		'iVvy takes one value for each field and comparison. Remove one of them, and use a Filter node after this one.',
	);
}

/** A text in the form; expressions may also give dates of any kind. */
function anything(label: string, looks: Parameters<typeof text>[1]): Field<unknown> {
	return { ...text(label, looks), read: (raw) => raw };
}

type Terms = Array<[key: string, value: string]>;

/** A condition as entries of the filter. @throws InvalidInput naming a field whose value is empty or of another kind */
function termsOf(on: ListField, comparison: string, value: unknown, place: Place): Terms {
	const { name, value: field, isDate, isFlag, choices, people } = on;
	const label = `Value of the condition on ${name}`;
	if (comparison === EMPTY) return [[`${field}${EMPTY}`, asText(value)]];
	if (isBlank(value))
		throw emptyField(
			label,
			'Fill it in, check the expression that should give it, or use Is Empty.',
		);
	if (isDate === true && WHOLE.has(comparison) && !NULLS.has(value)) {
		return datesOf(
			field,
			comparison,
			(edge) => toSqlUtc(readMoment(value, place, label, edge)),
			label,
		);
	}
	const given = readText(value, label);
	const as = (wanted: unknown): Terms => [[`${field}${suffixOf(comparison)}`, String(wanted)]];
	if (NULLS.has(value)) return as(given);
	if (isFlag === true) return as(readFlag(given, label));
	if (choices !== undefined) return as(choice(label, choices).read(given, place));
	return as(
		people !== undefined && WHOLE.has(comparison) ? idOf(people, given, label, place) : given,
	);
}

/**
 * The ID of a record, which may be given by email or phone instead. Other texts are refused: iVvy would find nothing
 * for them, or ignore the condition. No ID begins with a plus or 0, as phone numbers do.
 * @throws InvalidInput, LookUpFirst
 */
function idOf(people: PersonFinder, given: string, label: string, { records }: Place): string {
	const id = NUMBER_ID.parse(trimmed(given));
	if (id !== undefined && !/^0/.test(trimmed(given))) return String(id);
	const [email, phone] = [asEmail(given), asPhone(given)];
	if (email !== undefined && people.email !== undefined)
		return records.idOf(people.email, email, label);
	if (phone !== undefined && /^[+0]/.test(phone) && people.phone !== undefined)
		return records.idOf(people.phone, phone, label);
	throw new InvalidInput(
		`"${label}" must be ${wordsFor(people)}, not ${shown(given)}`,
		people.phone === undefined
			? 'Write an ID as a whole number such as 123.'
			: 'Write an ID as a whole number such as 123, and a phone number with its country code.',
	);
}

function wordsFor({ email, phone }: PersonFinder): string {
	if (phone !== undefined) return 'an ID, an email address or a phone number';
	return email === undefined ? 'an ID' : 'an ID or an email address';
}

/** A date in UTC as iVvy writes it. A day reaches from its first moment to its last second. */
function datesOf(
	field: string,
	comparison: string,
	at: (edge: Edge) => string,
	label: string,
): Terms {
	const [first, last] = [at('start'), at('end')];
	if (comparison === AT_LEAST || first === last)
		return [[`${field}${suffixOf(comparison)}`, first]];
	if (comparison === AT_MOST) return [[`${field}${AT_MOST}`, last]];
	if (comparison === EQUALS)
		return [
			[`${field}${AT_LEAST}`, first],
			[`${field}${AT_MOST}`, last],
		];
	throw new InvalidInput(
		`"${label}" must have a time`,
		'iVvy has no way to leave out a whole day. Add a time, or use Is at Least or Is at Most.',
	);
}

export const rawFilter = inWordsOf(
	'Additional filter in iVvy syntax, such as { "name__CONTAINS": "gala" }',
	(name) => name.endsWith(EMPTY),
);

/** @returns undefined where nothing is filtered @throws InvalidInput naming what both of them filter by */
export function filterOf(conditions: IDataObject, raw?: IDataObject): IDataObject | undefined {
	const all = withRawFilter(conditions, raw, 'Conditions');
	return Object.keys(all).length === 0 ? undefined : all;
}
