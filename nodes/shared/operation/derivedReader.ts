import type { Reader } from '../contract/field';

/** The same item, some of its parameters read in another way. */
export function readingOf(
	reader: Reader,
	{ given, madeUp, raw }: Pick<Reader, 'raw'> & Partial<Pick<Reader, 'given' | 'madeUp'>>,
): Reader {
	return {
		itemIndex: reader.itemIndex,
		zone: reader.zone,
		dateFormat: reader.dateFormat,
		mark: reader.mark,
		records: reader.records,
		byAgent: reader.byAgent,
		get input() {
			return reader.input;
		},
		file: (name, label) => reader.file(name, label),
		given: given ?? ((name) => reader.given(name)),
		madeUp: madeUp ?? ((name) => reader.madeUp(name)),
		raw,
	};
}

/** Parameters that say where values come from and who is who: the same in all operations. */
const SHARED = ['matchPeople', 'ifNobody', 'standIn', 'peopleTable', 'valuesFrom'];

/** The reader of another operation's form, filled in with these parameters and what both have. */
export function filledForm(reader: Reader, form: Readonly<Record<string, unknown>>): Reader {
	return readingOf(reader, {
		given: (name) => SHARED.includes(name) && reader.given(name),
		raw: (name) => form[name] ?? (SHARED.includes(name) ? reader.raw(name) : undefined),
	});
}
