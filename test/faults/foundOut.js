'use strict';
/**
 * Which calls leave something behind that shows whether they were carried out, by the vendors' contracts: a record that
 * can be read, or that is gone. For all others a lost answer leaves the outcome unknown.
 */
const SHOWN = {
	bitrix24: [
		'tasks.task.add',
		'tasks.task.update',
		'tasks.task.delete',
		'tasks.task.delegate',
		'tasks.task.approve',
		'tasks.task.complete',
		'tasks.task.defer',
		'tasks.task.disapprove',
		'tasks.task.pause',
		'tasks.task.renew',
		'tasks.task.start',
		'crm.activity.add',
		'crm.activity.update',
		'crm.activity.delete',
		'crm.activity.todo.add',
		'crm.activity.todo.updateDeadline',
		'crm.activity.todo.updateDescription',
		'crm.activity.todo.updateResponsibleUser',
		'crm.activity.configurable.add',
		'crm.activity.configurable.update',
		'crm.activity.binding.add',
		'crm.activity.binding.delete',
		'crm.activity.binding.move',
		'crm.activity.badge.add',
		'crm.activity.badge.delete',
		'crm.activity.type.add',
		'crm.activity.type.delete',
		'crm.timeline.comment.add',
		'crm.timeline.comment.update',
		'crm.timeline.comment.delete',
		'crm.timeline.logmessage.add',
		'crm.timeline.logmessage.delete',
		'crm.timeline.note.save',
		'crm.timeline.note.delete',
		'task.checklistitem.update',
		'task.checklistitem.complete',
		'task.checklistitem.renew',
		'task.checklistitem.delete',
		'task.elapseditem.add',
		'task.elapseditem.update',
		'task.elapseditem.delete',
		'tasks.task.result.add',
		'tasks.task.result.addfromchatmessage',
		'tasks.task.result.delete',
		'tasks.task.result.update',
		'tasks.task.chat.message.send',
	],
	leadSquared: [
		'Create',
		'Update',
		'MarkComplete',
		'DeleteTasks',
		'CreateNote',
		'UpdateNote',
		'CustomActivity/Update',
		'CreateCustom',
		'Bulk/CustomActivity/Add/ByLeadId',
		'Bulk/CustomActivity/Add/ByLeadField',
	],
	ivvy: [
		'addOrUpdateActivity',
		'addOrUpdateTask',
		'addOrUpdateLeadNote',
		'addOrUpdateContactNote',
		'addOrUpdateCompanyNote',
		'addOrUpdateOpportunityNote',
	],
	deskera: ['POST activities', 'PUT {id}', 'DELETE {id}', 'POST bulkDelete', 'PATCH bulkUpdate'],
};

/** Rows that write a value which no record shows. */
const UNSHOWN = [
	'ivvy activity update',
	'bitrix24 activity update (to-do, whole)',
	'leadSquared salesActivity create',
	'leadSquared salesActivity update',
];

/** What a call does, in the vendor's words: a method, an action, or a path without the ID of a record. */
const nameOf = {
	bitrix24: ({ path }) => path.split('/').at(-1),
	ivvy: ({ signature }) => /action=(\w+)/.exec(signature)?.[1],
	leadSquared: ({ path }) => path.split('.svc/').at(-1),
	deskera: ({ signature, path }) =>
		`${signature.split(' ', 1)[0]} ${path.split('/').at(-1).replace(/^\d+$/, '{id}')}`,
};

/**
 * @param {object} row of allRows
 * @param {object} plan of planOf
 * @returns {(call: object) => boolean} whether the records show what became of a planned call; one that asks how far
 *   a job has come is about the call that has begun it
 */
function shownOf({ node, entry }, { calls }) {
	return (call) => {
		if (entry.parameters.resource === 'apiCall' || UNSHOWN.includes(entry.name)) return false;
		const about = call.follows
			? calls.slice(0, calls.indexOf(call)).findLast(({ follows }) => !follows)
			: call;
		return about !== undefined && SHOWN[node].includes(nameOf[node](about));
	};
}

module.exports = { shownOf };
