import type { ErrorMessage, Hint } from '../shared/contract/call';
import { LATER } from '../shared/http/statusProblems';

/** However a form has it. */
const LEAD = ['lead', 'email', 'phone', 'uniqueValue'];
const TYPE = ['activityType', 'activityTypes', 'taskType'];

function invalid(
	title: string,
	advice: string,
	field?: readonly string[],
	hints?: readonly Hint[],
): ErrorMessage {
	return { kind: 'invalid', title, advice, field, hints };
}

const NAMED = 'Correct the value that LeadSquared names.';
const MISSING = invalid('A required value is missing', 'Fill in the field that LeadSquared names.');

export const REFUSED_KEYS: ErrorMessage = {
	kind: 'auth',
	title: 'LeadSquared does not accept the keys',
	advice:
		'Open the credential and check Access Key, Secret Key and Region: the right keys in ' +
		'the wrong region are refused in the same way.',
};

/**
 * What LeadSquared's exception types mean and what to do; docs/contracts/leadsquared.md section 3.3. Any
 * other `MX…` is final too, and known by its own words alone. So is MXInvalidInputException, which stands for bad
 * values and for records that do not exist.
 */
const SENTENCES: Readonly<Record<string, ErrorMessage>> = {
	MXAPIRateLimitExceededException: {
		kind: 'limited',
		title: 'The LeadSquared account is over its call limit',
		advice:
			'Nothing was changed by this request. The limit is shared by everything that uses the account.',
		hints: LATER,
	},
	MXUnAuthorizedAccessException: REFUSED_KEYS,
	MXUnknownProspectActivityException: {
		kind: 'missing',
		title: 'The activity does not exist',
		field: ['activityId', 'salesActivityId'],
		advice: 'It may have been deleted in LeadSquared.',
	},
	MXMandatoryAttributeMissingException: MISSING,
	MXMandatoryFieldMissingException: MISSING,
	MXInvalidActivityException: invalid(
		'The activity type does not exist or does not fit the activity',
		'',
		TYPE,
		['Pick {activityType|activityTypes} from the list.'],
	),
	MXInvalidActivityFieldsException: invalid(
		'A field of the activity is missing or has a value that is not valid',
		'Correct the field that LeadSquared names.',
		undefined,
		['Schema names are shown in parentheses after the labels in {fields}.'],
	),
	MXUnknownAttributeException: invalid(
		'LeadSquared does not know one of the fields',
		'Check the schema name that LeadSquared names.',
		undefined,
		['Reload the list of {fields|customFields} and map it again. Fields differ from type to type.'],
	),
	MXInvalidDataTypeException: invalid(
		'A value has the wrong type',
		'Check the value that LeadSquared names, and numbers and dates.',
	),
	MXInvalidEntityReferenceException: invalid(
		'A value is not an option of its drop-down, or refers to nothing',
		NAMED,
	),
	MXDuplicateEntryException: invalid(
		'Another record already has this unique value',
		'Use the record that has it, or another value.',
	),
	MXDuplicateEntityNameException: invalid('The name is already in use', 'Choose another name.', [
		'name',
	]),
	MXInvalidLeadException: invalid("The lead does not exist or can't be used", '', LEAD, [
		'Check {lead|email|phone|uniqueValue}.',
		'To create leads that are missing, turn on {createLead}.',
	]),
	MXInvalidFieldException: invalid(
		'A field is not valid',
		'Correct the field that LeadSquared names.',
	),
	MXXSSException: invalid(
		'LeadSquared refuses text with scripts or markup',
		'Remove HTML tags from the text, for example with {{ $json.text.removeTags() }}.',
	),
	MXMailDeliveryException: invalid('The email could not be delivered', 'Check the address.'),
};

/** Calls about tasks: the same types, other records. */
const OF_TASKS: Readonly<Record<string, ErrorMessage>> = {
	MXInvalidActivityException: invalid(
		'The task type does not exist or does not fit the task',
		'',
		TYPE,
		['Pick {taskType} from the list.'],
	),
	MXInvalidActivityFieldsException: invalid(
		'A field of the task is missing or has a value that is not valid',
		'Correct the field that LeadSquared names.',
	),
};

/** @param path of the call @returns undefined for what is known by its own words alone */
export function errorMessageFor(path: string, code: string): ErrorMessage | undefined {
	const ofTasks = path.startsWith('/Task.svc/') ? OF_TASKS : {};
	return [ofTasks, SENTENCES].find((codes) => Object.hasOwn(codes, code))?.[code];
}
