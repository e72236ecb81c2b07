/**
 * People by email: rows with the emails of people become records of the right people. Every address is looked up once,
 * before anything is written, and an unknown one stops the run with nothing sent.
 */
import { runNode } from '../support/engine.cts';
import { byId, fakeFor, type Started } from '../support/fakes.cts';
import { there } from '../support/there.cts';
import { byEmail, type Form, NEW_RECORD } from './support/people.cts';

jest.setTimeout(60_000);

type Fake = Started['fake'];
type Call = Fake['calls'][number];
type Store = Fake['vendor']['store'];
type Write = Fake['vendor']['writes'][number];

interface Person {
	readonly email: string;
	readonly id: string;
}

/** What a row puts into the vendor's records, and which calls look somebody up. */
interface Vendor {
	/** Two users, with the IDs that the record keeps of them. */
	readonly people: readonly [one: Person, other: Person];
	/** Whose record it is that was written, by the ID of one of them. */
	readonly stored: (write: Write, store: Store) => string;
	/** Which calls look somebody up. */
	readonly isLookUp: (call: Call) => boolean;
	/** Gives the first of the people's emails to somebody else, too. @returns the ID of that user */
	readonly double?: (store: Store) => string;
	/** Deactivates the first of the people. */
	readonly retire?: (store: Store) => void;
	/** How many calls it takes to look up both. */
	readonly calls: number;
}

const userOf = ({ users }: Store, id: string) =>
	there([...users.values()].find(({ ID }) => ID === id));

const VENDORS: Record<keyof typeof NEW_RECORD, Vendor> = {
	bitrix24: {
		people: [
			{ email: 'user3@portal.example', id: '3' },
			{ email: 'user4@portal.example', id: '4' },
		],
		stored: ({ fields }) => String((fields as Form).RESPONSIBLE_ID),
		isLookUp: ({ path, json }) =>
			path.endsWith('/user.get') ||
			Object.values(json?.cmd ?? {}).some((one) => String(one).startsWith('user.get')),
		double: (store) => {
			const twin = userOf(store, '7');
			twin.EMAIL = 'user3@portal.example';
			return '7';
		},
		retire: (store) => {
			userOf(store, '3').ACTIVE = false;
		},
		calls: 1,
	},
	leadSquared: {
		people: [
			{ email: 'user3@account.example', id: 'user3@account.example' },
			{ email: 'user4@account.example', id: 'user4@account.example' },
		],
		stored: ({ id }, { tasks, users }) => String(users.get(tasks.get(id)?.OwnerId)?.EmailAddress),
		isLookUp: ({ path }) => path.endsWith('Users.Get'),
		calls: 1,
	},
	ivvy: {
		people: [
			{ email: 'user3@ivvy.example', id: '3' },
			{ email: 'user4@ivvy.example', id: '4' },
		],
		stored: ({ fields }) => String((fields as Form).assignedUserId),
		isLookUp: ({ rawUrl }) => rawUrl.includes('getUserList'),
		double: ({ users }) => {
			there(users.get(7)).email = 'USER3@ivvy.example';
			return '7';
		},
		retire: ({ users }) => {
			there(users.get(3)).currentStatus = 2;
		},
		calls: 2,
	},
	deskera: {
		people: [
			{ email: 'user3@deskera.example', id: '46946' },
			{ email: 'user4@deskera.example', id: '46947' },
		],
		stored: ({ id }, { activities }) => String(activities.get(id)?.assignee_ids),
		isLookUp: ({ path }) => path.startsWith('/v1/users'),
		double: ({ users }) => {
			there(users.get(46950)).email = 'USER3@deskera.example';
			return '46950';
		},
		retire: ({ users }) => {
			there(users.get(46946)).deleted = true;
		},
		calls: 2,
	},
};

/** What differs from run to run. */
interface Run {
	readonly person?: object;
	readonly options?: Form;
	readonly onError?: Parameters<typeof runNode>[0]['onError'];
}

describe.each(Object.entries(VENDORS))('%s', (name, vendor) => {
	const { people, stored, isLookUp, double, retire, calls } = vendor;
	const [one, other] = people;
	const newRecord = NEW_RECORD[name as keyof typeof NEW_RECORD];
	let fake: Fake;
	let base: Started['base'];
	beforeAll(async () => ({ fake, base } = await fakeFor(name)));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	const row = (email: string) => ({ title: `for ${email}`, email });
	const run = async (
		emails: string[],
		{ person = byEmail('={{ $json.email }}'), options = {}, ...more }: Run = {},
	) =>
		await runNode({
			...base,
			parameters: { ...newRecord(person), options },
			items: emails.map(row),
			...more,
		});
	const written = (): string[] =>
		fake.vendor.writes?.map((write: Write) => stored(write, fake.vendor.store));
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
		expect(error?.message).toBe("2 of 4 items can't be sent");
		expect(error?.description).toContain('Nothing was sent.');
		expect(error?.description).toMatch(
			/Item 1: No user has this email \(.*"nobody@example\.org"\)/,
		);
		expect(error?.description).toMatch(
			/Item 3: No user has this email \(.*"no\.one@example\.org"\)/,
		);
		expect(fake.vendor.writes).toEqual([]);
	});

	it('where the node continues, only the items of unknown people fail', async () => {
		const { output } = await run([one.email, 'nobody@example.org', other.email], {
			onError: 'continueRegularOutput',
		});
		expect(output).toHaveLength(3);
		expect(output[1]?.json.error).toContain('nobody@example.org');
		expect(output[0]?.json.error).toBeUndefined();
		expect(output[2]?.json.error).toBeUndefined();
		expect(written()).toEqual([one.id, other.id]);
	});

	it('what is no address is refused without a look-up', async () => {
		const { error } = await run(['Jane Doe']);
		expect(error?.message).toContain('must be an email address, not "Jane Doe"');
		expect(fake.calls).toEqual([]);
	});

	it('Preview Only looks people up and writes nothing', async () => {
		const { output } = await run([one.email], { options: { previewOnly: true } });
		expect(JSON.stringify(output[0]?.json)).toContain(one.id);
		expect(fake.vendor.writes).toEqual([]);
	});

	if (double !== undefined)
		it('of several with the same address none is taken, unless the option says which', async () => {
			const twin = double(fake.vendor.store);
			const { error } = await run([one.email]);
			expect(error?.message).toContain('2 records have this email (');
			expect(error?.description).toContain(one.id);
			expect(error?.description).toContain(twin);
			expect(fake.vendor.writes).toEqual([]);
			await run([one.email], { options: { ifSeveral: 'first' } });
			await run([one.email], { options: { ifSeveral: 'newest' } });
			expect(written()).toEqual([one.id, twin]);
		});

	if (retire !== undefined)
		it('nothing is given to somebody who is deactivated', async () => {
			retire(fake.vendor.store);
			const { error } = await run([one.email]);
			expect(error?.message).toContain('user with this email is deactivated (');
			expect(fake.vendor.writes).toEqual([]);
		});

	it('a refused look-up fails its items and nothing is written', async () => {
		fake.fault('answer', { answer: { status: 403, body: {} }, times: 50, match: isLookUp });
		const { error } = await run([one.email]);
		expect(error).toBeDefined();
		expect(fake.vendor.writes).toEqual([]);
	});
});
