import { choice, collection, flag, notice, text, when, type Values } from '../../shared/fields';
import { InvalidInput } from '../../shared/errors';
import { picker, TEXT_ID } from '../../shared/pickers';
import { lead } from '../leads';

const WAYS = [
	{ name: 'Email', value: 'email' },
	{ name: 'ID', value: 'id' },
	{ name: 'Other Unique Field', value: 'field' },
	{ name: 'Phone', value: 'phone' },
] as const;

type Way = (typeof WAYS)[number]['value'];
const NOT_BY_ID = ['email', 'field', 'phone'];
const missing = { createLead: [true], leadBy: NOT_BY_ID };

/** How the lead of a new activity is found, and what happens when there is none. */
export const TARGET_FIELDS = {
	leadBy: choice<Way>('Find Lead By', WAYS, { fallback: 'id' }),
	lead: when(lead, { leadBy: ['id'] }),
	email: when(text('Email', { placeholder: 'e.g. name@email.com' }), { leadBy: ['email'] }),
	phone: when(text('Phone', { placeholder: 'e.g. +91-9876543210', description: 'Looked for in the fields Phone and Mobile of all leads' }), { leadBy: ['phone'] }),
	uniqueField: when(picker('Unique Field', TEXT_ID, { search: 'searchLeadFields', description: 'A field whose values are unique among the leads' }), { leadBy: ['field'] }),
	uniqueValue: when(text('Value'), { leadBy: ['field'] }),
	createLead: when(flag('Create Missing Lead', 'Whether a lead is created when none is found. Off, the item fails with a message.'), { leadBy: NOT_BY_ID }),
	createNotice: when(notice('A lead that is not found is created. One that is found gets the values below, whatever it had before.'), missing),
	newLead: when(collection('Lead Fields', {
		FirstName: text('First Name'),
		LastName: text('Last Name'),
		EmailAddress: text('Email'),
		Phone: text('Phone'),
	}), missing),
};

export type Target =
	| { readonly by: 'id'; readonly leadId: string }
	| { readonly by: 'field'; readonly name: string; readonly value: string }
	| { readonly by: 'phone'; readonly value: string };

/** @throws InvalidInput naming the field that is empty */
export function targetOf({ leadBy = 'id', lead: leadId, email, phone, uniqueField, uniqueValue }: Values<typeof TARGET_FIELDS>): Target {
	const filled = <T>(value: T | undefined, label: string): T => {
		if (value === undefined) throw new InvalidInput(`"${label}" is empty`, 'Fill it in, or check the expression that should give its value.');
		return value;
	};
	if (leadBy === 'id') return { by: 'id', leadId: filled(leadId, 'Lead') };
	if (leadBy === 'phone') return { by: 'phone', value: filled(phone, 'Phone') };
	if (leadBy === 'email') return { by: 'field', name: 'EmailAddress', value: filled(email, 'Email').trim() };
	return { by: 'field', name: filled(uniqueField, 'Unique Field'), value: filled(uniqueValue, 'Value') };
}
