'use strict';
/** What a value of the form means: a day, a blank, a field that is to be emptied, a record that it belongs to. */
const { setTimeout: sleep } = require('node:timers/promises');
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('ivvy')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const run = async (parameters, more = {}) => await runNode({ ...base, parameters, ...more });
const sent = () => fake.calls.map(({ json }) => json);
/** Without the reading of a text that may keep an External ID. */
const saved = () =>
	fake.calls.filter(({ rawUrl }) => rawUrl.includes('addOrUpdate')).map(({ json }) => json);
const refused = async (parameters, more) => {
	const { error } = await run(parameters, more);
	expect(sent()).toEqual([]);
	return error.message;
};
const activity = {
	resource: 'activity',
	operation: 'create',
	name: 'Visit',
	subType: 1,
	description: 'About',
	belongsTo: 'contact',
	contactId: byId('45001'),
	additionalFields: {},
};
const task = {
	resource: 'task',
	operation: 'create',
	name: 'Call',
	endDatetime: '2026-12-01T09:30:00',
	belongsTo: 'contact',
	contactId: byId('45001'),
	additionalFields: {},
};
const changed = (resource, updateFields, options = {}) => ({
	resource,
	operation: 'update',
	[`${resource}Id`]: byId(resource === 'task' ? '10001' : '3001'),
	belongsTo: 'unchanged',
	updateFields,
	options,
});

/** Fields of an upsert that are always shown, as n8n leaves them where nobody touches them. */
const UPSERTS = {
	activity: { activityId: byId('3001'), name: '', subType: 'unchanged', description: '' },
	task: { taskId: byId('10001'), name: '', endDatetime: '' },
};

describe('a day', () => {
	it.each([
		[
			'America/New_York',
			{ startDatetime: '2026-12-01', endDatetime: '2026-12-01T10:00:00' },
			['2026-12-01 05:00:00', '2026-12-01 15:00:00'],
		],
		[
			'Asia/Tokyo',
			{ startDatetime: '2026-12-01T10:00:00', endDatetime: '2026-12-01' },
			['2026-12-01 01:00:00', '2026-12-01 14:59:59'],
		],
		[
			'America/New_York',
			{ startDatetime: '2026-12-01', endDatetime: '2026-12-01' },
			['2026-12-01 05:00:00', '2026-12-02 04:59:59'],
		],
		[
			'Europe/Berlin',
			{ startDatetime: 46357, endDatetime: '46357.5' },
			['2026-11-30 23:00:00', '2026-12-01 11:00:00'],
		],
	])('is one of the zone %s: %o', async (timezone, additionalFields, [start, end]) => {
		const { error } = await run(
			{
				...activity,
				additionalFields: Object.fromEntries(
					Object.keys(additionalFields).map((name) => [name, `={{ $json.${name} }}`]),
				),
			},
			{ timezone, items: [additionalFields] },
		);
		expect(error).toBeUndefined();
		expect(sent()[0]).toMatchObject({ startDatetime: start, endDatetime: end });
	});

	it('that ends before it starts is refused, by what would be sent', async () => {
		expect(
			await refused({
				...activity,
				additionalFields: { startDatetime: '2026-12-02', endDatetime: '2026-12-01' },
			}),
		).toBe('"End" is before "Start"');
	});

	it.each(['create', 'update', 'upsert'])('is due at its end: task %s', async (operation) => {
		const due = { endDatetime: '2026-12-01' };
		await run(
			{
				...task,
				operation,
				taskId: byId('10001'),
				...(operation === 'update' ? { updateFields: due } : due),
			},
			{ timezone: 'America/New_York' },
		);
		expect(sent()[0].endDatetime).toBe('2026-12-02 04:59:59');
	});
});

