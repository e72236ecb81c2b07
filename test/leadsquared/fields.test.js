'use strict';
/** Fields that change what belongs where: tasks that move, values that are cleared, leads that are made on the way. */
const { LeadSquared } = require('../../dist/nodes/LeadSquared/LeadSquared.node');
const { runNode, lookUp } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('leadSquared')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const run = (parameters, more = {}) => runNode({ ...base, parameters, ...more });
const json = ({ output }) => output.map((item) => item.json);

describe('a task', () => {
	const update = (updateFields, options = {}) =>
		run({
			resource: 'task',
			operation: 'update',
			taskId: byId(fake.vendor.taskId(1)),
			updateFields,
			options,
		});
	const task = () => fake.vendor.store.tasks.get(fake.vendor.taskId(1));

	it('moves to another lead and to an opportunity, and nothing else changes', async () => {
		const { Name, OwnerId, DueDate } = task();
		await update({ lead: byId(fake.vendor.leadId(9)) });
		expect(task()).toMatchObject({
			RelatedEntity: 1,
			RelatedEntityId: fake.vendor.leadId(9),
			Name,
			OwnerId,
			DueDate,
		});
		const opportunity = fake.vendor.extraId(3);
		expect(json(await update({ opportunity: byId(opportunity) }))).toEqual([
			{
				id: fake.vendor.taskId(1),
				relatedTo: [{ type: 'opportunity', id: opportunity, name: null }],
			},
		]);
		expect(task()).toMatchObject({ RelatedEntity: 5, RelatedEntityId: opportunity });
	});

	it('stays where it is when the value comes blank, and belongs to nothing when that is asked for', async () => {
		const before = task().RelatedEntityId;
		expect((await update({ lead: byId('={{ $json.none }}') })).error.message).toMatch(/blank/);
		expect(task().RelatedEntityId).toBe(before);
		await update({ lead: byId('={{ $json.none }}') }, { blankValues: 'clear' });
		expect(task().RelatedEntity).toBe(0);
	});

	it('goes to one record only', async () => {
		const both = { lead: byId(fake.vendor.leadId(9)), opportunity: byId(fake.vendor.extraId(3)) };
		expect((await update(both)).error.message).toBe('"Lead" and "Opportunity" are both filled in');
		expect(fake.calls).toHaveLength(0);
	});
});

it('status and owner of a custom activity are cleared where blank values clear', async () => {
	const { error } = await run({
		resource: 'customActivity',
		operation: 'update',
		activityType: byId('202'),
		activityId: byId(fake.vendor.activityId(1)),
		fields: mapped({}),
		updateFields: { status: byId(''), owner: byId('') },
		options: { blankValues: 'clear' },
	});
	expect(error?.message).toBeUndefined();
	expect(fake.vendor.store.activities.get(fake.vendor.activityId(1))).toMatchObject({
		Status: '',
		Owner: '',
	});
});

describe('a lead that is missing', () => {
	const create = (more) => ({
		resource: 'customActivity',
		operation: 'create',
		activityType: byId('202'),
		leadBy: 'email',
		email: 'new@example.com',
		createLead: true,
		note: 'Called',
		fields: mapped({}),
		newLead: { FirstName: 'New' },
		additionalFields: {},
		...more,
	});
	const made = () =>
		[...fake.vendor.store.leads.values()].find(
			({ EmailAddress }) => EmailAddress === 'new@example.com',
		);

	it('is made with fields of the account', async () => {
		const leadAttributes = mapped({ mx_City: 'Pune', DoNotCall: true }, { DoNotCall: 'boolean' });
		const { error } = await run(create({ leadAttributes }));
		expect(error?.message).toBeUndefined();
		expect(made()).toMatchObject({ FirstName: 'New', mx_City: 'Pune', DoNotCall: 'true' });
	});

	it.each([
		['FirstName', '"FirstName" is filled in twice'],
		['ProspectID', '"ProspectID" can\'t be written'],
		['EmailAddress', '"EmailAddress" under More Lead Fields is "x"'],
	])('takes no second value for %s', async (name, message) => {
		const { error } = await run(create({ leadAttributes: mapped({ [name]: 'x' }) }));
		expect(error.message).toContain(message);
		expect(fake.calls).toHaveLength(0);
	});
});

it('the score of the lead comes where it is asked for, in a request of its own', async () => {
	const parameters = {
		resource: 'customActivity',
		operation: 'create',
		activityType: byId('202'),
		leadBy: 'id',
		lead: byId('={{ $json.lead }}'),
		note: 'Called',
		fields: mapped({}),
		additionalFields: {},
		options: { includeLeadScore: true },
	};
	const items = [1, 2, 3].map((n) => ({ lead: fake.vendor.leadId(n) }));
	const rows = json(await run(parameters, { items }));
	expect(rows.map(({ leadScore }) => leadScore)).toEqual([10, 10, 10]);
	expect(fake.calls).toHaveLength(3);
});

describe('pickers', () => {
	const search = async (method, parameters = {}) =>
		(await lookUp({ ...base, method, parameters })).results.map(({ value }) => value);

	it('offer only types that can be written where something is written', async () => {
		expect(await search('searchActivityTypes')).toEqual(expect.arrayContaining([21, 202, 12000]));
		const writable = await search('searchWritableTypes');
		expect(writable).toEqual(expect.arrayContaining([21, 202]));
		expect(writable.filter((code) => code >= 12000)).toEqual([]);
	});

	it('list notes, sales activities and opportunities of the lead in the form', async () => {
		const lead = byId(fake.vendor.leadId(1));
		expect(await search('searchNotes', { lead })).toContain(fake.vendor.noteId(3));
		expect(await search('searchSalesActivities', { lead })).toContain(fake.vendor.saleId(3));
		expect(await search('searchOpportunityTypes')).toEqual([12000, 12001]);
		const { RelatedProspectId } = fake.vendor.store.activities.get(fake.vendor.extraId(3));
		expect(
			await search('searchOpportunities', {
				lead: byId(RelatedProspectId),
				opportunityType: byId('12001'),
			}),
		).toEqual([fake.vendor.extraId(3)]);
	});
});

describe('a new node', () => {
	const { description } = new LeadSquared();
	const operations = description.properties.filter(({ name }) => name === 'operation');

	it('opens on Create, or on a list where nothing can be created', () => {
		const opens = operations.map((one) => [one.displayOptions.show.resource[0], one.default]);
		expect(Object.fromEntries(opens)).toEqual({
			activity: 'getMany',
			activityType: 'create',
			apiCall: 'call',
			customActivity: 'create',
			note: 'create',
			opportunityActivity: 'create',
			salesActivity: 'create',
			task: 'create',
			user: 'getMany',
		});
	});
});
