import { message, MISSING_OR_INVALID, type MethodErrors } from '../methodErrors';

const BADGE = ['code'];

/** docs/contracts/bitrix24.md section 2.5. */
export const badgeErrors: MethodErrors = {
	methods: /^crm\.activity\.badge\./,
	byCode: {
		NOT_FOUND: message(
			'missing',
			'Bitrix24 could not find the badge',
			'It may have been deleted.',
			{
				field: BADGE,
				hints: ['Check {code}.'],
			},
		),
		ACCESS_DENIED: message(
			'denied',
			'The user of the credential may not manage badges',
			'Use the credential of an administrator of the CRM.',
		),
		REQUIRED_ARG_MISSING: MISSING_OR_INVALID,
		// No source has this code; it is taken at its word.
		WRONG_TYPE_VALUE: message('invalid', 'Bitrix24 does not know this type of badge', '', {
			field: ['type'],
			hints: ['Pick {type} from the list.'],
		}),
	},
};
