import type { ErrorMessage, Hint, ProblemKind } from '../shared/contract/call';

/**
 * What the errors of some methods mean: the same code, and often the same text, is another thing at another method
 * (docs/contracts/bitrix24.md sections 2 and 5.2).
 */
export interface MethodErrors {
	/** Names of the methods, in lower case. */
	readonly methods: RegExp;
	readonly byCode?: Readonly<Record<string, ErrorMessage>>;
	/**
	 * English texts, for codes that say nothing by themselves. On a portal in another language none of them fits, and the
	 * text is shown as it comes.
	 */
	readonly byText?: ReadonlyArray<readonly [RegExp, ErrorMessage]>;
}

interface More {
	/** Parameters that may hold the value at fault. */
	readonly field?: readonly string[];
	readonly hints?: readonly Hint[];
}

export function message(
	kind: ProblemKind,
	title: string,
	advice = '',
	more: More = {},
): ErrorMessage {
	return { kind, title, advice, ...more };
}

/** Names that the forms have for a value, first the one of the record at fault. */
export const TASK = ['taskId'];
export const ACTIVITY = ['activityId'];
export const OWNER = ['owner', 'OWNER_ID'];
export const RESPONSIBLE = ['responsible', 'responsibleId', 'RESPONSIBLE_ID', 'assignedTo', 'user'];
export const TITLE = ['title', 'TITLE', 'subject', 'SUBJECT'];

/** As a hint names them: `Pick {a|b} from the list.` */
export function label(names: readonly string[]): string {
	return `{${names.join('|')}}`;
}

export const APP_ONLY =
	'Such activities belong to the app that made them. An incoming webhook has no app; use the credential of that app.';
export const MAY_NOT_SEE =
	'It may have been deleted, or the user of the credential may not see it.';

export const NO_ACTIVITY = message('missing', 'The activity does not exist', MAY_NOT_SEE, {
	field: ACTIVITY,
});
export const NO_OWNER = message('missing', 'The CRM record does not exist', MAY_NOT_SEE, {
	field: OWNER,
});
export const NO_RESPONSIBLE = message(
	'invalid',
	'Bitrix24 does not accept the responsible user',
	'The user must be an active employee of the portal.',
	{ field: RESPONSIBLE, hints: [`Pick ${label(RESPONSIBLE)} from the list.`] },
);
export const NO_TITLE = message('invalid', 'Bitrix24 requires a title', '', {
	hints: [`Fill in ${label(TITLE)}.`],
});
export const MISSING_OR_INVALID = message(
	'invalid',
	'A value is missing or not valid',
	'Correct the value that Bitrix24 names.',
);
export const NOT_ACCEPTED = message(
	'invalid',
	'Bitrix24 does not accept one of the values',
	'Correct the value that Bitrix24 names.',
);
export const NO_ACCESS = message(
	'denied',
	'The user of the credential has no access to this record',
	'Give the user access to the record in Bitrix24, or use the credential of someone who has it.',
);
export const APPS_ONLY = message(
	'denied',
	'This works for apps only, not with a webhook',
	APP_ONLY,
);
