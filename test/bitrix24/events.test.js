'use strict';
/** What a delivery of Bitrix24 says, as the fake portal sends it; and what must not come of a forged one. */
const { bitrix24 } = require('../vendors/bitrix24');
const { formBody } = require('../../dist/nodes/shared/text/formBody');
const { sameSecret } = require('../../dist/nodes/shared/secrets/compareSecrets');
const { EVENTS, readDelivery, recordCall } = require('../../dist/nodes/Bitrix24/trigger/events');

const portal = bitrix24();
const delivered = (event, id) =>
	readDelivery(formBody(portal.deliver(event, id, { to: 'webhook' }).body));

it('reads an event of an activity, its token and its time', () => {
	const delivery = delivered('ONCRMACTIVITYADD', 4);
	expect(delivery).toMatchObject({
		event: 'ONCRMACTIVITYADD',
		id: 4,
		auth: { application_token: portal.oauth.applicationTokens.webhook },
	});
	expect(delivery.sentAt).toMatch(/^\d{4}-\d\d-\d\dT/);
	expect(recordCall(delivery)).toMatchObject({
		path: '/crm.activity.get',
		body: { id: 4 },
		effect: 'read',
	});
});

it.each([
	[
		'ONTASKADD',
		{ FIELDS_BEFORE: 'undefined', FIELDS_AFTER: { ID: '7' } },
		7,
		{ path: '/tasks.task.get', body: { taskId: 7 } },
	],
	['ONTASKDELETE', { FIELDS_BEFORE: { ID: '7' }, FIELDS_AFTER: 'undefined' }, 7, undefined],
	[
		'ONTASKCOMMENTADD',
		{ FIELDS_BEFORE: 'undefined', FIELDS_AFTER: { ID: '0', MESSAGE_ID: '55', TASK_ID: '7' } },
		7,
		{ path: '/tasks.task.get', body: { taskId: 7 } },
	],
	[
		'ONTASKCOMMENTADD',
		{ FIELDS_BEFORE: 'undefined', FIELDS_AFTER: { ID: '31', TASK_ID: '7' } },
		7,
		{ path: '/tasks.task.get', body: { taskId: 7 } },
	],
	[
		'onCrmTimelineCommentAdd',
		{ ID: '9' },
		9,
		{ path: '/crm.timeline.comment.get', body: { id: 9 } },
	],
	[
		'ONCRMDEALUPDATE',
		{ FIELDS: { ID: '3' } },
		3,
		{ path: '/crm.item.get', body: { entityTypeId: 2, id: 3 } },
	],
	[
		'ONCRMDYNAMICITEMADD',
		{ FIELDS: { ID: '3', ENTITY_TYPE_ID: '177' } },
		3,
		{ path: '/crm.item.get', body: { entityTypeId: 177, id: 3 } },
	],
	['ONCRMACTIVITYDELETE', { FIELDS: { ID: '3' } }, 3, undefined],
])('%s %j', (event, data, id, call) => {
	const delivery = readDelivery({ event, data, ts: '1795000000', auth: {} });
	expect([delivery.event, delivery.id]).toEqual([event.toUpperCase(), id]);
	const spec = recordCall(delivery);
	expect(spec === undefined ? undefined : { path: spec.path, body: spec.body }).toEqual(
		call === undefined ? undefined : { path: call.path, body: expect.objectContaining(call.body) },
	);
	expect(EVENTS.map(({ value }) => value)).toContain(delivery.event);
});

it('takes no prototype keys and no depth from a forged body', () => {
	const body = formBody(
		`__proto__[polluted]=1&a[constructor][prototype][x]=1&b[toString]=1&${'d[x]'.padEnd(40_000, '[x]')}=1&event=E`,
	);
	expect({}.polluted).toBeUndefined();
	expect(body).toEqual({ event: 'E' });
});

it('compares secrets whole', () => {
	expect(sameSecret('abc', 'abc')).toBe(true);
	for (const [given, expected] of [
		['', ''],
		['', 'abc'],
		['ab', 'abc'],
		['abcd', 'abc'],
		['ABC', 'abc'],
	])
		expect(sameSecret(given, expected)).toBe(false);
});
