import type { ErrorMessage } from '../shared/contract/call';

const field = (title: string, advice: string): ErrorMessage => ({ kind: 'invalid', title, advice });

/**
 * What LeadSquared's exception types mean and what to do; docs/contracts/leadsquared.md section 3.3. Any
 * other `MX…` is final too.
 */
export const SENTENCES: Readonly<Record<string, ErrorMessage>> = {
	MXAPIRateLimitExceededException: {
		kind: 'limited',
		title: 'The LeadSquared account is over its call limit',
		advice:
			'Nothing was changed by this request. The limit is shared by everything that uses ' +
			'the account; run it again later, or raise Max Wait in the options.',
	},
	MXUnAuthorizedAccessException: {
		kind: 'auth',
		title: 'LeadSquared does not accept the keys',
		advice:
			'Open the credential and check Access Key, Secret Key and Region: the right keys in ' +
			'the wrong region are refused in the same way.',
	},
	MXUnknownProspectActivityException: {
		kind: 'missing',
		title: 'The activity does not exist',
		advice: 'Check the activity ID. It may have been deleted in LeadSquared.',
	},
	MXMandatoryAttributeMissingException: field(
		'A required value is missing',
		'Fill in the field that LeadSquared names.',
	),
	MXMandatoryFieldMissingException: field(
		'A required value is missing',
		'Fill in the field that LeadSquared names.',
	),
	MXInvalidInputException: field(
		'LeadSquared does not accept one of the values',
		'Correct the value that LeadSquared names.',
	),
	MXInvalidActivityException: field(
		'The activity type does not exist or does not fit the activity',
		'Pick the activity type from the list.',
	),
	MXInvalidActivityFieldsException: field(
		'A field of the activity has a wrong or no value',
		'Correct the field that LeadSquared names; its schema name stands in brackets behind the labels in Fields.',
	),
	MXUnknownAttributeException: field(
		'The activity type has no such field',
		'Reload the list of fields and map it again. Fields differ from type to type.',
	),
	MXInvalidDataTypeException: field(
		'A value has the wrong type',
		'Check numbers and dates in the fields.',
	),
	MXInvalidEntityReferenceException: field(
		'A value is not one of the options of its drop-down',
		'Pick an option from the list of the field.',
	),
	MXDuplicateEntryException: field(
		'Another record already has this unique value',
		'Use the record that has it, or another value.',
	),
	MXDuplicateEntityNameException: field('The name is in use already', 'Choose another name.'),
	MXInvalidLeadException: field('The lead does not exist or may not be used', 'Check the lead.'),
	MXInvalidFieldException: field(
		'A field is not valid',
		'Correct the field that LeadSquared names.',
	),
	MXXSSException: field(
		'LeadSquared refuses text with scripts or markup',
		'Take HTML tags out of the text, for example with {{ $json.text.removeTags() }}.',
	),
	MXMailDeliveryException: field('The email could not be delivered', 'Check the address.'),
};
