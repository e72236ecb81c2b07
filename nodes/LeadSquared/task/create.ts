import { operation } from '../../shared/define';
import { required, text, when } from '../../shared/fields';
import { InvalidInput, Refused } from '../../shared/errors';
import type { Bulk, Verdict } from '../../shared/operation';
import { asObject, asRows, asText } from '../../shared/values';
import { rowVerdict } from '../vendor';
import { details, opportunity, owner, ownerBody, related, relatedTo, taskBody, taskType } from './fields';
import { newFromPortable } from './portable';

const MOST = 50;

/**
 * Up to 50 new tasks as one job. What it answers is not documented (vendors/leadsquared.md section 5.6), so it is off
 * unless asked for: rows are read where there are some, else the tasks are queued and their IDs unknown.
 */
const bulkCreate: Bulk = {
	size: MOST,
	most: MOST,
	off: 'LeadSquared does such a job in the background, mails a report and may tell no IDs',
	pack: (specs) => ({ method: 'POST', path: '/Task.svc/Bulk/Create', effect: 'write', body: { TaskList: specs.map(({ body }) => body) } }),
	unpack(body, specs) {
		const rows = asRows(asObject(body).Response);
		if (rows.length === 0) return specs.map((): Verdict => ({ ok: true, body: { queued: true } }));
		return specs.map((_spec, index) => rowVerdict(rows.find(({ RowNumber }) => Number(RowNumber) === index + 1) ?? rows[index]));
	},
};

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a task',
	description: 'Add a to-do or an appointment',
	effect: 'write',
	fields: {
		name: required(text('Name', { placeholder: 'e.g. Call back' })),
		taskType: required(taskType),
		owner: required(owner),
		relatedTo,
		lead: when(related, { relatedTo: [1] }),
		opportunity: when(opportunity, { relatedTo: [5] }),
		additionalFields: details,
	},
	fromPortable: newFromPortable,
	request({ name: Name, taskType: type, owner: user, relatedTo: RelatedEntity = 1, lead, opportunity: deal, additionalFields }) {
		const RelatedEntityId = RelatedEntity === 1 ? lead : RelatedEntity === 5 ? deal : undefined;
		if (RelatedEntity !== 0 && RelatedEntityId === undefined) throw new InvalidInput(`"${RelatedEntity === 1 ? 'Lead' : 'Opportunity ID'}" is empty`, 'Fill it in, or set Related To to Nothing.');
		return { method: 'POST', path: '/Task.svc/Create', effect: 'write', body: { Name, TaskType: { Name: type }, ...ownerBody(user), RelatedEntity, ...(RelatedEntityId === undefined ? {} : { RelatedEntityId }), ...taskBody(additionalFields) } };
	},
	output(body, { body: sent }) {
		const answer = asObject(body);
		const id = asText(asObject(answer.Message).Id) || asText(answer.Id) || asText(answer.UserTaskId) || asText(answer.TaskId);
		if (id !== '') return { id, ...asObject(sent) };
		if (answer.queued !== true) throw new Refused({ kind: 'unclear', title: 'LeadSquared did not say which task it has made', advice: 'Look at the tasks of the owner before you run this item again.' });
		return { queued: true, ...asObject(sent) };
	},
	bulk: bulkCreate,
});
