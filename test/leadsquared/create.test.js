'use strict';
/** New custom activities: whose they become, in how many requests, and what must not happen on the side. */
const { runNode } = require('../support/reported');
const { fakeFor, byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('leadSquared')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const create = (more) => ({
	resource: 'customActivity',
	operation: 'create',
	activityType: byId('202'),
	leadBy: 'id',
	note: 'Called',
	fields: mapped({}),
	additionalFields: {},
	...more,
});
const run = (parameters, more = {}) =>
	runNode({ ...base, parameters: create(parameters), ...more });
const lead = (n) => fake.vendor.store.leads.get(fake.vendor.leadId(n));
const made = () =>
	fake.vendor.writes
		.filter(({ event }) => event !== undefined)
		.map(({ id }) => fake.vendor.store.activities.get(id));
const paths = () => fake.calls.map(({ path }) => path.replace('/v2/ProspectActivity.svc/', ''));
const leadCount = () => fake.vendor.store.leads.size;

it.each([
	['ID', (n) => ({ lead: fake.vendor.leadId(n) }), { lead: byId('={{ $json.lead }}') }, 'ByLeadId'],
	[
		'email',
		(n) => ({ email: lead(n).EmailAddress }),
		{ leadBy: 'email', email: '={{ $json.email }}' },
		'ByLeadField',
	],
	[
		'unique field',
		(n) => ({ phone: lead(n).Phone }),
		{ leadBy: 'field', uniqueField: byId('Phone'), uniqueValue: '={{ $json.phone }}' },
		'ByLeadField',
	],
])(
	'by %s: 60 items in 3 requests, one refused, the others each at its own lead',
	async (_by, item, parameters, path) => {
		const items = Array.from({ length: 60 }, (_, index) =>
			index === 30
				? { lead: '00000000-0000-4000-8000-000000000000', email: 'nobody@example.com', phone: '0' }
				: item(index + 1),
		);
		const { output, errorOutput } = await run(parameters, {
			items,
			onError: 'continueErrorOutput',
		});
		expect([output.length, errorOutput.map(({ pairedItem }) => pairedItem.item)]).toEqual([
			59,
			[30],
		]);
		expect(paths()).toEqual(Array(3).fill(`Bulk/CustomActivity/Add/${path}`));
		expect(made().map(({ RelatedProspectId }) => RelatedProspectId)).toEqual(
			items.flatMap((_, index) => (index === 30 ? [] : [fake.vendor.leadId(index + 1)])),
		);
		expect(output.map(({ json }) => json.id)).toEqual(
			made().map(({ ProspectActivityId }) => ProspectActivityId),
		);
	},
);

it.each([
	['email', { leadBy: 'email', email: 'nobody@example.com' }, '"Email" ("nobody@example.com")'],
	[
		'unique field',
		{ leadBy: 'field', uniqueField: byId('Phone'), uniqueValue: '0' },
		'"Value" ("0")',
	],
])(
	'a lead that is missing by its %s is named, and who sees it is told that it can be created',
	async (_by, parameters, named) => {
		const { error } = await run(parameters);
		expect(error.message).toContain("lead does not exist or can't be used");
		expect(`${error.message} ${error.description}`).toContain(named.split(' (')[0]);
		expect(`${error.message} ${error.description}`).toContain(/"([^"]+)"\)$/.exec(named)[1]);
		expect(error.description).toContain('turn on "Create Missing Lead"');
		expect(fake.vendor.writes).toEqual([]);
	},
);

it('writes note, date, status, owner and nested sets', async () => {
	await run({
		activityType: byId('201'),
		lead: byId(fake.vendor.leadId(1)),
		fields: mapped(
			{
				mx_Custom_1: 'Purpose',
				mx_Custom_3: '2026-12-01T10:00:00',
				mx_Custom_10: { mx_CustomObject_1: 'Street', mx_CustomObject_2: 'Home' },
			},
			{ mx_Custom_3: 'dateTime', mx_Custom_10: 'object' },
		),
		additionalFields: {
			date: '2026-11-20T10:00:00',
			status: byId('Completed'),
			owner: byId('user2@account.example'),
		},
	});
	expect(fake.calls[0].json).toEqual([
		{
			RelatedProspectId: fake.vendor.leadId(1),
			ActivityEvent: 201,
			ActivityNote: 'Called',
			ActivityDateTime: '2026-11-20 09:00:00',
			ActivityOwnerEmail: 'user2@account.example',
			Fields: [
				{ SchemaName: 'mx_Custom_1', Value: 'Purpose' },
				{ SchemaName: 'mx_Custom_3', Value: '2026-12-01 09:00:00' },
				{
					SchemaName: 'mx_Custom_10',
					Value: '',
					Fields: [
						{ SchemaName: 'mx_CustomObject_1', Value: 'Street' },
						{ SchemaName: 'mx_CustomObject_2', Value: 'Home' },
					],
				},
				{ SchemaName: 'Status', Value: 'Completed' },
			],
		},
	]);
	expect(made()[0]).toMatchObject({
		Owner: fake.vendor.userId(2),
		Status: 'Completed',
		Fields: { mx_Custom_10: { mx_CustomObject_1: 'Street' } },
	});
	fake.reset();
});

