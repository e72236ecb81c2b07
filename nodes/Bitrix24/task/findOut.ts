import type { IDataObject } from 'n8n-workflow';
import type { FindOut, RequestSpec } from '../../shared/contract/call';
import { about } from '../../shared/http/proof';
import { holdsValues, isGone, isHeld, isRepeated, newRecord } from '../../shared/operation/findOut';
import { asNumber, asObject, asText, defined, isObject } from '../../shared/text/unknownJson';
import { A_TASK } from '../answerProofs';
import { OWN_USER, ownUserId } from '../ownUser';
import { isAmongRows } from '../recentRows';
import { method, resultOf } from '../vendor';
import { tagsIn } from './externalTag';

/** Fields that come only when they are named; docs/contracts/bitrix24.md section 2.8. */
const NAMED = /^(?:UF_|TAGS$|SE_PARAMETER$)/;

export function readTask(id: unknown, fields: readonly string[] = []): RequestSpec {
	const select = ['*', ...fields.filter((name) => NAMED.test(name))];
	return method('tasks.task.get', { taskId: id, select }, 'read', about(id, A_TASK));
}

function taskIn(body: unknown): IDataObject {
	const task = asObject(asObject(resultOf(body)).task);
	return isObject(task.tags) ? { ...task, tags: tagsIn(task) } : task;
}

const answered = (body: unknown) => ({ result: asObject(resultOf(body)) });

/** Answers name ALLOW_TIME_TRACKING `allowTimeTracking`. */
const camel = (name: string) =>
	name.toLowerCase().replaceAll(/_([a-z\d])/g, (_match, letter: string) => letter.toUpperCase());

/** The task has the fields that an update has written. */
export function taskHolds(id: number, fields: IDataObject): FindOut {
	const written = Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [camel(name), value]),
	);
	return holdsValues(written, {
		read: readTask(id, Object.keys(fields)),
		record: taskIn,
		texts: ['title', 'description'],
		changed: (body) => taskIn(body).changedDate,
		answer: answered,
	});
}

/** The task is in one of these states. @param states by Bitrix24's numbers */
export function taskIsIn(id: number, states: readonly number[]): FindOut {
	return isHeld({
		read: readTask(id),
		holds: (body) => states.includes(asNumber(taskIn(body).status) ?? 0),
		answer: answered,
	});
}

/**
 * The user of the credential is among the observers of the task, or is not. Who has stopped watching a task may not see
 * it any more.
 */
export function taskIsWatched(id: number, isWatched: boolean): FindOut {
	return {
		*answers() {
			const me = ownUserId(yield OWN_USER);
			const body = yield readTask(id);
			if (body === undefined) return isWatched ? [] : undefined;
			const { auditors } = taskIn(body);
			if (me === '' || auditors === undefined) return undefined;
			const all = Array.isArray(auditors) ? auditors : Object.values(asObject(auditors));
			const isThere = all.some((auditor) => asText(auditor) === me);
			return isThere === isWatched ? [answered(body)] : [];
		},
	};
}

/**
 * The task is in the stage. Its place there is shown nowhere, nor is its stage in My Planner: then the move is made
 * again, which puts it in the same place.
 * @param stageId 0 for the first stage, whose own ID the task may have
 * @param move as it was sent
 * @param hasPlace whether it names a place in the stage
 */
export function taskIsInStage(
	id: number,
	stageId: number,
	move: RequestSpec,
	hasPlace: boolean,
): FindOut {
	return {
		*answers(since) {
			const body = yield readTask(id);
			if (body === undefined) return [];
			const isThere = stageId !== 0 && asNumber(taskIn(body).stageId) === stageId;
			return isThere && !hasPlace ? [{ result: true }] : yield* isRepeated(move).answers(since);
		},
	};
}

export function taskIsGone(id: number): FindOut {
	return isGone(readTask(id), { result: { task: true } });
}

/**
 * The new task has the mark that it was written with: XML_ID can be selected, and is no filter
 * (docs/contracts/bitrix24.md section 2.8), so the newest tasks of the same person are looked through; with an External
 * ID those with its tag.
 */
export function taskIsMarked(responsible: number, mark: string, TAG?: string): FindOut {
	const find = () =>
		isAmongRows({
			isMarked: true,
			isUnique: true,
			list: 'tasks.task.list',
			rowsAt: 'tasks',
			parameters: {
				order: { ID: 'desc' },
				filter: defined({ RESPONSIBLE_ID: responsible, TAG }),
				select: ['ID', 'XML_ID', 'CREATED_DATE'],
			},
			created: 'createdDate',
			isIt: ({ xmlId }) => xmlId === mark,
			result: ({ id }) => ({ task: { id } }),
		});
	return newRecord(find, true);
}
