import { message, type MethodErrors } from '../methodErrors';

const TYPE = ['typeId'];

/** docs/contracts/bitrix24.md section 2.4: one code for a missing, a duplicate and an unknown ID. */
export const typeErrors: MethodErrors = {
	methods: /^crm\.activity\.type\./,
	byCode: {
		INVALID_ARG_VALUE: message(
			'invalid',
			'Bitrix24 does not accept the ID of the activity type',
			'A new ID must not be in use yet; one that is deleted must exist.',
			{ field: TYPE },
		),
	},
	byText: [
		[
			/already exists/i,
			message('invalid', 'There is already an activity type with this ID', 'Choose another ID.', {
				field: TYPE,
			}),
		],
		[
			/does not exist/i,
			message('invalid', 'There is no activity type with this ID', '', {
				field: TYPE,
				hints: ['Check {typeId}.'],
			}),
		],
	],
};
