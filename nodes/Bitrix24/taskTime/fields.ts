import { choice, integer, text } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { user } from '../recordPickers';

export { taskId } from '../task/fields';

export const timeId = picker('Time Entry', NUMBER_ID, {
	search: 'searchTaskTimes',
	description: 'The time entry. The list shows the entries of the task.',
});

const UNITS = [
	{ name: 'Hours', value: 3600 },
	{ name: 'Minutes', value: 60 },
	{ name: 'Seconds', value: 1 },
];

export const timeSpent = integer('Time Spent', { min: 1, fallback: 30 });
export const unit = choice<number>('Unit', UNITS, {
	fallback: 60,
	description: 'The unit of Time Spent',
});
export const comment = text('Comment', {
	placeholder: 'e.g. Call with the customer',
	description: 'What the time was spent on',
});
export const spentBy = user('User', 'Who spent the time. If empty, the user of the credential.');

/** Bitrix24 counts seconds; docs/contracts/bitrix24.md section 2.9. @param seconds of the unit */
export function secondsOf(time: number | undefined, seconds = 60): number | undefined {
	return time === undefined ? undefined : time * seconds;
}
