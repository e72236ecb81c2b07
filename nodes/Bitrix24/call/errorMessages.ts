import { message, type MethodErrors } from '../methodErrors';

/** The statistics of calls (docs/contracts/bitrix24.md section 2.12). */
export const statisticErrors: MethodErrors = {
	methods: /^voximplant\.statistic\./,
	byCode: {
		ACCESS_DENIED: message(
			'denied',
			'The user of the credential may not see the statistics of calls',
			'Give the user the right to see them in the telephony settings of Bitrix24.',
		),
	},
};

/** Calls of a phone system outside (section 2.12). */
export const telephonyErrors: MethodErrors = {
	methods: /^telephony\./,
	byText: [
		[
			/user is not found or is not active/i,
			message('invalid', 'The user of the call does not exist or is not active', '', {
				field: ['user', 'userId', 'USER_ID', 'responsible'],
			}),
		],
		[
			/call .*is not found/i,
			message(
				'missing',
				'Bitrix24 could not find the call',
				'It must have been registered, and finished for a recording or a transcript.',
				{
					field: ['callId', 'CALL_ID'],
				},
			),
		],
	],
};
