import { InvalidInput } from '../../shared/contract/errors';
import type { Field } from '../../shared/contract/field';
import { isBlank, onBlank } from '../../shared/form/blank';
import { choice, integer, text } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { readNumber } from '../../shared/form/strictTypes';
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

const TIME = integer('Time Spent', {
	fallback: 30,
	description: 'How much of the unit, such as 1.5 hours. Bitrix24 keeps whole seconds.',
});

/** Time sheets have parts of hours. */
export const timeSpent: Field<number | undefined> = {
	...TIME,
	property: (name) => ({ ...TIME.property(name), typeOptions: { minValue: 0 } }),
	read(raw, place) {
		if (isBlank(raw)) return onBlank(TIME.label, place);
		const time = readNumber(raw, TIME.label);
		if (time > 0) return time;
		throw new InvalidInput(`"${TIME.label}" must be more than 0, not ${time}`);
	},
};
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
	return time === undefined ? undefined : Math.max(1, Math.round(time * seconds));
}
