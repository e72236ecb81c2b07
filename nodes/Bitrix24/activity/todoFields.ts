import type { IDataObject } from 'n8n-workflow';
import { toIsoOffset } from '../../shared/dates';
import { InvalidInput } from '../../shared/errors';
import { choice, clearable, collection, date, flag, text, words, type Field, type Values } from '../../shared/fields';
import { NUMBER_ID, picker } from '../../shared/pickers';
import { defined, withCleared, withoutNulls } from '../../shared/values';
import { COLORS, DEFAULT_COLOR } from '../enums';
import { user } from '../pickers';

const MINUTES = words('Reminders', { placeholder: 'e.g. 0, 15', description: 'When to remind, in minutes before the deadline, separated by commas' });

/** Minutes before the deadline: a list, or text with commas between. */
export const reminders: Field<readonly number[] | undefined> = {
	...MINUTES,
	read(raw, place) {
		const parts = MINUTES.read(raw, place);
		const wrong = parts?.find((part) => !/^\d{1,9}$/.test(part));
		if (wrong !== undefined) throw new InvalidInput(`"Reminders" holds "${wrong}", which is no number of minutes`, 'Write minutes before the deadline, such as 0, 15.');
		return parts?.map(Number);
	},
};

/** Fields of a to-do; vendors/bitrix24.md section 2.3. */
const DETAILS = {
	colorId: choice('Color', COLORS),
	description: clearable(text('Description', { rows: 4 })),
	parentActivityId: clearable(picker('Parent Activity', NUMBER_ID, { search: 'searchActivities' })),
	pingOffsets: clearable(reminders),
	responsibleId: user('Responsible User'),
};

const deadline = date('Deadline', 'end');

/** What a new to-do can have beside title and deadline. */
export const todoDetails = collection('Additional Fields', { ...DETAILS, completed: flag('Completed', 'Whether the to-do is done already. It takes one more request.') });

export const todoFields = collection('Update Fields', { ...DETAILS, deadline, title: text('Title') });

type TodoValues = Values<{ todoFields: typeof todoFields }>['todoFields'];

/** The fields of a new to-do as Bitrix24 wants them. What it has none of is not named. */
export function newTodo({ colorId, ...rest }: TodoValues): IDataObject {
	return todoBody({ ...withoutNulls(rest), ...(colorId === DEFAULT_COLOR ? {} : { colorId }) });
}

/** How a field of a to-do is cleared: a text is empty, a list has no entries, and there is no parent. */
const CLEARED = { description: '', pingOffsets: [], parentActivityId: null } as const;

/** The fields that were filled in or are to be cleared, as Bitrix24 wants them. */
export function todoBody({ deadline: until, colorId, ...rest }: TodoValues): IDataObject {
	const filled = defined({ ...rest, colorId: colorId === DEFAULT_COLOR ? '' : colorId, deadline: until && toIsoOffset(until) });
	return withCleared(filled, CLEARED);
}
