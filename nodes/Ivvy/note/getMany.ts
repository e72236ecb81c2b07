import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import { list } from '../../shared/operation/define';
import { addresses } from '../addresses';
import { conditionsOn, filterOf, NOTE_FIELDS, rawFilter } from '../listFilters';
import { listRows } from '../paging';
import { simplify } from './simplify';
import { notesOf, TARGET_FIELDS } from './target';

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many notes',
	description: 'List the notes on a booking, company, contact, lead or opportunity',
	fields: { ...TARGET_FIELDS, conditions: conditionsOn(NOTE_FIELDS) },
	options: { filter: rawFilter },
	simplify,
	addresses,
	rows({ conditions, ...target }, { filter }, limit) {
		const {
			list: [namespace, name],
			textKey,
			filterNames,
			recordIds,
		} = notesOf(target);
		if (target.noteOn !== 'booking') refuseBookingFields(conditions);
		const wanted = filterOf(named(conditions, { note: textKey, ...filterNames }), filter);
		return listRows(namespace, name, { ...recordIds, filter: wanted }, limit);
	},
});

/**
 * What other notes have not they can't be filtered by: iVvy could pass over it and list all of them.
 * @throws InvalidInput naming the field
 */
function refuseBookingFields(conditions: IDataObject): void {
	const names = Object.keys(conditions).map(fieldIn);
	const field = NOTE_FIELDS.find(
		({ value, ofBookings }) => ofBookings === true && names.includes(value),
	);
	if (field === undefined) return;
	throw new InvalidInput(
		`The condition on ${field.name} is for notes on bookings only`,
		'Remove it, or set Related Record to Booking.',
	);
}

const fieldIn = (key: string) => key.split('__')[0];

/** The text of a note stands under another name on some records, and so does its author on bookings. */
function named(conditions: IDataObject, names: Readonly<Record<string, string>>): IDataObject {
	return Object.fromEntries(
		Object.entries(conditions).map(([key, value]) => {
			const [field, ...comparison] = key.split('__');
			return [[names[field] ?? field, ...comparison].join('__'), value];
		}),
	);
}