describe('a blank', () => {
	const blanks = [[''], ['  '], [null], [undefined]];
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
	const blankOf = (name) =>
		name.endsWith('Id') && name !== 'purposeId'
			? byId('={{ $json.nothing }}')
			: '={{ $json.nothing }}';

	it.each(blanks)('is not sent with a new record (%j)', async (nothing) => {
		for (const [form, fields] of [
			[activity, FIELDS.activity.slice(0, 5)],
			[task, FIELDS.task.slice(0, 2)],
		]) {
			fake.reset();
			const { error } = await run(
				{
					...form,
					additionalFields: Object.fromEntries(fields.map((name) => [name, blankOf(name)])),
				},
				{ items: [{ nothing }] },
			);
			expect(error).toBeUndefined();
			expect(fields.filter((name) => name !== 'endDatetime' && name in sent()[0])).toEqual([]);
		}
	});

	it.each(blanks)('changes nothing in an update, which is told (%j)', async (nothing) => {
		for (const [resource, fields] of Object.entries(FIELDS)) {
			fake.reset();
			const blank = Object.fromEntries(fields.map((name) => [name, blankOf(name)]));
			const { error, hints } = await run(changed(resource, { ...blank, priority: 'high' }), {
				items: [{ nothing }],
			});
			expect(error).toBeUndefined();
			expect(sent()).toEqual([{ id: resource === 'task' ? 10001 : 3001, priority: 'high' }]);
			expect(JSON.stringify(hints)).toContain(`${fields.length} blank values were ignored`);
			expect(
				await (fake.reset(), refused(changed(resource, blank), { items: [{ nothing }] })),
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
				fake.reset();
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
		const store = fake.vendor.store[resource === 'task' ? 'tasks' : 'activities'];
		const id = resource === 'task' ? 10001 : 3001;
		Object.assign(store.get(id), {
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
		expect(output[0].json).toEqual({
			id,
			...(resource === 'task' ? { kind: 'Task' } : {}),
			...told,
		});
		expect(store.get(id)).toEqual({
			...before,
			[name]: empty,
			modifiedDate: store.get(id).modifiedDate,
		});
	});

	it('that iVvy does not take as empty is told by its field', async () => {
		fake.vendor.options.nulls = 'refused';
		const { error } = await run(
			changed('activity', { purposeId: '={{ null }}' }, { blankValues: 'clear' }),
		);
		expect([error.message, error.description]).toEqual([
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

describe('a drop-down for the record that something belongs to', () => {
	const forms = [
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
			expect(saved()[0].contactId).toBe(45001);
		},
	);
});

describe('an upsert', () => {
	it.each([
		['activity', { ...activity, operation: 'upsert', activityId: byId('={{ $json.id }}') }, 5501],
		['task', { ...task, operation: 'upsert', taskId: byId('={{ $json.id }}') }, 12501],
	])(
		'makes a new %s where the ID comes blank, whatever blanks mean to the other fields',
		async (_resource, form, id) => {
			for (const options of [{}, { blankValues: 'clear' }, { blankValues: 'unchanged' }]) {
				fake.reset();
				const { error, output } = await run(
					{ ...form, additionalFields: { assignedUserId: byId('={{ $json.user }}') }, options },
					{ items: [{ id: '', user: '' }] },
				);
				expect(error).toBeUndefined();
				expect(output[0].json.id).toBe(id);
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

describe('two items about one record go one after another', () => {
	/** The first call takes its time, as on a busy line. */
	const firstSlow = () => {
		const { handle } = fake.vendor;
		let calls = 0;
		fake.vendor.handle = async (call) => {
			if (calls++ === 0) await sleep(300);
			return handle(call);
		};
		return () => (fake.vendor.handle = handle);
	};

	it.each([
		[
			'activity update',
			{
				resource: 'activity',
				operation: 'update',
				activityId: byId('={{ $json.id }}'),
				belongsTo: 'unchanged',
				updateFields: { name: '={{ $json.text }}' },
			},
			3001,
			'activities',
			'name',
		],
		[
			'activity upsert',
			{
				...activity,
				operation: 'upsert',
				activityId: byId('={{ $json.id }}'),
				name: '={{ $json.text }}',
			},
			3001,
			'activities',
			'name',
		],
		[
			'task update',
			{
				resource: 'task',
				operation: 'update',
				taskId: byId('={{ $json.id }}'),
				belongsTo: 'unchanged',
				updateFields: { name: '={{ $json.text }}' },
			},
			10001,
			'tasks',
			'name',
		],
		[
			'task upsert',
			{ ...task, operation: 'upsert', taskId: byId('={{ $json.id }}'), name: '={{ $json.text }}' },
			10001,
			'tasks',
			'name',
		],
		[
			'purpose update',
			{
				resource: 'activityPurpose',
				operation: 'update',
				purposeId: byId('={{ $json.id }}'),
				updateFields: { name: '={{ $json.text }}' },
			},
			1,
			'purposes',
			'name',
		],
		[
			'note update',
			{
				resource: 'note',
				operation: 'update',
				noteOn: 'lead',
				leadId: byId('2001'),
				noteId: byId('={{ $json.id }}'),
				note: '={{ $json.text }}',
			},
			8001,
			'leadNotes',
			'note',
		],
	])('%s', async (_name, parameters, id, store, key) => {
		const restore = firstSlow();
		try {
			const { error, output } = await run(
				{ ...parameters, options: { parallel: 5 } },
				{ items: ['one', 'two', 'three'].map((text) => ({ id, text })) },
			);
			expect([error, output.length]).toEqual([undefined, 3]);
			expect(fake.vendor.store[store].get(id)[key]).toBe('three');
		} finally {
			restore();
		}
	});

	it('by whatever name their status is changed', async () => {
		const restore = firstSlow();
		try {
			await run(
				{
					resource: 'task',
					operation: 'complete',
					taskId: byId('10001'),
					additionalFields: {},
					options: { parallel: 5 },
				},
				{ items: [{}, {}] },
			);
			const [first, second] = fake.calls;
			expect(second.at - first.at).toBeGreaterThanOrEqual(290);
		} finally {
			restore();
		}
	});

	it('in background jobs too, each in a job of its own', async () => {
		fake.vendor.options.batchPolls = 0;
		const form = {
			resource: 'task',
			operation: 'update',
			taskId: byId('={{ $json.id }}'),
			belongsTo: 'unchanged',
			updateFields: { name: '={{ $json.text }}' },
			options: { batching: true },
		};
		const { error } = await run(form, {
			items: [
				[10001, 'one'],
				[10002, 'two'],
				[10001, 'three'],
				[10003, 'four'],
			].map(([id, text]) => ({ id, text })),
		});
		expect(error).toBeUndefined();
		const jobs = fake.calls
			.filter(({ query }) => query.get('action') === 'run')
			.map(({ json }) => json.jobs.map(({ params }) => params.name));
		expect(jobs).toEqual([['one', 'two', 'four']]);
		expect(fake.vendor.store.tasks.get(10001).name).toBe('three');
	});
});
