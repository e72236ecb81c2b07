import type { Values } from '../../shared/contract/field';
import { clearable, date, required, text } from '../../shared/form/fields';
import { optionalChoice } from '../../shared/form/optionalChoice';
import type { Moment } from '../../shared/text/dates';
import { assignedTo } from '../recordPickers';
import { PRIORITIES } from './enums';

/** What people fill in of nearly every task, on top of its form; docs/contracts/bitrix24.md section 2.8. */
const TOP = {
	title: text('Title', { placeholder: 'e.g. Send the quote' }),
	responsible: assignedTo,
	deadline: clearable(
		date('Due', 'end', { description: "When the task is due, Bitrix24's deadline" }),
	),
	description: clearable(text('Description', { rows: 4, description: 'Text with BB code' })),
};

export const NEW_TASK = {
	...TOP,
	title: required(TOP.title),
	responsible: required(TOP.responsible),
	priority: optionalChoice('Priority', PRIORITIES, {
		name: 'Default',
		description: 'Medium for a new task. A task that is found by its External ID keeps its own.',
	}),
};

export const CHANGED_TASK = {
	...TOP,
	priority: optionalChoice('Priority', PRIORITIES, { name: 'Leave Unchanged' }),
};

/** The same values by Bitrix24's names. */
export interface MainValues {
	readonly TITLE?: string;
	readonly RESPONSIBLE_ID?: number;
	readonly DEADLINE?: Moment | null;
	readonly DESCRIPTION?: string | null;
	readonly PRIORITY?: number;
}

export function mainValues({
	title,
	responsible,
	deadline,
	description,
	priority,
}: Partial<Values<typeof CHANGED_TASK>>): MainValues {
	return {
		TITLE: title,
		RESPONSIBLE_ID: responsible,
		DEADLINE: deadline,
		DESCRIPTION: description,
		PRIORITY: priority,
	};
}
