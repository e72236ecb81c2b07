import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import type { Reader, Values } from '../../shared/contract/field';
import { collection, required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { toIsoUtc } from '../../shared/text/dates';
import { asObject, asText, defined } from '../../shared/text/unknownJson';
import { batch } from '../bulk';
import { activityId } from '../recordPickers';
import { writtenFiles } from '../uploads';
import { resultOf } from '../vendor';
import { changesFromPortable, MADE_UP_FOR_CALLS, MADE_UP_FOR_TODOS } from './portable';
import { changing } from './changing';
import { isTodo, TO_DO } from './record';
import { readActivity } from './requests';
import { written, writtenAs } from './simplify';
import { systemBody, SYSTEM_FIELDS } from './systemFields';
import { checkWhole, isWholeWrite, ownerOf, rewrite, singly } from './todoChanges';
import { TODO_FIELDS, todoBody, todoText } from './todoFields';
import { keepingExternalId } from './todoReference';

const updateFields = collection('Update Fields', { ...SYSTEM_FIELDS, ...TODO_FIELDS });

type Changes = Values<{ updateFields: typeof updateFields }>['updateFields'];

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update an activity',
	description: 'Change an activity of any kind. Fields you leave out stay unchanged.',
	effect: 'write',
	writes: 'present',
	records: ({ activityId: id }) => [id],
	fields: { activityId: required(activityId), updateFields },
	fromPortable: changesFromPortable,
	*steps({ activityId: id, updateFields: wanted }, _options, item) {
		mustChange(wanted);
		const asTodo = todoPlan(wanted, item);
		const ofTodo = Object.keys(TODO_FIELDS).filter((name) => Object.hasOwn(wanted, name));
		const plain =
			ofTodo.length > 0 ? undefined : systemBody(unsaid(wanted, MADE_UP_FOR_CALLS, item), item);
		checkWhole(asTodo.changes);
		if (isWholeWrite(asTodo.changes)) {
			const changes = yield* rewrite(id, asTodo.changes);
			return yield* changedBeside(id, { ...asTodo, changes });
		}
		// Only where it makes a difference is it asked what kind of activity this is.
		if (plain !== undefined && Object.keys(asTodo.changes).length === 0)
			return yield* changed(id, plain);
		const current = asObject(resultOf(yield readActivity(id)));
		if (isTodo(current)) {
			const changes = keepingExternalId(current, asTodo.changes);
			yield* singly(id, current, changes);
			return yield* changedBeside(id, { ...asTodo, changes });
		}
		if (plain === undefined) ownerOf(id, current);
		return yield* changed(id, { ...plain, ...untilDue(wanted, current, item) });
	},
	bulk: batch,
});

/**
 * A call or meeting has no deadline. Where a portable activity says when it is due, and neither a start nor an end, it
 * ends then, and begins no later.
 */
function untilDue({ DEADLINE, START_TIME, END_TIME }: Changes, current: IDataObject, item: Reader) {
	const isLone = item.madeUp('updateFields.DEADLINE') && !START_TIME && !END_TIME;
	if (!isLone || !DEADLINE) return {};
	const begins = Date.parse(asText(current.START_TIME)) <= Date.parse(toIsoUtc(DEADLINE));
	const { START_TIME: start, END_TIME: end } = systemBody(
		{ START_TIME: DEADLINE, END_TIME: DEADLINE },
		item,
	);
	return { END_TIME: end, ...(begins ? {} : { START_TIME: start }) };
}

interface TodoPlan {
	/** By the names of the methods for to-dos. */
	readonly changes: IDataObject;
	/** What is changed as at any other activity. */
	readonly beside: IDataObject;
}

/**
 * The same changes for a to-do, whose text is BB code and whose only time is the deadline;
 * docs/contracts/bitrix24.md section 2.3.
 */
function todoPlan(wanted: Changes, item: Reader): TodoPlan {
	const {
		DEADLINE,
		DESCRIPTION,
		DESCRIPTION_TYPE,
		RESPONSIBLE_ID,
		colorId,
		parentActivityId,
		pingOffsets,
		...rest
	} = unsaid(wanted, MADE_UP_FOR_TODOS, item);
	return {
		changes: todoBody(
			defined({
				colorId,
				parentActivityId,
				pingOffsets,
				deadline: DEADLINE,
				description: todoText(DESCRIPTION, DESCRIPTION_TYPE),
				responsibleId: RESPONSIBLE_ID,
			}),
		),
		beside: systemBody(rest, item),
	};
}

/** Without what a portable activity says for other kinds only, and nobody has filled in. */
function unsaid(wanted: Changes, names: readonly string[], item: Reader): Changes {
	return Object.fromEntries(
		Object.entries(wanted).filter(
			([name]) => !names.includes(name) || !item.madeUp(`updateFields.${name}`),
		),
	);
}

function* changedBeside(
	id: number,
	{ changes, beside: { SUBJECT, ...beside } }: TodoPlan,
): Generator<RequestSpec, IDataObject, unknown> {
	const others = defined({ SUBJECT, ...beside });
	// The title last: older portals make it from the description.
	if (Object.keys(others).length > 0) yield changing(id, others);
	return writtenAs(
		{ PROVIDER_ID: TO_DO },
		id,
		defined({ ...changes, title: SUBJECT, ...beside, ...writtenFiles(beside.FILES) }),
	);
}

function* changed(id: number, fields: IDataObject): Generator<RequestSpec, IDataObject, unknown> {
	yield changing(id, mustChange(fields));
	return written(id, { ...fields, ...writtenFiles(fields.FILES) });
}
