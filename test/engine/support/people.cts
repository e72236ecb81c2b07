/** A new record of each vendor with a person in it, and the ways in which that person is given. */
import { byId } from '../../support/fakes.cts';
import { mapped } from '../../support/mapped.cts';

export type Form = Record<string, unknown>;

const by = (mode: 'email' | 'phone') => (value: string) => ({ __rl: true, mode, value });
export const byEmail = by('email');
export const byPhone = by('phone');

/** The form of a new record, whose title the item has. @param person who does it */
export const NEW_RECORD = {
	bitrix24: (person: unknown): Form => ({
		resource: 'task',
		operation: 'create',
		title: '={{ $json.title }}',
		responsible: person,
		additionalFields: {},
		customFields: mapped({}),
		options: {},
	}),
	leadSquared: (person: unknown): Form => ({
		resource: 'task',
		operation: 'create',
		name: '={{ $json.title }}',
		taskType: byId('Phone Call'),
		owner: person,
		relatedTo: 0,
		additionalFields: { due: '2026-12-01T10:00:00' },
		options: {},
	}),
	ivvy: (person: unknown): Form => ({
		resource: 'task',
		operation: 'create',
		name: '={{ $json.title }}',
		endDatetime: '2026-12-01',
		belongsTo: 'contact',
		contactId: byId('45001'),
		additionalFields: { assignedUserId: person },
		options: {},
	}),
	deskera: (person: unknown): Form => ({
		resource: 'activity',
		operation: 'create',
		name: '={{ $json.title }}',
		activity_type: 'call',
		start: '2026-12-01T10:00:00',
		end: '2026-12-01T11:00:00',
		additionalFields: { assignee_ids: { values: [{ id: person }] } },
		options: {},
	}),
};