it('an owner by ID goes with the single call, in a field', async () => {
	await run(
		{ lead: byId(fake.vendor.leadId(1)), additionalFields: { owner: byId(fake.vendor.userId(3)) } },
		{ items: [{}, {}] },
	);
	expect(paths()).toEqual(['Create', 'Create']);
	expect(made().map(({ Owner }) => Owner)).toEqual([fake.vendor.userId(3), fake.vendor.userId(3)]);
});

describe('a lead that is not there', () => {
	const nobody = { leadBy: 'email', email: 'new@example.com' };

	it('fails, and is not created', async () => {
		const before = leadCount();
		for (const more of [
			nobody,
			{ leadBy: 'phone', phone: '+49 30 99' },
			{ ...nobody, additionalFields: { owner: byId(fake.vendor.userId(3)) } },
		]) {
			expect((await run(more)).error.message).toMatch(/lead/i);
		}
		expect([leadCount(), made()]).toEqual([before, []]);
	});

	it('is created when that was asked for, once', async () => {
		const before = leadCount();
		const wanted = { ...nobody, createLead: true, newLead: { FirstName: 'New', LastName: 'Lead' } };
		const first = await run(wanted);
		const second = await run(wanted);
		expect([first.error, second.error, leadCount()]).toEqual([undefined, undefined, before + 1]);
		expect(first.output[0].json.relatedTo[0].id).toBe(second.output[0].json.relatedTo[0].id);
		expect(fake.vendor.store.leads.get(first.output[0].json.relatedTo[0].id)).toMatchObject({
			EmailAddress: 'new@example.com',
			FirstName: 'New',
			LastName: 'Lead',
		});
		expect(paths()).toEqual(['CreateCustom', 'CreateCustom']);
	});
});

describe('the value that a lead is found by', () => {
	const asked = { createLead: true, newLead: {} };
	const { EmailAddress, Phone } = { EmailAddress: 'found@example.com', Phone: '+49 30 99' };

	it.each([
		[
			'Email',
			{ leadBy: 'email', email: EmailAddress, newLead: { EmailAddress: 'other@example.com' } },
		],
		['Phone', { leadBy: 'phone', phone: Phone, newLead: { Phone: '+49 30 98' } }],
		[
			'Email',
			{
				leadBy: 'field',
				uniqueField: byId('EmailAddress'),
				uniqueValue: EmailAddress,
				newLead: { EmailAddress: 'other@example.com' },
			},
		],
	])('is not lost to another %s, nor takes its place', async (label, form) => {
		const { error } = await run({ ...asked, ...form });
		expect(error.message).toMatch(
			new RegExp(`^"${label}" under Lead Fields is ".*98"|other@example`),
		);
		expect(fake.calls).toEqual([]);
	});

	it.each([
		[{ leadBy: 'email', email: EmailAddress, newLead: { EmailAddress: ' FOUND@example.com' } }],
		[{ leadBy: 'phone', phone: Phone, newLead: { Phone: '+493099' } }],
		[{ leadBy: 'phone', phone: Phone, newLead: { EmailAddress } }],
	])('may be given twice: %j', async (form) => {
		expect((await run({ ...asked, ...form })).error).toBeUndefined();
	});

	it.each([
		[{ leadBy: 'phone', phone: ' +49 30 99\n' }, 'Phone', '+49 30 99'],
		[
			{ leadBy: 'field', uniqueField: byId('EmailAddress'), uniqueValue: ' new@example.com ' },
			'EmailAddress',
			'new@example.com',
		],
		[{ leadBy: 'email', email: 'New@Example.com\u200B' }, 'EmailAddress', 'New@Example.com'],
		[{ leadBy: 'email', email: 'Ada L. <ada.l@example.com>' }, 'EmailAddress', 'ada.l@example.com'],
		[{ leadBy: 'phone', phone: '\u202A+49 30 99\u202C' }, 'Phone', '+49 30 99'],
		[
			{
				leadBy: 'field',
				uniqueField: byId('Mobile'),
				uniqueValue: '\u2060+49 30 97\u200B',
			},
			'Mobile',
			'+49 30 97',
		],
	])('has no blanks and unseen marks around it: %j', async (form, name, kept) => {
		const { output } = await run({ ...asked, ...form });
		expect(fake.vendor.store.leads.get(output[0].json.relatedTo[0].id)[name]).toBe(kept);
	});
});

