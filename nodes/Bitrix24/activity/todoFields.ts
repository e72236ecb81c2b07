import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Field } from '../../shared/contract/field';
import { choice, clearable, collection, flag, text, words } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { toIsoOffset, type Moment } from '../../shared/text/dates';
import { plainText } from '../../shared/text/html';
import { defined, withCleared, withoutNulls } from '../../shared/text/unknownJson';
import { asBbCode } from '../bbCode';
import { COLORS, DEFAULT_COLOR, HTML, PLAIN_TEXT } from '../enums';
import { assignedTo } from '../recordPickers';

/** Minutes before the deadline: a list, or text with commas between. @param more for the description */
function remindersField(more = ''): Field<readonly number[] | undefined> {
	const minutes = words('Reminders', {
		placeholder: 'e.g. 0, 15',
		description: `When to remind, in minutes before the deadline, separated by commas${more}`,
	});
	return {
		...minutes,
		read(raw, place) {
			const parts = minutes.read(raw, place);
			const wrong = parts?.find((part) => !/^\d{1,9}$/.test(part));
			if (wrong !== undefined)
				throw new InvalidInput(
					`"Reminders" holds "${wrong}", which is no number of minutes`,
					'Write minutes before the deadline, such as 0, 15.',
				);
			return parts?.map(Number);
		},
	};
}

export const reminders = remindersField();

const parentActivity = (description?: string) =>
	picker('Parent Activity', NUMBER_ID, { search: 'searchActivities', description });

/** Fields of a to-do; docs/contracts/bitrix24.md section 2.3. */
const DETAILS = {
	colorId: choice('Color', COLORS),
	description: clearable(text('Description', { rows: 4 })),
	parentActivityId: clearable(parentActivity()),
	pingOffsets: clearable(reminders),
	responsibleId: assignedTo,
};

/** What the whole write of a to-do means for it (section 12). */
const REWRITES =
	'Bitrix24 writes the whole to-do for this: fill in Reminders, Parent Activity and ' +
	'Color together. A calendar entry or clients that were added in Bitrix24 may be lost.';

/** What a new to-do can have beside title and deadline. */
export const todoDetails = collection('Additional Fields', {
	...DETAILS,
	completed: flag('Completed', 'Whether the to-do is done already. It takes one more request.'),
});

/** What only a to-do has. */
export const TODO_FIELDS = {
	colorId: choice('Color', COLORS, { description: 'For to-dos' }),
	parentActivityId: clearable(parentActivity(`For to-dos. ${REWRITES}`)),
	pingOffsets: clearable(remindersField(`. For to-dos. ${REWRITES}`)),
};

/** Fields of a to-do by Bitrix24's names. */
interface TodoValues {
	readonly colorId?: string;
	readonly deadline?: Moment;
	readonly description?: string | null;
	readonly parentActivityId?: number | null;
	readonly pingOffsets?: readonly number[] | null;
	readonly responsibleId?: number;
	readonly title?: string;
}

/** The text of a to-do is BB code; other formats become it. */
export function todoText(
	description: string | null | undefined,
	format: number | undefined,
): string | null | undefined {
	if (description === undefined || description === null) return description;
	if (format === PLAIN_TEXT) return asBbCode(description);
	return format === HTML ? asBbCode(plainText(description)) : description;
}

/** The fields of a new to-do as Bitrix24 wants them. What it has none of is not named. */
export function newTodo({ colorId, ...rest }: TodoValues): IDataObject {
	return todoBody({ ...withoutNulls(rest), ...(colorId === DEFAULT_COLOR ? {} : { colorId }) });
}

/** How a field of a to-do is cleared: a text is empty, a list has no entries, and there is no parent. */
const CLEARED = { description: '', pingOffsets: [], parentActivityId: null } as const;

/** The fields that were filled in or are to be cleared, as Bitrix24 wants them. */
export function todoBody({ deadline: until, colorId, ...rest }: TodoValues): IDataObject {
	const filled = defined({
		...rest,
		colorId: colorId === DEFAULT_COLOR ? '' : colorId,
		deadline: until && toIsoOffset(until),
	});
	return withCleared(filled, CLEARED);
}
