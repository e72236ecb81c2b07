import type { Meaning, Reader, Place, Form, Values, Field } from '../contract/field';
import { readEach } from './foundRecords';

export const REFUSE_BLANKS: Meaning = { blank: 'refuse', leftAlone: () => undefined };
export const LEAVE_OUT_BLANKS: Meaning = { blank: 'leaveOut', leftAlone: () => undefined };

export function placeOf(
	{ zone, dateFormat, input, records }: Pick<Reader, 'zone' | 'dateFormat' | 'input' | 'records'>,
	meaning: Meaning,
	added: boolean,
): Place {
	return { zone, dateFormat, input, records, added, ...meaning };
}

/**
 * Reads a whole form for one item. Fields that the others hide are absent.
 * @throws InvalidInput with everything that is wrong, or LookUpFirst, once the whole form was read
 */
export function readForm<F extends Form>(form: F, reader: Reader, meaning: Meaning): Values<F> {
	const values: Record<string, unknown> = {};
	const unread = new Set<string>();
	const given = { ...placeOf(reader, meaning, true), beside: values };
	const asShown = { ...given, added: false };
	readEach(Object.entries(form), ([name, field]) => {
		// Whether it is shown depends on what could not be read, and that is said already.
		if (Object.keys(field.shownFor ?? {}).some((other) => unread.has(other))) return;
		const hidden = isHidden(field, values);
		if (field.isRequired === true && (hidden || !isDecided(field, form, values))) return;
		const raw = hidden ? undefined : reader.raw(name);
		unread.add(name);
		// An expression may well give undefined: that is a blank, too.
		values[name] = field.read(raw, !hidden && reader.given(name) ? given : asShown);
		unread.delete(name);
	});
	for (const [name, field] of Object.entries(form))
		if (!isHidden(field, values)) field.agrees?.(reader.raw(name), values);
	return values as Values<F>;
}

/** Whether what a field is shown for has a value; a drop-down that came empty is for the operation to refuse. */
function isDecided(
	{ shownFor = {} }: Field<unknown>,
	form: Form,
	values: Readonly<Record<string, unknown>>,
): boolean {
	return Object.keys(shownFor).every((name) => !(name in form) || values[name] !== undefined);
}

function isHidden(
	{ shownFor = {} }: Field<unknown>,
	values: Readonly<Record<string, unknown>>,
): boolean {
	return Object.entries(shownFor).some(
		([name, wanted]) => values[name] !== undefined && !wanted.some((one) => one === values[name]),
	);
}
