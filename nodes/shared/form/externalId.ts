import type { RequestSpec } from '../contract/call';
import { InvalidInput } from '../contract/errors';
import type { Field } from '../contract/field';
import type { FoundRecord, RecordSearch } from '../contract/people';
import { asText } from '../text/unknownJson';
import { trimmed } from './blank';
import { criterion, text } from './fields';
import { readText } from './strictTypes';

/** What stands for the system where records come from, where a vendor wants a name for it and the user gives none. */
export const SOURCE_SYSTEM = 'n8n';

const LABEL = 'External ID';
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

/**
 * For imports that may run twice: a create operation looks for the record that was made with this ID, and updates that.
 * A blank is no ID, and blanks or invisible marks around one make no other. Items with the same one go one after
 * another, so that the second of them finds what the first has made.
 * @param keptIn where it is kept, as a sentence
 * @throws InvalidInput for an ID of several lines, which few places can keep
 */
export function externalIdIn(keptIn: string): Field<string | undefined> {
	const entered = criterion(
		text(LABEL, {
			description:
				'ID of the record in its source system. If a record was already created with it, that ' +
				`record is updated instead of creating another one. ${keptIn}`.trimEnd(),
		}),
	);
	return {
		...entered,
		read(raw, place) {
			const id = entered.read(raw, place);
			return id === undefined ? undefined : readExternalId(id, LABEL);
		},
	};
}

/** An External ID, wherever it stands. @throws InvalidInput naming the label */
export function readExternalId(raw: unknown, label: string): string {
	const id = trimmed(readText(raw, label));
	if (!LINE_BREAK.test(id)) return id;
	throw new InvalidInput(
		`"${label}" has more than one line`,
		'Use an ID of one line, or take the line breaks out in an expression.',
	);
}

/**
 * Looks up records that were made with an External ID, for pickers.
 * @param record in the singular, such as `task`
 * @param find the ID of the record, or undefined where there is none
 */
export function externalIdSearch(
	record: string,
	find: (id: string) => Generator<RequestSpec, string | undefined, unknown>,
): RecordSearch {
	return {
		record,
		by: LABEL,
		*list(keys) {
			const found = new Map<string, readonly FoundRecord[]>();
			for (const key of keys) {
				const id = yield* find(key);
				if (id !== undefined) found.set(key, [{ id }]);
			}
			return { found };
		},
	};
}

/** Kept in a field of the record. */
export const externalId = externalIdIn('');

/** Kept as the last line of the text. @param label of the field with the text */
export function externalIdInText(label: string, more = ''): Field<string | undefined> {
	return externalIdIn(`It is kept as the last line of ${label}, such as Ref: A-17. ${more}`);
}

const MARK = /^n8n-[\da-f]{32}$/;

/** An External ID as it is put out: a mark by which a lost record is found again is none. @returns null for none */
export function shownExternalId(kept: unknown): string | null {
	const id = asText(kept).trim();
	return id === '' || MARK.test(id) ? null : id;
}

/**
 * The External ID is kept in a field that can be filled in by itself, too.
 * @param other what stands there; null is to be cleared
 * @throws InvalidInput naming both when they differ
 */
export function checkExternalId(external: string, other: unknown, label: string): void {
	if (other === undefined || other === null || trimmed(String(other)) === external) return;
	throw new InvalidInput(
		`"External ID" and "${label}" are different`,
		`The External ID is kept as ${label}. Fill in one of the two, or both alike.`,
	);
}