it('a lead is one person, however the email or phone was copied', async () => {
	const { EmailAddress, Phone } = fake.vendor.store.leads.get(fake.vendor.leadId(1));
	const count = fake.vendor.store.leads.size;
	const asked = { createLead: true, newLead: {} };
	for (const email of [
		`${EmailAddress}\u200B`,
		`\u2060${EmailAddress.toUpperCase()}`,
		`Ada <${EmailAddress}>`,
	])
		expect((await run({ ...asked, leadBy: 'email', email })).error).toBeUndefined();
	expect(
		(await run({ ...asked, leadBy: 'phone', phone: `\u202A${Phone}\u202C` })).error,
	).toBeUndefined();
	expect(fake.vendor.store.leads.size).toBe(count);
});

it.each(['N/A', 'ada@', 'ada at example.com'])('%j is no email of a new lead', async (email) => {
	const { error } = await run({ createLead: true, newLead: {}, leadBy: 'email', email });
	expect(error.message).toBe(`"Email" must be an email address, not ${JSON.stringify(email)}`);
	expect(fake.calls).toEqual([]);
});

it('attaches files by address, and says what had been done when that fails', async () => {
	const file = {
		values: [{ url: 'https://files.example/a.pdf?x=1', name: '', description: 'Scan' }],
	};
	const good = await run({
		activityType: byId('207'),
		lead: byId(fake.vendor.leadId(1)),
		attachments: file,
	});
	expect([good.error, good.output[0].json.attachments]).toEqual([undefined, 1]);
	expect(fake.calls[1].json).toEqual({
		ProspectActivityId: good.output[0].json.id,
		AttachmentName: 'a.pdf',
		Description: 'Scan',
		AttachmentFile: 'https://files.example/a.pdf?x=1',
	});
	const bad = await run({
		activityType: byId('202'),
		lead: byId(fake.vendor.leadId(1)),
		attachments: file,
	});
	expect(bad.error.description).toContain(
		'An earlier step of this item had already changed the record.',
	);
	fake.reset();
	const wrong = await run({
		lead: byId(fake.vendor.leadId(1)),
		attachments: { values: [{ url: 'a.pdf' }] },
	});
	expect([wrong.error.message, fake.calls]).toEqual([
		'"File URL" of an attachment must be a web address, not "a.pdf"',
		[],
	]);
});

it('attaches files to an activity that is there, without touching it', async () => {
	const id = fake.vendor.extraId(1);
	const before = structuredClone(fake.vendor.store.activities.get(id));
	const form = {
		resource: 'customActivity',
		operation: 'update',
		activityType: byId('207'),
		activityId: byId(id),
		fields: mapped({}),
		updateFields: {},
		attachments: { values: [{ url: 'https://files.example/b.pdf', name: 'Contract' }] },
	};
	const { error, output } = await runNode({ ...base, parameters: form });
	expect([error, output[0].json.attachments, paths()]).toEqual([undefined, 1, ['Attachment/Add']]);
	expect(fake.vendor.store.activities.get(id)).toMatchObject({
		ActivityNote: before.ActivityNote,
		Fields: before.Fields,
	});
	await runNode({ ...base, parameters: { ...form, updateFields: { note: 'Signed' } } });
	expect(paths().slice(1)).toEqual(['CustomActivity/Update', 'Attachment/Add']);
});

it.each([
	[
		'an opportunity type',
		{ activityType: byId('12000'), lead: byId('093d5c54-6009-48d4-840e-84fd12e8d63a') },
		'Activity type 12000 is an opportunity type',
	],
	['no lead', { lead: byId('={{ "" }}') }, '"Lead" is empty'],
	['no email', { leadBy: 'email', email: '={{ "" }}' }, '"Email" is empty'],
	[
		'an owner that is none',
		{
			lead: byId('093d5c54-6009-48d4-840e-84fd12e8d63a'),
			additionalFields: { owner: byId('Ann') },
		},
		'"Assigned To" must be an email address, or an ID such as 093d5c54-6009-48d4-840e-84fd12e8d63a, not "Ann"',
	],
])('refuses %s before anything is sent', async (_name, parameters, message) => {
	const { error } = await run(parameters);
	expect([error.message, fake.calls]).toEqual([message, []]);
});

it('an answer without an ID is no success', async () => {
	fake.fault('answer', { answer: { status: 200, body: { Status: 'Success', Message: {} } } });
	const { error } = await run({ lead: byId(fake.vendor.leadId(1)) });
	expect(error.message).toBe('LeadSquared answered without the ID of the activity');
});
