'use strict';
/** Updates of activities. */
const { runNode } = require('../support/reported');
const { fakeFor, byId } = require('../support/fakes');
const { titled } = require('../support/titles');

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
const stored = (id) => fake.vendor.store.activities.get(id);
const json = (result) => result.output.map((item) => item.json);

describe('update', () => {
	it('changes what is named and nothing else, though PUT replaces the record', async () => {
		const before = { ...stored(5) };
		const result = await run({
			operation: 'update',
			activityId: byId('5'),
			updateFields: { name: 'New', is_status: true },
		});
		expect(result.error).toBeUndefined();
		const { updated_at: _a, updated_by: _b, ...after } = stored(5);
		const {
			updated_at: _c,
			updated_by: _d,
			...wanted
		} = { ...before, name: 'New', is_status: true };
		expect(after).toEqual(wanted);
		expect(json(result)).toEqual([{ id: 5, title: 'New', status: 'Completed', done: true }]);
	});

	it('keeps notes with any characters', async () => {
		await run({
			operation: 'update',
			activityId: byId('5'),
			updateFields: { notes: 'Ä 会議 <br>' },
		});
		await run({ operation: 'update', activityId: byId('5'), updateFields: { name: 'Again' } });
		expect(stored(5).notes).toBe('Ä 会議 <br>');
	});

	it('takes notes that are encoded already, and refuses what is not', async () => {
		await run({
			operation: 'update',
			activityId: byId('5'),
			updateFields: { notes: 'R3LDvMOfZQ==' },
			options: { notesAreBase64: true },
		});
		expect(stored(5).notes).toBe('Grüße');
		fake.calls.length = 0;
		const { error } = await run({
			operation: 'update',
			activityId: byId('5'),
			updateFields: { notes: 'plain text' },
			options: { notesAreBase64: true },
		});
		expect(error.message).toBe('"Description" is not base64');
		expect(fake.calls).toEqual([]);
	});

	it('changes of several items to one activity all arrive, though they are sent side by side', async () => {
		const items = ['a', 'b', 'c'].flatMap((value) => [
			{ id: 5, source: value },
			{ id: 5, name: value },
			{ id: 6, source: value },
		]);
		const result = await run(
			{
				operation: 'update',
				activityId: byId('={{ $json.id }}'),
				updateFields: { source: '={{ $json.source }}', name: '={{ $json.name }}' },
				options: { parallel: 9 },
			},
			{ items },
		);
		expect(result.error).toBeUndefined();
		expect(result.output).toHaveLength(9);
		expect([stored(5), stored(6)]).toMatchObject([{ source: 'c', name: 'c' }, { source: 'c' }]);
	});

	it('stops waiting items too when one fails', async () => {
		const items = Array.from({ length: 20 }, (_, index) => ({ id: index === 0 ? 99999 : 5 }));
		const result = await run(
			{ operation: 'update', activityId: byId('={{ $json.id }}'), updateFields: { source: 'x' } },
			{ items },
		);
		expect(result.error.message).toEqual(titled('The activity does not exist'));
		expect(fake.vendor.writes.length).toBeLessThan(3);
	});

	describe('somebody changed it in between', () => {
		const others = async () => {
			await run({
				operation: 'update',
				activityId: byId('5'),
				updateFields: { source: 'someone else' },
			});
			fake.vendor.writes.length = 0;
		};
		const read = async (output) =>
			json(await run({ operation: 'get', activityId: byId('5'), output }))[0];
		const change = (item, options = {}) =>
			run(
				{ operation: 'update', activityId: byId('5'), updateFields: { name: 'Mine' }, options },
				{ items: [item] },
			);

		it.each(['simplified', 'raw'])(
			'the output says so, and the other change stays (%s item)',
			async (output) => {
				const item = await read(output);
				await others();
				const [written] = json(await change(item));
				expect(written.changedMeanwhile).toMatch(/^\d{4}-.*Z$/);
				expect(stored(5)).toMatchObject({ name: 'Mine', source: 'someone else' });
			},
		);

		it.each(['simplified', 'raw'])('nothing is said when nobody did (%s item)', async (output) => {
			expect(json(await change(await read(output)))).toEqual([{ id: 5, title: 'Mine' }]);
		});

		it('can forbid the update', async () => {
			const item = await read('simplified');
			await others();
			const { error } = await change(item, { ifChanged: 'fail' });
			expect(error.message).toMatch(
				/^Somebody changed the activity at .*, after this workflow had read it$/,
			);
			expect(error.description).toMatch(/^Nothing was written/);
			expect(fake.vendor.writes).toEqual([]);
		});

		it('the time can come from elsewhere', async () => {
			const { updatedAt } = await read('simplified');
			await others();
			expect(
				(await change({ seen: updatedAt }, { ifChanged: 'fail', knownSince: '={{ $json.seen }}' }))
					.error.message,
			).toMatch(/^Somebody changed/);
			expect(json(await change({ seen: updatedAt }))).toEqual([{ id: 5, title: 'Mine' }]);
		});

		it('an item that is another activity says nothing about this one', async () => {
			const item = { ...(await read('simplified')), id: 6 };
			await others();
			expect(json(await change(item, { ifChanged: 'fail' }))).toEqual([{ id: 5, title: 'Mine' }]);
		});
	});

	it('can mute the invitations', async () => {
		await run({
			operation: 'update',
			activityId: byId('5'),
			updateFields: { is_send_invitation: true, is_send_contacts_invitation: true },
		});
		await run({
			operation: 'update',
			activityId: byId('5'),
			updateFields: { name: 'Again' },
			options: { muteInvitations: true },
		});
		expect(stored(5)).toMatchObject({
			is_send_invitation: false,
			is_send_contacts_invitation: false,
		});
	});

	it.each([
		['is_send_invitation', 'Send Invitation to Assignees'],
		['is_send_contacts_invitation', 'Send Invitation to Contacts'],
	])('sends no mail where it is told to send and to mute: %s', async (name, label) => {
		const before = fake.vendor.writes.length;
		const { error } = await run({
			operation: 'update',
			activityId: byId('5'),
			updateFields: { [name]: true },
			options: { muteInvitations: true },
		});
		expect([error.message, fake.vendor.writes.length]).toEqual([
			`"${label}" is on, and "Mute Invitations" too`,
			before,
		]);
	});
});
