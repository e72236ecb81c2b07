/** What docs/contracts/bitrix24.md leaves open and reads can tell. */
const call = async (ask, name, parameters = {}) => {
	const { status, body } = await ask('POST', `/${name}`, parameters);
	if (status !== 200 || body?.error !== undefined)
		throw new Error(`${name} answered ${status} ${body?.error ?? ''}`.trim());
	return body;
};

export const credential = {
	type: 'Bitrix24WebhookApi',
	values: ({ BITRIX24_WEBHOOK_URL }) => ({ webhookUrl: BITRIX24_WEBHOOK_URL }),
};

export const variables = [
	{
		name: 'BITRIX24_WEBHOOK_URL',
		what: 'the URL of an inbound webhook with the scopes crm, task and user',
	},
];

const SENTINEL = /^9999-/;

export const points = [
	{
		name: 'the webhook is accepted',
		check: async (ask) => (await call(ask, 'profile')).result !== undefined,
	},
	{
		name: 'a page of a list has at most 50 rows, and start -1 leaves the total out',
		async check(ask) {
			const { result, total } = await call(ask, 'crm.activity.list', {
				select: ['ID'],
				start: -1,
				order: { ID: 'ASC' },
			});
			return {
				holds: result.length <= 50 && (total === undefined || total === 0),
				told: `${result.length} rows, total ${total}`,
			};
		},
	},
	{
		name: 'answers tell how much operating time is used (operating, operating_reset_at)',
		async check(ask) {
			const { time } = await call(ask, 'crm.activity.list', { select: ['ID'], start: -1 });
			return {
				holds: time?.operating !== undefined,
				told: JSON.stringify({
					operating: time?.operating,
					operating_reset_at: time?.operating_reset_at,
				}),
			};
		},
	},
	{
		name: 'activities can be filtered by their origin with =',
		async check(ask) {
			const { result } = await call(ask, 'crm.activity.list', {
				select: ['ID', 'ORIGIN_ID'],
				filter: { '=ORIGINATOR_ID': 'n8n-verify-nothing', '=ORIGIN_ID': 'nothing' },
				start: -1,
			});
			return {
				holds: result.length === 0,
				told: `${result.length} rows for an origin that does not exist`,
			};
		},
	},
	{
		name: 'to-dos have the provider CRM_TODO, and their times repeat the deadline',
		async check(ask) {
			const { result } = await call(ask, 'crm.activity.list', {
				filter: { PROVIDER_ID: 'CRM_TODO' },
				start: -1,
			});
			const dated = result.filter(({ DEADLINE }) => DEADLINE && !SENTINEL.test(DEADLINE));
			return dated.length === 0
				? { told: 'no to-do with a deadline' }
				: dated.every(({ START_TIME, DEADLINE }) => START_TIME === DEADLINE || !START_TIME);
		},
	},
	{
		name: 'a batch keeps each command apart',
		async check(ask) {
			const { result } = await call(ask, 'batch', {
				halt: 0,
				cmd: { good: 'profile', bad: 'crm.activity.get?id=0' },
			});
			return result.result?.good !== undefined && result.result_error?.bad !== undefined;
		},
	},
	{
		name: 'tasks can be filtered by the external ID (XML_ID)',
		async check(ask) {
			const { status, body } = await ask('POST', '/tasks.task.list', {
				filter: { XML_ID: 'n8n-verify-nothing' },
				select: ['ID'],
			});
			const tasks = body?.result?.tasks;
			return {
				holds: status === 200 && Array.isArray(tasks) && tasks.length === 0,
				told:
					status === 200
						? `${tasks?.length} tasks for an ID that does not exist`
						: `answered ${status}`,
			};
		},
	},
];
