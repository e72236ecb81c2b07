/** Create or Update: what comes blank, and what a new record needs. */
import { activity, byId, ivvy, task } from './support/forms.cts';

const account = ivvy();
const { refused, run, saved, sent } = account;

describe('an upsert', () => {
	it.each([
		['activity', { ...activity, operation: 'upsert', activityId: byId('={{ $json.id }}') }, 5501],
		['task', { ...task, operation: 'upsert', taskId: byId('={{ $json.id }}') }, 12501],
	])(
		'makes a new %s where the ID comes blank, whatever blanks mean to the other fields',
		async (_resource, form, id) => {
			for (const options of [{}, { blankValues: 'clear' }, { blankValues: 'unchanged' }]) {
				account.fake.reset();
				const { error, output } = await run(
					{ ...form, additionalFields: { assignedUserId: byId('={{ $json.user }}') }, options },
					{ items: [{ id: '', user: '' }] },
				);
				expect(error).toBeUndefined();
				expect(output[0]?.json.id).toBe(id);
				expect(sent()[0]).not.toHaveProperty('assignedUserId');
				expect(sent()[0]).not.toHaveProperty('id');
			}
		},
	);

	it('leaves what comes blank as it is, or empties it where that is asked for', async () => {
		const form = {
			...activity,
			operation: 'upsert',
			activityId: byId('3001'),
			name: '={{ "" }}',
			subType: 'unchanged',
			belongsTo: 'unchanged',
			additionalFields: { startDatetime: '={{ null }}', location: 'Bar' },
		};
		await run({ ...form, description: '={{ "" }}' });
		await run({
			...form,
			name: 'New',
			description: '={{ "" }}',
			options: { blankValues: 'clear' },
		});
		expect(saved()).toEqual([
			{ id: 3001, location: 'Bar' },
			{ id: 3001, name: 'New', description: '', startDatetime: null, location: 'Bar' },
		]);
	});

	it('needs what a new record needs, also where blanks would clear', async () => {
		const form = {
			...activity,
			operation: 'upsert',
			activityId: byId(''),
			description: '={{ "" }}',
		};
		for (const options of [{}, { blankValues: 'clear' }])
			expect(await refused({ ...form, options })).toBe('"Description" is empty');
	});
});
