import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Place, Field } from '../../shared/contract/field';
import { isBlank, onBlank } from '../../shared/form/blank';
import type { MappedValue } from '../../shared/form/customFields';
import { rows } from '../../shared/form/entries';
import { choice, required, text } from '../../shared/form/fields';
import { picker, textId } from '../../shared/form/recordPickers';
import { readFlag, readNumber, readText } from '../../shared/form/strictTypes';
import { readMoment } from '../../shared/text/dates';
import { asArray, asObject } from '../../shared/text/unknownJson';
import { isTime, valueText } from '../customActivity/fields';

/**
 * The types of a task's fields are numbers whose meaning is not documented (section 5.7), so it
 * is the user who says them.
 */
const TYPES = [
	{ name: 'Date and Time', value: 'dateTime' },
	{ name: 'Number', value: 'number' },
	{ name: 'Text', value: 'text' },
	{ name: 'Yes or No', value: 'boolean' },
] as const;

const NAME = picker('Field', textId('mx_Custom_1'), {
	search: 'searchTaskFields',
	description: 'The schema name, such as mx_Custom_1',
});
const TYPE = choice<(typeof TYPES)[number]['value']>('Type', TYPES, {
	fallback: 'text',
	description: 'How the value is read and written',
});
const LISTED = rows('Custom Fields', 'Custom Field', {
	name: NAME,
	type: TYPE,
	value: text('Value'),
});

/** By schema name; null clears. */
type CustomValues = ReadonlyMap<string, MappedValue['value']>;

/** A blank value means what it means in any other field of the task. */
export const customFields: Field<CustomValues | undefined> = {
	...LISTED,
	takesDates: true,
	read(raw, place) {
		const entries = asArray(asObject(raw).values).map((entry): IDataObject => asObject(entry));
		if (entries.length === 0) return onBlank(LISTED.label, place);
		const values = new Map<string, MappedValue['value']>();
		for (const entry of entries) {
			if (isBlank(entry.name) && isBlank(entry.value)) continue;
			const name = required(NAME).read(entry.name, place);
			if (values.has(name))
				throw new InvalidInput(`"${LISTED.label}" holds ${name} twice`, 'Remove one of the two.');
			const value = valueOf(entry, name, { ...place, added: true });
			if (value !== undefined) values.set(name, value);
		}
		return values.size === 0 ? undefined : values;
	},
};

/** @throws InvalidInput naming the field */
function valueOf(entry: IDataObject, name: string, place: Place): MappedValue['value'] | undefined {
	const { value } = entry;
	const type = TYPE.read(entry.type, { ...place, added: Object.hasOwn(entry, 'type') });
	if (isBlank(value)) return place.blank === 'clear' ? null : onBlank(name, place);
	if (type === 'boolean') return readFlag(value, name);
	if (type === 'number') return readNumber(value, name);
	return type === 'dateTime' || isTime(value)
		? readMoment(value, place, name, 'start')
		: readText(value, name);
}

/** Custom fields are an object here, unlike those of activities; their values are texts (section 5.2). */
export function customBody(values: CustomValues): IDataObject {
	return Object.fromEntries([...values].map(([name, value]) => [name, valueText(value)]));
}
