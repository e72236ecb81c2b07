'use strict';
/**
 * Reading activities: one shape from every source, whole lists whatever paging means, times in
 * all of LeadSquared's forms.
 */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { activityShape } = require('../../dist/nodes/LeadSquared/activityRecord');
const { isoOf } = require('../../dist/nodes/LeadSquared/times');

const WIDE = { from: '2025-01-01', to: '2027-01-01' };
const open = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));
const started = async (options) => {
	const made = await fakeFor('leadSquared', options);
	open.push(made.fake);
	return made;
};
const read = async (base, parameters) => {
	const { error, output } = await runNode({ ...base, parameters });
	expect(error?.message).toBeUndefined();
	return output.map(({ json }) => json);
};

it('an activity looks the same from the list of a lead, by type, recently modified, details and webhook', async () => {
	const { fake, base } = await started({});
	const id = fake.vendor.extraId(4);
	const { RelatedProspectId: lead, ActivityEvent: type } = fake.vendor.store.activities.get(id);
	const find = (rows) => rows.find((row) => row.id === id);
	const list = { returnAll: true, output: 'simplified' };
	const sources = [
		find(
			await read(base, {
				resource: 'activity',
				operation: 'getMany',
				scope: 'lead',
				lead: byId(lead),
				...list,
			}),
		),
		find(
			await read(base, {
				resource: 'activity',
				operation: 'getMany',
				scope: 'recent',
				...WIDE,
				activityType: byId(String(type)),
				...list,
			}),
		),
		find(
			await read(base, {
				resource: 'customActivity',
				operation: 'getMany',
				activityType: byId(String(type)),
				...WIDE,
				...list,
			}),
		),
		(
			await read(base, {
				resource: 'customActivity',
				operation: 'get',
				activityType: byId(String(type)),
				activityId: byId(id),
			})
		)[0],
	];
	const { description, status, assignedTo } = sources[0];
	for (const [index, source] of sources.entries()) {
		expect(source).toMatchObject({ id, typeCode: type, status, assignedTo });
		// The details have no times (contract 4.11); of the note nothing is known, and the fake's have
		// none.
		if (index < 3)
			expect(source).toMatchObject({
				description,
				createdAt: expect.stringMatching(/^2026-.*Z$/),
			});
		expect(source.fields).toMatchObject({ mx_Custom_1: sources[0].fields.mx_Custom_1 });
	}
	expect(
		new Set(
			sources
				.slice(0, 3)
				.map(
					({ relatedTo: [{ id: lead }], createdAt, updatedAt }) =>
						`${lead} ${createdAt} ${updatedAt}`,
				),
		).size,
	).toBe(1);
});

/** People write such things into notes, and so do other programs. */
const LIKE_JSON = ['{"order":5}', '[1,2]', '[12345678901234567891]', ' {"a":{"b":[]}} ', '[]'];

it.each(LIKE_JSON)('a note that reads like JSON is a text: %s', async (note) => {
	const { fake, base } = await started({});
	const lead = byId(fake.vendor.leadId(1));
	const form = {
		resource: 'customActivity',
		operation: 'create',
		activityType: byId('202'),
		leadBy: 'id',
		lead,
		note,
		fields: { mappingMode: 'defineBelow', value: null },
		additionalFields: {},
	};
	const [{ id }] = await read(base, form);
	const list = { resource: 'activity', operation: 'getMany', scope: 'lead', lead, returnAll: true };
	const shown = async (output) =>
		(await read(base, { ...list, output })).find((row) => row.id === id);
	expect((await shown('simplified')).description).toBe(note);
	expect((await shown('portable')).title).toBe(note);
});

it.each(['ActivityEvent_Note', 'Note', 'Status', 'Owner'])(
	'%s is a text of the activity itself, whatever it reads like',
	(name) => {
		const held = {
			'list of a lead': { ActivityFields: { [name]: '["x"]' } },
			flat: { [name]: '["x"]' },
		};
		for (const row of Object.values(held)) {
			const { note, status, owner } = activityShape({ Id: '1', ...row });
			expect([note, status, owner]).toContain('["x"]');
		}
	},
);

it.each([
	['rows', 'ActivityFields'],
	['pages', 'Fields'],
])(
	'reads all activities of a lead when Offset counts %s',
	async (offsetCounts, activityFieldsKey) => {
		const { fake, base } = await started({
			offsetCounts,
			activityFieldsKey,
			records: { leads: 1, activities: 2500 },
		});
		const all = [...fake.vendor.store.activities.values()]
			.filter(({ RelatedProspectId }) => RelatedProspectId === fake.vendor.leadId(1))
			.map(({ ProspectActivityId }) => ProspectActivityId);
		const rows = await read(base, {
			resource: 'activity',
			operation: 'getMany',
			scope: 'lead',
			lead: byId(fake.vendor.leadId(1)),
			returnAll: true,
		});
		expect(rows.map(({ id }) => id).sort()).toEqual(all.sort());
		expect(all.length).toBeGreaterThan(2000);
	},
);

