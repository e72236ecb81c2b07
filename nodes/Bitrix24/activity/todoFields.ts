import { toIsoOffset } from '../../shared/dates';
import { InvalidInput } from '../../shared/errors';
import { choice, collection, date, flag, listedTexts, text, type Field, type Values } from '../../shared/fields';
import type { RequestSpec } from '../../shared/operation';
import { NUMBER_ID, picker } from '../../shared/pickers';
import { asNumber, asText, defined } from '../../shared/values';
import { COLORS } from '../enums';
import { user } from '../pickers';
import { method } from '../vendor';

/** Minutes before the deadline, separated by commas. */
export const reminders: Field<readonly number[] | undefined> = {
	...text('Reminders'),
	property: (name) => ({ ...text('Reminders', { placeholder: 'e.g. 0, 15', description: 'When to remind, in minutes before the deadline, separated by commas' }).property(name) }),
	read(raw) {
		if (raw === undefined || raw === null) return undefined;
		const parts = listedTexts(raw, 'Reminders');
		const wrong = parts.find((part) => !/^\d+$/.test(part));
		if (wrong !== undefined) throw new InvalidInput(`"Reminders" holds "${wrong}", which is no number of minutes`, 'Write minutes before the deadline, such as 0, 15.');
		return parts.map(Number);
	},
};

/** Fields of a to-do; vendors/bitrix24.md section 2.3. */
const DETAILS = {
	colorId: choice('Color', COLORS),
	description: text('Description', { rows: 4 }),
	parentActivityId: picker('Parent Activity', NUMBER_ID, { search: 'searchActivities' }),
	pingOffsets: reminders,
	responsibleId: user('Responsible User'),
};

/** What a new to-do can have beside title and deadline. */
export const todoDetails = collection('Additional Fields', { ...DETAILS, completed: flag('Completed', 'Whether the to-do is done already. It takes one more request.') });

export const todoFields = collection('Update Fields', { ...DETAILS, deadline: date('Deadline'), title: text('Title') });

type TodoValues = Values<{ todoFields: typeof todoFields }>['todoFields'];

/** Methods that change one property and leave the others alone. */
const SINGLE = { deadline: ['updateDeadline', 'value'], description: ['updateDescription', 'value'], colorId: ['updateColor', 'colorId'], responsibleId: ['updateResponsibleUser', 'responsibleId'] } as const;

/** The changes as Bitrix24 wants them. */
export function todoBody({ deadline, ...rest }: TodoValues) {
	return { ...rest, deadline: deadline && toIsoOffset(deadline) };
}

/**
 * The calls that make the changes. A whole update may reset what it does not name (description, reminders: unverified),
 * so where single-property methods can do it they do; otherwise the present description goes along.
 * @param current the activity as `crm.activity.get` gives it; to-do methods want its owner again
 */
export function todoRequests(id: number, changes: ReturnType<typeof todoBody>, current: Readonly<Record<string, unknown>>): RequestSpec[] {
	const of = { id, ownerTypeId: asNumber(current.OWNER_TYPE_ID), ownerId: asNumber(current.OWNER_ID) };
	const given = defined(changes);
	if (Object.keys(given).every((name) => name in SINGLE)) {
		return Object.entries(given).map(([name, value]) => {
			const [call, parameter] = SINGLE[name as keyof typeof SINGLE];
			return method(`crm.activity.todo.${call}`, { ...of, [parameter]: value }, 'write');
		});
	}
	const kept = { deadline: asText(current.DEADLINE), title: asText(current.SUBJECT), description: asText(current.DESCRIPTION), responsibleId: asNumber(current.RESPONSIBLE_ID) };
	return [method('crm.activity.todo.update', defined({ ...of, ...kept, ...given }), 'write')];
}
