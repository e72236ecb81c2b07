import type { IDataObject } from 'n8n-workflow';
import { toSqlUtc } from '../../shared/dates';
import { choice, collection, date, integer, rows, text, type Values } from '../../shared/fields';
import { InvalidInput } from '../../shared/errors';
import { GUID_ID, picker, TEXT_ID } from '../../shared/pickers';
import { defined } from '../../shared/values';
import { isEmail, OWNER } from '../owners';

export const taskId = picker('Task', GUID_ID, { search: 'searchTasks', description: 'The task. The list shows the open tasks of the owner picked above, or of the owner of the keys.' });
export const owner = picker('Owner', OWNER, { search: 'searchOwners', description: 'The user who has to do it' });
export const taskType = picker('Task Type', TEXT_ID, { search: 'searchTaskTypes', description: 'Decides whether the task is a to-do or an appointment' });

const RELATED = [
	{ name: 'Lead', value: 1 },
	{ name: 'Nothing', value: 0 },
	{ name: 'Opportunity', value: 5 },
];

export const relatedTo = choice<number>('Related To', RELATED, { fallback: 1 });
export const related = picker('Lead', GUID_ID, { search: 'searchLeads' });
export const opportunity = picker('Opportunity ID', GUID_ID, { description: 'ID of the opportunity, which is that of its activity' });

const NOTIFY = [
	{ name: 'Email to the Owner', value: '1100' },
	{ name: 'Nobody', value: '1000' },
];

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;

/** `HH:MM:SS`, as reminders of to-dos want it. */
const clock = {
	...text('Reminder Time'),
	property: (name: string) => text('Reminder Time', { placeholder: 'e.g. 09:00', description: 'For a to-do: at what time of the day to remind, in UTC' }).property(name),
	read(raw: unknown): string | undefined {
		if (raw === undefined || raw === null || raw === '') return undefined;
		const given = String(raw).trim();
		if (!CLOCK.test(given)) throw new InvalidInput(`"Reminder Time" has to be a time of the day, not ${JSON.stringify(raw)}`, 'Write it as 09:00 or 09:00:00.');
		return given.length === 5 ? `${given}:00` : given;
	},
};

const DETAILS = {
	customFields: rows('Custom Fields', 'Custom Field', {
		name: picker('Field', TEXT_ID, { search: 'searchTaskFields', description: 'The schema name, such as mx_Custom_1' }),
		value: text('Value'),
	}),
	Description: text('Description', { rows: 4 }),
	due: date('Due', { description: 'For an appointment its start' }),
	end: date('End', { description: 'For a to-do: after it the task is overdue' }),
	Location: text('Location', { description: 'For an appointment' }),
	NotifyBy: choice('Notify', NOTIFY, { fallback: '1100' }),
	Reminder: integer('Reminder (Minutes Before)', { min: 0, description: 'For an appointment' }),
	ReminderBeforeDays: integer('Reminder (Days Before)', { min: 0, description: 'For a to-do, together with Reminder Time' }),
	ReminderTime: clock,
};

export const details = collection('Additional Fields', DETAILS);
export const changes = collection('Update Fields', { ...DETAILS, name: text('Name'), owner });

type Details = Partial<Values<typeof DETAILS>>;

/** Fields of a task as LeadSquared wants them; custom fields are an object here, unlike those of activities (vendors/leadsquared.md section 5.2). @throws InvalidInput */
export function taskBody({ customFields, due, end, ReminderBeforeDays, ...rest }: Details): IDataObject {
	if (due !== undefined && end !== undefined && toSqlUtc(end) < toSqlUtc(due)) throw new InvalidInput('"End" is before "Due"', 'Correct one of the two dates.');
	const custom = (customFields ?? []).filter(({ name }) => name !== undefined).map(({ name, value }) => [String(name), value ?? '']);
	return defined({
		...rest,
		DueDate: due && toSqlUtc(due),
		EndDate: end && toSqlUtc(end),
		// Printed as a text in the documentation (section 11).
		ReminderBeforeDays: ReminderBeforeDays === undefined ? undefined : String(ReminderBeforeDays),
		CustomFields: custom.length === 0 ? undefined : Object.fromEntries(custom),
	});
}

export function ownerBody(user: string | undefined): IDataObject {
	if (user === undefined) return {};
	return isEmail(user) ? { OwnerEmailAddress: user } : { OwnerId: user };
}
