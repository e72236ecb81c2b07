import type { IDataObject } from 'n8n-workflow';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { asNumber, asText } from '../../shared/text/unknownJson';
import type { RequestSpec } from '../../shared/contract/call';
import { about } from '../../shared/http/proof';
import { idAt } from '../answerProofs';
import { method } from '../vendor';

export const logId = picker('Log Entry', NUMBER_ID, {
	search: 'searchTimelineLogs',
	description: 'The log entry; the list shows those of the record that were made through the API',
});

export function simplify({
	id,
	title,
	text,
	iconCode,
	authorId,
	created,
}: IDataObject): IDataObject {
	return {
		id: asNumber(id),
		title: asText(title),
		text: asText(text),
		icon: asText(iconCode),
		authorId: asNumber(authorId),
		createdAt: created,
	};
}

export function readLog(id: number): RequestSpec {
	return method('crm.timeline.logmessage.get', { id }, 'read', about(id, idAt('logMessage', 'id')));
}
