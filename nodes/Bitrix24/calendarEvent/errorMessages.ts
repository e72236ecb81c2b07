import { MAY_NOT_SEE, message, NOT_ACCEPTED, type MethodErrors } from '../methodErrors';

const EVENT = ['eventId'];

/** Their code is empty, and only the text says what is wrong (docs/contracts/bitrix24.md section 2.13). */
export const calendarErrors: MethodErrors = {
	methods: /^calendar\./,
	byText: [
		[
			/invalid calendar section id/i,
			message('invalid', 'The calendar section does not exist or is not visible', '', {
				field: ['section', 'sections'],
				hints: ['Pick {section} from the list, or remove it.'],
			}),
		],
		[
			/error occurred while deleting the event|event id not specified/i,
			message(
				'missing',
				'The event does not exist, or the user of the credential may not delete it',
				MAY_NOT_SEE,
				{ field: EVENT },
			),
		],
		[
			/^access denied\.?$/i,
			message(
				'denied',
				'The user of the credential may not do this with the calendar or the event',
				'Use the credential of the organizer, or give the user access to the calendar.',
				{ field: [...EVENT, 'user', 'group'] },
			),
		],
		[/invalid value for|must be an array|required parameter|is not set/i, NOT_ACCEPTED],
	],
};
