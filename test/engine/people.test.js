'use strict';
/**
 * People by email or phone: rows with the addresses of people become records of the right people. Every address is
 * looked up once, before anything is written, and an unknown one stops the run with nothing sent.
 */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');

jest.setTimeout(60_000);

const by = (mode) => (value) => ({ __rl: true, mode, value });
const byEmail = by('email');
const byPhone = by('phone');
const values = (map) => [...map.values()];
const emailOf = (users, owner) => users.get(owner.ID ?? owner).EmailAddress;

/** What a row puts into the vendor's records, and which calls look somebody up. */
const VENDORS = {
	bitrix24: {
		node: 'bitrix24',
		parameters: (person) => ({
			resource: 'task',
			operation: 'create',
			title: '={{ $json.title }}',
			responsible: person,
			additionalFields: {},
			customFields: mapped({}),
			options: {},
		}),
		people: [
			{ email: 'user3@portal.example', id: '3' },
			{ email: 'user4@portal.example', id: '4' },
		],
		stored: ({ fields }) => String(fields.RESPONSIBLE_ID),
		isLookUp: ({ path, json }) =>
			path.endsWith('/user.get') ||
			Object.values(json?.cmd ?? {}).some((one) => one.startsWith('user.get')),
		double: ({ users }) => {
			const twin = values(users).find(({ ID }) => ID === '7');
			twin.EMAIL = 'user3@portal.example';
			return twin.ID;
		},
		retire: ({ users }) => {
			values(users).find(({ ID }) => ID === '3').ACTIVE = false;
		},
		calls: 1,
	},
	leadSquared: {
		node: 'leadSquared',
		parameters: (person) => ({
			resource: 'task',
			operation: 'create',
			name: '={{ $json.title }}',
			taskType: byId('Phone Call'),
			owner: person,
			relatedTo: 0,
			additionalFields: { due: '2026-12-01T10:00:00' },
			options: {},
		}),
		people: [
			{ email: 'user3@account.example', id: 'user3@account.example' },
			{ email: 'user4@account.example', id: 'user4@account.example' },
		],
		stored: ({ id }, { tasks, users }) => emailOf(users, tasks.get(id).OwnerId),
		isLookUp: ({ path }) => path.endsWith('Users.Get'),
		calls: 1,
	},
	ivvy: {
		node: 'ivvy',
		parameters: (person) => ({
			resource: 'task',
			operation: 'create',
			name: '={{ $json.title }}',
			endDatetime: '2026-12-01',
			belongsTo: 'contact',
			contactId: byId('45001'),
			additionalFields: { assignedUserId: person },
			options: {},
		}),
		people: [
			{ email: 'user3@ivvy.example', id: '3' },
			{ email: 'user4@ivvy.example', id: '4' },
		],
		stored: ({ fields }) => String(fields.assignedUserId),
		isLookUp: ({ rawUrl }) => rawUrl.includes('getUserList'),
		double: ({ users }) => {
			users.get(7).email = 'USER3@ivvy.example';
			return '7';
		},
		retire: ({ users }) => {
			users.get(3).currentStatus = 2;
		},
		calls: 2,
	},
	deskera: {
		node: 'deskera',
		parameters: (person) => ({
			resource: 'activity',
			operation: 'create',
			name: '={{ $json.title }}',
			activity_type: 'call',
			start: '2026-12-01T10:00:00',
			end: '2026-12-01T11:00:00',
			additionalFields: { assignee_ids: { values: [{ id: person }] } },
			options: {},
		}),
		people: [
			{ email: 'user3@deskera.example', id: '46946' },
			{ email: 'user4@deskera.example', id: '46947' },
		],
		stored: ({ id }, { activities }) => activities.get(id).assignee_ids.join(','),
		isLookUp: ({ path }) => path.startsWith('/v1/users'),
		double: ({ users }) => {
			users.get(46950).email = 'USER3@deskera.example';
			return '46950';
		},
		retire: ({ users }) => {
			users.get(46946).deleted = true;
		},
		calls: 2,
	},
};

