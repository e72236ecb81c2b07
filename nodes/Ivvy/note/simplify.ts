import type { IDataObject } from 'n8n-workflow';
import { sqlUtcToIso } from '../../shared/text/dates';
import { plainDescription } from '../plainDescription';

/** A note of any record: its text is `note` or `noteText` (docs/contracts/ivvy.md section 10), and may have tags. */
export function simplify({
	id,
	note,
	noteText,
	createdByUserId,
	createdDate,
	modifiedDate,
}: IDataObject): IDataObject {
	return {
		id,
		note: plainDescription(note ?? noteText),
		createdByUserId,
		created: sqlUtcToIso(createdDate) as string,
		modified: sqlUtcToIso(modifiedDate) as string,
	};
}
