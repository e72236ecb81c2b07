import { MAY_NOT_SEE, message, NO_ACCESS, NOT_ACCEPTED, type MethodErrors } from './methodErrors';

/** Files (docs/contracts/bitrix24.md section 3.4). */
export const driveErrors: MethodErrors = {
	methods: /^disk\.storage\./,
	byCode: {
		ERROR_NOT_FOUND: message('missing', 'The Drive does not exist or is not visible', MAY_NOT_SEE, {
			field: ['storage'],
			hints: ['Pick {storage} from the list.'],
		}),
		ACCESS_DENIED: message(
			'denied',
			'The user of the credential may not put files there',
			'Give the user access to the Drive in Bitrix24.',
			{ field: ['storage'], hints: ['Or pick another {storage}.'] },
		),
		ERROR_COULD_NOT_SAVE_FILE: message(
			'invalid',
			'Bitrix24 could not save the file',
			'Check the free space of the Drive.',
			{ field: ['storage'] },
		),
	},
};

/** People by email or phone (section 2.11); the text may stand where the code belongs. */
export const duplicateErrors: MethodErrors = {
	methods: /^crm\.duplicate\./,
	byText: [
		[
			/^access denied/i,
			message(
				'denied',
				'The user of the credential may not read records of the CRM',
				'Give the user access in Bitrix24, or enter IDs instead of emails and phone numbers.',
			),
		],
	],
};

/** Records of the CRM (section 2.11). */
export const itemErrors: MethodErrors = {
	methods: /^crm\.item\./,
	byCode: {
		NOT_FOUND: message('missing', 'The CRM record or its type does not exist', MAY_NOT_SEE, {
			field: ['owner', 'OWNER_ID', 'client'],
		}),
		ACCESS_DENIED: { ...NO_ACCESS, field: ['owner', 'OWNER_ID', 'client'] },
		INVALID_ARG_VALUE: NOT_ACCEPTED,
	},
};