describe.each(Object.entries(VENDORS))('%s', (name, vendor) => {
	const { parameters, people, stored, isLookUp, double, retire, calls } = vendor;
	const [one, other] = people;
	let fake;
	let base;
	beforeAll(async () => ({ fake, base } = await fakeFor(name)));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	const row = (email) => ({ title: `for ${email}`, email });
	const run = (emails, { person = byEmail('={{ $json.email }}'), options = {}, ...more } = {}) =>
		runNode({
			...base,
			parameters: { ...parameters(person), options },
			items: emails.map(row),
			...more,
		});
	const written = () => fake.vendor.writes.map((write) => stored(write, fake.vendor.store));
	const lookUps = () => fake.calls.filter(isLookUp);

	it('rows with emails become records of the right people, each address looked up once', async () => {
		const emails = [one, other, one, one, other].map(({ email }) => email);
		emails[2] = `  ${one.email.toUpperCase()} `;
		emails[3] = `Jane Doe <${one.email}>`;
		const { error, output } = await run(emails);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(emails.length);
		expect(written()).toEqual([one, other, one, one, other].map(({ id }) => id));
		expect(lookUps().length).toBe(calls);
	});

	it('an email that stands in place of an ID is the same', async () => {
		const { error } = await run([one.email], { person: byId('={{ $json.email }}') });
		expect(error).toBeUndefined();
		expect(written()).toEqual([one.id]);
	});

	it('an unknown address stops the run before anything is sent, and all of them are named', async () => {
		const { error } = await run([
			one.email,
			'nobody@example.org',
			other.email,
			'no.one@example.org',
		]);
		expect(error.message).toBe("2 of 4 items can't be sent");
		expect(error.description).toContain('Nothing was sent.');
		expect(error.description).toMatch(/Item 1: .*no user has the email nobody@example\.org/);
		expect(error.description).toMatch(/Item 3: .*no user has the email no\.one@example\.org/);
		expect(fake.vendor.writes).toEqual([]);
	});

	it('where the node continues, only the items of unknown people fail', async () => {
		const { output } = await run([one.email, 'nobody@example.org', other.email], {
			onError: 'continueRegularOutput',
		});
		expect(output).toHaveLength(3);
		expect(output[1].json.error).toContain('nobody@example.org');
		expect(output[0].json.error).toBeUndefined();
		expect(output[2].json.error).toBeUndefined();
		expect(written()).toEqual([one.id, other.id]);
	});

	it('what is no address is refused without a look-up', async () => {
		const { error } = await run(['Jane Doe']);
		expect(error.message).toContain('must be an email address, not "Jane Doe"');
		expect(fake.calls).toEqual([]);
	});

	it('Preview Only looks people up and writes nothing', async () => {
		const { output } = await run([one.email], { options: { previewOnly: true } });
		expect(JSON.stringify(output[0].json)).toContain(one.id);
		expect(fake.vendor.writes).toEqual([]);
	});

	if (double !== undefined)
		it('of several with the same address none is taken, unless the option says which', async () => {
			const twin = double(fake.vendor.store);
			const { error } = await run([one.email]);
			expect(error.message).toContain(`2 records have the email ${one.email}`);
			expect(error.description).toContain(one.id);
			expect(error.description).toContain(twin);
			expect(fake.vendor.writes).toEqual([]);
			await run([one.email], { options: { ifSeveral: 'first' } });
			await run([one.email], { options: { ifSeveral: 'newest' } });
			expect(written()).toEqual([one.id, twin]);
		});

	if (retire !== undefined)
		it('nothing is given to somebody who is deactivated', async () => {
			retire(fake.vendor.store);
			const { error } = await run([one.email]);
			expect(error.message).toContain(`the user with the email ${one.email} is deactivated`);
			expect(fake.vendor.writes).toEqual([]);
		});

	it('a refused look-up fails its items and nothing is written', async () => {
		fake.fault('answer', { answer: { status: 403, body: {} }, times: 50, match: isLookUp });
		const { error } = await run([one.email]);
		expect(error).toBeDefined();
		expect(fake.vendor.writes).toEqual([]);
	});
});

