/** Conditions on people and on what only notes of bookings have: an ID, an address, or an error, never a wider list. */
import { runNode } from '../support/reported.cts';
import { byId, ivvy, type Values } from './support/forms.cts';

const account = ivvy(runNode);

const tasks = (condition: Values) => ({
	resource: 'task',
	operation: 'getMany',
	returnAll: false,
	limit: 3,
	filters: {},
	conditions: { values: [condition] },
	output: 'raw',
});
const filterOf = async (form: Values, more?: Values): Promise<unknown> => {
	const { error } = await account.run(form, more);
	expect(error?.message).toBeUndefined();
	const listed = account.fake.calls.findLast(({ rawUrl }: { rawUrl: string }) =>
		/getTaskList|NoteList/.test(rawUrl),
	);
	return listed?.json.filter;
};
const equals = (field: string, value: unknown) => ({ field, comparison: '__EQUALS', value });

it.each([
	['assignedUserId', '+61 2 9999 0000', 'an ID or an email address'],
	['assignedUserId', 'Jane Doe', 'an ID or an email address'],
	['companyId', 'Acme', 'an ID, an email address or a phone number'],
	['contactId', '12, 15', 'an ID, an email address or a phone number'],
	['leadId', 'jane@example.com', 'an ID'],
	['venueId', '0', 'an ID'],
	['contactId', '12.5', 'an ID, an email address or a phone number'],
])('%s can not be %j, which would find nothing or be passed over', async (field, value, what) => {
	const labels: Record<string, string> = {
		assignedUserId: 'Assignee ID',
		companyId: 'Company ID',
		contactId: 'Contact ID',
		leadId: 'Lead or Opportunity ID',
		venueId: 'Venue ID',
	};
	expect(await account.refused(tasks(equals(field, value)))).toBe(
		`"Value of the condition on ${labels[field]}" must be ${what}, not "${value}"`,
	);
});

it.each([
	[equals('contactId', 45001), { contactId: '45001' }],
	[equals('contactId', '\u200B45001 '), { contactId: '45001' }],
	[equals('companyId', '__ISNULL__'), { companyId: '__ISNULL__' }],
	[equals('contactId', '(0455) 045 012'), { contactId: '45012' }],
	[equals('contactId', 'mailto:contact45012@ivvy.example'), { contactId: '45012' }],
	[
		{ field: 'assignedUserId', comparison: '__CONTAINS', value: '4' },
		{ assignedUserId__CONTAINS: '4' },
	],
])('%j is sent as %j', async (condition, filter) => {
	expect(await filterOf(tasks(condition))).toEqual(filter);
});

describe('notes', () => {
	const booking = { noteOn: 'booking', bookingId: byId('7101'), venueId: byId('1') };
	const notes = (target: Values, condition: Values) => ({
		resource: 'note',
		operation: 'getMany',
		returnAll: false,
		limit: 3,
		...target,
		conditions: { values: [condition] },
	});

	it.each([
		['Yes', 'true'],
		['no', 'false'],
		[true, 'true'],
		[1, 'true'],
		['0', 'false'],
		['n', 'false'],
	])('Private takes %j, as any yes or no', async (value, sent) => {
		const form = notes(booking, equals('isPrivate', '={{ $json.value }}'));
		expect(await filterOf(form, { items: [{ value }] })).toEqual({ isPrivate: sent });
	});

	it('Private takes nothing else', async () => {
		expect(await account.refused(notes(booking, equals('isPrivate', 'maybe')))).toBe(
			'"Value of the condition on Private (Bookings)" must be true or false, not "maybe"',
		);
	});

	it.each([
		['isPrivate', 'Yes', 'Private (Bookings)'],
		['typeId', 'Accommodation', 'Type (Bookings)'],
	])('other notes are not filtered by %s', async (field, value, label) => {
		const lead = { noteOn: 'lead', leadId: byId('2001') };
		expect(await account.refused(notes(lead, equals(field, value)))).toBe(
			`The condition on ${label} is for notes on bookings only`,
		);
	});
});
