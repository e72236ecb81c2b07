'use strict';
/** What joins a bulk call of LeadSquared, and what each of its rows says. */
const { byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');
const {
	UNKNOWN,
	activity,
	create,
	good,
	newTask,
	paths,
	run,
	started,
	update,
} = require('./support/forms');

describe('what joins a bulk call', () => {
	it('two updates with an attachment each: both are stored', async () => {
		const { fake, base } = await started();
		const items = [1, 2].map((n) => ({
			id: fake.vendor.extraId(n),
			url: `https://files.example/${n}.pdf`,
		}));
		for (const { id } of items) activity(fake, id).ActivityEvent = 207;
		const attachments = { values: [{ url: '={{ $json.url }}', name: 'Offer' }] };
		good(
			await run(
				base,
				update({
					activityType: byId('207'),
					activityId: byId('={{ $json.id }}'),
					updateFields: { note: 'New' },
					attachments,
				}),
				{ items },
			),
		);
		const stored = [...fake.vendor.store.attachments.values()].map(
			({ ProspectActivityId, AttachmentFile }) => [ProspectActivityId, AttachmentFile],
		);
		expect(stored.sort()).toEqual(items.map(({ id, url }) => [id, url]).sort());
		expect(paths(fake).sort()).toEqual([
			'Attachment/Add',
			'Attachment/Add',
			'Bulk/CustomActivity/Update',
		]);
	});

	it('the flag for drop-downs does, files in the background do not, whoever the owner is', async () => {
		const { fake, base } = await started();
		const items = [8, 16, 24].map((n) => ({ id: fake.vendor.activityId(n) }));
		const form = update({
			activityId: byId('={{ $json.id }}'),
			fields: mapped({ mx_Custom_4: 'Off the list' }),
			options: { validateDropDownOptions: true },
		});
		good(await run(base, form, { items }));
		expect(
			fake.calls.map(({ json }) =>
				json.map(({ ValidateDropDownOptions }) => ValidateDropDownOptions),
			),
		).toEqual([[true, true, true]]);
		fake.calls.length = 0;
		const files = {
			options: { processFilesAsync: true },
			additionalFields: { owner: byId('user2@account.example') },
		};
		const made = good(
			await run(
				base,
				create({
					leadBy: 'email',
					email: fake.vendor.store.leads.get(fake.vendor.leadId(4)).EmailAddress,
					...files,
				}),
				{ items: [{}, {}] },
			),
		);
		expect(paths(fake).filter((path) => path.startsWith('Bulk'))).toEqual([]);
		for (const { id } of made)
			expect(activity(fake, id)).toMatchObject({
				Owner: fake.vendor.userId(2),
				RelatedProspectId: fake.vendor.leadId(4),
			});
	});

	it('updates that were found by their External ID share one, too', async () => {
		const { fake, base } = await started();
		const form = create({
			lead: byId(fake.vendor.leadId(1)),
			note: '={{ $json.note }}',
			options: { externalId: '={{ $json.key }}', externalIdField: 'mx_Custom_1' },
		});
		const items = (note) => ['a', 'b', 'c'].map((key) => ({ key, note: `${note} ${key}` }));
		const first = good(await run(base, form, { items: items('first') }));
		fake.calls.length = 0;
		const second = good(await run(base, form, { items: items('second') }));
		expect(paths(fake).filter((path) => path !== 'Retrieve')).toEqual([
			'Bulk/CustomActivity/Update',
		]);
		expect(second.map(({ id, updated }) => [id, updated])).toEqual(
			first.map(({ id }) => [id, true]),
		);
		expect(first.map(({ id }) => activity(fake, id).ActivityNote)).toEqual([
			'second a',
			'second b',
			'second c',
		]);
	});
});

describe('rows of bulk answers', () => {
	const rowsOf = (rewrite) => ({
		rewrite: (answer) => ({
			...answer,
			body: { ...answer.body, Response: rewrite(answer.body.Response) },
		}),
	});
	const five = (fake) =>
		Array.from({ length: 5 }, (_, index) => ({
			name: `Task ${index}`,
			lead: fake.vendor.leadId(index + 1),
			id: fake.vendor.activityId(8 * (index + 1)),
		}));
	const CALLS = {
		'new tasks': [
			newTask({ name: '={{ $json.name }}', options: { batching: true } }),
			(fake, json, index) => fake.vendor.store.tasks.get(json.id).Name === `Task ${index}`,
		],
		'new activities': [
			create({ lead: byId('={{ $json.lead }}'), note: '={{ $json.name }}' }),
			(fake, json, index) => activity(fake, json.id).ActivityNote === `Task ${index}`,
		],
		'changed activities': [
			update({ activityId: byId('={{ $json.id }}'), updateFields: { note: '={{ $json.name }}' } }),
			(fake, json, index) => activity(fake, json.id).ActivityNote === `Task ${index}`,
		],
	};

	it.each(Object.entries(CALLS))(
		'%s: the one without a row is unknown, the others get theirs by its number, in any order',
		async (_name, [form, isRight]) => {
			const { fake, base } = await started();
			fake.fault(
				'rewrite',
				rowsOf((rows) => rows.filter((_, index) => index !== 2).reverse()),
			);
			const { output } = await run(base, form, {
				items: five(fake),
				onError: 'continueRegularOutput',
			});
			expect(output.map(({ json }) => json.details?.completed)).toEqual([
				undefined,
				undefined,
				'unknown',
				undefined,
				undefined,
			]);
			for (const index of [0, 1, 3, 4]) expect(isRight(fake, output[index].json, index)).toBe(true);
		},
	);

	it.each(Object.entries(CALLS).slice(0, 2))(
		"%s: rows without numbers are nobody's",
		async (_name, [form]) => {
			const { fake, base } = await started();
			fake.fault(
				'rewrite',
				rowsOf((rows) => rows.map(({ RowNumber: _number, ...row }) => row)),
			);
			const { output } = await run(base, form, {
				items: five(fake),
				onError: 'continueRegularOutput',
			});
			expect(output.map(({ json }) => json.details?.completed)).toEqual(Array(5).fill('unknown'));
		},
	);

	it('a changed activity is found by its ID where the rows have no numbers', async () => {
		const { fake, base } = await started();
		fake.fault(
			'rewrite',
			rowsOf((rows) => rows.map(({ RowNumber: _number, ...row }) => row).reverse()),
		);
		const items = five(fake);
		items[3].id = UNKNOWN;
		const { output } = await run(base, CALLS['changed activities'][0], {
			items,
			onError: 'continueRegularOutput',
		});
		expect(output.map(({ json }) => json.details?.completed ?? json.id)).toEqual([
			items[0].id,
			items[1].id,
			items[2].id,
			'no',
			items[4].id,
		]);
	});

	it('a row about another activity, or two rows with one number, say nothing', async () => {
		const { fake, base } = await started();
		fake.fault(
			'rewrite',
			rowsOf((rows) => [
				{ ...rows[0], ProspectActivityId: UNKNOWN },
				rows[1],
				{ ...rows[2], RowNumber: 2 },
			]),
		);
		const { output } = await run(base, CALLS['changed activities'][0], {
			items: five(fake).slice(0, 3),
			onError: 'continueRegularOutput',
		});
		expect(output.map(({ json }) => json.details?.completed)).toEqual([
			'unknown',
			'unknown',
			'unknown',
		]);
	});

	it('one activity alone in a bulk call is read in the same way', async () => {
		const { fake, base } = await started();
		const form = create({
			leadBy: 'email',
			email: fake.vendor.store.leads.get(fake.vendor.leadId(1)).EmailAddress,
		});
		for (const [rows, completed] of [
			[[{ ActivityCreated: true, ProspectActivityId: UNKNOWN }], undefined],
			[[{ RowNumber: 2, ActivityCreated: true, ProspectActivityId: UNKNOWN }], 'unknown'],
			[[{ RowNumber: 1, ActivityCreated: false }], 'no'],
			[[{ RowNumber: 1, ActivityCreated: true }], 'unknown'],
			[[], 'unknown'],
		]) {
			fake.fault(
				'rewrite',
				rowsOf(() => rows),
			);
			const {
				output: [{ json }],
			} = await run(base, form, { onError: 'continueRegularOutput' });
			expect(json.details?.completed).toBe(completed);
		}
	});
});
