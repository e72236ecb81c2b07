'use strict';
/**
 * The exception types that LeadSquared prints (docs/contracts/leadsquared.md section 3.3), each with what its sentence
 * says; null where only LeadSquared's own words say it.
 */
const LEADSQUARED_TYPES = [
	['MXMandatoryAttributeMissingException', /required value is missing/],
	['MXMandatoryFieldMissingException', /required value is missing/],
	['MXInvalidInputException', null],
	['MXInvalidActivityException', /activity type does not exist/],
	['MXInvalidActivityFieldsException', /field of the activity is missing/],
	['MXUnknownProspectActivityException', /activity does not exist/],
	['MXUnknownAttributeException', /does not know one of the fields/],
	['MXInvalidDataTypeException', /wrong type/],
	['MXInvalidEntityReferenceException', /not an option of its drop-down/],
	['MXDuplicateEntryException', /already has this unique value/],
	['MXDuplicateEntityNameException', /already in use/],
	['MXInvalidLeadException', /lead does not exist or can't be used/],
	['MXInvalidFieldException', /field is not valid/],
	['MXAPIRateLimitExceededException', /over its call limit/],
	['MXUnAuthorizedAccessException', /does not accept the keys/],
	['MXXSSException', /scripts or markup/],
	['MXMailDeliveryException', /email could not be delivered/],
	['MXSomethingNewException', null],
];

module.exports = { LEADSQUARED_TYPES };
