import type { IDataObject } from 'n8n-workflow';
import { plainText } from '../../shared/text/html';
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
