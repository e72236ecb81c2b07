import type { IDataObject } from 'n8n-workflow';
import type { Bulk, RequestSpec } from '../../shared/contract/call';
import type { Reader } from '../../shared/contract/field';
import { required, requiredWhen, text, when } from '../../shared/form/fields';
import { LEAVE_OUT_BLANKS, readForm } from '../../shared/form/readForm';
import { byId } from '../../shared/form/recordPickers';
import { aRecord } from '../../shared/http/proof';
import { multiStep } from '../../shared/operation/define';
import { withoutId } from '../../shared/operation/simplifiedRecord';
import { referenceKey, withReference } from '../../shared/text/referenceLine';
import { asObject, asRows, asText, withoutNulls } from '../../shared/text/unknownJson';
import { SUCCESS } from '../answerProofs';
import { rowsFor, rowVerdict } from '../bulk';
import { write } from '../vendor';
import { CREATED, createdId, QUEUED } from './answers';
import { changing } from './changing';
import { complete, completing } from './complete';
import { externalId, taskFrom } from './externalId';
import {
	details,
	type Details,
	opportunity,
	owner,
	ownerBody,
	related,
	relatedTo,
	taskBody,
	taskType,
} from './fields';
import { remove } from './delete';
import { readTask, taskIsListed } from './findOut';
import { newestOf, tasksOfLead } from './getMany';
import { edgeFor } from './kind';
import { newFromPortable, toPortable } from './portable';
import { COMPLETED, OPEN, written } from './simplify';
import { update } from './update';

const MOST = 50;

/**
 * Up to 50 new tasks as one job. What it answers is not documented (docs/contracts/leadsquared.md section 5.6), so it
 * is off unless asked for: where there are rows each task is looked for among them, else the tasks are queued and
 * their IDs unknown.
 */
const bulkCreate: Bulk = {
	size: MOST,
	most: MOST,
	isJob: true,
	off: 'LeadSquared does such a job in the background, emails a report and may return no IDs',
	pack: (specs) =>
		write(
			'/Task.svc/Bulk/Create',
			{ TaskList: specs.map(({ body }) => body) },
			aRecord(undefined, 'the results of the items'),
		),
	unpack(body, specs) {
		if (asObject(body).Response !== undefined) return rowsFor(body, specs.length).map(rowVerdict);
		return specs.map(() => (SUCCESS.holds(body) ? { ok: true, body: QUEUED } : undefined));
	},
};

const PICK_RECORD = 'Pick it, or set Related Record to Nothing.';
const MOST_LOOKED_THROUGH = 1000;
const WHOSE = { owner, relatedTo, lead: when(related, { relatedTo: [1] }) };

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a task',
	description: 'Add a to-do or an appointment',
	effect: 'write',
	writes: 'newOrFound',
	records: (_values, { externalId: id }) =>
		id === undefined ? [] : [['external', referenceKey(id)]],
	fields: {
		name: required(text('Title', { placeholder: 'e.g. Call back' })),
		taskType: required(taskType),
		owner: required(owner),
		relatedTo,
		lead: requiredWhen(related, { relatedTo: [1] }, PICK_RECORD),
		opportunity: requiredWhen(opportunity, { relatedTo: [5] }, PICK_RECORD),
		additionalFields: details,
	},
	fromPortable: {
		...newFromPortable,
		linkToSource: {
			vendor: 'leadSquared',
			update,
			complete,
			parameters: (id) => ({ taskId: byId(id) }),
			present: {
				read: readTask,
				portable(body) {
					const [task] = asRows(body);
					return task === undefined ? undefined : toPortable(task);
				},
			},
			ifDeleted: { find: taskIdFrom, complete, remove },
			unlinked: {
				likely: (_activity, reader) => tasksAmong(reader),
				portable: toPortable,
				link: (task, external) =>
					changing(asText(toPortable(task).id), {
						Description: withReference(asText(task.Description), external),
					}),
			},
		},
	},
	options: { externalId },
	*steps(
		{
			name: Name,
			taskType: type,
			owner: user,
			relatedTo: RelatedEntity = 1,
			lead,
			opportunity: deal,
			additionalFields: { completed, ...more },
		},
		{ externalId: id },
		item,
	) {
		const RelatedEntityId = RelatedEntity === 1 ? lead : RelatedEntity === 5 ? deal : undefined;
		// Fails early where End is before Due whatever the kind of task is; the kind shows once the types are read.
		taskBody(more, 'start');
		const edge = yield* edgeFor(more.due, type);
		const isDone = completed === true;
		const present =
			id === undefined
				? undefined
				: yield* taskFrom({ leadId: RelatedEntity === 1 ? lead : undefined, owner: user }, id);
		if (id !== undefined && present !== undefined) {
			const { Description, ...changes } = taskBody(changeable(more), edge);
			const described =
				Description === undefined ? {} : { Description: withReference(asText(Description), id) };
			const given = item.madeUp('owner') ? {} : ownerBody(user);
			const changed = { Name, ...given, ...changes, ...described };
			yield changing(present.id, changed);
			if (isDone && !present.isDone) yield completing(present.id);
			return {
				...written(present.id, { ...changed, ...(isDone ? COMPLETED : {}) }),
				updated: true,
			};
		}
		const filled = taskBody(withoutNulls(more), edge);
		const described =
			id === undefined ? {} : { Description: withReference(asText(filled.Description), id) };
		const body = {
			Name,
			TaskType: { Name: type },
			...ownerBody(user),
			RelatedEntity,
			...(RelatedEntityId === undefined ? {} : { RelatedEntityId }),
			...filled,
			...described,
		};
		// What was queued has no ID yet by which it could be completed.
		const answer = yield {
			...write('/Task.svc/Create', body, CREATED, isDone ? {} : { joins: bulkCreate }),
			findOut: taskIsListed(body, id),
		};
		if (answer === QUEUED)
			return { ...QUEUED, ...withoutId(written(undefined, { ...body, ...OPEN })) };
		const taskId = createdId(answer);
		if (isDone) yield completing(taskId);
		return written(taskId, { ...body, ...(isDone ? COMPLETED : OPEN) });
	},
	bulk: bulkCreate,
});

/** The task that was made with an External ID, among those of the lead or the owner of the form. */
function taskIdFrom(
	id: string,
	reader: Reader,
): Generator<RequestSpec, string | undefined, unknown> {
	const { relatedTo: kind = 1, lead, owner: user = '' } = readForm(WHOSE, reader, LEAVE_OUT_BLANKS);
	return idIn(taskFrom({ leadId: kind === 1 ? lead : undefined, owner: user }, id));
}

/** The tasks that a new one would stand beside. */
function* tasksAmong(reader: Reader): Generator<RequestSpec, readonly IDataObject[], unknown> {
	const { relatedTo: kind = 1, lead, owner: user } = readForm(WHOSE, reader, LEAVE_OUT_BLANKS);
	if (kind === 1 && lead !== undefined) return yield* tasksOfLead(lead);
	return user === undefined ? [] : yield* newestOf(user, MOST_LOOKED_THROUGH);
}

function* idIn(
	finding: ReturnType<typeof taskFrom>,
): Generator<RequestSpec, string | undefined, unknown> {
	const found = yield* finding;
	return found?.id;
}

/** What can be changed of a task that is there (docs/contracts/leadsquared.md section 5.3). */
function changeable(given: Details): Details {
	return { ...given, Location: undefined, ReminderBeforeDays: undefined, ReminderTime: undefined };
}
