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
		'crm.activity.todo.update',
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
		'task.checklistitem.add',
		'task.checklistitem.update',
		'task.checklistitem.complete',
		'task.checklistitem.renew',
		'task.checklistitem.delete',
		'task.commentitem.add',
		'task.dependence.add',
		'task.dependence.delete',
		'task.elapseditem.add',
		'task.elapseditem.update',
		'task.elapseditem.delete',
		'tasks.task.result.add',
		'tasks.task.result.addfromchatmessage',
		'tasks.task.result.delete',
		'tasks.task.result.update',
		'tasks.task.chat.message.send',
		'telephony.externalCall.register',
		'telephony.externalCall.finish',
		'calendar.event.add',
		'disk.storage.uploadfile',
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
		'Bulk/CustomActivity/Add/ByOpportunityId',
		'CreateType',
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

/** Rows that write a value which no record shows: then only what is not there can be told. */
const IN_PART = ['ivvy activity update'];
/** Rows that write nothing new but such values: the record looks the same whether it was done or not. */
const ALIKE = ['bitrix24 activity update (to-do, whole)'];
/** Rows whose calls have the path of others, and leave nothing that shows them. */
const UNSHOWN = ['bitrix24 call finish', 'leadSquared salesActivity update'];

/** Calls that are carried out some time later: after a time-out that may still be to come. */
const LATER = { leadSquared: ['DeleteTasks'] };

/** What a call does, in the vendor's words: a method, an action, or a path without the ID of a record. */
const nameOf = {
	bitrix24: ({ path }) => path.split('/').at(-1),
	ivvy: ({ signature }) =>
		(/"action":"(\w+)"/.exec(signature) ?? /action=(\w+)/.exec(signature))?.[1],
	leadSquared: ({ path }) => path.split('.svc/').at(-1),
	deskera: ({ signature, path }) =>
		`${signature.split(' ', 1)[0]} ${path.split('/').at(-1).replace(/^\d+$/, '{id}')}`,
};

/**
 * @param {object} row of allRows
 * @param {object} plan of planOf
 * @returns {(call: object) => 'all' | 'later' | 'part' | 'alike' | 'nothing'} how much of what a planned call has
 * written the records show;
 *   one that asks how far a job has come is about the call that has begun it
 */
function shownOf({ node, entry }, { calls }) {
	return (call) => {
		const isOwn = entry.parameters.resource === 'apiCall';
		const about = call.follows
			? calls.slice(0, calls.indexOf(call)).findLast(({ follows }) => !follows)
			: call;
		if (isOwn || UNSHOWN.includes(entry.name) || about === undefined) return 'nothing';
		if (!SHOWN[node].includes(nameOf[node](about))) return 'nothing';
		if (LATER[node]?.includes(nameOf[node](about))) return 'later';
		if (ALIKE.includes(entry.name)) return 'alike';
		return IN_PART.includes(entry.name) ? 'part' : 'all';
	};
}

module.exports = { shownOf };
