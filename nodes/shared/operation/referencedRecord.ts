import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../contract/call';
import { Refused } from '../contract/errors';
import { hasReference } from '../text/referenceLine';
import type { Listed, Rows } from './paging';

/** Where a record may stand that keeps its External ID as the last line of its description. */
export interface ReferenceSearch extends Listed {
	/** How many records are looked through at most. */
	readonly most: number;
	/**
	 * Records, the likeliest first: those that the vendor's own filter finds, or all.
	 * @param isIt ends the reading
	 */
	readonly rows: (isIt: (row: IDataObject) => boolean) => Rows;
	/** The description of one as plain text: as it is kept, and without the format that it may have. */
	readonly texts: (row: IDataObject) => readonly string[];
}

/**
 * The record that was made with an External ID.
 * @returns undefined where there is none
 * @throws Refused where so many others came that nobody knows
 */
export function* recordWithReference(
	id: string,
	{ rows, texts, most, vendor, records }: ReferenceSearch,
): Generator<RequestSpec, IDataObject | undefined, unknown> {
	const isIt = (row: IDataObject) => texts(row).some((text) => hasReference(text, id));
	const read = yield* rows(isIt);
	const found = read.find(isIt);
	if (found === undefined && read.length >= most)
		throw new Refused({
			kind: 'invalid',
			title: `${vendor} has too many ${records} to find out whether one has this External ID`,
			advice:
				`The first ${most.toLocaleString('en')} that it returned have another one, or none. Nothing was ` +
				'written. Remove External ID to create the record anyway.',
		});
	return found;
}
