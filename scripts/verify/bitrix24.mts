/** What docs/contracts/bitrix24.md leaves open and reads can tell. */
import {
	type Ask,
	at,
	type Credential,
	listAt,
	type Point,
	rowsIn,
	textAt,
	type Variable,
} from './point.mts';

const call = async (ask: Ask, name: string, parameters = {}): Promise<unknown> => {
	const { status, body } = await ask('POST', `/${name}`, parameters);
	const error = textAt(body, 'error');
	if (status !== 200 || error !== '') throw new Error(`${name} answered ${status} ${error}`.trim());
	return body;
};

/** The rows of a list. */
const list = async (ask: Ask, parameters: object) =>
	rowsIn(listAt(await call(ask, 'crm.activity.list', { start: -1, ...parameters }), 'result'));

export const credential: Credential = {
	type: 'Bitrix24WebhookApi',
	values: (of) => ({ webhookUrl: of('BITRIX24_WEBHOOK_URL') }),
};

export const variables: Variable[] = [
	{
		name: 'BITRIX24_WEBHOOK_URL',
		what: 'the URL of an inbound webhook with the scopes crm, task and user',
	},
];

const SENTINEL = /^9999-/;

export const points: Point[] = [
	{
		name: 'the webhook is accepted',
		check: async (ask) => at(await call(ask, 'profile'), 'result') !== undefined,
	},
	{
		name: 'a page of a list has at most 50 rows, and start -1 leaves the total out',
		async check(ask) {
			const body = await call(ask, 'crm.activity.list', {
				select: ['ID'],
				start: -1,
				order: { ID: 'ASC' },
			});
			const rows = listAt(body, 'result') ?? [];
			const total = at(body, 'total');
			return {
				holds: rows.length <= 50 && (total === undefined || total === 0),
				told: `${rows.length} rows, total ${total}`,
			};
		},
	},
	{
		name: 'answers tell how much operating time is used (operating, operating_reset_at)',
		async check(ask) {
			const body = await call(ask, 'crm.activity.list', { select: ['ID'], start: -1 });
			const operating = at(body, 'time', 'operating');
			const operating_reset_at = at(body, 'time', 'operating_reset_at');
			return {
				holds: operating !== undefined,
				told: JSON.stringify({ operating, operating_reset_at }),
			};
		},
	},
	{
		name: 'activities can be filtered by their origin with =',
		async check(ask) {
			const rows = await list(ask, {
				select: ['ID', 'ORIGIN_ID'],
				filter: { '=ORIGINATOR_ID': 'n8n-verify-nothing', '=ORIGIN_ID': 'nothing' },
			});
			return {
				holds: rows.length === 0,
				told: `${rows.length} rows for an origin that does not exist`,
			};
		},
	},
	{
		name: 'to-dos have the provider CRM_TODO, and their times repeat the deadline',
		async check(ask) {
			const rows = await list(ask, { filter: { PROVIDER_ID: 'CRM_TODO' } });
			const dated = rows.filter(({ DEADLINE }) => DEADLINE && !SENTINEL.test(String(DEADLINE)));
			return dated.length === 0
				? { told: 'no to-do with a deadline' }
				: dated.every(({ START_TIME, DEADLINE }) => START_TIME === DEADLINE || !START_TIME);
		},
	},
	{
		name: 'a batch keeps each command apart',
		async check(ask) {
			const cmd = { good: 'profile', bad: 'crm.activity.get?id=0' };
			const body = await call(ask, 'batch', { halt: 0, cmd });
			return (
				at(body, 'result', 'result', 'good') !== undefined &&
				at(body, 'result', 'result_error', 'bad') !== undefined
			);
		},
	},
	{
		name: 'tasks can be filtered by the external ID (XML_ID)',
		async check(ask) {
			const { status, body } = await ask('POST', '/tasks.task.list', {
				filter: { XML_ID: 'n8n-verify-nothing' },
				select: ['ID'],
			});
			const tasks = listAt(body, 'result', 'tasks');
			return {
				holds: status === 200 && tasks?.length === 0,
				told:
					status === 200
						? `${tasks?.length} tasks for an ID that does not exist`
						: `answered ${status}`,
			};
		},
	},
];
