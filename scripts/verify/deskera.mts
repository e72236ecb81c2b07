/** What docs/contracts/deskera.md leaves open and reads can tell. */
import {
	type Answer,
	type Ask,
	at,
	type Credential,
	listAt,
	type Point,
	type Row,
	rowsIn,
	type Variable,
} from './point.mts';

const ACTIVITIES = '/v1/crm/activities';
const PEOPLE = { type: 'person', limit: '10', page: '1' };
const list = async (ask: Ask, query: Record<string, string>): Promise<Answer> =>
	await ask('GET', `${ACTIVITIES}?${new URLSearchParams({ page: '1', pageSize: '10', ...query })}`);

async function rows(ask: Ask, query: Record<string, string> = {}): Promise<Row[]> {
	const { status, body } = await list(ask, query);
	const data = listAt(body, 'data');
	if (status !== 200 || data === undefined) throw new Error(`the list answered ${status}`);
	return rowsIn(data);
}

export const credential: Credential = {
	type: 'DeskeraApi',
	values: (of) => ({
		environment: 'custom',
		host: of('DESKERA_HOST') || 'https://bifrost.deskera.com',
		signIn: of('DESKERA_TOKEN') === '' ? 'password' : 'token',
		token: of('DESKERA_TOKEN'),
		userName: of('DESKERA_USER_NAME'),
		password: of('DESKERA_PASSWORD'),
		sessionToken: '',
		refreshToken: '',
		sessionOf: '',
	}),
};

export const variables: Variable[] = [
	{
		name: 'DESKERA_HOST',
		what: 'https://bifrost.deskera.com (taken when empty) or https://bifrost-us.deskera.com',
		optional: true,
	},
	{ name: 'DESKERA_TOKEN', what: 'an access token', optional: true },
	{ name: 'DESKERA_USER_NAME', what: 'instead of a token: the user name', optional: true },
	{ name: 'DESKERA_PASSWORD', what: 'and the password', optional: true },
];

export const points: Point[] = [
	{
		name: 'the account has the classic CRM activities',
		of: ['activity.getMany', 'apiCall.call'],
		check: async (ask) => (await rows(ask)) !== undefined,
	},
	{
		name: 'largest page of the list is at least 1,000',
		async check(ask) {
			const { status, body } = await list(ask, { pageSize: '1000' });
			const total = Number(at(body, 'paginationInfo', 'totalRecords') ?? NaN);
			const came = listAt(body, 'data')?.length ?? 0;
			if (status !== 200)
				return { holds: false, told: `a page of 1,000 is refused with ${status}` };
			if (!(total > 10)) return { told: `the account has ${total} activities, too few to tell` };
			return { holds: came >= Math.min(total, 1000), told: `${came} of ${total} came` };
		},
	},
	{
		name: 'sorting by updated_at, descending',
		async check(ask) {
			const sorted = await rows(ask, { sortBy: 'updated_at', sortDir: 'DESC' });
			const times = sorted.map(({ updated_at: time }) => Date.parse(String(time)));
			return times.length < 2
				? { told: 'fewer than two activities' }
				: times.every((time, index) => index === 0 || time <= (times[index - 1] ?? NaN));
		},
	},
	{
		name: 'updated_at has microseconds and an offset',
		async check(ask) {
			const [row] = await rows(ask);
			if (row === undefined) return { told: 'no activity' };
			const time = String(row.updated_at);
			return { holds: /\.\d{4,6}(?:Z|[+-]\d\d:\d\d)$/.test(time), told: time };
		},
	},
	{
		name: 'is_status=true finds done activities alone',
		async check(ask) {
			const done = await rows(ask, { query: 'is_status=true' });
			return done.length === 0
				? { told: 'no done activity' }
				: done.every((row) => row.is_status === true);
		},
	},
	{
		name: 'filter terms with a comma between have to hold all',
		async check(ask) {
			const [row] = await rows(ask);
			if (row === undefined) return { told: 'no activity' };
			const query = `activityType=${row.activity_type},is_status=${row.is_status}`;
			return (await rows(ask, { query })).every(
				(one) => one.activity_type === row.activity_type && one.is_status === row.is_status,
			);
		},
	},
	{
		name: 'activities hold the iamUserId of users',
		of: ['user.get', 'user.getMany'],
		async check(ask) {
			const found = await rows(ask, { pageSize: '50' });
			const { body } = await ask('GET', '/v1/users?limit=50&page=0');
			const lists = [listAt(body), listAt(body, 'data'), listAt(body, 'content')];
			const users = rowsIn(lists.find((one) => one !== undefined));
			const known = new Set(
				found.flatMap((row) => [row.owner_id, ...(listAt(row, 'assignee_ids') ?? [])]),
			);
			const count = (key: string) => users.filter((user) => known.has(user[key])).length;
			const [iam, plain] = [count('iamUserId'), count('id')];
			return iam + plain === 0
				? { told: 'no user of the list is in an activity' }
				: { holds: iam >= plain, told: `${iam} by iamUserId, ${plain} by id` };
		},
	},
	{
		name: 'source and source_id are kept',
		async check(ask) {
			const kept = (await rows(ask, { pageSize: '50' })).filter(
				({ source_id: id }) => id !== undefined && id !== null && id !== '',
			).length;
			return kept === 0
				? { told: 'no activity has a source_id' }
				: { holds: true, told: `${kept} have one` };
		},
	},
	{
		name: 'an activity that is read has the ID that was asked for',
		of: ['activity.get'],
		async check(ask) {
			const [row] = await rows(ask);
			if (row === undefined) return { told: 'no activity' };
			const { status, body } = await ask('GET', `${ACTIVITIES}/${row.id}`);
			return { holds: status === 200 && at(body, 'id') === row.id, told: `answered ${status}` };
		},
	},
	{
		name: 'contacts can be searched by email',
		async check(ask) {
			const contacts = async (query: Record<string, string>) => {
				const { body } = await ask('GET', `/v1/crm/contacts?${new URLSearchParams(query)}`);
				const lists = [listAt(body), listAt(body, 'data'), listAt(body, 'content')];
				return rowsIn(lists.find((one) => one !== undefined));
			};
			const all = await contacts(PEOPLE);
			const email = all.find((row) => String(row.email ?? '') !== '')?.email;
			if (email === undefined) return { told: 'no contact with an email' };
			const found = await contacts({ ...PEOPLE, search: String(email) });
			return {
				holds: found.length > 0 && found.every((row) => row.email === email),
				told: `${found.length} came`,
			};
		},
	},
];
