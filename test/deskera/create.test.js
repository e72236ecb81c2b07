'use strict';
/** New activities. */
const { runNode } = require('../support/reported');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const run = (parameters, more = {}) =>
	runNode({
		...base,
		parameters: {
			resource: 'activity',
			additionalFields: {},
			updateFields: {},
			filters: {},
			options: {},
			...parameters,
		},
		...more,
	});
const create = {
	operation: 'create',
	name: 'Call Ada',
	activity_type: 'call',
	start: '2026-12-01T10:00:00',
	end: '2026-12-01T11:00:00',
};
const stored = (id) => fake.vendor.store.activities.get(id);
const json = (result) => result.output.map((item) => item.json);

describe('create', () => {
	it('sends every field, notes encoded, times in UTC, nobody invited', async () => {
		const result = await run({
			...create,
			additionalFields: {
				notes: 'Grüße <b>会議</b>',
				contact_ids: { values: [{ id: byId('179001') }, { id: byId('179002, 179003') }] },
				organization_ids: { values: [{ id: byId('196401') }] },
				assignee_ids: { values: [{ id: byId('46944') }] },
				linked_to: byId('1001'),
				is_status: true,
				visibility_type: 'team',
				user_timezone: 'Asia/Singapore',
				is_availability: true,
				source: 'WEB',
				source_id: '7',
			},
		});
		expect(fake.calls[0].json).toEqual({
			name: 'Call Ada',
			activity_type: 'call',
			start: '2026-12-01T09:00:00Z',
			end: '2026-12-01T10:00:00Z',
			notes: Buffer.from('Grüße <b>会議</b>').toString('base64'),
			contact_ids: [179001, 179002, 179003],
			organization_ids: [196401],
			assignee_ids: [46944],
			linked_to: 1001,
			is_status: true,
			visibility_type: 'team',
			user_timezone: 'Asia/Singapore',
			is_availability: true,
			source: 'WEB',
			source_id: '7',
			is_send_invitation: false,
			is_send_contacts_invitation: false,
		});
		expect(stored(3001).notes).toBe('Grüße <b>会議</b>');
		const named = (id) => ({ id, name: null });
		const assignee = { ...named(46944), email: null };
		expect(json(result)[0]).toEqual({
			id: 3001,
			title: 'Call Ada',
			description: 'Grüße 会議',
			kind: 'Call',
			start: '2026-12-01T09:00:00Z',
			end: '2026-12-01T10:00:00Z',
			due: null,
			externalId: '7',
			status: 'Completed',
			done: true,
			assignedTo: assignee,
			assignees: [assignee],
			relatedTo: [
				...[179001, 179002, 179003].map((id) => ({ type: 'contact', ...named(id) })),
				{ type: 'company', ...named(196401) },
				{ type: 'deal', ...named(1001) },
			],
			fields: {
				visibility_type: 'team',
				user_timezone: 'Asia/Singapore',
				is_availability: true,
				source: 'WEB',
				source_id: '7',
				is_send_invitation: false,
				is_send_contacts_invitation: false,
			},
		});
	});

	it('takes a duration instead of an end', async () => {
		await run({ ...create, end: '', additionalFields: { duration: 45 } });
		expect(fake.calls[0].json).toMatchObject({
			start: '2026-12-01T09:00:00Z',
			end: '2026-12-01T09:45:00Z',
		});
	});

	it('counts a duration from the beginning of a day', async () => {
		await run({ ...create, start: '2026-12-01', end: '', additionalFields: { duration: 45 } });
		expect(fake.calls[0].json).toMatchObject({
			start: '2026-11-30T23:00:00Z',
			end: '2026-11-30T23:45:00Z',
		});
	});

	it('wants one of the two', async () => {
		const result = await run({ ...create, end: '' });
		expect(result.error.message).toBe('"End" is empty');
		expect(fake.calls).toEqual([]);
	});
});
