'use strict';
/** What a blank means, field by field. */
const { byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');
const {
	activity,
	create,
	good,
	newTask,
	ofActivity,
	run,
	started,
	task,
	update,
} = require('./support/forms');

describe('blanks', () => {
	const BLANK = ['', '  ', null, undefined];
	const gives = (value) => ({ items: [{ cell: value }] });

	it.each(BLANK)('a blank cell (%j) never wipes what a lead has', async (cell) => {
		const { fake, base } = await started();
		const before = structuredClone(fake.vendor.store.leads.get(fake.vendor.leadId(1)));
		const newLead = {
			LastName: '={{ $json.cell }}',
			Phone: '={{ $json.cell }}',
			FirstName: 'Known',
		};
		good(
			await run(
				base,
				create({ leadBy: 'email', email: before.EmailAddress, createLead: true, newLead }),
				gives(cell),
			),
		);
		expect(fake.calls[0].json.LeadDetails.map(({ Attribute }) => Attribute)).toEqual([
			'FirstName',
			'EmailAddress',
			'SearchBy',
		]);
		expect({ ...fake.vendor.store.leads.get(fake.vendor.leadId(1)), ModifiedOn: 0 }).toEqual({
			...before,
			ModifiedOn: 0,
			FirstName: 'Known',
		});
	});

	it('clears fields of a lead when that was asked for, but not the one it was found by', async () => {
		const { fake, base } = await started();
		const before = structuredClone(fake.vendor.store.leads.get(fake.vendor.leadId(1)));
		const newLead = { LastName: '={{ $json.cell }}', EmailAddress: '={{ $json.cell }}' };
		good(
			await run(
				base,
				create({
					leadBy: 'email',
					email: before.EmailAddress,
					createLead: true,
					newLead,
					options: { blankValues: 'clear' },
				}),
				gives(''),
			),
		);
		expect(fake.vendor.store.leads.get(fake.vendor.leadId(1))).toMatchObject({
			LastName: '',
			EmailAddress: before.EmailAddress,
			Phone: before.Phone,
		});
	});

	const EVERYTHING = {
		fields: mapped(
			{
				mx_Custom_2: '={{ $json.cell }}',
				mx_Custom_3: '={{ $json.cell }}',
				mx_Custom_10: '={{ ({ mx_CustomObject_1: $json.cell }) }}',
			},
			{ mx_Custom_2: 'number', mx_Custom_3: 'dateTime', mx_Custom_10: 'object' },
		),
		updateFields: {
			note: '={{ $json.cell }}',
			status: byId('={{ $json.cell }}'),
			owner: byId('={{ $json.cell }}'),
		},
	};

	it.each(BLANK)(
		'an update leaves alone what comes blank (%j), and says how many',
		async (cell) => {
			const { fake, base } = await started();
			const id = fake.vendor.activityId(8);
			const before = structuredClone(activity(fake, id));
			const result = await run(
				base,
				update({
					activityId: byId(id),
					...EVERYTHING,
					fields: {
						...EVERYTHING.fields,
						value: { ...EVERYTHING.fields.value, mx_Custom_1: 'New' },
					},
				}),
				gives(cell),
			);
			good(result);
			expect(fake.calls[0].json).toEqual({
				ProspectActivityId: id,
				ActivityEvent: 201,
				Fields: [{ SchemaName: 'mx_Custom_1', Value: 'New' }],
			});
			expect({ ...activity(fake, id), ModifiedOn: 0 }).toEqual({
				...before,
				ModifiedOn: 0,
				Fields: { ...before.Fields, mx_Custom_1: 'New' },
			});
			expect(result.hints[0].message).toMatch(/^6 blank values were ignored/);
		},
	);

	it.each([true, false])(
		'Clear the Field clears note, status, owner, fields and what is in a set (batched %s)',
		async (batching) => {
			const { fake, base } = await started();
			const ids = [8, 16].map(fake.vendor.activityId);
			const items = ids.map((id) => ({ id, cell: '' }));
			good(
				await run(
					base,
					update({
						activityId: byId('={{ $json.id }}'),
						...EVERYTHING,
						options: { blankValues: 'clear', batching },
					}),
					{ items },
				),
			);
			for (const id of ids)
				expect(activity(fake, id)).toMatchObject({
					ActivityNote: '',
					Status: '',
					Owner: '',
					Fields: { mx_Custom_2: '', mx_Custom_3: '', mx_Custom_10: { mx_CustomObject_1: '' } },
				});
		},
	);

	it('a new activity gets none of the blanks, whatever was asked for; one that is found is cleared', async () => {
		const { fake, base } = await started();
		const form = create({
			lead: byId(fake.vendor.leadId(1)),
			note: '={{ $json.cell }}',
			fields: mapped({ mx_Custom_2: '={{ $json.cell }}' }),
			additionalFields: { status: byId('={{ $json.cell }}'), owner: byId('={{ $json.cell }}') },
			options: { blankValues: 'clear', externalId: 'x-1', externalIdField: 'mx_Custom_1' },
		});
		const [{ id }] = good(await run(base, form, gives('')));
		expect(fake.calls.at(-1).json).toEqual({
			RelatedProspectId: fake.vendor.leadId(1),
			ActivityEvent: 202,
			Fields: [{ SchemaName: 'mx_Custom_1', Value: 'x-1' }],
		});
		Object.assign(activity(fake, id), { ActivityNote: 'Called', Status: 'Completed' });
		const [again] = good(await run(base, form, gives('')));
		expect([again.id, activity(fake, id)]).toEqual([
			id,
			expect.objectContaining({
				ActivityNote: '',
				Status: '',
				Owner: '',
				Fields: { mx_Custom_1: 'x-1', mx_Custom_2: '' },
			}),
		]);
	});

	it('a second import changes only what is filled in, and keeps the External ID', async () => {
		const { fake, base } = await started();
		const form = (more) =>
			create({
				lead: byId(fake.vendor.leadId(1)),
				fields: mapped({ mx_Custom_1: '={{ $json.cell }}' }),
				options: { externalId: '[1]', externalIdField: 'mx_Custom_1' },
				...more,
			});
		const other = await run(base, form({ note: 'Called' }), gives('other'));
		expect([other.error.message, fake.calls]).toEqual([
			'"External ID" and "mx_Custom_1" are different',
			[],
		]);
		const [{ id }] = good(await run(base, form({ note: 'Called' }), gives('[1]')));
		Object.assign(activity(fake, id), {
			Status: 'Completed',
			Owner: fake.vendor.userId(3),
			CreatedOn: 1,
		});
		const before = structuredClone(activity(fake, id));
		const [again] = good(await run(base, form({ note: '' }), gives('')));
		expect([again.id, { ...activity(fake, id), ModifiedOn: 0 }]).toEqual([
			id,
			{ ...before, ModifiedOn: 0 },
		]);
	});

	it.each([
		[
			'update',
			{
				updateFields: {
					Description: '={{ $json.cell }}',
					Location: '={{ $json.cell }}',
					name: 'New',
					end: '={{ $json.cell }}',
					ReminderTime: '={{ $json.cell }}',
					customFields: { values: [{ name: byId('mx_Custom_1'), value: '={{ $json.cell }}' }] },
				},
			},
		],
	])('a task keeps what comes blank (%s)', async (_name, more) => {
		const { fake, base } = await started({ taskUpdateKeys: 'all' });
		for (const cell of BLANK) {
			fake.calls.length = 0;
			good(
				await run(
					base,
					task('update', { taskId: byId(fake.vendor.taskId(2)), ...more }),
					gives(cell),
				),
			);
			expect(fake.calls[0].json).toEqual({ UserTaskId: fake.vendor.taskId(2), Name: 'New' });
		}
	});

	it('a task is cleared where LeadSquared can do that, else an error names the field', async () => {
		const { fake, base } = await started({ taskUpdateKeys: 'all' });
		const id = fake.vendor.taskId(2);
		const form = (updateFields) =>
			task('update', { taskId: byId(id), updateFields, options: { blankValues: 'clear' } });
		good(
			await run(
				base,
				form({
					Description: '',
					Location: '',
					customFields: { values: [{ name: byId('mx_Custom_1'), value: '' }] },
				}),
			),
		);
		expect(fake.calls.at(-1).json).toEqual({
			UserTaskId: id,
			Description: '',
			Location: '',
			CustomFields: { mx_Custom_1: '' },
		});
		fake.calls.length = 0;
		for (const [field, label] of [
			['due', 'Due'],
			['end', 'End'],
			['name', 'Title'],
			['owner', 'Assigned To'],
			['ReminderTime', 'Reminder Time'],
		]) {
			const { error } = await run(
				base,
				form({ [field]: field === 'owner' ? byId('={{ "" }}') : '' }),
			);
			expect(error.message).toBe(`"${label}" is empty, and this field can't be cleared`);
		}
		expect(fake.calls).toEqual([]);
	});

	it.each([
		['From', { from: '={{ $json.cell }}', to: '2026-12-31' }],
		['To', { from: '2026-01-01', to: '={{ $json.cell }}' }],
		['From', { from: '={{ $json.cell }}', deleteAll: true }],
		[
			'Activity Types',
			{ from: '2026-01-01', activityTypes: { values: [{ id: byId('={{ $json.cell }}') }] } },
		],
		['Activity Types', { from: '2026-01-01', activityTypes: '={{ $json.cell }}' }],
		['Lead', { from: '2026-01-01', lead: byId('={{ $json.cell }}') }],
		['Delete Regardless of Date', { deleteAll: '={{ $json.cell }}' }],
	])('a deletion is never widened: %s (%j)', async (label, more) => {
		const { fake, base } = await started();
		for (const cell of BLANK) {
			const form = ofActivity({
				operation: 'deleteMany',
				lead: byId(fake.vendor.leadId(1)),
				activityTypes: { values: [{ id: byId('202') }] },
				...more,
			});
			const { error } = await run(base, form, gives(cell));
			expect([error.message, error.description, fake.calls]).toEqual([
				`"${label}" is empty`,
				expect.stringContaining('Nothing was sent.'),
				[],
			]);
		}
	});

	const LISTS = {
		'a type of the activities of a lead': [
			'Activity Type',
			(fake) =>
				ofActivity({
					operation: 'getMany',
					scope: 'lead',
					lead: byId(fake.vendor.leadId(1)),
					activityType: byId('={{ $json.cell }}'),
				}),
		],
		'the end of a period': [
			'To',
			() =>
				ofActivity({
					operation: 'getMany',
					scope: 'recent',
					from: '2026-01-01',
					to: '={{ $json.cell }}',
				}),
		],
		'the types of a history': [
			'Activity Types',
			() =>
				ofActivity({
					operation: 'getHistory',
					scope: 'types',
					from: '2026-01-01',
					activityTypes: { values: [{ id: byId('={{ $json.cell }}') }] },
				}),
		],
		'types that were not picked': [
			'Activity Types',
			() =>
				ofActivity({
					operation: 'getHistory',
					scope: 'types',
					from: '2026-01-01',
					activityTypes: {},
				}),
		],
		'the start of the tasks of an owner': [
			'From',
			() =>
				task('getMany', {
					scope: 'owner',
					owner: byId('user2@account.example'),
					from: '={{ $json.cell }}',
					status: 'all',
				}),
		],
		users: [
			'Users',
			() =>
				task('getMany', {
					scope: 'todos',
					users: { values: [{ id: byId('={{ $json.cell }}') }] },
					from: '2026-01-01',
					to: '2026-01-02',
					status: 'all',
				}),
		],
		'what activities are wanted': [
			'Activities',
			() => ofActivity({ operation: 'getMany', scope: '={{ $json.cell }}' }),
		],
		'the status': [
			'Status',
			() =>
				task('getMany', {
					scope: 'owner',
					owner: byId('user2@account.example'),
					status: '={{ $json.cell }}',
				}),
		],
		'what a task is related to': [
			'Related Record',
			(fake) => newTask({ relatedTo: '={{ $json.cell }}', lead: byId(fake.vendor.leadId(1)) }),
		],
		'how a lead is found': [
			'Find Lead By',
			(fake) => create({ leadBy: '={{ $json.cell }}', lead: byId(fake.vendor.leadId(1)) }),
		],
		'an email to find a lead by': [
			'Email',
			() =>
				create({ leadBy: 'email', email: '={{ $json.cell }}', options: { blankValues: 'clear' } }),
		],
		'whom to notify': [
			'Notify',
			() => newTask({ additionalFields: { NotifyBy: '={{ $json.cell }}' } }),
		],
	};

	it.each(Object.entries(LISTS))(
		'%s that comes blank is an error',
		async (_name, [label, form]) => {
			const { fake, base } = await started();
			for (const cell of BLANK) {
				const { error } = await run(base, { returnAll: true, ...form(fake) }, gives(cell));
				expect([error?.message, fake.calls]).toEqual([`"${label}" is empty`, []]);
			}
		},
	);

	it('a blank switch is off: no lead is created', async () => {
		const { fake, base } = await started();
		for (const cell of BLANK) {
			const { error } = await run(
				base,
				create({ leadBy: 'email', email: 'a@example.com', createLead: '={{ $json.cell }}' }),
				gives(cell),
			);
			expect([error?.description, fake.vendor.writes]).toEqual([
				expect.stringContaining('LeadSquared says: Lead does not exist.'),
				[],
			]);
		}
	});
});

it('a portable activity without a description keeps the one that is there', async () => {
	const { fake, base } = await started();
	const form = create({
		lead: byId(fake.vendor.leadId(1)),
		note: '',
		valuesFrom: 'portable',
		portableActivity: '={{ $json }}',
		options: { externalId: 'p-1', externalIdField: 'mx_Custom_1' },
	});
	const imported = async (item) => good(await run(base, form, { items: [item] }))[0].id;
	const id = await imported({ kind: 'call', title: 'One' });
	activity(fake, id).ActivityNote = 'One\nBy hand';
	for (const description of [undefined, '']) {
		await imported({ kind: 'call', title: 'Two', description });
		expect(activity(fake, id).ActivityNote).toBe('Two\nBy hand');
	}
	await imported({ kind: 'call', description: 'Written' });
	expect(activity(fake, id).ActivityNote).toBe('Two\nWritten');
	await imported({ kind: 'call', title: 'Three', description: 'All' });
	expect(activity(fake, id).ActivityNote).toBe('Three\nAll');
});
