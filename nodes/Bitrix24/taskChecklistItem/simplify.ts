import type { IDataObject } from 'n8n-workflow';
import { person } from '../../shared/operation/simplifiedRecord';
import { asNumber, asObject, asText, defined } from '../../shared/text/unknownJson';

export function simplify({
	ID,
	TASK_ID,
	PARENT_ID,
	TITLE,
	SORT_INDEX,
	IS_COMPLETE,
	IS_IMPORTANT,
	CREATED_BY,
}: IDataObject): IDataObject {
	return {
		id: asNumber(ID),
		taskId: asNumber(TASK_ID),
		parentId: asNumber(PARENT_ID),
		title: TITLE,
		position: asNumber(SORT_INDEX),
		done: IS_COMPLETE === 'Y',
		important: IS_IMPORTANT === 'Y',
		createdBy: person({ id: asNumber(CREATED_BY) }),
	};
}

/** What was written of an item, in the keys of one that is read. */
export function written(id: unknown, taskId: number, fields: unknown): IDataObject {
	const { TITLE, PARENT_ID, SORT_INDEX, IS_COMPLETE, IS_IMPORTANT, MEMBERS } = asObject(fields);
	const isYes = (value: unknown) => (value === undefined ? undefined : asText(value) === 'Y');
	return defined({
		id,
		taskId,
		parentId: PARENT_ID,
		title: TITLE,
		position: SORT_INDEX,
		done: isYes(IS_COMPLETE),
		important: isYes(IS_IMPORTANT),
		members: MEMBERS === undefined ? undefined : Object.keys(asObject(MEMBERS)).map(Number),
	});
}
