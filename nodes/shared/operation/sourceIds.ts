import { InvalidInput } from '../contract/errors';
import type { Reader } from '../contract/field';
import { isBlank } from '../form/blank';
import { asObject } from '../text/unknownJson';
import { readingOf } from './derivedReader';
import { sourceText } from './portableRecord';
import { readPortable, type GivenPortable } from './readPortable';

/** The External ID by which a copy knows its source, such as `crm:12`. @throws InvalidInput without vendor or ID */
export function sourceOf({ source, vendor, id }: GivenPortable): string {
	if (source !== undefined) return source;
	if (vendor !== undefined && id !== undefined) return sourceText(vendor, id);
	throw new InvalidInput(
		'The portable activity does not say where it comes from',
		'"Link to Source" needs its vendor and id, as nodes with Output set to Portable give them.',
	);
}

/**
 * ID of the record here from which an activity was copied.
 * @param here as portable records name this service, and the kind of record
 * @returns undefined for an activity that is no copy of one
 * @throws InvalidInput for one of another kind, which may have the ID of a record of this kind
 */
export function sourceIdHere(
	{ externalIds = [] }: GivenPortable,
	here: { readonly vendor: string; readonly idsOf?: string },
): string | undefined {
	const { vendor, idsOf } = here;
	const start = sourceText(vendor, '', idsOf);
	const sources = externalIds.filter((one) => one.startsWith(sourceText(vendor, '')));
	const ids = sources
		.filter((one) => one.startsWith(start))
		.map((one) => one.slice(start.length))
		.filter((id) => !id.includes(':'));
	if (ids.length === 0 && sources.length > 0)
		throw new InvalidInput(
			`The portable activity is a copy of ${sources[0]}, which is another kind of record`,
			'Nothing was written. Use the resource from which it was copied.',
		);
	return ids[0];
}

/** A reader of a create whose External ID is the source of its activity, where none is filled in. */
export function linkedReader(reader: Reader): Reader {
	const activity = readPortable(reader.raw('portableActivity'), reader.zone);
	return readingOf(reader, {
		raw(name) {
			if (name !== 'options') return reader.raw(name);
			const options = asObject(reader.raw(name));
			return isBlank(options.externalId) ? { ...options, externalId: sourceOf(activity) } : options;
		},
	});
}
