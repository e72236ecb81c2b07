import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import {
	choice,
	clearable,
	collection,
	criterion,
	flag,
	notice,
	requiredWhen,
	text,
	when,
} from '../../shared/form/fields';
import { asEmail, emailIn, readAddress, asWritten } from '../../shared/form/addresses';
import { trimmed } from '../../shared/form/blank';
import { mapper } from '../../shared/form/customFields';
import { picker, textId } from '../../shared/form/recordPickers';
import { shown } from '../../shared/text/sentences';
import { asText, defined, withCleared } from '../../shared/text/unknownJson';
import { lead } from '../leads';
import { valueText } from './fields';

const WAYS = [
	{ name: 'Email', value: 'email' },
	{ name: 'List or ID', value: 'id' },
	{ name: 'Other Unique Field', value: 'field' },
	{ name: 'Phone', value: 'phone' },
] as const;

type Way = (typeof WAYS)[number]['value'];
const NOT_BY_ID = ['email', 'field', 'phone'];
const missing = { createLead: [true], leadBy: NOT_BY_ID };

/** How the lead of a new activity is found, and what happens when there is none. */
export const TARGET_FIELDS = {
	leadBy: choice<Way>('Find Lead By', WAYS, { fallback: 'id' }),
	lead: requiredWhen(criterion(lead), { leadBy: ['id'] }),
	email: requiredWhen(criterion(text('Email', { placeholder: 'e.g. name@email.com' })), {
		leadBy: ['email'],
	}),
	phone: requiredWhen(
		criterion(
			text('Phone', {
				placeholder: 'e.g. +91-9876543210',
				description: 'Searched for in the fields Phone and Mobile of all leads',
			}),
		),
		{ leadBy: ['phone'] },
	),
	uniqueField: requiredWhen(
		criterion(
			picker('Unique Field', textId('Mobile'), {
				search: 'searchLeadFields',
				description: 'A field whose values are unique among the leads',
			}),
		),
		{ leadBy: ['field'] },
	),
	uniqueValue: requiredWhen(criterion(text('Value')), { leadBy: ['field'] }),
	createLead: when(
		flag(
			'Create Missing Lead',
			'Whether to create a lead if none is found. If off, the item fails.',
		),
		{ leadBy: NOT_BY_ID },
	),
	createNotice: when(
		notice(
			'A lead that is not found is created. One that is found gets the values that are ' +
				"filled in below. Fields that come blank keep the lead's values, unless Blank Values " +
				'under Options says otherwise. If the activity is found by its External ID, the lead ' +
				'stays as it is.',
		),
		missing,
	),
	newLead: when(
		collection('Lead Fields', {
			FirstName: clearable(text('First Name')),
			LastName: clearable(text('Last Name')),
			EmailAddress: clearable(text('Email')),
			Phone: clearable(text('Phone')),
		}),
		missing,
	),
	leadAttributes: when(
		mapper('More Lead Fields', 'getLeadFields', ['leadBy'], {
			noun: 'lead field',
			names: /^mx_(?!Custom_\d)\w+$/i,
			description:
				'More fields of the lead. In a lead that exists, fields that are not listed stay unchanged.',
		}),
		missing,
	),
};

/** An empty value clears a field of a lead, too (section 9, no. 11). */
const CLEARED_LEAD = { FirstName: '', LastName: '', EmailAddress: '', Phone: '' } as const;

type TargetValues = Values<typeof TARGET_FIELDS>;

/**
 * Keys of the lead that an item may create or change, by all that it may be found by: items that name the same one go
 * one after another. Items that only add activities to leads that are there need no order.
 */
export function leadKeys({
	leadBy = 'id',
	email,
	phone,
	uniqueField,
	uniqueValue,
	createLead,
	newLead,
	leadAttributes,
}: TargetValues): unknown[] {
	if (createLead !== true || leadBy === 'id') return [];
	const inField = leadBy === 'field' ? keyOf(uniqueField, uniqueValue) : undefined;
	const keys = [
		keyOf('EmailAddress', leadBy === 'email' ? email : undefined),
		keyOf('Phone', leadBy === 'phone' ? phone : undefined),
		inField,
		keyOf('EmailAddress', newLead.EmailAddress),
		keyOf('Phone', newLead.Phone),
		...leadAttributes
			.filter(({ id }) => UNIQUE_FIELDS.includes(id.toLowerCase()))
			.map(({ id, value }) => keyOf(id, valueText(value))),
	];
	return keys.filter((key) => key !== undefined);
}

/** Unique unless the account says otherwise (docs/contracts/leadsquared.md section 4.5). */
const UNIQUE_FIELDS = ['emailaddress', 'phone', 'mobile'];

/** Digits that tell phone numbers apart; the country's code may be left out (section 6). */
const PHONE_DIGITS = 10;

