import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { about, anId, NUMBER } from '../../shared/http/proof';
import { utcIso } from '../../shared/operation/portableRecord';
import { person } from '../../shared/operation/simplifiedRecord';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { method, resultOf } from '../vendor';

/** The entry of an answer: an object by the page's table, a list of one by its example (section 2.9). */
export function entryOf(body: unknown): IDataObject {
	const result = resultOf(body);
	return asObject(Array.isArray(result) ? result[0] : result);
}

/** This method counts its parameters; docs/contracts/bitrix24.md section 2.9. */
export function readEntry(taskId: number, id: number): RequestSpec {
	return method(
		'task.elapseditem.get',
		{ TASKID: taskId, ITEMID: id },
		'read',
		about(
			id,
			anId(NUMBER, (body) => entryOf(body).ID, 'the time entry'),
		),
	);
}

export function simplify({
	ID,
	TASK_ID,
	SECONDS,
	COMMENT_TEXT,
	USER_ID,
	CREATED_DATE,
	DATE_START,
	DATE_STOP,
}: IDataObject): IDataObject {
	return {
		id: asNumber(ID),
		taskId: asNumber(TASK_ID),
		seconds: asNumber(SECONDS),
		description: asText(COMMENT_TEXT),
		assignedTo: person({ id: asNumber(USER_ID) }),
		start: utcIso(DATE_START),
		end: utcIso(DATE_STOP),
		createdAt: utcIso(CREATED_DATE),
	};
}
