import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import type { Values } from '../../shared/contract/field';
import type { Moment } from '../../shared/text/dates';
import { asNumber, asObject, defined } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { method, resultOf } from '../vendor';
import { changing } from './changing';
import { todoIsListed } from './findOut';
import { TO_DO } from './record';
import { writtenAs } from './simplify';
import { singly } from './todoChanges';
import { newTodo, todoBody, type todoDetails } from './todoFields';
import { todoFrom, todoIsFrom, withExternalId } from './todoReference';

/** What the form says of a to-do. */
interface Given {
	readonly ownerType: number;
	readonly owner: number;
	readonly deadline?: Moment;
	readonly title?: string;
	readonly todoDetails: Values<{ todoDetails: typeof todoDetails }>['todoDetails'];
}

/** @param external as the option External ID gives it: the to-do that was made with it is changed instead */
export function* addOrChangeTodo(
	values: Given,
	external: string | undefined,
): Generator<RequestSpec, IDataObject, unknown> {
	const present = external === undefined ? undefined : yield* todoFrom(external);
	return external === undefined || present === undefined
		? yield* addTodo(values, external)
		: yield* changeTodo(values, external, present);
}

function* addTodo(
	{ ownerType: ownerTypeId, owner, deadline, title, todoDetails: details }: Given,
	external: string | undefined,
): Generator<RequestSpec, IDataObject, unknown> {
	const { completed: isDone, ...todo } = details;
	const described =
		external === undefined ? {} : { description: withExternalId(todo.description, external) };
	const parameters = defined({
		ownerTypeId,
		ownerId: owner,
		...newTodo({ ...todo, ...described, deadline, title }),
	});
	const made = yield {
		...method('crm.activity.todo.add', parameters, 'write', idAt('id')),
		findOut: external === undefined ? todoIsListed(parameters) : todoIsFrom(external),
	};
	const id = asNumber(asObject(resultOf(made)).id);
	// A new to-do is open.
	if (isDone === true) yield changing(id, { COMPLETED: 'Y' });
	const completed = isDone === true ? 'Y' : 'N';
	return writtenAs({ PROVIDER_ID: TO_DO }, id, { ...parameters, completed });
}

/**
 * One that is there keeps its record, reminders and parent, which only a write of the whole to-do could change, and is
 * not opened again.
 */
function* changeTodo(
	{ deadline, title, todoDetails: { completed, description, colorId, responsibleId } }: Given,
	external: string,
	present: IDataObject,
): Generator<RequestSpec, IDataObject, unknown> {
	const id = asNumber(present.ID) ?? 0;
	const described =
		description === undefined ? {} : { description: withExternalId(description, external) };
	const changes = todoBody({ ...described, colorId, responsibleId, deadline });
	yield* singly(id, present, changes);
	const beside = defined({ SUBJECT: title, COMPLETED: completed === true ? 'Y' : undefined });
	// The title last: older portals make it from the description.
	if (Object.keys(beside).length > 0) yield changing(id, beside);
	return {
		...writtenAs({ PROVIDER_ID: TO_DO }, id, { ...changes, ...beside }),
		externalId: external,
		updated: true,
	};
}
