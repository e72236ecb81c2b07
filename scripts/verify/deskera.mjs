/** What docs/contracts/deskera.md leaves open and reads can tell. */
const ACTIVITIES = '/v1/crm/activities';
const list = async (ask, query) =>
	await ask('GET', `${ACTIVITIES}?${new URLSearchParams({ page: '1', pageSize: '10', ...query })}`);
const rowsOf = ({ status, body }) => {
	if (status !== 200 || !Array.isArray(body?.data)) throw new Error(`the list answered ${status}`);
	return body.data;
};

export const credential = {
	type: 'DeskeraApi',
	values: ({ DESKERA_HOST, DESKERA_TOKEN, DESKERA_USER_NAME, DESKERA_PASSWORD }) => ({
		environment: 'custom',
		host: DESKERA_HOST || 'https://bifrost.deskera.com',
		signIn: DESKERA_TOKEN === '' ? 'password' : 'token',
		token: DESKERA_TOKEN,
		userName: DESKERA_USER_NAME,
		password: DESKERA_PASSWORD,
		sessionToken: '',
		refreshToken: '',
		sessionOf: '',
	}),
};

export const variables = [
	{
		name: 'DESKERA_HOST',
		what: 'https://bifrost.deskera.com (taken when empty) or https://bifrost-us.deskera.com',
		optional: true,
	},
	{ name: 'DESKERA_TOKEN', what: 'an access token', optional: true },
	{ name: 'DESKERA_USER_NAME', what: 'instead of a token: the user name', optional: true },
	{ name: 'DESKERA_PASSWORD', what: 'and the password', optional: true },
];

export const points = [
	{
		name: 'the account has the classic CRM activities',
		check: async (ask) => rowsOf(await list(ask, {})) !== undefined,
	},
	{
		name: 'largest page of the list is at least 1,000',
		async check(ask) {
			const { status, body } = await list(ask, { pageSize: '1000' });
			const total = body?.paginationInfo?.totalRecords;
			if (status !== 200)
				return { holds: false, told: `a page of 1,000 is refused with ${status}` };
			if (!(total > 10)) return { told: `the account has ${total} activities, too few to tell` };
			return {
				holds: body.data.length >= Math.min(total, 1000),
				told: `${body.data.length} of ${total} came`,
			};
		},
	},
	{
		name: 'sorting by updated_at, descending',
		async check(ask) {
			const times = rowsOf(await list(ask, { sortBy: 'updated_at', sortDir: 'DESC' })).map(
				({ updated_at: at }) => Date.parse(at),
			);
			return times.length < 2
				? { told: 'fewer than two activities' }
				: times.every((time, index) => index === 0 || time <= times[index - 1]);
		},
	},
	{
		name: 'updated_at has microseconds and an offset',
		async check(ask) {
			const [row] = rowsOf(await list(ask, {}));
			return row === undefined
				? { told: 'no activity' }
				: { holds: /\.\d{4,6}(?:Z|[+-]\d\d:\d\d)$/.test(row.updated_at), told: row.updated_at };
		},
	},
	{
		name: 'is_status=true finds done activities alone',
		async check(ask) {
			const rows = rowsOf(await list(ask, { query: 'is_status=true' }));
			return rows.length === 0
				? { told: 'no done activity' }
				: rows.every((row) => row.is_status === true);
		},
	},
	{
		name: 'filter terms with a comma between have to hold all',
		async check(ask) {
			const [row] = rowsOf(await list(ask, {}));
			if (row === undefined) return { told: 'no activity' };
			const rows = rowsOf(
				await list(ask, { query: `activityType=${row.activity_type},is_status=${row.is_status}` }),
			);
			return rows.every(
				(one) => one.activity_type === row.activity_type && one.is_status === row.is_status,
			);
		},
	},
	{
		name: 'activities hold the iamUserId of users',
		async check(ask) {
			const rows = rowsOf(await list(ask, { pageSize: '50' }));
			const { body } = await ask('GET', '/v1/users?limit=50&page=0');
			const users = [body, body?.data, body?.content].find((one) => Array.isArray(one)) ?? [];
			const known = new Set(
				rows.flatMap(({ owner_id: owner, assignee_ids: assignees = [] }) => [
					owner,
					...(assignees ?? []),
				]),
			);
			const [iam, plain] = ['iamUserId', 'id'].map(
				(key) => users.filter((user) => known.has(user[key])).length,
			);
			return iam + plain === 0
				? { told: 'no user of the list is in an activity' }
				: { holds: iam >= plain, told: `${iam} by iamUserId, ${plain} by id` };
		},
	},
	{
		name: 'source and source_id are kept',
		async check(ask) {
			const rows = rowsOf(await list(ask, { pageSize: '50' }));
			const kept = rows.filter(
				({ source_id: id }) => id !== undefined && id !== null && id !== '',
			).length;
			return kept === 0
				? { told: 'no activity has a source_id' }
				: { holds: true, told: `${kept} have one` };
		},
	},
];
