import type { ErrorMessage, Hint, ProblemKind } from '../shared/contract/call';

/** Names that the forms have for what iVvy calls `leadId`. */
const LEAD = ['opportunityId', 'leadId'];
const CONTACT = ['contactId'];
const COMPANY = ['companyId'];
const VENUE = ['venueId'];
const ACTIVITY = ['activityId'];
const TASK = ['taskId'];
const NOTE = ['noteId'];
const PURPOSE = ['purposeId'];

/** The parameters of the forms that may hold a value which iVvy knows by another name. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
	leadId: LEAD,
	id: ['activityId', 'taskId', 'noteId', 'purposeId'],
	noteText: ['note'],
	type: ['type', 'subType'],
};

/** Names of the parameters that hold a field of iVvy's. */
export function parametersFor(field: string): readonly string[] {
	return PARAMETERS[field] ?? [field];
}

function of(
	kind: ProblemKind,
	title: string,
	advice: string,
	field?: readonly string[],
	hints?: readonly Hint[],
): ErrorMessage {
	return { kind, title, advice, field, hints };
}

function missing(title: string, field: readonly string[], advice = ''): ErrorMessage {
	return of('missing', title, advice, field, [`Check {${field.join('|')}}.`]);
}

function invalid(title: string, advice = '', field?: readonly string[]): ErrorMessage {
	return of('invalid', title, advice, field);
}

/** What iVvy names is in its words, which stand before this. */
const NAMED = 'Correct what iVvy names.';
const NO_REASON = 'Check that the user of the API key may edit it.';
const IN_SINGLE_CALLS: readonly Hint[] = ['Turn off {batchItems} under Batching.'];
const JOB_GONE = of(
	'missing',
	'iVvy could not find the background job',
	'It keeps jobs for two days.',
);
const JOB_REFUSED = of(
	'invalid',
	'iVvy does not accept a call of the background job',
	'',
	[],
	IN_SINGLE_CALLS,
);
const EMPTY = (what: string) =>
	invalid(`The request to iVvy says nothing about the ${what}`, 'Fill in at least one field.');
/** An opportunity without its venue is refused as a lead that is not valid (section 6.1). */
const VENUE_TOO: readonly Hint[] = ['Check {opportunityId} and its {venueId}.', 'Check {leadId}.'];

/**
 * What iVvy's specific codes mean and what to do; docs/contracts/ivvy.md sections 4.2, 6.1, 7.1 and 8 to 10. Each
 * stands for one thing, whatever the call.
 */
export const SENTENCES: Readonly<Record<string, ErrorMessage>> = {
	23005: of(
		'auth',
		'iVvy refused the request because its date is more than five minutes off',
		'Set the clock of the n8n server (for example with NTP) and run again.',
	),
	23016: invalid('iVvy does not accept one of the values', `${NAMED} It reports one at a time.`),
	23017: invalid(
		'A required value is missing',
		`Fill in what iVvy names. It reports one at a time.`,
	),

	24091: of(
		'invalid',
		'iVvy did not save the background job',
		'Run it again.',
		[],
		['Or turn off {batchItems} under Batching.'],
	),
	24092: JOB_REFUSED,
	24093: JOB_REFUSED,
	24105: JOB_GONE,
	24114: invalid(
		'The background job is not done yet',
		'Check its records before you run these items again.',
	),
	24115: JOB_GONE,
	24448: of(
		'invalid',
		'The background job has too many calls',
		'',
		[],
		['Set {batchSize} to 200 or less.'],
	),

	24096: missing('The contact does not exist', CONTACT),
	24153: missing('The company does not exist', COMPANY),
	24215: EMPTY('lead'),
	24216: missing('The lead does not exist', ['leadId']),
	24218: invalid('The lead has a value that iVvy does not accept', NAMED),
	24221: EMPTY('opportunity'),
	24222: missing('The opportunity does not exist', ['opportunityId']),
	24224: invalid('The opportunity has a value that iVvy does not accept', NAMED),
	24227: invalid(
		'The request to iVvy does not say which lead is to become an opportunity',
		'Lead, venue and stage are required.',
	),
	24228: missing('The lead that is to become an opportunity does not exist', ['leadId']),

	24300: missing('The activity purpose does not exist', PURPOSE),
	24301: invalid('iVvy could not save the activity purpose', NO_REASON, PURPOSE),
	24302: invalid('The activity purpose has a value that iVvy does not accept', NAMED),
	24303: invalid('The activity purpose has a value that iVvy does not accept', NAMED),

	24389: of('missing', 'The lead or opportunity of the task does not exist', '', LEAD, VENUE_TOO),
	24390: missing('The contact of the task does not exist', CONTACT),
	24391: missing('The company of the task does not exist', COMPANY),
	24392: missing('The task does not exist', TASK, 'It may have been deleted in iVvy.'),
	24393: invalid('iVvy could not save the task', NO_REASON, TASK),
	24394: invalid('iVvy checked the task and then refused it', NAMED, TASK),
	24395: of(
		'invalid',
		'The task has a value that iVvy does not accept',
		NAMED,
		undefined,
		VENUE_TOO,
	),
	24396: oneOwner('A task'),
	24397: of(
		'missing',
		'The lead or opportunity of the activity does not exist',
		'',
		LEAD,
		VENUE_TOO,
	),
	24398: missing('The contact of the activity does not exist', CONTACT),
	24399: missing('The company of the activity does not exist', COMPANY),
	24400: missing('The activity does not exist', ACTIVITY, 'It may have been deleted in iVvy.'),
	24401: invalid('iVvy could not save the activity', NO_REASON, ACTIVITY),
	24402: invalid('iVvy checked the activity and then refused it', NAMED, ACTIVITY),
	24403: of(
		'invalid',
		'The activity has a value that iVvy does not accept',
		NAMED,
		undefined,
		VENUE_TOO,
	),
	24404: oneOwner('An activity'),

	24434: missing('The note does not exist', NOTE),
	24435: invalid('iVvy could not save the note', NO_REASON, NOTE),
	24436: invalid('iVvy checked the note and then refused it', NAMED, NOTE),
	24437: of(
		'invalid',
		'The note has a value that iVvy does not accept',
		'The note must belong to this record.',
		[],
		['Check {note}.'],
	),
	24438: missing('The venue of the note does not exist', VENUE),
	24441: of('missing', 'The lead or opportunity of the note does not exist', '', LEAD, VENUE_TOO),
	24442: missing('The note of the booking does not exist', NOTE),
	24443: invalid('iVvy could not save the note of the booking', NO_REASON, NOTE),
	24444: invalid('The note of the booking has a value that iVvy does not accept', NAMED),
	24445: invalid('The note of the booking has a value that iVvy does not accept', NAMED),
};

function oneOwner(what: string): ErrorMessage {
	return of(
		'invalid',
		`${what} can belong to one record only`,
		'Only a company and a contact may be given together: the contact is then added to the company.',
		[],
		['Set {belongsTo} to one kind of record.'],
	);
}

/** Codes of iVvy's own beside those of HTTP (section 4.2). */
export const BY_ERROR_CODE: Readonly<Record<number, ErrorMessage>> = {
	462: of(
		'auth',
		'The iVvy session has expired',
		'Open the credential, check each field and use its test.',
	),
	463: of(
		'auth',
		'The API key of the credential has been revoked',
		'Open the credential and enter the key and secret of an active API key.',
	),
};