describe('lists of several people', () => {
	const CASES = [
		[
			'bitrix24',
			(people) => ({
				...VENDORS.bitrix24.parameters(byId('2')),
				additionalFields: { AUDITORS: { values: [{ id: people }] } },
			}),
			({ fields }) => fields.AUDITORS.map(String),
			{ emails: 'user3@portal.example', other: 'user4@portal.example', ids: ['3', '4', '5'] },
		],
		[
			'deskera',
			(people) => ({
				...VENDORS.deskera.parameters(people),
			}),
			({ id }, { activities }) => activities.get(id).assignee_ids.map(String),
			{
				emails: 'user3@deskera.example',
				other: 'user4@deskera.example',
				ids: ['46946', '46947', '46948'],
			},
		],
	];

	it.each(CASES)(
		'%s: a column with commas',
		async (name, parameters, stored, { emails, other, ids }) => {
			const { fake, base } = await fakeFor(name);
			const run = async (people, value) => {
				fake.reset();
				const { error } = await runNode({
					...base,
					parameters: parameters(people),
					items: [{ title: 'x', people: value }],
				});
				return error?.message ?? stored(fake.vendor.writes[0], fake.vendor.store);
			};
			const column = '={{ $json.people }}';
			expect(await run(byEmail(column), `${emails}, ${other}`)).toEqual(ids.slice(0, 2));
			expect(await run(byEmail(column), `${emails};Jane Doe <${other}>, ${emails}`)).toEqual(
				ids.slice(0, 2),
			);
			expect(await run(byId(column), `${emails}, ${ids[2]}; ${other}`)).toEqual([
				ids[0],
				ids[2],
				ids[1],
			]);
			expect(await run(byEmail(column), [emails, other])).toEqual(ids.slice(0, 2));
			expect(await run(byEmail(column), `${emails}, nobody@example.org`)).toContain(
				'nobody@example.org',
			);
			await fake.close();
		},
	);
});

describe('contacts, companies and leads', () => {
	const INVISIBLE = '\u202A';
	const CASES = [
		[
			'bitrix24',
			(client) => ({
				resource: 'activity',
				operation: 'create',
				kind: 'call',
				ownerType: byId('2'),
				owner: byId('9'),
				subject: 'x',
				responsible: byId('2'),
				client,
				phone: byId('+49 30 1'),
				start: '2026-12-01T10:00:00',
				additionalFields: {},
				options: { ifSeveral: 'first' },
			}),
			{ phone: `${INVISIBLE}+49 (30) 100-008\u202C`, email: undefined },
			({ fields }) => String(fields.COMMUNICATIONS[0].ENTITY_ID),
			'8',
		],
		[
			'leadSquared',
			(lead) => ({
				...VENDORS.leadSquared.parameters(byId('user3@account.example')),
				relatedTo: 1,
				lead,
			}),
			{ fromLead: 12 },
			({ id }, { tasks }) => tasks.get(id).RelatedEntityId,
			undefined,
		],
		[
			'ivvy',
			(contactId) => ({
				resource: 'task',
				operation: 'create',
				name: 'x',
				endDatetime: '2026-12-01',
				belongsTo: 'contact',
				contactId,
				additionalFields: {},
				options: {},
			}),
			{ phone: `0455-045${INVISIBLE} 012`, email: 'contact45012@ivvy.example' },
			({ fields }) => String(fields.contactId),
			'45012',
		],
		[
			'deskera',
			(contact) => ({
				...VENDORS.deskera.parameters(byId('46944')),
				additionalFields: { contact_ids: { values: [{ id: contact }] } },
			}),
			{ fromContact: 179_003 },
			({ id }, { activities }) => String(activities.get(id).contact_ids[0]),
			'179003',
		],
	];

	it.each(CASES)('%s: by email and by phone', async (name, parameters, given, stored, id) => {
		const { fake, base } = await fakeFor(name);
		const { store } = fake.vendor;
		const lead = given.fromLead && values(store.leads)[given.fromLead];
		const contact = given.fromContact && store.contacts.get(given.fromContact);
		const spaced = (phone) => `${INVISIBLE}${phone.replace(/(\d{3})(?=\d)/g, '$1 ')}`;
		const phone = given.phone ?? spaced((lead?.Phone ?? contact?.phone).toString());
		const email = given.email ?? lead?.EmailAddress ?? contact?.email;
		const wanted = id ?? lead.ProspectID;
		const run = async (person) => {
			fake.vendor.writes.length = 0;
			const { error } = await runNode({
				...base,
				parameters: parameters(person),
				items: [{ title: 'x' }],
			});
			return error?.message ?? stored(fake.vendor.writes[0], fake.vendor.store);
		};
		expect(await run(byPhone(phone))).toBe(wanted);
		if (email !== undefined) expect(await run(byEmail(` ${email.toUpperCase()}`))).toBe(wanted);
		expect(await run(byPhone('+999 000 000 000'))).toMatch(
			/no .* has the phone number \+999000000000/,
		);
		expect(await run(byPhone('ask for Jane'))).toMatch(/must be a phone number/);
		await fake.close();
	});
});

