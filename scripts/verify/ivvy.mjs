/** What docs/contracts/ivvy.md leaves open and reads can tell. */
const action = async (ask, namespace, name, body = {}) =>
	await ask('POST', `/api/1.0/${namespace}?action=${name}`, body);
const rowsOf = ({ status, body }) => {
	if (!Array.isArray(body?.results))
		throw new Error(`the list answered ${status} ${body?.errorCode ?? ''}`.trim());
	return body.results;
};

export const credential = {
	type: 'IvvyApi',
	values: ({ IVVY_HOST, IVVY_API_KEY, IVVY_API_SECRET }) => ({
		region: 'custom',
		host: IVVY_HOST,
		apiKey: IVVY_API_KEY,
		apiSecret: IVVY_API_SECRET,
	}),
};

export const variables = [
	{
		name: 'IVVY_HOST',
		what: 'the API host of your region, such as https://api.ap-southeast-2.ivvy.com',
	},
	{ name: 'IVVY_API_KEY', what: 'the API key' },
	{ name: 'IVVY_API_SECRET', what: 'its secret' },
];

export const points = [
	{
		name: 'the signature is accepted',
		check: async (ask) =>
			rowsOf(await action(ask, 'crm', 'getActivityList', { perPage: 1, start: 0 })) !== undefined,
	},
	{
		name: 'a refusal comes with a status other than 200',
		async check(ask) {
			const { status, body } = await action(ask, 'crm', 'noSuchAction');
			return {
				holds: status >= 300,
				told: `an unknown action answered ${status} with errorCode ${body?.errorCode}`,
			};
		},
	},
	{
		name: 'pages are cut to 100 rows',
		async check(ask) {
			const answer = await action(ask, 'crm', 'getActivityList', { perPage: 500, start: 0 });
			const total = answer.body?.meta?.totalResults;
			const rows = rowsOf(answer);
			return total > 100
				? { holds: rows.length === 100, told: `${rows.length} of ${total} came` }
				: { told: `${total} activities are too few to tell` };
		},
	},
	...['getActivityList', 'getTaskList'].flatMap((list) => [
		{
			name: `${list} can be filtered by id`,
			async check(ask) {
				const [row] = rowsOf(await action(ask, 'crm', list, { perPage: 1, start: 0 }));
				if (row === undefined) return { told: 'the list is empty' };
				const { status, body } = await action(ask, 'crm', list, {
					perPage: 10,
					start: 0,
					filter: { id: row.id },
				});
				if (!Array.isArray(body?.results))
					return { holds: false, told: `refused with ${status} ${body?.errorCode ?? ''}`.trim() };
				return {
					holds: body.results.length === 1 && body.results[0].id === row.id,
					told: `${body.results.length} rows for one ID`,
				};
			},
		},
		{
			name: `${list} can be filtered by modifiedDate`,
			async check(ask) {
				const { status, body } = await action(ask, 'crm', list, {
					perPage: 10,
					start: 0,
					filter: { modifiedDate__GREATERTHAN: '2100-01-01 00:00:00' },
				});
				if (!Array.isArray(body?.results))
					return { holds: false, told: `refused with ${status} ${body?.errorCode ?? ''}`.trim() };
				return {
					holds: body.results.length === 0,
					told: `${body.results.length} rows from the future`,
				};
			},
		},
	]),
];
