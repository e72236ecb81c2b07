import type { IDataObject } from 'n8n-workflow';
import { plainText } from '../../shared/text/html';
import { shownExternalId } from '../../shared/form/externalId';
import { splitReference, type Referenced } from '../../shared/text/referenceLine';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { withoutBbCode } from '../bbCode';
import { BB_CODE, HTML } from '../enums';

export const TO_DO = 'CRM_TODO';

export function isTodo({ PROVIDER_ID }: IDataObject): boolean {
	return asText(PROVIDER_ID) === TO_DO;
}

/** The description as plain text. To-dos hold BB code. */
export function textOf(activity: IDataObject): string {
	const text = asText(activity.DESCRIPTION);
	const format = asNumber(activity.DESCRIPTION_TYPE);
	if (format === HTML) return plainText(text);
	return format === BB_CODE || isTodo(activity) ? withoutBbCode(text) : text;
}

/** The description without the External ID, and that: a to-do keeps it in its last line, others as their origin. */
export function described(activity: IDataObject): Referenced {
	const text = textOf(activity);
	return isTodo(activity)
		? splitReference(text)
		: { description: text, externalId: shownExternalId(activity.ORIGIN_ID) };
}
