import { required } from '../../shared/form/fields';
import { byId } from '../../shared/form/recordPickers';
import { multiStep } from '../../shared/operation/define';
import { withHtmlReference } from '../../shared/text/referenceLine';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { RELATED_RECORD, relatedIds, withRelated } from '../belongsTo';
import { jobs } from '../bulk';
import { createdOrUpdated, externalId, externalKey, recordIdFrom } from '../externalId';
import { presentIn, recordsNamed } from '../findOut';
import { details, detailsBody, dueDate, name } from './fields';
import { newFromPortable, toPortable } from './portable';
import { saveTask, taskRecord } from './recordKind';
import { statusOperations } from './status';
import { update } from './update';

/** Cancelled and completed: such a task is not opened again. */
const CLOSED = [3, 4];

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a task',
	description: 'Add a task to a contact, company, lead or opportunity',
	effect: 'write',
	writes: 'newOrFound',
	records: (_values, { externalId: id }) => externalKey(id),
	fields: {
		name: required(name),
		endDatetime: required(dueDate),
		...RELATED_RECORD,
		additionalFields: details,
	},
	fromPortable: {
		...newFromPortable,
		linkToSource: {
			vendor: 'ivvy',
			update,
			parameters: (id) => ({ taskId: byId(id), belongsTo: 'unchanged' }),
			present: presentIn('getTaskList', toPortable),
			ifDeleted: {
				find: (id) => recordIdFrom('getTaskList', id),
				complete: statusOperations.find(({ value }) => value === 'complete'),
			},
			unlinked: {
				likely: ({ title = '' }) => recordsNamed('getTaskList', title),
				portable: toPortable,
				link: ({ id, description }, external) =>
					saveTask({
						id: asNumber(id),
						description: withHtmlReference(asText(description), external),
					}),
			},
		},
	},
	options: { externalId },
	*steps({ additionalFields, name: subject, endDatetime, ...related }, { externalId: id }) {
		const more = detailsBody({ ...additionalFields, endDatetime });
		const body = { name: subject, ...withRelated(more, relatedIds(related)) };
		return yield* createdOrUpdated(taskRecord, id, body, (present) => {
			const isClosed = CLOSED.includes(asNumber(present.status) ?? 0);
			const opensAgain = isClosed && !CLOSED.includes(more.status ?? 0);
			const status = opensAgain ? undefined : more.status;
			return { ...more, venueId: undefined, name: subject, status };
		});
	},
	bulk: jobs,
});
