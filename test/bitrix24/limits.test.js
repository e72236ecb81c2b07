'use strict';
/** Requests are counted for a portal, computing time for each method; docs/contracts/bitrix24.md section 5.1. */
const { metersOf, readingsOf, resetsInMs } = require('../../dist/nodes/Bitrix24/operatingTime');
const { bitrix24 } = require('../../dist/nodes/Bitrix24/vendor');

const BATCH = {
	path: '/batch',
	body: {
		cmd: {
			i0: 'crm.activity.get?id=1',
			i1: 'tasks.task.get?taskId=2',
			i2: 'crm.activity.get?id=3',
		},
	},
};

it('a portal is one account for its webhooks and apps', () => {
	const webhook = { webhookUrl: 'https://portal.example/rest/1/abcdefgh/' };
	const other = { webhookUrl: 'https://portal.example/rest/7/ijklmnop/' };
	const app = { portalUrl: 'portal.example' };
	expect(new Set([webhook, other, app].map(bitrix24.account)).size).toBe(1);
	expect(bitrix24.account({ portalUrl: 'https://other.example' })).not.toBe(bitrix24.account(app));
});

it('burst and drain go by plan', () => {
	const limitOf = (plan) => bitrix24.budgets({ plan })[0].limit;
	expect(limitOf('enterprise')).toEqual({ kind: 'bucket', burst: 250, perSecond: 5 });
	expect(limitOf('standard')).toEqual({ kind: 'bucket', burst: 50, perSecond: 2 });
	expect(limitOf(undefined)).toEqual({ kind: 'bucket', burst: 50, perSecond: 2 });
});

it('a call spends the time of its method, a batch that of all methods in it and its own', () => {
	expect(metersOf({ path: '/crm.activity.get', body: {} })).toEqual(['crm.activity.get']);
	expect(metersOf(BATCH)).toEqual(['batch', 'crm.activity.get', 'tasks.task.get']);
	expect(metersOf({ path: '/', link: 'https://portal.example/file' })).toEqual([]);
});

it('an answer tells the time of its method', () => {
	const time = { finish: 1_000, operating: 12.5, operating_reset_at: 1_060 };
	expect(readingsOf({ result: {}, time }, { path: '/crm.activity.get' })).toEqual([
		{ meter: 'crm.activity.get', used: 12.5, most: 480, resetsInMs: 60_000 },
	]);
	expect(readingsOf({ result: true }, { path: '/crm.activity.get' })).toEqual([
		{ meter: 'crm.activity.get', used: undefined, most: 480, resetsInMs: undefined },
	]);
});

it('a batch tells those of the methods in it, and which of them were refused', () => {
	const body = {
		result: {
			result_time: { i0: { finish: 10, operating: 400, operating_reset_at: 40 } },
			result_error: { i1: { error: 'OPERATION_TIME_LIMIT' }, i2: { error: 'ERROR_CORE' } },
		},
		time: { operating: 1 },
	};
	expect(readingsOf(body, BATCH)).toMatchObject([
		{ meter: 'batch', used: 1 },
		{ meter: 'crm.activity.get', used: 400, resetsInMs: 30_000 },
		{ meter: 'tasks.task.get', isRefused: true },
		{ meter: 'crm.activity.get', used: undefined },
	]);
});

it.each([
	['seconds', { finish: 1_700_000_000, operating_reset_at: 1_700_000_030 }, 30_000],
	['milliseconds', { finish: 1_700_000_000, operating_reset_at: 1_700_000_030_000 }, 30_000],
	['ISO text', { finish: 0, operating_reset_at: '1970-01-01T00:00:30+00:00' }, 30_000],
	['the past', { finish: 1_700_000_030, operating_reset_at: 1_700_000_000 }, 0],
	['nothing', { finish: 1 }, undefined],
	['nonsense', { finish: 1, operating_reset_at: 'soon' }, undefined],
	['no times at all', undefined, undefined],
])('operating_reset_at as %s', (_name, time, expected) => {
	expect(resetsInMs(time)).toBe(expected);
});
