/** What is sent for a new activity or task, or a changed one: its fields, the record it belongs to, its venue. */
import { there } from '../support/there.cts';
import { activity, byId, ivvy, task, type Values } from './support/forms.cts';

const account = ivvy();
const { run, sent } = account;

describe('what is sent', () => {
	it('holds every field of an activity, dates in UTC', async () => {
		const result = await run({
			...activity,
			additionalFields: {
				startDatetime: '2026-12-01T10:00:00',
				endDatetime: '2026-12-01T11:30:00+02:00',
				location: 'Hall',
				priority: 'high',
				purposeId: 3,
				assignedUserId: byId('4'),
			},
		});
		expect(sent()).toEqual([
			{
				name: 'Visit',
				subType: 1,
				description: 'About',
				contactId: 45001,
				assignedUserId: 4,
				location: 'Hall',
				priority: 'high',
				purposeId: 3,
				startDatetime: '2026-12-01 09:00:00',
				endDatetime: '2026-12-01 09:30:00',
			},
		]);
		expect(result.output[0]?.json).toEqual({
			id: 5501,
			title: 'Visit',
			description: 'About',
			kind: 'Meeting',
			start: '2026-12-01T09:00:00Z',
			end: '2026-12-01T09:30:00Z',
			priority: 'High',
			assignedTo: { id: 4, name: null, email: null },
			relatedTo: [{ type: 'contact', id: 45001, name: null }],
			fields: { location: 'Hall', purposeId: 3 },
		});
	});

	it(
		'holds every field of a task; a due date without a time is the end of that day in ' +
			"the workflow's zone",
		async () => {
			await run(
				{
					...task,
					endDatetime: '2026-12-01',
					additionalFields: {
						description: 'Do it',
						priority: 'low',
						status: 2,
						assignedUserId: byId('4'),
					},
				},
				{ timezone: 'Asia/Tokyo' },
			);
			expect(sent()).toEqual([
				{
					name: 'Call',
					contactId: 45001,
					description: 'Do it',
					priority: 'low',
					status: 2,
					assignedUserId: 4,
					endDatetime: '2026-12-01 14:59:59',
				},
			]);
		},
	);

	it.each<[belongsTo: string, pickers: Values, owner: Values]>([
		['company', { companyId: byId('701') }, { companyId: 701 }],
		[
			'companyAndContact',
			{ companyId: byId('701'), contactId: byId('45001') },
			{ companyId: 701, contactId: 45001 },
		],
		['contact', { contactId: byId('45001') }, { contactId: 45001 }],
		['lead', { leadId: byId('2001') }, { leadId: 2001 }],
		[
			'opportunity',
			{ opportunityId: byId('5001'), venueId: byId('1') },
			{ leadId: 5001, venueId: 1 },
		],
	])('names one owner only: %s', async (belongsTo, pickers, owner) => {
		for (const form of [activity, task]) {
			account.fake.reset();
			const result = await run({ ...form, contactId: byId(''), belongsTo, ...pickers });
			expect(result.error).toBeUndefined();
			const { companyId, contactId, leadId, venueId } = sent()[0] ?? {};
			expect(JSON.parse(JSON.stringify({ companyId, contactId, leadId, venueId }))).toEqual(owner);
		}
	});

	it('ignores pickers that do not belong to the chosen owner', async () => {
		await run({
			...activity,
			belongsTo: 'lead',
			leadId: byId('2001'),
			contactId: byId('45001'),
			venueId: byId('1'),
		});
		expect(sent()[0]).not.toHaveProperty('contactId');
		expect(sent()[0]).not.toHaveProperty('venueId');
	});

	it.each(['activity', 'task'])(
		'loses no venue that is given in two places: %s',
		async (resource) => {
			const change = {
				resource,
				operation: 'update',
				[`${resource}Id`]: byId(resource === 'task' ? '10001' : '3001'),
				belongsTo: 'opportunity',
				opportunityId: byId('5001'),
				venueId: byId('1'),
			};
			const refused = await run({ ...change, updateFields: { venueId: byId('2') } });
			expect([refused.error?.message, sent()]).toEqual([
				'"Venue" is 1 beside Opportunity and 2 among the other fields',
				[],
			]);
			const agreed = await run({ ...change, updateFields: { venueId: byId('1') } });
			expect([agreed.error, sent()[0]?.venueId]).toEqual([undefined, 1]);
		},
	);

	describe.each<[resource: string, operation: string, fields: Values]>([
		['activity', 'create', { name: 'New', subType: 1, description: 'x' }],
		['activity', 'upsert', { name: 'New', subType: 1, description: 'x', activityId: byId('') }],
		['task', 'create', { name: 'New', endDatetime: '2026-12-01' }],
		['task', 'upsert', { name: 'New', endDatetime: '2026-12-01', taskId: byId('') }],
	])('a venue with %s %s', (resource, operation, fields) => {
		const save = async (owner: Values) =>
			await run({
				resource,
				operation,
				...fields,
				...owner,
				additionalFields: { venueId: byId('2') },
			});
		const owners: Array<[belongsTo: string, ids: Values]> = [
			['contact', { contactId: 45001 }],
			['company', { companyId: 701 }],
			['companyAndContact', { companyId: 701, contactId: 45001 }],
		];

		it('stands beside a contact, a company, or both', async () => {
			for (const [belongsTo, ids] of owners) {
				const picked = Object.fromEntries(
					Object.entries(ids).map(([key, id]) => [key, byId(String(id))]),
				);
				expect((await save({ belongsTo, ...picked })).error).toBeUndefined();
				expect(sent().at(-1)).toMatchObject({ ...ids, venueId: 2 });
			}
		});

		it('is refused with a lead, and where it is not the one of the opportunity', async () => {
			const lead = await save({ belongsTo: 'lead', leadId: byId('2001') });
			expect(lead.error?.message).toBe('"Venue" can\'t be 2 for a record that belongs to a lead');
			const other = await save({
				belongsTo: 'opportunity',
				opportunityId: byId('5001'),
				venueId: byId('1'),
			});
			expect(other.error?.message).toBe(
				'"Venue" is 1 beside Opportunity and 2 among the other fields',
			);
			expect(sent()).toEqual([]);
		});
	});

	it('leaves everything else alone on update', async () => {
		const before = { ...account.fake.vendor.store.activities.get(3001) };
		await run({
			resource: 'activity',
			operation: 'update',
			activityId: byId('3001'),
			belongsTo: 'unchanged',
			updateFields: { location: 'Bar' },
		});
		expect(sent()).toEqual([{ id: 3001, location: 'Bar' }]);
		const { modifiedDate: _a, ...after } = there(account.fake.vendor.store.activities.get(3001));
		const { modifiedDate: _b, ...wanted } = { ...before, location: 'Bar' };
		expect(after).toEqual(wanted);
	});
});
