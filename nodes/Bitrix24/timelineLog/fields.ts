import type { IDataObject } from 'n8n-workflow';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { person, simplifiedNote } from '../../shared/operation/simplifiedRecord';
import { asNumber, asText } from '../../shared/text/unknownJson';
import type { RequestSpec } from '../../shared/contract/call';
import { about } from '../../shared/http/proof';
import { idAt } from '../answerProofs';
import { method } from '../vendor';

export const logId = picker('Log Entry', NUMBER_ID, {
	search: 'searchTimelineLogs',
	description:
		'The log entry. The list shows entries of the record that were made through the API.',
});

/** Bitrix24 does not say of which CRM record it is. */
export function simplify(entry: IDataObject): IDataObject {
	return simplifiedNote(
		{
			id: asNumber(entry.id),
			description: entry.text,
			kind: 'Log Entry',
			createdBy: person({ id: asNumber(entry.authorId) }),
			createdAt: entry.created,
		},
		{ title: asText(entry.title), icon: asText(entry.iconCode) },
	);
}

export function readLog(id: number): RequestSpec {
	return method('crm.timeline.logmessage.get', { id }, 'read', about(id, idAt('logMessage', 'id')));
}
