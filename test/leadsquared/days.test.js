'use strict';
/** What a day means where LeadSquared knows moments only. */
const { byId } = require('../support/fakes');
const {
	create,
	good,
	newTask,
	ofActivity,
	run,
	started,
	task,
	update,
} = require('./support/forms');

describe('days', () => {
	const zones = {
		'Europe/Berlin': ['2026-12-01 22:59:59', '2026-11-30 23:00:00'],
		'America/New_York': ['2026-12-02 04:59:59', '2026-12-01 05:00:00'],
	};

	it.each(Object.entries(zones))(
		'a day in %s is that day: its end for what is due and To, its start for From and Date',
		async (timezone, [end, start]) => {
			const { fake, base } = await started();
			for (const day of ['2026-12-01', 46357, '46357']) {
				fake.calls.length = 0;
				const at = { timezone, items: [{ day }] };
				good(
					await run(
						base,
						newTask({ additionalFields: { due: '={{ $json.day }}', end: '={{ $json.day }}' } }),
						at,
					),
				);
				good(
					await run(
						base,
						create({
							lead: byId(fake.vendor.leadId(1)),
							additionalFields: { date: '={{ $json.day }}' },
						}),
						at,
					),
				);
				good(
					await run(
						base,
						ofActivity({
							operation: 'deleteMany',
							lead: byId(fake.vendor.leadId(1)),
							activityTypes: { values: [{ id: byId('202') }] },
							from: '={{ $json.day }}',
							to: '={{ $json.day }}',
						}),
						at,
					),
				);
				good(
					await run(
						base,
						ofActivity({
							operation: 'getMany',
							scope: 'recent',
							from: '={{ $json.day }}',
							to: '={{ $json.day }}',
							returnAll: true,
						}),
						at,
					),
				);
				good(
					await run(
						base,
						task('getMany', {
							scope: 'owner',
							owner: byId('user2@account.example'),
							from: '={{ $json.day }}',
							to: '={{ $json.day }}',
							status: 'all',
							returnAll: true,
						}),
						at,
					),
				);
				const window = { FromDate: start, ToDate: end };
				// What a due day means depends on the task type, which is read.
				const [types, ...sent] = fake.calls.map(({ json }) => json);
				expect(types).toBeUndefined();
				expect(sent).toEqual(
					[
						{ DueDate: end, EndDate: end },
						{ ActivityDateTime: start },
						window,
						{ Parameter: window },
						{ Parameter: window },
					].map((part) =>
						expect.objectContaining(
							'Parameter' in part ? { Parameter: expect.objectContaining(window) } : part,
						),
					),
				);
			}
		},
	);

	it.each(['appointments', 'todos'])(
		'%s are asked for by days, and one day is a whole one',
		async (scope) => {
			const { fake, base } = await started();
			const users = { values: [1, 2, 3, 4].map((n) => ({ id: byId(`user${n}@account.example`) })) };
			const form = (from, to) =>
				task('getMany', { scope, users, from, to, status: 'all', returnAll: true });
			const [kind, expected] = scope === 'todos' ? ['To-Do', 1] : ['Appointment', 0];
			const ofDay = [...fake.vendor.store.tasks.values()].filter(
				({ Category, DueDate }) =>
					Category === expected && new Date(DueDate).toISOString().startsWith('2026-01'),
			);
			const day = new Date(ofDay[0].DueDate).toISOString().slice(0, 10);
			const rows = good(await run(base, form(day, day)));
			expect(fake.calls[0].json).toMatchObject({ FromDate: day, ToDate: day });
			expect(rows.map(({ id, kind: its }) => [id, its])).toEqual(
				ofDay
					.filter(({ DueDate }) => new Date(DueDate).toISOString().startsWith(day))
					.map(({ UserTaskId }) => [UserTaskId, kind]),
			);
			expect(good(await run(base, form('2026-01-01', '2026-04-11'))).length).toBeGreaterThan(1);
			expect((await run(base, form('2026-01-01', '2026-04-12'))).error.message).toBe(
				'"From" and "To" are 101 days apart',
			);
			expect((await run(base, form('2026-01-02', '2026-01-01'))).error.message).toBe(
				'"From" is after "To"',
			);
			// All of them are due at 10:00 UTC.
			expect(good(await run(base, form(`${day}T10:00:00Z`, `${day}T10:00:00Z`)))).toHaveLength(
				rows.length,
			);
			expect(good(await run(base, form(`${day}T10:00:01Z`, `${day}T12:00:00Z`)))).toEqual([]);
		},
	);

	it('an appointment has the end that was set, not the time when it was done', async () => {
		const { fake, base } = await started();
		const [done] = [...fake.vendor.store.tasks.values()].filter(
			({ Category, StatusCode }) => Category === 0 && StatusCode === 1,
		);
		const [read] = good(await run(base, task('get', { taskId: byId(done.UserTaskId) })));
		expect(read).toMatchObject({
			kind: 'Appointment',
			status: 'Completed',
			end: new Date(done.EndDate).toISOString().replace('.000', ''),
		});
		const ofLead = good(
			await run(
				base,
				task('getMany', {
					scope: 'lead',
					lead: byId(fake.vendor.leadId(1)),
					returnAll: true,
					status: 'completed',
				}),
			),
		);
		expect(ofLead.map(({ end }) => end)).toEqual(ofLead.map(() => null));
	});
});

