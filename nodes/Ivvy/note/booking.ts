import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import { choice, choices, collection, flag } from '../../shared/form/fields';
import { idList, NUMBER_ID } from '../../shared/form/recordPickers';
import { asNumber, defined } from '../../shared/text/unknownJson';
import { BOOKING_NOTE_TYPES, LISTED_NOTE_TYPES, NOTE_TEMPLATES } from '../enums';

/** What only notes of bookings have; docs/contracts/ivvy.md section 10. */

const ids = (label: string, description: string) => idList(label, NUMBER_ID, description);

const DETAILS = {
	accommodationIds: ids('Accommodation IDs', 'For the type Accommodation'),
	applyToTemplates: choices<number>(
		'Apply to Templates',
		NOTE_TEMPLATES,
		'The documents that show the note',
	),
	beverageIds: ids('Beverage IDs', 'Beverages of the sessions, for the type Beverage'),
	bookingDays: ids(
		'Days',
		'Numbers of the days of the booking, such as 1, 2. Required for most types. Session, Menu, Beverage, Resources, ' +
			'Products and Accommodation take their IDs instead.',
	),
	isPrivate: flag('Private', 'Whether the note is marked as private'),
	menuIds: ids('Menu IDs', 'Menus of the sessions, for the type Menu'),
	productIds: ids('Product IDs', 'Products of the sessions, for the type Products'),
	resourceIds: ids('Resource IDs', 'Resources of the sessions, for the type Resources'),
	sessionIds: ids('Session IDs', 'For the type Session'),
	typeId: choice<number>('Type', BOOKING_NOTE_TYPES, { fallback: 23 }),
};

/** For a new note. */
export const bookingDetails = collection('Additional Fields', DETAILS);
/** For a note that is there: what is not added is not sent. */
export const bookingChanges = collection('Update Fields', DETAILS);

type Details = Values<{ bookingDetails: typeof bookingDetails }>['bookingDetails'];

/** What a type is about, where that is not the days of the booking. */
const ABOUT: Readonly<Record<number, keyof typeof DETAILS>> = {
	2: 'sessionIds',
	4: 'menuIds',
	5: 'beverageIds',
	6: 'resourceIds',
	7: 'productIds',
	8: 'accommodationIds',
};

/** The details as iVvy takes them. @throws InvalidInput for a type without what iVvy wants beside it */
export function detailsBody(details: Details = {}): Details {
	const { typeId } = details;
	if (typeId === undefined) return details;
	const needed = ABOUT[typeId] ?? 'bookingDays';
	if (details[needed] === undefined)
		throw new InvalidInput(
			`"${DETAILS[needed].label}" is empty`,
			`iVvy needs it for notes of the type ${typeName(typeId) ?? typeId}.`,
		);
	return details;
}

function typeName(typeId: unknown): string | undefined {
	return LISTED_NOTE_TYPES.find(({ value }) => value === asNumber(typeId))?.name;
}

/** What only such a note tells, by the vendor's names, with the type in words. */
export function bookingParts({ bookingId, isPrivate, typeId }: IDataObject): IDataObject {
	if (bookingId === undefined) return {};
	return {
		fields: defined({ isPrivate, typeId: asNumber(typeId), typeName: typeName(typeId) }),
	};
}
