import type { Field } from '../shared/contract/field';
import { emptyField, isBlank } from '../shared/form/blank';

/** The ID of a record that may not exist yet: a blank says that it does not, whatever blanks mean elsewhere. */
export function idIfAny<T>(field: Field<T>): Field<T> {
	return { ...field, read: (raw, place) => field.read(raw, { ...place, blank: 'leaveOut' }) };
}

/** @param values by label @throws InvalidInput naming the first one that is empty */
export function needAll(values: Readonly<Record<string, unknown>>, advice: string): void {
	const missing = Object.keys(values).find((label) => isBlank(values[label]));
	if (missing !== undefined) throw emptyField(missing, advice);
}
