import type { IDataObject } from 'n8n-workflow';
import type { FindOut, RequestSpec } from '../../shared/contract/call';
import { SOME_JSON } from '../../shared/http/proof';
import { holdsValues, isGone, isHeld, isListed } from '../../shared/operation/findOut';
import { hasReference } from '../../shared/text/referenceLine';
import { readsLike } from '../../shared/text/sameValues';
import { asRows, asText } from '../../shared/text/unknownJson';
import { rowsOf } from '../paging';
import { isoOf } from '../times';
import { get, search } from '../vendor';
import { found } from './answers';
import { simplify } from './simplify';

/** Reads that show what became of a write; docs/contracts/leadsquared.md section 5.5. */

const PAGE = 500;
const DONE = { Status: 'Success', Message: { AffectedRows: 1 } };
const DELETED = { DeletedTasksCount: 1, TasksCount: 1 };
const TIMES = ['DueDate', 'EndDate'];

export function readTask(id: string): RequestSpec {
	return get('/Task.svc/Retrieve.GetById', found(id), { id });
}

/** Times in one form, and the name of the type in place of its description. */
function taskIn(body: unknown): IDataObject {
	const task = asRows(body)[0] ?? {};
	const times = TIMES.filter((name) => name in task).map((name) => [name, isoOf(task[name])]);
	return { ...task, ...Object.fromEntries(times) } as IDataObject;
}

/**
 * The new task is among the newest of its owner: one page, as what counts the pages is not certain (section 2.2).
 * @param external the External ID in its description: it is known by that, as people may have edited the rest meanwhile
 */
export function taskIsListed(
	{ Name, Description, OwnerId, OwnerEmailAddress, RelatedEntityId }: IDataObject,
	external: string | undefined,
): FindOut {
	return isListed({
		isSorted: 'perhaps',
		isUnique: external !== undefined,
		mostPages: 1,
		page: () =>
			search(
				'/Task.svc/Retrieve',
				{
					Parameter: {
						LookupName: OwnerId === undefined ? 'OwnerEmailAddress' : 'OwnerId',
						LookupValue: OwnerId ?? OwnerEmailAddress,
					},
					Sorting: { ColumnName: 'CreatedOn', Direction: 1 },
					Paging: { Offset: '0', RowCount: String(PAGE) },
				},
				SOME_JSON,
			),
		rows: (body) => rowsOf(body, { key: 'List', records: 'tasks' }),
		goesOn: (_body, rows) => rows.length >= PAGE,
		created: ({ CreatedOn }) => isoOf(CreatedOn),
		isIt: (row) =>
			external === undefined
				? readsLike({ Name, Description, RelatedEntityId }, row)
				: hasReference(asText(row.Description), external),
		answer: ({ UserTaskId }) => ({ Message: { Id: UserTaskId } }),
	});
}

export function taskHolds(id: string, written: IDataObject): FindOut {
	return holdsValues(written, {
		read: readTask(id),
		record: taskIn,
		texts: ['Name', 'Description', 'Location'],
		changed: (body) => isoOf(taskIn(body).ModifiedOn),
		answer: () => DONE,
	});
}

export function taskIsCompleted(id: string): FindOut {
	return isHeld({
		read: readTask(id),
		holds: (body) => simplify(taskIn(body)).done === true,
		answer: () => DONE,
	});
}

export function taskIsGone(id: string): FindOut {
	return isGone(readTask(asText(id)), DELETED);
}
