import {
	label,
	MAY_NOT_SEE,
	message,
	MISSING_OR_INVALID,
	NO_RESPONSIBLE,
	NO_TITLE,
	NOT_ACCEPTED,
	TASK,
	type MethodErrors,
} from '../methodErrors';

const PARENT = ['PARENT_ID'];
const START = '{START_DATE_PLAN}';
const END = '{END_DATE_PLAN}';
const ITEM = ['itemId'];
const COMMENT_TEXT = ['comment', 'text', 'POST_MESSAGE'];

const NO_TASK_OR_RIGHT = message(
	'denied',
	'The task does not exist, or the user of the credential may not do this with it',
	'Check what the user may do with the task in Bitrix24, and the state that the task is in.',
	{ field: TASK },
);
const HIDDEN_TASK = message('denied', 'The task does not exist or is not visible', MAY_NOT_SEE, {
	field: TASK,
});
const ARGUMENTS = message(
	'invalid',
	'Bitrix24 does not accept one of the arguments',
	'Correct what Bitrix24 names.',
);
const COMMENT_MISSING = message('invalid', 'The text of the comment is empty', '', {
	hints: [`Fill in ${label(COMMENT_TEXT)}.`],
});
const PLANNED_DATES = message('invalid', 'Planned start and planned end belong together', '', {
	hints: [`Fill in both ${START} and ${END}.`],
});

