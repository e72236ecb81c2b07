/** The drop-down for the record that an activity, a task or a note belongs to. */
import { activity, byId, changed, ivvy, task, type Values } from './support/forms.cts';

const account = ivvy();
const { refused, run, saved } = account;

describe('a drop-down for the record that something belongs to', () => {
	const forms: Array<[string, Values]> = [
		['activity create', activity],
		['task create', task],
		['activity update', { ...changed('activity', { location: 'Bar' }), contactId: byId('45001') }],
		['task update', { ...changed('task', { name: 'New' }), contactId: byId('45001') }],
		['activity upsert', { ...activity, operation: 'upsert', activityId: byId('3001') }],
		['task upsert', { ...task, operation: 'upsert', taskId: byId('10001') }],
	];

	it.each(forms)('is an error where an expression gives nothing: %s', async (_name, form) => {
		for (const kind of ['', '  ', null, undefined])
			expect(
				await refused({ ...form, belongsTo: '={{ $json.kind }}' }, { items: [{ kind }] }),
			).toBe('"Related Record" is empty');
	});

	it.each(forms)('is no guess where it came empty without one: %s', async (_name, form) => {
		expect(await refused({ ...form, belongsTo: '' })).toBe('"Related Record" is empty');
	});

	it.each(['create', 'update', 'getMany'])(
		'is an error for a note as well: %s',
		async (operation) => {
			for (const kind of ['', null, undefined])
				expect(
					await refused(
						{
							resource: 'note',
							operation,
							noteOn: '={{ $json.kind }}',
							contactId: byId('45001'),
							noteId: byId('8001'),
							note: 'x',
						},
						{ items: [{ kind }] },
					),
				).toBe('"Related Record" is empty');
		},
	);

	it.each(forms)(
		'takes the record that was picked, by an expression too: %s',
		async (_name, form) => {
			await run({ ...form, belongsTo: '={{ $json.kind }}' }, { items: [{ kind: 'Contact' }] });
			expect(saved()[0]?.contactId).toBe(45001);
		},
	);
});
