'use strict';
/** What days, blanks and what is missing mean. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { failureOf } = require('../support/failures');

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
const update = (updateFields, options = {}) => ({
	operation: 'update',
	activityId: byId('5'),
	updateFields,
	options,
});
const NOTHING = ['', '  ', null, undefined];

describe('a day', () => {
	it.each([
		[
			'America/New_York',
			{ start: '2026-12-01', end: '', additionalFields: { duration: 60 } },
			['2026-12-01T05:00:00Z', '2026-12-01T06:00:00Z'],
		],
		[
			'America/New_York',
			{ start: '2026-12-01', end: '2026-12-01' },
			['2026-12-01T05:00:00Z', '2026-12-02T04:59:59Z'],
		],
		[
			'Asia/Tokyo',
			{ start: '2026-12-01', end: '2026-12-01T09:00:00' },
			['2026-11-30T15:00:00Z', '2026-12-01T00:00:00Z'],
		],
		[
			'Asia/Tokyo',
			{ start: '2026-12-01T09:00:00', end: '2026-12-02' },
			['2026-12-01T00:00:00Z', '2026-12-02T14:59:59Z'],
		],
		[
			'Europe/Berlin',
			{ start: '={{ 46357 }}', end: '={{ "46357.5" }}' },
			['2026-11-30T23:00:00Z', '2026-12-01T11:00:00Z'],
		],
	])('is one of the zone %s: %j', async (timezone, times, [start, end]) => {
		const { error } = await run({ ...create, ...times }, { timezone });
		expect(error).toBeUndefined();
		expect(fake.calls[0].json).toMatchObject({ start, end });
	});

	it('starts a filter with its first moment', async () => {
		await run(
			{ operation: 'getMany', returnAll: false, limit: 1, filters: { date: '2026-12-01' } },
			{ timezone: 'America/New_York' },
		);
		expect(fake.calls[0].query.get('query')).toBe(`date>${Date.UTC(2026, 11, 1, 5) / 1000}`);
	});

	it('that ends before it starts is refused', async () => {
		expect(await refused({ ...create, start: '2026-12-02', end: '2026-12-01' })).toBe(
			'"End" is before "Start"',
		);
	});
});

describe('a blank', () => {
	const FILLED = {
		notes: 'Old',
		source: 'WEB',
		source_id: '7',
		contact_ids: [179001],
		organization_ids: [196401],
		assignee_ids: [46944],
		linked_to: 1227,
	};
	const CLEARED = {
		notes: '',
		source: '',
		source_id: '',
		contact_ids: [],
		organization_ids: [],
		assignee_ids: [],
		linked_to: 0,
	};
	const blankOf = (name) =>
		name.endsWith('_ids')
			? { values: [{ id: byId('={{ $json.nothing }}') }] }
			: name === 'linked_to'
				? byId('={{ $json.nothing }}')
				: '={{ $json.nothing }}';
	const blanks = (names) => Object.fromEntries(names.map((name) => [name, blankOf(name)]));
	const NAMES = Object.keys(FILLED);
	beforeEach(() => Object.assign(stored(5), structuredClone(FILLED)));

	it.each(NOTHING.map((nothing) => [nothing]))(
		'changes nothing in an update, which is told (%j)',
		async (nothing) => {
			const { error, hints } = await run(
				update({
					...blanks([...NAMES, 'name', 'start', 'end', 'user_timezone', 'is_status']),
					visibility_type: 'private',
				}),
				{ items: [{ nothing }] },
			);
			expect(error).toBeUndefined();
			expect(stored(5)).toMatchObject({ ...FILLED, visibility_type: 'private' });
			expect(JSON.stringify(hints)).toContain('12 blank values were ignored');
		},
	);

	it('that is all there is, is nothing to update', async () => {
		expect(await refused(update(blanks(NAMES)), { items: [{ nothing: '' }] })).toBe(
			'There is nothing to update: all values are blank',
		);
	});

	it.each(NAMES)('empties %s where that is asked for, and nothing else', async (name) => {
		const before = structuredClone(stored(5));
		const { error } = await run(update(blanks([name]), { blankValues: 'clear' }), {
			items: [{ nothing: '' }],
		});
		expect(error).toBeUndefined();
		expect(stored(5)).toEqual({
			...before,
			[name]: CLEARED[name],
			updated_at: stored(5).updated_at,
			updated_by: stored(5).updated_by,
		});
	});

	it.each([
		['name', 'Title'],
		['start', 'Start'],
		['end', 'End'],
		['user_timezone', 'Time Zone'],
		['is_status', 'Completed'],
	])('can not empty %s, and says so', async (name, label) => {
		expect(
			await refused(update(blanks([name]), { blankValues: 'clear' }), { items: [{ nothing: '' }] }),
		).toBe(`"${label}" is empty, and this field can't be cleared`);
	});

	it.each([
		['activity_type', 'Type'],
		['visibility_type', 'Visibility'],
	])('is none of the choices of a drop-down (%s)', async (name, label) => {
		for (const nothing of NOTHING)
			expect(await refused(update(blanks([name])), { items: [{ nothing }] })).toBe(
				`"${label}" is empty`,
			);
	});

	it('is not sent with a new record', async () => {
		for (const nothing of NOTHING) {
			fake.reset();
			const { error } = await run(
				{ ...create, additionalFields: blanks(NAMES) },
				{ items: [{ nothing }] },
			);
			expect(error).toBeUndefined();
			expect(NAMES.filter((name) => name in fake.calls[0].json)).toEqual([]);
		}
	});

	it.each([
		['name', 'Title'],
		['source', 'Source'],
		['source_id', 'Source ID'],
		['date', 'Date After'],
		['is_status', 'Status'],
		['contact_id', 'Contact'],
		['activityType', 'Type'],
	])('is refused as a filter (%s)', async (name, label) => {
		const value = name === 'contact_id' ? byId('={{ $json.nothing }}') : '={{ $json.nothing }}';
		for (const nothing of NOTHING)
			expect(
				await refused(
					{ operation: 'getMany', returnAll: true, filters: { [name]: value } },
					{ items: [{ nothing }] },
				),
			).toBe(`"${label}" is empty`);
	});

	it('is no raw filter', async () => {
		const list = {
			operation: 'getMany',
			returnAll: true,
			filters: { is_status: 'completed' },
			options: { query: '={{ $json.nothing }}' },
		};
		for (const nothing of NOTHING)
			expect(await refused(list, { items: [{ nothing }] })).toBe('"Raw Filter" is empty');
	});

	it.each(['delete', 'deleteMany', 'complete', 'get'])('is no ID: %s', async (operation) => {
		const many = operation === 'deleteMany';
		for (const nothing of NOTHING)
			expect(
				await refused(
					{
						operation,
						...(many
							? { activityIds: '={{ $json.nothing }}' }
							: { activityId: byId('={{ $json.nothing }}') }),
					},
					{ items: [{ nothing }] },
				),
			).toBe(many ? '"Activity IDs" is empty' : '"Activity" is empty');
	});
});

describe('what fails before the items', () => {
	const items = Array.from({ length: 150 }, (_, index) => ({
		id: index + 1,
		mark: `row ${index}`,
	}));
	const many = { operation: 'deleteMany', activityIds: '={{ $json.id }}' };

	it.each([
		['the confirmation', many, /^This run would delete 150 activities$/],
		[
			'an option',
			{ ...many, options: { allowMany: true, timeout: 'soon' } },
			/^"Timeout \(Seconds\)" must be a whole number/,
		],
		[
			'an expression in an option',
			{ ...many, options: { allowMany: '={{ true }}' } },
			/^"Allow More Than 100" (?:can't be an expression|must be true or false)/,
		],
	])(
		'%s is the outcome of each item, and none leaves as if it were done',
		async (_name, parameters, message) => {
			const continued = await run(parameters, { items, onError: 'continueErrorOutput' });
			expect([continued.output, continued.errorOutput.length]).toEqual([[], 150]);
			expect(
				continued.errorOutput.map(({ json, pairedItem }) => [
					json.error,
					failureOf(json).completed,
					pairedItem.item,
					json.mark,
				]),
			).toEqual(
				items.map(({ mark }, index) => [expect.stringMatching(message), 'no', index, mark]),
			);
			const regular = await run(parameters, { items, onError: 'continueRegularOutput' });
			expect(regular.output.map(({ json }) => json.error)).toEqual(
				Array(150).fill(expect.stringMatching(message)),
			);
			expect((await run(parameters, { items })).error.message).toMatch(message);
			expect([fake.calls, fake.vendor.store.activities.size]).toEqual([[], 3000]);
		},
	);
});

describe('what a write depends on', () => {
	const updating = (options) => ({
		operation: 'update',
		activityId: byId('5'),
		updateFields: { name: 'Mine' },
		options,
	});

	it.each([
		['Last Known Change', { ifChanged: 'fail', knownSince: '={{ $json.nothing }}' }],
		['On Conflict', { ifChanged: '={{ $json.nothing }}' }],
		['Mute Invitations', { muteInvitations: '={{ $json.nothing }}' }],
		['Description Is Base64', { notesAreBase64: '={{ $json.nothing }}' }],
	])('is no blank: %s', async (label, options) => {
		for (const nothing of NOTHING)
			expect(await refused(updating(options), { items: [{ nothing }] })).toBe(
				`"${label}" is empty`,
			);
	});
});

describe('a raw filter', () => {
	const list = (query, filters = {}) => ({
		operation: 'getMany',
		returnAll: true,
		filters,
		options: { query },
	});

	it.each([
		['activityType=', '"activityType of Raw Filter" is empty'],
		['is_status=true,source=  ', '"source of Raw Filter" is empty'],
		['date> ', '"date of Raw Filter" is empty'],
		[',', '"Raw Filter" is empty'],
		['is_status=true,', '"Raw Filter" is empty'],
	])('has no blanks: %s', async (query, message) => {
		expect(await refused(list(query))).toBe(message);
	});

	it('never takes the place of a filter', async () => {
		expect(await refused(list('query=activityType=call', { activityType: 'lunch' }))).toBe(
			'"activityType" is both in "Raw Filter" and in Filters',
		);
	});
});
