/** What a blank means: in a new record, in an update, where it may clear a field, and where it can't. */
import { there } from '../support/there.cts';
import { activity, byId, changed, ivvy, task, type Values } from './support/forms.cts';

const account = ivvy();
const { refused, run, saved, sent } = account;

/** Fields of an upsert that are always shown, as n8n leaves them where nobody touches them. */
const UPSERTS = {
	activity: { activityId: byId('3001'), name: '', subType: 'unchanged', description: '' },
	task: { taskId: byId('10001'), name: '', endDatetime: '' },
};

describe('a blank', () => {
	const blanks: Array<[unknown]> = [[''], ['  '], [null], [undefined]];
	const FIELDS = {
		activity: [
			'assignedUserId',
			'endDatetime',
			'location',
			'purposeId',
			'startDatetime',
			'description',
			'name',
			'venueId',
		],
		task: ['assignedUserId', 'description', 'endDatetime', 'name', 'venueId'],
	};
	const blankOf = (name: string) =>
		name.endsWith('Id') && name !== 'purposeId'
			? byId('={{ $json.nothing }}')
			: '={{ $json.nothing }}';

	it.each(blanks)('is not sent with a new record (%j)', async (nothing) => {
		const forms: Array<[Values, string[]]> = [
			[activity, FIELDS.activity.slice(0, 5)],
			[task, FIELDS.task.slice(0, 2)],
		];
		for (const [form, fields] of forms) {
			account.fake.reset();
			const { error } = await run(
				{
					...form,
					additionalFields: Object.fromEntries(fields.map((name) => [name, blankOf(name)])),
				},
				{ items: [{ nothing }] },
			);
			expect(error).toBeUndefined();
			const bodies = sent();
			expect(bodies).toHaveLength(1);
			const there = bodies.flatMap(Object.keys);
			expect(fields.filter((name) => name !== 'endDatetime' && there.includes(name))).toEqual([]);
		}
	});

	it.each(blanks)('changes nothing in an update, which is told (%j)', async (nothing) => {
		for (const [resource, fields] of Object.entries(FIELDS)) {
			account.fake.reset();
			const blank = Object.fromEntries(fields.map((name) => [name, blankOf(name)]));
			const { error, hints } = await run(changed(resource, { ...blank, priority: 'high' }), {
				items: [{ nothing }],
			});
			expect(error).toBeUndefined();
			expect(sent()).toEqual([{ id: resource === 'task' ? 10001 : 3001, priority: 'high' }]);
			expect(JSON.stringify(hints)).toContain(`${fields.length} blank values were ignored`);
			expect(
				await (account.fake.reset(), refused(changed(resource, blank), { items: [{ nothing }] })),
			).toBe('There is nothing to update: all values are blank');
		}
	});

	it.each(blanks)(
		'is no success where it is all there is, in an upsert too (%j)',
		async (nothing) => {
			for (const [resource, fields] of Object.entries(UPSERTS)) {
				const untouched = {
					resource,
					operation: 'upsert',
					...fields,
					belongsTo: 'unchanged',
					additionalFields: {},
					options: {},
				};
				expect(await refused(untouched)).toBe('There is nothing to update');
				const { error } = await run(
					{ ...untouched, name: '={{ $json.nothing }}', additionalFields: { location: '' } },
					{ items: [{ nothing }] },
				);
				expect(error).toMatchObject({
					message: 'There is nothing to update: all values are blank',
					description: expect.stringContaining('Blank Values'),
				});
				expect(sent()).toEqual([]);
				await run({ ...untouched, name: 'New' });
				expect(sent()).toEqual([{ id: resource === 'task' ? 10001 : 3001, name: 'New' }]);
				account.fake.reset();
			}
		},
	);

	it.each([
		['activity', 'assignedUserId', null],
		['activity', 'endDatetime', null],
		['activity', 'location', ''],
		['activity', 'purposeId', null],
		['activity', 'startDatetime', null],
		['activity', 'description', ''],
		['task', 'assignedUserId', null],
		['task', 'description', ''],
	])('empties a field of the %s where that is asked for: %s', async (resource, name, empty) => {
		const store = account.table(resource === 'task' ? 'tasks' : 'activities');
		const id = resource === 'task' ? 10001 : 3001;
		Object.assign(there(store.get(id)), {
			assignedUserId: 4,
			endDatetime: '2026-12-01 09:00:00',
			startDatetime: '2026-12-01 08:00:00',
			location: 'Hall',
			purposeId: 3,
			description: 'x',
		});
		const before = { ...store.get(id) };
		const { error, output } = await run(
			changed(resource, { [name]: blankOf(name) }, { blankValues: 'clear' }),
			{ items: [{ nothing: '' }] },
		);
		expect(error).toBeUndefined();
		expect(saved()).toEqual([{ id, [name]: empty }]);
		const told = {
			assignedUserId: { assignedTo: null },
			description: { description: null },
			endDatetime: { end: null },
			startDatetime: { start: null },
		}[name] ?? { fields: { [name]: empty } };
		expect(output[0]?.json).toEqual({
			id,
			...(resource === 'task' ? { kind: 'Task' } : {}),
			...told,
		});
		expect(store.get(id)).toEqual({
			...before,
			[name]: empty,
			modifiedDate: store.get(id)?.modifiedDate,
		});
	});

	it('that iVvy does not take as empty is told by its field', async () => {
		account.fake.vendor.options.nulls = 'refused';
		const { error } = await run(
			changed('activity', { purposeId: '={{ null }}' }, { blankValues: 'clear' }),
		);
		expect([error?.message, error?.description]).toEqual([
			'iVvy does not accept one of the values',
			expect.stringContaining("'purposeId' does not validate"),
		]);
	});

	it.each([
		['activity', 'name', 'Title'],
		['activity', 'venueId', 'Venue'],
		['task', 'name', 'Title'],
		['task', 'endDatetime', 'Due'],
		['task', 'venueId', 'Venue'],
	])('can not empty a field that has to hold something: %s %s', async (resource, name, label) => {
		expect(
			await refused(changed(resource, { [name]: blankOf(name) }, { blankValues: 'clear' }), {
				items: [{ nothing: '' }],
			}),
		).toBe(`"${label}" is empty, and this field can't be cleared`);
	});

	it.each([
		['activity', 'subType', 'Type'],
		['activity', 'priority', 'Priority'],
		['task', 'priority', 'Priority'],
		['task', 'status', 'Status'],
	])('is none of the choices of a drop-down: %s %s', async (resource, name, label) => {
		for (const options of [{}, { blankValues: 'clear' }])
			expect(
				await refused(changed(resource, { [name]: '={{ $json.nothing }}' }, options), {
					items: [{}],
				}),
			).toBe(`"${label}" is empty`);
	});

	it.each([
		[
			'the task that is completed',
			{ resource: 'task', operation: 'complete', taskId: byId('={{ $json.nothing }}') },
			'"Task" is empty',
		],
		[
			'the venue of the task that is completed',
			{
				resource: 'task',
				operation: 'complete',
				taskId: byId('10001'),
				additionalFields: { venueId: byId('={{ $json.nothing }}') },
			},
			'"Venue" is empty',
		],
		[
			'the venue of a list',
			{
				resource: 'task',
				operation: 'getMany',
				filters: { venueId: byId('={{ $json.nothing }}') },
			},
			'"Venue" is empty',
		],
		[
			'a note',
			{
				resource: 'note',
				operation: 'update',
				noteOn: 'lead',
				leadId: byId('2001'),
				noteId: byId('8001'),
				note: '={{ $json.nothing }}',
			},
			'"Text" is empty',
		],
		[
			'the name of a purpose',
			{ resource: 'activityPurpose', operation: 'create', name: '={{ $json.nothing }}', type: 1 },
			'"Name" is empty',
		],
	])('is refused as %s', async (_name, parameters, message) => {
		for (const nothing of ['', null])
			expect(await refused(parameters, { items: [{ nothing }] })).toBe(message);
	});
});
