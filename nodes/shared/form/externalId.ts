import { InvalidInput } from '../contract/errors';
import type { Field } from '../contract/field';
import { trimmed } from './blank';
import { criterion, text } from './fields';

/** What stands for the system where records come from, where a vendor wants a name for it and the user gives none. */
export const ORIGIN = 'n8n';

const entered = criterion(
	text('External ID', {
		description:
			'ID of the record in the system where it comes from. If a record was made with it ' +
			'before, that one is updated instead of making it again.',
	}),
);

/**
 * For imports that may run twice: a create operation looks for the record that was made with this ID, and updates that.
 * A blank is no ID, and blanks or invisible marks around one make no other. Items with the same one go one after
 * another, so that the second of them finds what the first has made.
 */
export const externalId: Field<string | undefined> = {
	...entered,
	read(raw, place) {
		const id = entered.read(raw, place);
		return id === undefined ? undefined : trimmed(id);
	},
};

/**
 * The External ID is kept in a field that can be filled in by itself, too.
 * @param other what stands there; null is to be cleared
 * @throws InvalidInput naming both when they differ
 */
export function checkOrigin(external: string, other: unknown, label: string): void {
	if (other === undefined || other === null || trimmed(String(other)) === external) return;
	throw new InvalidInput(
		`"External ID" and "${label}" are different`,
		`The External ID is kept as ${label}. Fill in one of the two, or both alike.`,
	);
}
