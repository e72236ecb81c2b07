'use strict';
/** People of Bitrix24: look-ups in one request, owners by their type, the contact of a deal. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const byEmail = (value) => ({ __rl: true, mode: 'email', value });
const byPhone = (value) => ({ __rl: true, mode: 'phone', value });
const run = (parameters, items, more = {}) => runNode({ ...base, parameters, items, ...more });
const item = (type, id) => fake.vendor.store.items.get(type).get(id);
const methods = () => fake.calls.map(({ path }) => path.split('/').at(-1));

const reached = ({ COMMUNICATIONS: [{ ENTITY_TYPE_ID, ENTITY_ID, VALUE }] }) => [
	String(ENTITY_TYPE_ID),
	String(ENTITY_ID),
	VALUE,
];

const DEAL = 2;
const activity = (parameters) => ({
	resource: 'activity',
	operation: 'create',
	kind: 'call',
	ownerType: byId(String(DEAL)),
	owner: byId('={{ $json.deal }}'),
	subject: 'Call back',
	responsible: byId('2'),
	client: byId(''),
	phone: byId(''),
	start: '2026-12-01T10:00:00',
	additionalFields: {},
	options: {},
	...parameters,
});

describe('a call or meeting on a deal', () => {
	it('goes to the contact of the deal, at its number, each read once', async () => {
		const { error } = await run(activity(), [{ deal: 5 }, { deal: 6 }, { deal: 5 }]);
		expect(error).toBeUndefined();
		expect(fake.vendor.writes.map(({ fields }) => reached(fields))).toEqual([
			['3', '5', '+49 30 100005'],
			['3', '6', '+49 30 100006'],
			['3', '5', '+49 30 100005'],
		]);
		// The deals, their contacts, the calls: a batch each.
		expect(methods()).toEqual(['batch', 'batch', 'batch']);
	});

	it('a meeting needs no number', async () => {
		const { error } = await run(activity({ kind: 'meeting' }), [{ deal: 5 }]);
		expect(error).toBeUndefined();
		expect(fake.vendor.writes[0].fields.COMMUNICATIONS[0]).toMatchObject({
			ENTITY_ID: 5,
			ENTITY_TYPE_ID: 3,
		});
		expect(methods()).toEqual(['crm.item.get', 'crm.activity.add']);
	});

	it('a number that is given counts', async () => {
		const { error } = await run(activity({ phone: byId('+49 30 7') }), [{ deal: 5 }]);
		expect(error).toBeUndefined();
		expect(fake.vendor.writes[0].fields.COMMUNICATIONS[0]).toMatchObject({ VALUE: '+49 30 7' });
	});

	it('a deal without a contact goes to its company', async () => {
		item(DEAL, 5).contactId = 0;
		const { error } = await run(activity(), [{ deal: 5 }]);
		expect(error).toBeUndefined();
		expect(fake.vendor.writes[0].fields.COMMUNICATIONS[0]).toMatchObject({
			ENTITY_ID: item(DEAL, 5).companyId,
			ENTITY_TYPE_ID: 4,
		});
	});

	it('a deal without both, and a contact without a number, stop the run before anything is sent', async () => {
		Object.assign(item(DEAL, 5), { contactId: 0, companyId: 0 });
		item(3, 6).fm = [];
		const { error } = await run(activity(), [{ deal: 4 }, { deal: 5 }, { deal: 6 }]);
		expect(error.message).toBe("2 of 3 items can't be sent");
		expect(error.description).toContain('The deal 5 has neither a contact nor a company');
		expect(error.description).toContain('C_6 has no phone number');
		expect(fake.vendor.writes).toEqual([]);
	});

	it('an email still names its contact', async () => {
		const { error } = await run(activity({ kind: 'email', email: byId('a@example.com') }), [
			{ deal: 5 },
		]);
		expect(error.message).toBe('"Contact, Company or Lead" is empty');
		expect(fake.calls).toEqual([]);
	});
});

describe('who is given by an address is reached there', () => {
	const LEAD = '1';
	const on = (more) => activity({ ownerType: byId(LEAD), owner: byId('9'), ...more });
	const told = ({ COMMUNICATIONS }) =>
		COMMUNICATIONS.map(({ TYPE, VALUE, ENTITY_TYPE_ID, ENTITY_ID }) => [
			TYPE,
			VALUE,
			`${ENTITY_TYPE_ID}_${ENTITY_ID}`,
		]);
	const made = async (parameters, items) => {
		const { error } = await run({ ...on(parameters), options: { ifSeveral: 'first' } }, items);
		return error?.message ?? fake.vendor.writes.map(({ fields }) => told(fields));
	};

	it('a call of a row with a phone number needs it once', async () => {
		const rows = [{ tel: '\u202A+49 (30) 100-008\u202C' }, { tel: '+49 30 100 007' }];
		expect(await made({ client: byPhone('={{ $json.tel }}') }, rows)).toEqual([
			[['PHONE', '+49 (30) 100-008', '3_8']],
			[['PHONE', '+49 30 100 007', '3_7']],
		]);
	});

	it('another number that is given counts', async () => {
		const parameters = { client: byPhone('+49 30 100007'), phone: byId('+49 30 7') };
		expect(await made(parameters, [{}])).toEqual([[['PHONE', '+49 30 7', '3_7']]]);
	});

	it('a meeting has no number', async () => {
		const parameters = { kind: 'meeting', client: byPhone('+49 30 100007') };
		expect(await made(parameters, [{}])).toEqual([[[undefined, '', '3_7']]]);
	});

	it('an email and its further recipients go to the addresses by which they are given', async () => {
		const emailOf = (id) => item(3, id).fm.find(({ typeId }) => typeId === 'EMAIL').value;
		const parameters = {
			kind: 'email',
			// An email in place of an ID is the same.
			client: byId(` Jane Doe <${emailOf(7)}> `),
			email: byId(''),
			additionalFields: {
				moreRecipients: { values: [{ client: byEmail(emailOf(8)), email: '' }] },
			},
		};
		expect(await made(parameters, [{}])).toEqual([
			[
				['EMAIL', emailOf(7), '3_7'],
				['EMAIL', emailOf(8), '3_8'],
			],
		]);
	});

	it('an update of the communications takes it, too', async () => {
		const { error } = await run(
			{
				resource: 'activity',
				operation: 'update',
				activityId: byId('4'),
				updateFields: {
					COMMUNICATIONS: {
						values: [{ client: byPhone('+49 30 100007'), value: '', type: 'PHONE' }],
					},
				},
				options: { ifSeveral: 'first' },
			},
			[{}],
		);
		expect(error).toBeUndefined();
		expect(told(fake.vendor.writes[0].fields)).toEqual([['PHONE', '+49 30 100007', '3_7']]);
	});

	it('an email to somebody given by phone still asks where it goes', async () => {
		item(3, 7).fm = [
			{ id: 1, typeId: 'EMAIL', valueType: 'WORK', value: 'person@example.com' },
			{ id: 2, typeId: 'PHONE', valueType: 'WORK', value: '+49 30 1' },
		];
		const parameters = { kind: 'email', email: byId(''), client: byPhone('+49 30 1') };
		expect(await made(parameters, [{}])).toBe('"Email" is empty');
		expect(fake.vendor.writes).toEqual([]);
	});
});

describe('an owner', () => {
	const note = (type, owner) => ({
		resource: 'timelineComment',
		operation: 'create',
		ownerType: byId(type),
		owner,
		comment: 'Hello',
		additionalFields: {},
		options: {},
	});
	const emailOf = (type, id) => item(type, id).fm.find(({ typeId }) => typeId === 'EMAIL').value;

	it.each([
		['lead', 1],
		['contact', 3],
		['company', 4],
	])('a %s is found by email and by phone', async (_name, type) => {
		const email = emailOf(type, 7);
		for (const owner of [byEmail(email), byPhone('+49 30 100007')]) {
			const { error } = await run(note(String(type), owner), [{}]);
			expect(error).toBeUndefined();
		}
		expect(fake.vendor.writes.map(({ fields }) => Number(fields.ENTITY_ID))).toEqual([7, 7]);
	});

	it('a deal has no address of its own', async () => {
		const { error } = await run(note('2', byEmail('a@example.com')), [{}]);
		expect(error.message).toBe(
			'"Related Record" can be found by email or phone only if it is a contact, company or lead',
		);
		expect(fake.calls).toEqual([]);
	});

	it('a filter by owner goes by the type beside it', async () => {
		const { error } = await run(
			{
				resource: 'activity',
				operation: 'getMany',
				returnAll: false,
				limit: 1,
				filters: { OWNER_ID: byEmail(emailOf(3, 7)), OWNER_TYPE_ID: byId('3') },
				options: {},
			},
			[{}],
		);
		expect(error).toBeUndefined();
		const listed = fake.calls.findLast(({ path }) => path.endsWith('crm.activity.list'));
		expect(listed.json.filter.BINDINGS).toEqual([{ OWNER_TYPE_ID: 3, OWNER_ID: 7 }]);
	});
});

const task = (responsible, options = {}) => ({
	resource: 'task',
	operation: 'create',
	title: 'x',
	responsible,
	additionalFields: {},
	customFields: mapped({}),
	options,
});

it('more people than fit into one batch take as many batches as they fill', async () => {
	const rows = Array.from({ length: 120 }, (_, n) => ({ email: `user${1 + n}@portal.example` }));
	const { output } = await run(task(byEmail('={{ $json.email }}')), rows, {
		onError: 'continueRegularOutput',
	});
	expect(output).toHaveLength(120);
	const lookUps = fake.calls.filter(({ json }) =>
		Object.values(json?.cmd ?? {}).some((command) => command.startsWith('user.get')),
	);
	expect(lookUps).toHaveLength(3);
});

it('says that emails are hidden from a credential with the scope user_brief', async () => {
	const portal = await fakeFor('bitrix24', { scopes: ['crm', 'task', 'user_brief'] });
	const { error } = await runNode({
		...portal.base,
		parameters: task(byEmail('user3@portal.example')),
		items: [{}],
	});
	expect(error.message).toContain('does not show the emails of users');
	expect(error.description).toContain('user_brief');
	expect(portal.fake.vendor.writes).toEqual([]);
	await portal.fake.close();
});

it('contact and company with the same number: First takes the contact', async () => {
	const links = { UF_CRM_TASK: { values: [{ id: byPhone('+49 30 100 007') }] } };
	const parameters = { ...task(byId('2')), additionalFields: links };
	const { error } = await run(parameters, [{}]);
	expect(error.message).toContain(
		'3 records have this phone number ("CRM Records": "+4930100007")',
	);
	expect(error.description).toContain('Found: C_7 (contact), CO_7 (company), L_7 (lead).');
	const first = await run({ ...parameters, options: { ifSeveral: 'first' } }, [{}]);
	expect(first.error).toBeUndefined();
	expect(fake.vendor.writes[0].fields.UF_CRM_TASK).toEqual(['C_7']);
});

it('several emails for a field of one are no address', async () => {
	const { error } = await run(task(byEmail('user3@portal.example, user4@portal.example')), [{}]);
	expect(error.message).toContain('must be an email address');
	expect(fake.calls).toEqual([]);
});

it('User > Get takes emails, and keeps the order of the items', async () => {
	const { output } = await run(
		{
			resource: 'user',
			operation: 'get',
			userId: byEmail('={{ $json.email }}'),
			options: {},
		},
		[{ email: 'user3@portal.example' }, { email: 'user2@portal.example' }],
	);
	expect(output.map(({ json }) => json.id)).toEqual([3, 2]);
});

it('finds a user whose email is kept in capital letters', async () => {
	[...fake.vendor.store.users.values()].find(({ ID }) => ID === '7').EMAIL = 'Jane@Portal.example';
	const { error } = await run(task(byEmail('jane@portal.example')), [{}]);
	expect(error).toBeUndefined();
	expect(Number(fake.vendor.writes[0].fields.RESPONSIBLE_ID)).toBe(7);
	expect(methods()).toEqual(['user.get', 'user.get', 'tasks.task.add']);
});

describe('accidents of look-ups', () => {
	const email = '={{ $json.email }}';
	const rows = [{ email: 'user3@portal.example' }, { email: 'user4@portal.example' }];
	const isLookUp = ({ path, json }) =>
		path.endsWith('user.get') || JSON.stringify(json ?? {}).includes('user.get');

	it.each(['429', 'reset', 'lost', 'malformed', '503'])(
		'%s: the look-up is made again, and each task once',
		async (kind) => {
			fake.fault(kind, { match: isLookUp });
			const { error } = await run(task(byEmail(email)), rows);
			expect(error).toBeUndefined();
			expect(fake.vendor.writes).toHaveLength(2);
		},
	);

	it('a key that is refused ends the run with one error, and nothing is written', async () => {
		const answer = { status: 401, body: { error: 'INVALID_CREDENTIALS', error_description: '' } };
		fake.fault('answer', { answer, times: 50 });
		const stopped = await run(task(byEmail(email)), rows);
		expect(stopped.error.description).toContain('Nothing was sent.');
		const { output } = await run(
			task(byEmail(email)),
			[...rows, { email: 'user5@portal.example' }],
			{
				onError: 'continueRegularOutput',
			},
		);
		expect(output.map(({ json }) => typeof json.error)).toEqual(['string', 'string', 'string']);
		expect(fake.vendor.writes).toEqual([]);
	});

	it('a command of the batch that is refused fails the items that need it, and no others', async () => {
		fake.fault('rewrite', {
			match: isLookUp,
			rewrite: (answer) => {
				const { result } = answer.body;
				delete result.result.i1;
				result.result_error = {
					i1: { error: 'ACCESS_DENIED', error_description: 'Access denied' },
				};
				return answer;
			},
		});
		const { output } = await run(task(byEmail(email)), [...rows, rows[0]], {
			onError: 'continueRegularOutput',
		});
		expect(output.map(({ json }) => json.error === undefined)).toEqual([true, false, true]);
		expect(fake.vendor.writes).toHaveLength(2);
	});
});