it('loses and repeats nothing over pages although a thousand activities have the same time', async () => {
	const { fake, base } = await started({ records: { activities: 20_000 } });
	const ofType = [...fake.vendor.store.activities.values()].filter(
		({ ActivityEvent }) => ActivityEvent === 201,
	);
	for (const activity of ofType) activity.ModifiedOn = ofType[0].ModifiedOn;
	const rows = await read(base, {
		resource: 'customActivity',
		operation: 'getMany',
		activityType: byId('201'),
		...WIDE,
		returnAll: true,
	});
	expect(rows).toHaveLength(ofType.length);
	expect(new Set(rows.map(({ id }) => id)).size).toBe(ofType.length);
	expect(ofType.length).toBeGreaterThan(2000);
	expect(fake.calls.length).toBeLessThanOrEqual(Math.ceil(ofType.length / 1000) + 1);
});

it('asks for the newest first when one page is enough, and for no more than that', async () => {
	const { fake, base } = await started({});
	const rows = await read(base, {
		resource: 'customActivity',
		operation: 'getMany',
		activityType: byId('201'),
		...WIDE,
		returnAll: false,
		limit: 5,
	});
	expect(rows.map(({ modified }) => modified)).toEqual(
		rows
			.map(({ modified }) => modified)
			.sort()
			.reverse(),
	);
	expect(fake.calls[0].json.Paging).toEqual({ PageIndex: 1, PageSize: 5 });
});

it('gives the history of an activity, with the values before and after', async () => {
	const { fake, base } = await started({});
	const rows = await read(base, {
		resource: 'activity',
		operation: 'getHistory',
		scope: 'activity',
		activityId: byId(fake.vendor.extraId(2)),
		...WIDE,
		returnAll: true,
	});
	expect(rows.length).toBeGreaterThan(0);
	expect(fake.calls[0].json.Parameter).toMatchObject({
		ActivityID: fake.vendor.extraId(2),
		FromDate: '2024-12-31 23:00:00',
	});
	expect(JSON.stringify(rows)).toContain('Second note');
});

it.each([
	['an empty window', { from: '2026-02-01', to: '2026-01-01' }, '"From" is after "To"'],
	['no window', { from: '={{ "" }}' }, '"From" is empty'],
])('refuses %s before anything is sent', async (_name, window, message) => {
	const { fake, base } = await started({});
	const { error } = await runNode({
		...base,
		parameters: {
			resource: 'activity',
			operation: 'getMany',
			scope: 'recent',
			returnAll: true,
			...window,
		},
	});
	expect([error.message, fake.calls]).toEqual([message, []]);
});

describe('delete', () => {
	const form = (fake, more) => ({
		resource: 'activity',
		operation: 'deleteMany',
		lead: byId(fake.vendor.leadId(1)),
		activityTypes: { values: [{ id: byId('202') }] },
		...more,
	});

	it('wants a period or a clear word, and says that it is queued', async () => {
		const { fake, base } = await started({});
		const { error } = await runNode({ ...base, parameters: form(fake, {}) });
		expect([error.message, error.description, fake.calls]).toEqual([
			'"From" and "To" are both empty',
			expect.stringContaining('Delete Regardless of Date'),
			[],
		]);
		const [queued] = await read(base, form(fake, { deleteAll: true }));
		expect(queued).toMatchObject({
			deleted: true,
			queued: true,
			relatedTo: [{ type: 'lead', id: fake.vendor.leadId(1), name: null }],
			activityTypes: [202],
		});
		expect(fake.calls[0].json).toEqual({
			ProspectId: fake.vendor.leadId(1),
			ActivityEventList: ['202'],
		});
	});
});

it('reads the three forms of a time, and never', () => {
	expect(
		[
			'2026-08-08 05:52:30',
			'2026-08-08 05:52:30.120',
			'8/8/2026 5:52:30 AM',
			'12/31/2026 12:00:01 PM',
			'/Date(1502992091000+0000)/',
			'0001-01-01 00:00:00.000',
			'',
			undefined,
			'soon',
			'31/12/2026 12:00:01 PM',
			'/Date(99999999999999999)/',
		].map(isoOf),
	).toEqual([
		'2026-08-08T05:52:30Z',
		'2026-08-08T05:52:30Z',
		'2026-08-08T05:52:30Z',
		'2026-12-31T12:00:01Z',
		'2017-08-17T17:48:11Z',
		null,
		null,
		null,
		'soon',
		'31/12/2026 12:00:01 PM',
		'/Date(99999999999999999)/',
	]);
});

it('takes the pairs of a telephony note apart, the last value that is one', () => {
	const shape = activityShape({
		ProspectActivityId: 'a',
		ActivityEvent: '21',
		Data: {
			Note: 'Duration{=}60{next}Agent{=}Ann{next}Duration{=}90{next}Agent{=}',
			Status: 'Done',
		},
	});
	expect(shape).toMatchObject({
		id: 'a',
		type: 21,
		status: 'Done',
		fields: { Duration: '90', Agent: 'Ann' },
	});
});
