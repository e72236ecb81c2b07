import type { IDataObject } from 'n8n-workflow';
import type { FindOut } from '../../shared/contract/call';
import { isHeld } from '../../shared/operation/findOut';
import { sameValues } from '../../shared/text/sameValues';
import { asNumber, asRows, asText } from '../../shared/text/unknownJson';
import { listAt } from '../answerProofs';
import { method, resultOf } from '../vendor';

function held(
	taskId: number,
	itemId: number,
	holds: (item: IDataObject | undefined) => boolean | undefined,
	changed: (item: IDataObject | undefined) => unknown = () => undefined,
): FindOut {
	const of = (body: unknown) => asRows(resultOf(body)).find(({ ID }) => asNumber(ID) === itemId);
	return isHeld({
		read: method('task.checklistitem.getlist', { TASKID: taskId }, 'read', listAt()),
		holds: (body) => holds(of(body)),
		changed: (body) => changed(of(body)),
		answer: () => ({ result: true }),
	});
}

/** The item has what was written. It does not show when it was made: what became of a new one can't be found out. */
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
