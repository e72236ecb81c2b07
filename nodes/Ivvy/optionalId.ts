import type { Field } from '../shared/contract/field';
import { InvalidInput } from '../shared/contract/errors';
import { emptyField, inOneError, isBlank } from '../shared/form/blank';

/** The ID of a record that may not exist yet: a blank says that it does not, whatever blanks mean elsewhere. */
export function idIfAny<T>(field: Field<T>): Field<T> {
	return { ...field, read: (raw, place) => field.read(raw, { ...place, blank: 'leaveOut' }) };
}

/** @param values by label @throws InvalidInput naming all that are empty */
export function needAll(values: Readonly<Record<string, unknown>>, advice: string): void {
	const missing = Object.keys(values).filter((label) => isBlank(values[label]));
	if (missing.length > 0) throw inOneError(missing.map((label) => emptyField(label, advice)));
}

/** @throws InvalidInput where a record is named in two ways */
export function checkOneId(id: unknown, externalId: string | undefined, label: string): void {
	if (id !== undefined && externalId !== undefined)
		throw new InvalidInput(
			`"${label}" and "External ID" are both filled in`,
			'Each of them says which record is updated. Remove one of the two.',
		);
}
