import {
	MAY_NOT_SEE,
	message,
	MISSING_OR_INVALID,
	NO_ACCESS,
	NO_OWNER,
	NOT_ACCEPTED,
	OWNER,
	type MethodErrors,
} from '../methodErrors';

const COMMENT = ['commentId'];
const TEXT = ['comment', 'COMMENT', 'text'];
const EMPTY_TEXT = message('invalid', 'The text is empty', '', {
	hints: ['Fill in {comment|COMMENT|text}.'],
});
const NO_COMMENT = message('missing', 'The comment does not exist', MAY_NOT_SEE, {
	field: COMMENT,
});

/** docs/contracts/bitrix24.md section 2.7. */
export const commentErrors: MethodErrors = {
	methods: /^crm\.timeline\.comment\./,
	byCode: {
		NOT_FOUND: {
			...NO_COMMENT,
			title: 'Bitrix24 could not find the comment or its CRM record',
			field: [...COMMENT, ...OWNER],
		},
		ACCESS_DENIED: { ...NO_ACCESS, field: [...COMMENT, ...OWNER] },
		INVALID_ARG_VALUE: { ...NOT_ACCEPTED, field: TEXT },
		MULTIPLE_BINDINGS: message('invalid', 'The comment is linked to several records', '', {
			field: COMMENT,
			hints: ['Fill in {owner}, so that it is removed from that record only.'],
		}),
	},
	byText: [
		[/empty comment/i, EMPTY_TEXT],
		[/^not found\.?$/i, NO_COMMENT],
		[
			/ID is not defined or invalid/i,
			message('invalid', 'Bitrix24 does not accept the ID of the comment', '', { field: COMMENT }),
		],
	],
};

/** Notes, log entries, and what is the same at all of the timeline (section 2.7). */
export const timelineErrors: MethodErrors = {
	methods: /^crm\.timeline\./,
	byCode: {
		100: MISSING_OR_INVALID,
		OWNER_NOT_FOUND: NO_OWNER,
		NOT_FOUND: message(
			'missing',
			'Bitrix24 could not find the entry of the timeline',
			MAY_NOT_SEE,
			{
				field: ['itemId', 'logId', 'entryId', ...OWNER],
			},
		),
		ACCESS_DENIED: { ...NO_ACCESS, field: OWNER },
		INVALID_ARG_VALUE: NOT_ACCEPTED,
		REMOVING_DISABLED: message(
			'denied',
			'The entry was made by another app',
			'Only the app that made it may delete it. Use the credential of that app.',
		),
	},
	byText: [
		[/access denied/i, { ...NO_ACCESS, field: OWNER }],
		[/could not find .* with ID/i, NO_OWNER],
	],
};