describe('filters', () => {
	it.each([
		[
			'bitrix24',
			{
				resource: 'task',
				operation: 'getMany',
				filters: { RESPONSIBLE_ID: byEmail('user2@portal.example') },
			},
			(row) => row.assignedTo.id,
			2,
		],
		[
			'deskera',
			{
				resource: 'activity',
				operation: 'getMany',
				filters: { assignee_id: byEmail('user1@deskera.example') },
			},
			(row) => row.assigneeIds ?? row.assignees,
			undefined,
		],
		[
			'ivvy',
			{
				resource: 'task',
				operation: 'getMany',
				conditions: {
					values: [
						{
							field: 'assignedUserId',
							comparison: '__EQUALS',
							value: 'user3@ivvy.example',
						},
					],
				},
				output: 'raw',
			},
			(row) => row.assignedUserId,
			3,
		],
		[
			'leadSquared',
			{
				resource: 'task',
				operation: 'getMany',
				scope: 'owner',
				owner: byEmail('USER3@account.example'),
				from: '',
				to: '',
				output: 'raw',
			},
			(row) => row.OwnerEmailAddress,
			'user3@account.example',
		],
	])('%s: records of a person by email', async (name, parameters, read, wanted) => {
		const { fake, base } = await fakeFor(name);
		const { error, output } = await runNode({
			...base,
			parameters: { returnAll: false, limit: 5, options: {}, ...parameters },
			items: [{}],
		});
		expect(error).toBeUndefined();
		expect(output.length).toBeGreaterThan(0);
		if (wanted !== undefined) for (const { json } of output) expect(read(json)).toBe(wanted);
		await fake.close();
	});

	it.each([
		['0455-045 012', '45012'],
		['+999 000 000 000', undefined],
		// As in By ID, a plain number is one.
		['45012', '45012'],
	])('iVvy: records of the contact %s, by phone in place of the ID', async (value, contactId) => {
		const { fake, base } = await fakeFor('ivvy');
		const condition = { field: 'contactId', comparison: '__EQUALS', value };
		const { error } = await runNode({
			...base,
			parameters: {
				resource: 'task',
				operation: 'getMany',
				returnAll: false,
				limit: 5,
				conditions: { values: [condition] },
				output: 'raw',
				options: {},
			},
			items: [{}],
		});
		const listed = fake.calls.filter(({ rawUrl }) => rawUrl.includes('getTaskList'));
		expect(listed.map(({ json }) => json.filter)).toEqual(
			contactId === undefined ? [] : [{ contactId }],
		);
		if (contactId === undefined) expect(error.message).toContain('+999000000000');
		else expect(error).toBeUndefined();
		await fake.close();
	});

	it('an empty email is refused as an empty filter', async () => {
		const { fake, base } = await fakeFor('bitrix24');
		const { error } = await runNode({
			...base,
			parameters: {
				resource: 'task',
				operation: 'getMany',
				returnAll: true,
				filters: { RESPONSIBLE_ID: byEmail('={{ $json.nothing }}') },
				options: {},
			},
			items: [{}],
		});
		expect(error.message).toBe('"Assigned To" is empty');
		expect(fake.calls).toEqual([]);
		await fake.close();
	});
});

describe('iVvy, of which nobody knows whether its lists can be filtered by email', () => {
	it.each(['works', 'refused', 'ignored'])('the filter is %s', async (nameFilter) => {
		const { fake, base } = await fakeFor('ivvy', { nameFilter });
		const { error } = await runNode({
			...base,
			parameters: VENDORS.ivvy.parameters(byEmail('user39@ivvy.example')),
			items: [{ title: 'x' }],
		});
		expect(error).toBeUndefined();
		expect(String(fake.vendor.writes[0].fields.assignedUserId)).toBe('39');
		await fake.close();
	});
});
