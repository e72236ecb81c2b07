'use strict';
/** Notes and sales activities of leads, and activities on opportunities: what is sent, stored and given out. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('leadSquared')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const run = (parameters, more = {}) => runNode({ ...base, parameters, ...more });
const json = ({ output }) => output.map((item) => item.json);

describe('a note', () => {
	const note = (operation, more) => ({ resource: 'note', operation, ...more });
	const lead = () => byId(fake.vendor.leadId(1));

	it('gives the same keys when it is created, changed, read and listed', async () => {
		const [made] = json(
			await run(note('create', { lead: lead(), note: 'Called', additionalFields: {} })),
		);
		const noteId = byId(made.id);
		const about = {
			id: made.id,
			kind: 'Note',
			relatedTo: [{ type: 'lead', id: fake.vendor.leadId(1), name: null }],
		};
		expect(made).toEqual({ ...about, description: 'Called' });
		const updateFields = { note: 'Called twice' };
		expect(json(await run(note('update', { lead: lead(), noteId, updateFields })))).toEqual([
			{ ...about, description: 'Called twice' },
		]);
		const [read] = json(await run(note('get', { lead: lead(), noteId })));
		expect(read).toEqual({
			...about,
			description: 'Called twice',
			attachment: null,
			createdBy: { id: null, name: expect.any(String), email: null },
			createdAt: expect.stringMatching(/Z$/),
			updatedAt: null,
			externalId: null,
		});
		const listed = json(await run(note('getMany', { lead: lead(), returnAll: true })));
		expect([listed.length, listed[0]]).toEqual([21, read]);
	});

	it('comes in either order', async () => {
		const sort = { direction: 0 };
		const rows = json(await run(note('getMany', { lead: lead(), returnAll: true, sort })));
		const times = rows.map(({ createdAt }) => createdAt);
		expect(times).toEqual([...times].sort());
	});

	it('is not updated with nothing, nor with an address that is none', async () => {
		const noteId = byId(fake.vendor.noteId(3));
		const update = async (updateFields) =>
			(await run(note('update', { lead: lead(), noteId, updateFields }))).error.message;
		expect(await update({})).toMatch(/nothing to update/i);
		expect(await update({ attachmentUrl: 'offer.pdf' })).toMatch(
			/^"Attachment URL" must be a web address, not "offer.pdf"/,
		);
		expect(fake.vendor.writes).toEqual([]);
	});
});

describe('a sales activity', () => {
	const sale = (operation, more) => ({ resource: 'salesActivity', operation, ...more });

	it('is created, read, changed and canceled', async () => {
		const lead = byId(fake.vendor.leadId(1));
		const [{ id }] = json(
			await run(
				sale('create', {
					lead,
					product: 'LOAN-01',
					status: 'Won',
					revenue: '1250.50',
					soldBy: byId('user2@account.example'),
					soldOn: '2026-11-20T10:00:00Z',
				}),
			),
		);
		const salesActivityId = byId(id);
		await run(sale('update', { lead, salesActivityId, updateFields: { revenue: 99.9 } }));
		const [read] = json(await run(sale('get', { lead, salesActivityId })));
		expect(read).toMatchObject({
			id,
			kind: 'Sales Activity',
			status: 'Won',
			product: { name: 'Home Loan' },
			revenue: 99.9,
			start: '2026-11-20T10:00:00Z',
			assignedTo: { id: fake.vendor.userId(2) },
			relatedTo: [{ type: 'lead', id: fake.vendor.leadId(1), name: null }],
		});
		const listed = json(await run(sale('getMany', { lead, returnAll: true })));
		expect(listed.find((one) => one.id === id)).toEqual(read);
		expect(json(await run(sale('cancel', { salesActivityId, note: 'No deal' })))).toEqual([
			{ id, canceled: true, description: 'No deal' },
		]);
		expect(fake.vendor.store.sales.get(id)).toMatchObject({ Status: 'Cancelled', Note: 'No deal' });
	});

	it('takes no revenue that is no number', async () => {
		const { error } = await run(
			sale('create', {
				lead: byId(fake.vendor.leadId(1)),
				product: 'LOAN-01',
				revenue: '1.250,50',
			}),
		);
		expect(error.message).toMatch(/^"Revenue" must be a number, not "1.250,50"/);
		expect(fake.calls).toHaveLength(0);
	});
});

describe('an activity on an opportunity', () => {
	const create = (more) => ({
		resource: 'opportunityActivity',
		operation: 'create',
		opportunity: byId('={{ $json.opportunity }}'),
		activityType: byId('202'),
		owner: byId('user2@account.example'),
		note: 'Called',
		fields: mapped({ mx_Custom_1: 'Rates' }),
		additionalFields: {},
		...more,
	});

	const opportunityOf = ({ relatedTo }) => relatedTo.find(({ type }) => type === 'opportunity').id;

	it('travels with the others of its opportunity, and stands on the lead of that', async () => {
		const [one, two] = [fake.vendor.extraId(3), fake.vendor.extraId(7)];
		const items = [one, two, one, two, one].map((opportunity) => ({ opportunity }));
		const rows = json(await run(create(), { items }));
		expect(fake.calls.map(({ json: sent }) => sent.length).sort()).toEqual([2, 3]);
		expect(rows.map(opportunityOf)).toEqual(items.map(({ opportunity }) => opportunity));
		for (const row of rows)
			expect(fake.vendor.store.activities.get(row.id)).toMatchObject({
				RelatedOpportunityId: opportunityOf(row),
				RelatedProspectId: fake.vendor.store.activities.get(opportunityOf(row)).RelatedProspectId,
				Owner: fake.vendor.userId(2),
				Fields: { mx_Custom_1: 'Rates' },
			});
	});

	it('names its owner by email, also when the ID is given', async () => {
		const items = [{ opportunity: fake.vendor.extraId(3) }];
		const [{ id }] = json(await run(create({ owner: byId(fake.vendor.userId(3)) }), { items }));
		expect(fake.vendor.store.activities.get(id).Owner).toBe(fake.vendor.userId(3));
	});

	it('is listed with the others of its opportunity only', async () => {
		const opportunity = fake.vendor.extraId(3);
		const [{ id }] = json(await run(create(), { items: [{ opportunity }] }));
		const lead = fake.vendor.store.activities.get(opportunity).RelatedProspectId;
		const rows = json(
			await run({
				resource: 'opportunityActivity',
				operation: 'getMany',
				lead: byId(lead),
				opportunity: byId(opportunity),
				returnAll: true,
			}),
		);
		expect(rows).toEqual([expect.objectContaining({ id, description: 'Called' })]);
		expect(opportunityOf(rows[0])).toBe(opportunity);
	});

	it.each([
		[{}, [3, 2, 1]],
		[{ direction: 'oldest' }, [1, 2, 3]],
		[{ column: 'ModifiedOn', direction: 'newest' }, [1, 3, 2]],
	])('is listed in the order %j', async (sort, wanted) => {
		const opportunity = fake.vendor.extraId(3);
		const lead = fake.vendor.store.activities.get(opportunity).RelatedProspectId;
		const made = json(
			await run(create(), { items: [{ opportunity }, { opportunity }, { opportunity }] }),
		);
		const times = [
			['2026-01-01 08:00:00', '2026-01-09 08:00:00'],
			['2026-01-02 08:00:00', '2026-01-03 08:00:00'],
			['2026-01-03 08:00:00', '2026-01-04 08:00:00'],
		];
		for (const [index, [CreatedOn, ModifiedOn]] of times.entries())
			Object.assign(fake.vendor.store.activities.get(made[index].id), { CreatedOn, ModifiedOn });
		const rows = json(
			await run({
				resource: 'opportunityActivity',
				operation: 'getMany',
				lead: byId(lead),
				opportunity: byId(opportunity),
				returnAll: true,
				sort,
			}),
		);
		const places = made.map(({ id }) => id);
		expect(rows.map(({ id }) => places.indexOf(id) + 1)).toEqual(wanted);
	});
});
