import type { IDataObject } from 'n8n-workflow';
import type { FindOut, RequestSpec } from '../../shared/contract/call';
import { isHeld } from '../../shared/operation/findOut';
import { recordsOf } from '../../shared/operation/paging';
import { readsLike, sameValues } from '../../shared/text/sameValues';
import { asNumber, asObject, asRows, asText } from '../../shared/text/unknownJson';
import { listAt } from '../answerProofs';
import { method, resultOf } from '../vendor';

function itemsRequest(taskId: number): RequestSpec {
	return method('task.checklistitem.getlist', { TASKID: taskId }, 'read', listAt());
}

function held(
	taskId: number,
	itemId: number,
	holds: (item: IDataObject | undefined) => boolean | undefined,
	changed: (item: IDataObject | undefined) => unknown = () => undefined,
): FindOut {
	const of = (body: unknown) => asRows(resultOf(body)).find(({ ID }) => asNumber(ID) === itemId);
	return isHeld({
		read: itemsRequest(taskId),
		holds: (body) => holds(of(body)),
		changed: (body) => changed(of(body)),
		answer: () => ({ result: true }),
	});
}

/**
 * The new item is among the last of its task: items tell no time, but the history of the task says how many were added
 * since (docs/contracts/bitrix24.md section 2.8), and the latest have the highest IDs.
 */
export function itemIsListed(taskId: number, written: IDataObject): FindOut {
	const { TITLE } = written;
	const idOf = ({ ID }: IDataObject) => asNumber(ID) ?? 0;
	const parentOf = ({ PARENT_ID }: IDataObject) => asNumber(PARENT_ID) ?? 0;
	return {
		creates: true,
		*answers(since) {
			const items = recordsOf(resultOf(yield itemsRequest(taskId)));
			if (items === undefined) return undefined;
			// One below a parent that is not there is a checklist of its own.
			const hasParent = items.some((item) => idOf(item) === parentOf(written));
			const parent = hasParent ? parentOf(written) : 0;
			const isIt = (item: IDataObject) => readsLike({ TITLE }, item) && parentOf(item) === parent;
			if (!items.some(isIt)) return [];
			const parameters = { taskId, filter: { FIELD: 'CHECKLIST_ITEM_CREATE' } };
			const body = yield method('tasks.task.history.list', parameters, 'read', listAt('list'));
			const added = asRows(asObject(resultOf(body)).list).filter(
				({ createdDate }) => Date.parse(asText(createdDate)) >= since,
			);
			const latest = [...items].sort((a, b) => idOf(b) - idOf(a));
			const found = latest.slice(0, added.length).filter(isIt);
			// A portal that keeps no such history tells of none.
			return found.length === 0 ? undefined : found.map((item) => ({ result: idOf(item) }));
		},
	};
}

/** The item has what was written. */
export function itemHolds(taskId: number, itemId: number, written: IDataObject): FindOut {
	return held(taskId, itemId, (item) => item !== undefined && sameValues(written, item));
}

/** It is completed, or open again, since the call. */
export function itemIsToggled(taskId: number, itemId: number, completed: boolean): FindOut {
	return held(
		taskId,
		itemId,
		(item) => item?.IS_COMPLETE === (completed ? 'Y' : 'N'),
		// An item without it was never toggled.
		(item) => asText(item?.TOGGLED_DATE) || 0,
	);
}

export function itemIsGone(taskId: number, itemId: number): FindOut {
	return held(taskId, itemId, (item) => item === undefined);
}