function keyOf(name: string | undefined, value: string | null | undefined): unknown {
	const text = trimmed(value ?? '').toLowerCase();
	if (name === undefined || text === '') return undefined;
	const digits = text.replace(/\D/g, '');
	return PHONE_FIELD.test(name) && digits !== ''
		? ['phone', digits.slice(-PHONE_DIGITS)]
		: [name.toLowerCase(), EMAIL_FIELD.test(name) ? (asEmail(text) ?? text) : text];
}

const PHONE_FIELD = /^(?:phone|mobile)$/i;
const EMAIL_FIELD = /^emailaddress$/i;

/**
 * What a lead is looked for by, without what nobody sees or what stands around an address: with it another lead would
 * be made.
 * @throws InvalidInput naming the label, for an email address that is none
 */
function soughtBy(name: string, value: string, label: string): string {
	if (!EMAIL_FIELD.test(name)) return PHONE_FIELD.test(name) ? asWritten(value) : trimmed(value);
	return emailIn(value) ?? readAddress(value, 'email', label);
}

export type Target =
	| { readonly by: 'id'; readonly leadId: string }
	| { readonly by: 'field'; readonly name: string; readonly value: string }
	| { readonly by: 'phone'; readonly value: string };

/** @throws InvalidInput naming the field that is empty */
export function targetOf({
	leadBy = 'id',
	lead: leadId,
	email,
	phone,
	uniqueField,
	uniqueValue,
}: TargetValues): Target {
	const filled = <T>(value: T | undefined, label: string): T => {
		if (value === undefined)
			throw new InvalidInput(
				`"${label}" is empty`,
				'Fill it in, or check the expression that should give its value.',
			);
		return value;
	};
	if (leadBy === 'id') return { by: 'id', leadId: filled(leadId, 'Lead') };
	if (leadBy === 'phone')
		return {
			by: 'phone',
			value: asWritten(
				filled(phone !== undefined && /\d/.test(phone) ? phone : undefined, 'Phone'),
			),
		};
	if (leadBy === 'email') {
		const name = 'EmailAddress';
		return { by: 'field', name, value: soughtBy(name, filled(email, 'Email'), 'Email') };
	}
	const name = filled(uniqueField, 'Unique Field');
	return {
		by: 'field',
		name,
		value: soughtBy(name, filled(uniqueValue, 'Value'), 'Value'),
	};
}

const LEAD_LABELS = new Map<string, string>([
	['FirstName', 'First Name'],
	['LastName', 'Last Name'],
	['EmailAddress', 'Email'],
	['Phone', 'Phone'],
]);

/** Set by LeadSquared, or words of the call itself (section 4.4). */
const NOT_WRITTEN = ['searchby', 'prospectid', 'prospectautoid', 'createdon', 'modifiedon'];

/**
 * The fields of the lead as they are written: always text, an empty one clears.
 * @throws InvalidInput for a field given twice, and for one that nobody can write
 */
export function leadBody({
	newLead,
	leadAttributes,
}: Pick<TargetValues, 'newLead' | 'leadAttributes'>): IDataObject {
	const written = withCleared(defined(newLead), CLEARED_LEAD);
	for (const { id, label, value } of leadAttributes) {
		if (NOT_WRITTEN.includes(id.toLowerCase()))
			throw new InvalidInput(`"${label}" can't be written`, 'Remove it from More Lead Fields.');
		if (Object.keys(written).some((name) => name.toLowerCase() === id.toLowerCase()))
			throw new InvalidInput(
				`"${label}" is filled in twice`,
				'A field of the lead is given once, under Lead Fields or under More Lead Fields.',
			);
		written[id] = valueText(value);
	}
	return written;
}

/**
 * A lead is found by one value, and gets the others: a second value for the same field would be lost.
 * @param lead its fields as they are written, of which `newLead` are those with a field of their own
 * @throws InvalidInput naming the field
 */
export function checkFoundBy(
	to: Target,
	lead: IDataObject,
	newLead: TargetValues['newLead'],
): void {
	if (to.by === 'id') return;
	const name = to.by === 'phone' ? 'Phone' : to.name;
	const [field = '', given] =
		Object.entries(lead).find(([one]) => one.toLowerCase() === name.toLowerCase()) ?? [];
	const other = asText(given);
	const key = keyOf(field, other);
	if (key === undefined || JSON.stringify(key) === JSON.stringify(keyOf(field, to.value))) return;
	const own = Object.hasOwn(newLead, field) ? LEAD_LABELS.get(field) : undefined;
	const place = own === undefined ? 'More Lead Fields' : 'Lead Fields';
	throw new InvalidInput(
		`"${own ?? field}" under ${place} is ${shown(other)}, and the lead is looked for by ${shown(to.value)}`,
		`A lead that is looked for by a field keeps its value there. Remove the field from ${place}.`,
	);
}
