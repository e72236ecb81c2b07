import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import type { Reader } from '../../shared/contract/field';
import { byId } from '../../shared/form/recordPickers';
import { about } from '../../shared/http/proof';
import { multiStep } from '../../shared/operation/define';
import { asNumber, asObject, withoutNulls } from '../../shared/text/unknownJson';
import { idAt, TASK_CHANGED } from '../answerProofs';
import { batch } from '../bulk';
import { method, resultOf } from '../vendor';
import {
	externalId,
	isClosed,
	otherTags,
	tagKey,
	tagOf,
	taskFrom,
	taskIdFrom,
	tasksNamed,
	withTag,
} from './externalTag';
import { customFields, detailFields, taskBody } from './fields';
import { remove } from './delete';
import { readTask, taskHolds, taskIsIn, taskIsMarked } from './findOut';
import { mainValues, NEW_TASK } from './mainFields';
import { newFromPortable, toPortable } from './portable';
import { written } from './simplify';
import { uploaded, uploadsOf, withAttached } from './uploads';
import { statusOperations } from './status';
import { update } from './update';

const OPEN = { STATUS: 2 };
const COMPLETED = { STATUS: 5 };

const complete = statusOperations.find(({ value }) => value === 'complete');

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a task',
	description: 'Add a task. The people in it are notified by Bitrix24.',
	effect: 'write',
	writes: 'newOrFound',
	records: (_values, { externalId: external }) =>
		external === undefined ? [] : [['external', tagKey(external)]],
	fields: { ...NEW_TASK, additionalFields: detailFields, customFields },
	fromPortable: {
		...newFromPortable,
		linkToSource: {
			vendor: 'bitrix24',
			update,
			complete,
			parameters: (id) => ({ taskId: byId(id) }),
			present: {
				read: readTask,
				portable: (body) => toPortable(asObject(asObject(resultOf(body)).task)),
			},
			ifDeleted: { find: taskIdFrom, complete, remove },
			unlinked: {
				likely: ({ title = '' }) => tasksNamed(title),
				portable: toPortable,
				link(task, external) {
					const id = asNumber(task.id) ?? 0;
					const fields = { TAGS: withTag(otherTags(task), external) };
					return {
						...method(
							'tasks.task.update',
							{ taskId: id, fields },
							'write',
							about(id, TASK_CHANGED),
						),
						findOut: taskHolds(id, fields),
					};
				},
			},
		},
	},
	options: { externalId },
	*steps({ additionalFields, customFields: custom, ...main }, { externalId: external }, item) {
		const { completed, files, storage, ...others } = additionalFields;
		const details = { ...others, ...mainValues(main) };
		const isDone = completed === true;
		const newTask = () =>
			taskBody(
				withoutNulls(details),
				custom.filter(({ value }) => value !== null),
			);
		const changes = external === undefined ? newTask() : taskBody(details, custom);
		const uploads = uploadsOf(files, storage, item);
		const present = external === undefined ? undefined : yield* taskFrom(external);
		if (external !== undefined && present !== undefined) {
			const tags = changes.TAGS === undefined ? {} : { TAGS: withTag(changes.TAGS, external) };
			const { RESPONSIBLE_ID: owner, ...others }: IDataObject = { ...changes, ...tags };
			const kept = item.madeUp('responsible') ? others : { ...others, RESPONSIBLE_ID: owner };
			return yield* changed(present, kept, isDone);
		}
		const body = external === undefined ? changes : newTask();
		const tagged = external === undefined ? body : { ...body, TAGS: withTag(body.TAGS, external) };
		const attached = yield* uploaded(uploads);
		return yield* added(withAttached(tagged, attached), {
			responsible: main.responsible,
			tag: external === undefined ? undefined : tagOf(external),
			isDone,
			item,
		});
	},
	bulk: batch,
});

interface Circumstances {
	readonly responsible: number;
	/** That of its External ID. */
	readonly tag: string | undefined;
	readonly isDone: boolean;
	readonly item: Reader;
}

function* added(
	fields: IDataObject,
	{ responsible: user, tag, isDone, item: { mark } }: Circumstances,
): Generator<RequestSpec, IDataObject, unknown> {
	const isMarked = fields.XML_ID === undefined;
	const made = yield {
		...method(
			'tasks.task.add',
			{ fields: isMarked ? { ...fields, XML_ID: mark } : fields },
			'write',
			idAt('task', 'id'),
		),
		findOut: isMarked ? taskIsMarked(user, mark, tag) : undefined,
	};
	const id = asNumber(asObject(asObject(resultOf(made)).task).id);
	// A new task is open.
	if (isDone) yield completing(id);
	return written(id, { ...fields, ...(isDone ? stateOf(fields) : OPEN) });
}

/** One that is there gets what is filled in. It is not opened again, and its files stay as they are. */
function* changed(
	present: IDataObject,
	fields: IDataObject,
	isDone: boolean,
): Generator<RequestSpec, IDataObject, unknown> {
	const id = asNumber(present.id) ?? 0;
	yield {
		...method('tasks.task.update', { taskId: id, fields }, 'write', about(id, TASK_CHANGED)),
		findOut: taskHolds(id, fields),
	};
	if (isDone && !isClosed(present)) yield completing(id);
	return { ...written(id, { ...fields, ...(isDone ? stateOf(fields) : {}) }), updated: true };
}

function completing(id: number | undefined): RequestSpec {
	return {
		...method('tasks.task.complete', { taskId: id }, 'write', about(id, TASK_CHANGED)),
		findOut: id === undefined ? undefined : taskIsIn(id, [4, 5]),
	};
}

/** One that has to be approved may await that, or not, by who its creator is. */
function stateOf({ TASK_CONTROL }: IDataObject): IDataObject {
	return TASK_CONTROL === 'Y' ? {} : COMPLETED;
}
