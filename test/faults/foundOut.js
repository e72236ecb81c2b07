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
		'tasks.task.startwatch',
		'tasks.task.stopwatch',
		'task.stages.movetask',
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
		'task.commentitem.update',
		'task.commentitem.delete',
		'im.message.update',
		'im.message.delete',
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
		'telephony.externalCall.attachRecord',
		'telephony.call.attachTranscription',
		'calendar.event.add',
		'calendar.event.update',
		'calendar.event.delete',
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
		'addOrUpdateBookingNote',
	],
	deskera: ['POST activities', 'PUT {id}', 'DELETE {id}', 'POST bulkDelete', 'PATCH bulkUpdate'],
};

/** Rows whose calls have the path of others, and leave nothing that shows them. */
const UNSHOWN = ['bitrix24 call finish'];

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
 * @param {{path: string, signature: string}} call one that writes, singly; `signature`: verb, address and body
 * @returns {boolean} whether the records show what it has written
 */
function isShown({ node, entry }, call) {
	const isOwn = entry.parameters.resource === 'apiCall';
	return !isOwn && !UNSHOWN.includes(entry.name) && SHOWN[node].includes(nameOf[node](call));
}

/**
 * @param {object} row of allRows
 * @param {object} plan of planOf
 * @returns {(call: object) => 'all' | 'later' | 'nothing'} whether the records show what a planned call has written;
 *   one that asks how far a job has come is about the call that has begun it
 */
function shownOf(row, { calls }) {
	return (call) => {
		const { node } = row;
		const about = call.follows
			? calls.slice(0, calls.indexOf(call)).findLast(({ follows }) => !follows)
			: call;
		if (about === undefined || !isShown(row, about)) return 'nothing';
		return LATER[node]?.includes(nameOf[node](about)) ? 'later' : 'all';
	};
}

module.exports = { isShown, shownOf };
