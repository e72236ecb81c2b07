import {
	label,
	message,
	MISSING_OR_INVALID,
	NOT_ACCEPTED,
	type MethodErrors,
} from '../methodErrors';

const LAYOUT = ['layoutJson', 'lines'];

/** docs/contracts/bitrix24.md section 2.5. */
export const customActivityErrors: MethodErrors = {
	methods: /^crm\.activity\.(?:configurable|layout)\./,
	byCode: {
		100: MISSING_OR_INVALID,
		WRONG_FIELD_VALUE: NOT_ACCEPTED,
		INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE: message(
			'invalid',
			"An incoming activity can't have a deadline",
			'',
			{
				field: ['deadline'],
				hints: ['Remove {deadline}, or turn off {isIncomingChannel}.'],
			},
		),
		ERROR_EMPTY_LAYOUT: message('invalid', 'The layout of the custom activity is empty', '', {
			hints: [['Fill in {title} and at least one entry of {lines}.', 'Fill in {layoutJson}.']],
		}),
		FIELD_IS_REQUIRED: message(
			'invalid',
			'A part of the layout is missing',
			'Fill in the part that Bitrix24 names.',
		),
		FIELD_IS_REDUNDANT: message(
			'invalid',
			'Bitrix24 does not know a part of the layout',
			'Remove the part that Bitrix24 names from the layout.',
		),
		ENUM_FIELD: message(
			'invalid',
			'A part of the layout has a value that Bitrix24 does not know',
			'Use one of the documented values for the part that Bitrix24 names.',
		),
		TOO_MANY_ITEMS: message(
			'invalid',
			'A part of the layout has too many entries',
			'Up to 20 lines, 2 tags and 2 buttons are possible.',
		),
		KEY_CONTAIN_WRONG_SYMBOLS: message(
			'invalid',
			'A name in the layout has characters that are not allowed',
			'Use letters, digits, - and _ in the names of lines, tags and buttons.',
		),
		WRONG_LANG: message(
			'invalid',
			'Bitrix24 does not know a language of the layout',
			'Use language codes such as en or de that the portal has.',
			{ hints: [`Check ${label(LAYOUT)}.`] },
		),
	},
};