describe('a day of a task', () => {
	const due = async (run, fake, parameters, items) => {
		good(await run(parameters, { items }));
		const { DueDate, EndDate } = fake.calls.at(-1).json;
		return [DueDate, EndDate];
	};
	const MORNING = '2026-11-30 23:00:00';
	const EVENING = '2026-12-01 22:59:59';

	it.each([
		['Meeting', MORNING],
		['To-Do', EVENING],
	])('is its start for an appointment, its end for a to-do: %s', async (type, expected) => {
		const { fake, base } = await started();
		const day = '2026-12-01';
		const typed = (more) => newTask({ taskType: byId(type), ...more });
		const made = (more, items) =>
			due((parameters, rest) => run(base, parameters, rest), fake, typed(more), items);
		expect(await made({ additionalFields: { due: day, end: day } })).toEqual([expected, EVENING]);
		expect(
			await made({ valuesFrom: 'portable', portableActivity: '={{ $json }}', name: '' }, [
				{ kind: 'meeting', title: 'Visit', start: day, end: day },
			]),
		).toEqual([expected, EVENING]);
	});

	it.each([
		[0, MORNING],
		[1, EVENING],
	])('is the same when a task is changed (category %i)', async (category, expected) => {
		const { fake, base } = await started();
		const [task] = [...fake.vendor.store.tasks.values()].filter(
			({ Category }) => Category === category,
		);
		const form = (value) => ({
			resource: 'task',
			operation: 'update',
			taskId: byId(task.UserTaskId),
			updateFields: { due: value },
		});
		const changed = (value) => due((parameters) => run(base, parameters), fake, form(value));
		expect(await changed('2026-12-01')).toEqual([expected, undefined]);
		fake.calls.length = 0;
		await changed('2026-12-01T10:00:00');
		expect(fake.calls).toHaveLength(1);
	});
});

it.each(['todos', 'appointments'])(
	'%s of users are those of the days of the workflow',
	async (scope) => {
		const { fake, base } = await started();
		const category = scope === 'todos' ? 1 : 0;
		const mine = [...fake.vendor.store.tasks.values()].filter(
			({ Category, OwnerEmailAddress, OwnerId }) =>
				Category === category &&
				(OwnerEmailAddress ?? OwnerId) !== undefined &&
				[OwnerEmailAddress, OwnerId].some((owner) =>
					['user2@account.example', fake.vendor.userId(2)].includes(owner),
				),
		);
		const times = ['2027-11-30T18:29:59Z', '2027-11-30T20:00:00Z', '2027-12-01T18:29:59Z'];
		const late = '2027-12-01T20:00:00Z';
		for (const [index, time] of [...times, late].entries())
			mine[index].DueDate =
				typeof mine[index].DueDate === 'number' ? Date.parse(time) : new Date(time);
		const found = good(
			await run(
				base,
				task('getMany', {
					scope,
					users: { values: [{ id: byId('user2@account.example') }] },
					from: '2027-12-01',
					to: '2027-12-01',
					status: 'all',
					returnAll: true,
				}),
				{ timezone: 'Asia/Kolkata' },
			),
		);
		expect(found.map(({ due: at }) => at)).toEqual(times.slice(1));
	},
);
