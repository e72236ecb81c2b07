/** What is wrong with the input is told before anything is sent. */
import { activity, byId, ivvy, task, type Values } from './support/forms.cts';

const account = ivvy();
const { run, sent } = account;

describe('local checks, before anything is sent', () => {
	it.each<[name: string, parameters: Values, message: string]>([
		[
			'an opportunity without its venue',
			{
				...activity,
				belongsTo: 'opportunity',
				opportunityId: byId('5001'),
				venueId: byId('={{ "" }}'),
			},
			'"Venue" is empty',
		],
		['no name', { ...activity, name: '={{ "" }}' }, '"Title" is empty'],
		['no description', { ...activity, description: '={{ "" }}' }, '"Description" is empty'],
		['no due date', { ...task, endDatetime: '={{ null }}' }, '"Due" is empty'],
		[
			'an end before the start',
			{ ...activity, additionalFields: { startDatetime: '2026-12-02', endDatetime: '2026-12-01' } },
			'"End" is before "Start"',
		],
		[
			'a date that is none',
			{ ...activity, additionalFields: { startDatetime: 'tomorrow' } },
			'"Start" is not a date n8n can read: "tomorrow"',
		],
		[
			'an id that is none',
			{ ...activity, contactId: byId('abc') },
			'"Contact" must be a whole number such as 123, not "abc"',
		],
		[
			'an enum value that is none',
			{ ...activity, subType: '={{ "Fax" }}' },
			'"Type" can\'t be "Fax"',
		],
		[
			'an update of nothing',
			{ resource: 'task', operation: 'update', taskId: byId('10001'), belongsTo: 'unchanged' },
			'There is nothing to update',
		],
		[
			'an upsert without id and name',
			{
				resource: 'task',
				operation: 'upsert',
				taskId: byId(''),
				endDatetime: '2026-12-01',
				belongsTo: 'unchanged',
			},
			'"Title" is empty',
		],
	])('%s', async (_name, parameters, message) => {
		const result = await run(parameters);
		expect(result.error?.message).toBe(message);
		expect(result.error?.failure).toEqual({ cause: 'configuration-invalid' });
		expect(account.fake.calls).toEqual([]);
	});

	it('takes the name of an option from an expression', async () => {
		await run({ ...activity, subType: '={{ "meeting" }}' });
		expect(sent()[0]?.subType).toBe(1);
	});
});