/** Words of the vendor's code that stand in the text, in every language (section 2.8). */
const EXCEPTIONS: MethodErrors['byText'] = [
	[/WRONG_ARGUMENTS/, ARGUMENTS],
	[/TASKS_ERROR_ASSERT_EXCEPTION/, ARGUMENTS],
	[
		/ITEM_NOT_FOUND_OR_NOT_ACCESSIBLE/,
		message('missing', 'The item of the task does not exist or is not visible', MAY_NOT_SEE, {
			field: [...ITEM, ...TASK],
		}),
	],
	[/item name not specified/i, { ...NO_TITLE, title: 'The checklist item requires a title' }],
	[/incorrect value \[.*specified for field/is, NOT_ACCEPTED],
	[/ACTION_NOT_ALLOWED|action not allowed/i, { ...NO_TASK_OR_RIGHT, kind: 'invalid' }],
	[
		/ACTION_FAILED_TO_BE_PROCESSED|TASKS_ERROR_EXCEPTION_#\d/,
		message(
			'invalid',
			'Bitrix24 could not do this with the task',
			'The task or the item may not exist, or the user of the credential may not do this with it.',
			{ field: [...ITEM, ...TASK] },
		),
	],
];

/** Fields of a task in the texts of add and update (section 2.8). */
export const taskFieldErrors: MethodErrors = {
	methods: /^tasks\.task\.(?:add|update)$/,
	byText: [
		[/title (?:is )?not specified/i, NO_TITLE],
		[/responsible person not specified|"Responsible" field/i, NO_RESPONSIBLE],
		[
			/^(?=.*required field )(?=.* not entered)/is,
			message('invalid', 'This portal requires a custom field of tasks that is empty', '', {
				hints: ['Fill it in under {customFields}.'],
			}),
		],
		[
			/"Parent Task" field/i,
			message('invalid', 'The parent task does not exist or is not visible', '', {
				field: PARENT,
				hints: [`Check ${label(PARENT)}.`],
			}),
		],
		[
			/bind the node to itself/i,
			message('invalid', "A task can't be its own parent", '', {
				field: PARENT,
				hints: [`Pick another ${label(PARENT)}.`],
			}),
		],
		[
			/cyclic links/i,
			message('invalid', "A subtask of the task can't be its parent", '', {
				field: PARENT,
				hints: [`Pick another ${label(PARENT)}.`],
			}),
		],
		[/END_DATE_PLAN must be passed together/i, PLANNED_DATES],
		[
			/end date (?:specified )?in (?:the )?scheduling is earlier/i,
			message('invalid', 'The planned end is before the planned start', '', {
				field: ['END_DATE_PLAN'],
				hints: [`Correct ${START} or ${END}.`],
			}),
		],
		[
			/task duration is too long|duration of the task .*too long/i,
			message('invalid', 'The planned time of the task is too long', '', {
				field: ['END_DATE_PLAN'],
				hints: [`Bring ${START} and ${END} closer together.`],
			}),
		],
		[
			/(?:incorrect|invalid) status/i,
			message('invalid', 'Bitrix24 does not accept the status of the task', '', {
				hints: ['Check {completed}.'],
			}),
		],
	],
};

/** docs/contracts/bitrix24.md section 2.8. */
export const taskErrors: MethodErrors = {
	methods: /^tasks\.task\.(?!chat\.|result\.)/,
	byCode: {
		1: HIDDEN_TASK,
		100: MISSING_OR_INVALID,
		1048582: NO_TASK_OR_RIGHT,
		1048584: HIDDEN_TASK,
	},
	byText: [
		[
			/invalid sorting key/i,
			message('invalid', "Bitrix24 can't sort tasks by this field", 'Sort by another field.'),
		],
		[
			/wrong task id/i,
			message('invalid', 'Bitrix24 does not accept the task ID', '', { field: TASK }),
		],
		[/action on the task is not allowed/i, { ...NO_TASK_OR_RIGHT, kind: 'invalid' }],
		[
			/insufficient permissions/i,
			message(
				'denied',
				'The user of the credential lacks a permission for this',
				'Give the user access to the task and to what it is linked with.',
				{ field: TASK },
			),
		],
		[/access denied|no access/i, NO_TASK_OR_RIGHT],
		...EXCEPTIONS,
	],
};

/** Section 2.9; comments first, as anybody who sees a task may comment on it, in the name of another too. */
export const taskCommentErrors: MethodErrors = {
	methods: /^task\.commentitem\./,
	byText: [
		[
			/permissions? to add a comment/i,
			message(
				'denied',
				'The task does not exist, or the user of the credential may not comment on it',
				'Give the user access to the task, or use the credential of someone who has it.',
				{ field: TASK },
			),
		],
		[/comment text (?:is )?not specified/i, COMMENT_MISSING],
		[
			/file not found/i,
			message('invalid', 'A file for the comment does not exist or is not visible', '', {
				hints: ['Check {files} and {AUTHOR_ID}: the author must have access to the files.'],
			}),
		],
	],
};

const STAGE = ['stage', 'STAGE_ID'];

/** Stages of Kanban boards and of My Planner (section 2.8). */
export const stageErrors: MethodErrors = {
	methods: /^task\.stages\./,
	byCode: {
		ACCESS_DENIED: message(
			'denied',
			'The user of the credential may not see the stages of this workgroup',
			'Add the user to the workgroup, or use the credential of someone who is in it.',
			{ field: ['group', 'GROUP_ID'] },
		),
		ACCESS_DENIED_MOVE: message(
			'denied',
			'The user of the credential may not move this task',
			'Give the user access to the task and to its workgroup.',
			{ field: TASK },
		),
		NOT_FOUND: message('missing', 'The stage does not exist', 'It may have been deleted.', {
			field: STAGE,
			hints: [`Pick ${label(STAGE)} from the list.`],
		}),
		TASK_NOT_FOUND: HIDDEN_TASK,
	},
};

/** Links between tasks (the pages of task.dependence.add and delete). */
export const dependenceErrors: MethodErrors = {
	methods: /^task\.dependence\./,
	byCode: {
		ACTION_NOT_ALLOWED: message('denied', 'Bitrix24 could not change the link between the tasks'),
		ILLEGAL_NEW_LINK: message('invalid', 'Bitrix24 does not accept the link between the tasks'),
	},
};

/** Sections 2.8 and 2.9: checklists and time. */
export const positionalTaskErrors: MethodErrors = {
	methods: /^task\./,
	byCode: {
		'0x000001': HIDDEN_TASK,
		'0x000004': { ...NO_TASK_OR_RIGHT, kind: 'denied' },
		'0x000100': ARGUMENTS,
		'0x100002': { ...NO_TASK_OR_RIGHT, kind: 'denied' },
	},
	byText: [[/^task not found\.?$/i, HIDDEN_TASK], ...EXCEPTIONS],
};

const ACCESS_DENIED_3 = 'BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION';

/** A result belongs to its author (section 2.9). */
export const ownResultErrors: MethodErrors = {
	methods: /^tasks\.task\.result\.(?:update|delete)$/,
	byCode: {
		[ACCESS_DENIED_3]: message(
			'denied',
			'The result does not exist, or the user of the credential may not change it',
			'Results are changed and deleted by their author only. Use the credential of the author.',
			{ field: ['resultId'] },
		),
	},
};

/** A chat message that becomes a result (section 2.9). */
export const messageResultErrors: MethodErrors = {
	methods: /^tasks\.task\.result\.addfromchatmessage$/,
	byCode: {
		[ACCESS_DENIED_3]: message(
			'denied',
			'The message does not exist, or the user of the credential may not make a result of it',
			'Use the credential of someone who is in the task.',
			{ field: ['commentId', ...TASK] },
		),
	},
	byText: [
		[
			/message is not from task chat/i,
			message('invalid', 'The message is not from the chat of a task', '', {
				field: ['commentId'],
				hints: ['Pick {commentId} from the list.'],
			}),
		],
	],
};

/** Sections 2.9 and 2.10: the chat of a task, and results. */
export const taskChatErrors: MethodErrors = {
	methods: /^tasks\.task\.(?:chat|result)\./,
	byCode: {
		100: MISSING_OR_INVALID,
		[ACCESS_DENIED_3]: message(
			'denied',
			'The task does not exist, or the user of the credential has no access to it',
			'Add the user to the task, or use the credential of someone who is in it.',
			{ field: TASK },
		),
	},
	byText: [
		[/task not found/i, HIDDEN_TASK],
		[/access denied/i, NO_TASK_OR_RIGHT],
	],
};

const NO_MESSAGE = message(
	'missing',
	'The chat message does not exist or its ID is not valid',
	'It may have been deleted.',
	{ field: ['commentId'], hints: ['Pick {commentId} from the list.'] },
);

/** Section 2.9. */
export const chatErrors: MethodErrors = {
	methods: /^im\./,
	byCode: {
		CANT_EDIT_MESSAGE: message(
			'denied',
			"This chat message can't be changed",
			'Messages can be changed by their author only, and only for some time. Use the credential of the author.',
			{ field: ['commentId'] },
		),
		MESSAGE_ID_ERROR: NO_MESSAGE,
		ACCESS_ERROR: message(
			'denied',
			'The user of the credential has no access to this chat',
			'Add the user to the task, or use the credential of someone who is in it.',
			{ field: TASK },
		),
		DIALOG_ID_EMPTY: message('invalid', 'Bitrix24 does not accept the chat', '', {
			field: TASK,
		}),
	},
};
