'use strict';
/** External ID, and an import that is run again. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const run = async (parameters, more = {}) =>
	await runNode({ ...base, parameters: { resource: 'activity', ...parameters }, ...more });
const refused = async (parameters, more) => {
	const { error } = await run(parameters, more);
	expect(fake.calls).toEqual([]);
	return error.message;
};
const stored = (id) => fake.vendor.store.activities.get(id);
const create = {
	operation: 'create',
	name: 'Call Ada',
	activity_type: 'call',
	start: '2026-12-01T10:00:00',
	end: '2026-12-01T11:00:00',
	additionalFields: {},
};
const NOTHING = ['', '  ', null, undefined];

describe('External ID', () => {
	const imported = {
		...create,
		name: '={{ $json.name }}',
		options: { externalId: '={{ $json.key }}' },
	};

	it("that came blank makes no record and takes over none, least of all a stranger's", async () => {
		Object.assign(stored(5), { source: 'n8n', source_id: '' });
		const before = structuredClone([...fake.vendor.store.activities.values()]);
		for (const key of NOTHING) {
			const { output, errorOutput } = await run(imported, {
				items: [1, 2, 3].map((n) => ({ name: `Row ${n}`, key })),
				onError: 'continueErrorOutput',
			});
			expect([output, errorOutput.map(({ json }) => json.error)]).toEqual([
				[],
				Array(3).fill('"External ID" is empty'),
			]);
		}
		expect([fake.calls, [...fake.vendor.store.activities.values()]]).toEqual([[], before]);
	});

	it('that the filter can not hold is refused by its own name', async () => {
		const { output } = await run(imported, {
			items: ['a,b', 'a=b'].map((key) => ({ name: 'Row', key })),
			onError: 'continueRegularOutput',
		});
		expect([output.map(({ json }) => json.error), fake.calls]).toEqual([
			Array(2).fill('"External ID" can\'t hold a comma, =, < or > in a filter'),
			[],
		]);
	});

	it('finds a record again, and a second import changes what it fills in and nothing else', async () => {
		const [
			{
				json: { id },
			},
		] = (
			await run(
				{
					...imported,
					additionalFields: { notes: 'First', assignee_ids: { values: [{ id: byId('46944') }] } },
				},
				{ items: [{ name: 'Row', key: 'a' }] },
			)
		).output;
		// What people do to it meanwhile.
		Object.assign(stored(id), {
			is_status: true,
			visibility_type: 'private',
			user_timezone: 'Asia/Singapore',
			linked_to: 1227,
			is_send_invitation: true,
			assignee_ids: [46945],
		});
		const before = { ...stored(id) };
		const [{ json: again }] = (
			await run(
				{
					...imported,
					additionalFields: {
						notes: '={{ $json.notes }}',
						assignee_ids: { values: [{ id: byId('={{ $json.nobody }}') }] },
						linked_to: byId('={{ $json.nobody }}'),
					},
				},
				{ items: [{ name: 'Row, renamed', key: 'a', notes: 'Second', nobody: '' }] },
			)
		).output;
		expect(again).toMatchObject({ id, updated: true });
		expect(stored(id)).toEqual({
			...before,
			name: 'Row, renamed',
			notes: 'Second',
			updated_at: stored(id).updated_at,
		});
	});
});

describe('an import that is run again', () => {
	const imported = (activity, more = {}) =>
		run(
			{
				...create,
				name: '',
				activity_type: '',
				start: '',
				end: '',
				valuesFrom: 'portable',
				portableActivity: '={{ $json }}',
				options: { externalId: 'A-1' },
				...more,
			},
			{ items: [activity] },
		);
	const idOf = ({ error, output }) => {
		expect(error?.message).toBeUndefined();
		return output[0].json.id;
	};
	const CALL = { kind: 'call', title: 'Call', start: '2026-12-01T10:00:00Z' };
	const utc = (time) => new Date(time).toISOString();

	it('does not open again what a person has completed, and completes what is done', async () => {
		const open = { ...CALL, end: '2026-12-01T11:00:00Z', done: false };
		const id = idOf(await imported(open));
		expect(stored(id).is_status).toBe(false);
		stored(id).is_status = true;
		expect([idOf(await imported(open)), stored(id).is_status]).toEqual([id, true]);
		stored(id).is_status = false;
		await imported({ ...open, done: true });
		expect(stored(id).is_status).toBe(true);
	});

	it('keeps an end that the activity does not tell, unless it would end before it starts', async () => {
		const id = idOf(await imported(CALL));
		expect(utc(stored(id).end)).toBe('2026-12-01T10:30:00.000Z');
		stored(id).end = '2026-12-01T12:00:00Z';
		idOf(await imported({ ...CALL, start: '2026-12-01T09:00:00Z' }));
		expect([stored(id).start, stored(id).end].map(utc)).toEqual([
			'2026-12-01T09:00:00.000Z',
			'2026-12-01T12:00:00.000Z',
		]);
		idOf(await imported({ ...CALL, start: '2026-12-02T09:00:00Z' }));
		expect(utc(stored(id).end)).toBe('2026-12-02T09:30:00.000Z');
		idOf(await imported(CALL, { additionalFields: { duration: 5 } }));
		expect(utc(stored(id).end)).toBe('2026-12-01T10:05:00.000Z');
	});

	it('keeps a start that the activity does not tell', async () => {
		const lone = { kind: 'task', title: 'Task', due: '2026-12-01T11:00:00Z' };
		const id = idOf(await imported(lone));
		stored(id).start = '2026-12-01T08:00:00Z';
		idOf(await imported(lone));
		expect(utc(stored(id).start)).toBe('2026-12-01T08:00:00.000Z');
	});

	it('a Source ID that is not the External ID is an error that names both', async () => {
		const both = { ...create, options: { externalId: 'A-1' } };
		expect(await refused({ ...both, additionalFields: { source_id: 'other' } })).toBe(
			'"External ID" and "Source ID" are different',
		);
		idOf(await run({ ...both, additionalFields: { source_id: 'A-1' } }));
	});
});
