import type { IDataObject } from 'n8n-workflow';
import { asObject, asText } from '../../shared/text/unknownJson';

/** Whether the last change of a record is not later than the second of a delivery. */
export function wasChangedBy(record: IDataObject[string], sentAt: string): boolean {
	const { LAST_UPDATED, changedDate, updatedTime } = asObject(record);
	const changed = Date.parse(asText(LAST_UPDATED ?? changedDate ?? updatedTime));
	return Math.floor(changed / SECOND_MS) * SECOND_MS <= Date.parse(sentAt);
}

const SECOND_MS = 1000;
