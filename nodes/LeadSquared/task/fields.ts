import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Field, Values } from '../../shared/contract/field';
import { isBlank, onBlank } from '../../shared/form/blank';
import { choice, clearable, collection, date, flag, integer, text } from '../../shared/form/fields';
import { GUID_ID, picker, textId } from '../../shared/form/recordPickers';
import { readText } from '../../shared/form/strictTypes';
import { inOrder, toSqlUtc, type Edge, type Moment } from '../../shared/text/dates';
import { defined, withCleared } from '../../shared/text/unknownJson';
import { NOTIFY_BY, RELATED_TO } from '../enums';
import { isEmail, OWNER } from '../owners';
import { leadFinder, ownerFinder } from '../people';
import { customBody, customFields } from './customFields';

export const taskId = picker('Task', GUID_ID, {
	search: 'searchTasks',
	description:
		'The task. The list shows the open tasks of the user whose keys the credential holds. Any other ' +
		'task can be given by its ID.',
});
export const owner = picker('Assigned To', OWNER, {
	search: 'searchOwners',
	people: ownerFinder,
	description: 'The user who does it. LeadSquared calls it the owner.',
});
export const taskType = picker('Task Type', textId('Phone Call'), {
	search: 'searchTaskTypes',
	description: 'Decides whether the task is a to-do or an appointment',
});

export const relatedTo = choice<number>('Related Record', RELATED_TO, { fallback: 1 });
export const related = picker('Lead', GUID_ID, { search: 'searchLeads', people: leadFinder });
export const opportunity = picker('Opportunity', GUID_ID, {
	description: 'The opportunity. Its ID is that of its activity.',
});

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;

/** `HH:MM:SS`, as reminders of to-dos want it. */
const clock: Field<string | undefined> = {
	...text('Reminder Time', {
		placeholder: 'e.g. 09:00',
		description: 'For a to-do: the time of day for the reminder, in UTC',
	}),
	read(raw, place) {
		if (isBlank(raw)) return onBlank('Reminder Time', place);
		const given = readText(raw, 'Reminder Time').trim();
		if (!CLOCK.test(given))
			throw new InvalidInput(
				`"Reminder Time" must be a time of day, not ${JSON.stringify(raw)}`,
				'Write it as 09:00 or 09:00:00.',
			);
		return given.length === 5 ? `${given}:00` : given;
	},
};

/** When a task is due. A day is two times, and only the kind of the task tells which of them is meant. */
export interface Due {
	/** For an appointment, which starts then. */
	readonly start: Moment;
	/** For a to-do. */
	readonly end: Moment;
}

const DUE = {
	label: 'Due',
	looks: {
		description:
			'The start of an appointment. A day without a time means its first moment for an ' +
			'appointment, and its end for a to-do.',
	},
};
const [dueStart, dueEnd] = (['start', 'end'] as const).map((edge) =>
	date(DUE.label, edge, DUE.looks),
);

const due: Field<Due | undefined> = {
	...dueEnd,
	read(raw, place) {
		const end = dueEnd.read(raw, place);
		return end && { start: dueStart.read(raw, { ...place, added: false }) ?? end, end };
	},
};

/** Whether the kind of a task has to be known to say when it is due. */
export function isDay({ start, end }: Due): boolean {
	return !start.local.equals(end.local);
}

const DETAILS = {
	customFields,
	Description: clearable(text('Description', { rows: 4 })),
	due,
	end: date('End', 'end', {
		description:
			'For a to-do, which is overdue after this time. A day without a time means its end.',
	}),
	Location: clearable(text('Location', { description: 'For an appointment' })),
	NotifyBy: choice('Notify', NOTIFY_BY, { fallback: '1100' }),
	Reminder: integer('Reminder (Minutes Before)', {
		min: 0,
		fallback: 15,
		description: 'For an appointment',
	}),
	ReminderBeforeDays: integer('Reminder (Days Before)', {
		min: 0,
		fallback: 1,
		description: 'For a to-do, together with Reminder Time',
	}),
	ReminderTime: clock,
};

export const details = collection('Additional Fields', {
	...DETAILS,
	completed: flag('Completed', 'Whether the task is done already. It takes one more request.'),
});
export const changes = collection('Update Fields', {
	...DETAILS,
	lead: clearable(
		picker('Lead', GUID_ID, {
			search: 'searchLeads',
			people: leadFinder,
			description: 'Moves the task to this lead',
		}),
	),
	name: text('Title'),
	opportunity: clearable(
		picker('Opportunity', GUID_ID, {
			description: 'Moves the task to this opportunity. Its ID is that of its activity.',
		}),
	),
	owner,
});

export type Details = Partial<Values<typeof DETAILS>>;

/**
 * How a field is cleared. Name, owner and times can't be: a task has them always
 * (docs/contracts/leadsquared.md section 5.2).
 */
const CLEARED = { Description: '', Location: '' } as const;

/** Fields of a task as LeadSquared wants them. @param edge what a due day means @throws InvalidInput */
export function taskBody(
	{ customFields: custom, due: asked, end, ReminderBeforeDays, ...rest }: Details,
	edge: Edge,
): IDataObject {
	const at = asked?.[edge];
	inOrder(at, end, ['Due', 'End']);
	const body = defined({
		...rest,
		DueDate: at && toSqlUtc(at),
		EndDate: end && toSqlUtc(end),
		// Printed as a text in the documentation (section 11).
		ReminderBeforeDays: ReminderBeforeDays === undefined ? undefined : String(ReminderBeforeDays),
		CustomFields: custom && customBody(custom),
	});
	return withCleared(body, CLEARED);
}

const TO = { nothing: 0, lead: 1, opportunity: 5 } as const;

/**
 * What a task is moved to (docs/contracts/leadsquared.md section 5.3); cleared, it belongs to nothing.
 * @throws InvalidInput for two records
 */
export function movedTo({
	lead: leadId,
	opportunity: opportunityId,
}: {
	readonly lead?: string | null;
	readonly opportunity?: string | null;
}): IDataObject {
	if (typeof leadId === 'string' && typeof opportunityId === 'string')
		throw new InvalidInput(
			'"Lead" and "Opportunity" are both filled in',
			'A task belongs to one record. Remove one of the two.',
		);
	if (typeof leadId === 'string') return { RelatedEntity: TO.lead, RelatedEntityId: leadId };
	if (typeof opportunityId === 'string')
		return { RelatedEntity: TO.opportunity, RelatedEntityId: opportunityId };
	return leadId === null || opportunityId === null ? { RelatedEntity: TO.nothing } : {};
}

export function ownerBody(user: string | undefined): IDataObject {
	if (user === undefined) return {};
	return isEmail(user) ? { OwnerEmailAddress: user } : { OwnerId: user };
}
