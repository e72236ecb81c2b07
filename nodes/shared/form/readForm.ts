import type { Meaning, Reader, Place, Form, Values, Field } from '../contract/field';
import { readEach } from './foundRecords';

export const REFUSE_BLANKS: Meaning = { blank: 'refuse', leftAlone: () => undefined };
export const LEAVE_OUT_BLANKS: Meaning = { blank: 'leaveOut', leftAlone: () => undefined };

export function placeOf(
	{ zone, dateFormat, input, records }: Pick<Reader, 'zone' | 'dateFormat' | 'input' | 'records'>,
	meaning: Meaning,
	added: boolean,
	beside?: Place['beside'],
): Place {
	const { blank, leftAlone } = meaning;
	return { zone, dateFormat, input, records, added, beside, blank, leftAlone };
}

/**
 * Reads a whole form for one item. Fields that the others hide are absent.
 * @throws InvalidInput with everything that is wrong, or LookUpFirst, once the whole form was read
 */
export function readForm<F extends Form>(form: F, reader: Reader, meaning: Meaning): Values<F> {
	const values: Record<string, unknown> = {};
	const unread = new Set<string>();
	const fields = Object.entries(form);
	const given = placeOf(reader, meaning, true, values);
	const asShown = placeOf(reader, meaning, false, values);
	readEach(fields, ([name, field]) => {
		const visibility = visibilityOf(field, form, values, unread);
		if (visibility === 'unknown') return;
		// Nobody is asked for a required field that may be hidden.
		if (field.isRequired === true && visibility !== 'shown') return;
		const hidden = visibility === 'hidden';
		const raw = hidden ? undefined : reader.raw(name);
		unread.add(name);
		// An expression may well give undefined: that is a blank, too.
		values[name] = field.read(raw, !hidden && reader.given(name) ? given : asShown);
		unread.delete(name);
	});
	for (const [name, field] of fields)
		if (!isHidden(field, values)) field.agrees?.(reader.raw(name), values);
	return values as Values<F>;
}

/**
 * Whether a form shows a field, by the fields before it that decide that. It is `undecided` where one of them came
 * empty, which is for the operation to refuse, and `unknown` where one could not be read, which is an error already.
 */
type Visibility = 'shown' | 'hidden' | 'undecided' | 'unknown';

function visibilityOf(
	field: Field<unknown>,
	form: Form,
	values: Readonly<Record<string, unknown>>,
	unread: ReadonlySet<string>,
): Visibility {
	if (field.shownFor === undefined) return 'shown';
	const deciding = Object.keys(field.shownFor).filter((name) => name in form);
	if (deciding.some((name) => unread.has(name))) return 'unknown';
	if (isHidden(field, values)) return 'hidden';
	return deciding.some((name) => values[name] === undefined) ? 'undecided' : 'shown';
}

function isHidden(
	{ shownFor = {} }: Field<unknown>,
	values: Readonly<Record<string, unknown>>,
): boolean {
	return Object.entries(shownFor).some(
		([name, wanted]) => values[name] !== undefined && !wanted.some((one) => one === values[name]),
	);
}
