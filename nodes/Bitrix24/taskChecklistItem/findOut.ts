import type { IDataObject } from 'n8n-workflow';
import type { FindOut } from '../../shared/contract/call';
import { isHeld } from '../../shared/operation/findOut';
import { sameValues } from '../../shared/text/sameValues';
import { asNumber, asRows } from '../../shared/text/unknownJson';
import { listAt } from '../answerProofs';
import { method, resultOf } from '../vendor';

function held(
	taskId: number,
	itemId: number,
	holds: (item: IDataObject | undefined) => boolean | undefined,
): FindOut {
	const of = (body: unknown) => asRows(resultOf(body)).find(({ ID }) => asNumber(ID) === itemId);
	return isHeld({
		read: method('task.checklistitem.getlist', { TASKID: taskId }, 'read', listAt()),
		holds: (body) => holds(of(body)),
		answer: () => ({ result: true }),
	});
}

/** The item has what was written. It does not show when it was made: what became of a new one can't be found out. */
export function itemHolds(taskId: number, itemId: number, written: IDataObject): FindOut {
	return held(taskId, itemId, (item) => item !== undefined && sameValues(written, item));
}

export function itemIsGone(taskId: number, itemId: number): FindOut {
	return held(taskId, itemId, (item) => item === undefined);
}
