import { there } from '../support/there.cts';
import { portal as started, type Row, type Told } from './bitrix24.client.cts';
import type { PortalOptions } from './bitrix24.cts';
import type { Params } from './bitrix24.portal.cts';
import type { Delivery } from './bitrix24.records.cts';

type Tokens = Readonly<Record<'access_token' | 'error' | 'refresh_token', string>>;

/** a started fake; `ask` speaks with the app's present token, `hook` with the webhook */
async function portal(options?: PortalOptions) {
	const { vendor, fake, post, ask: hook } = await started(options);
	const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
	const ask = async <Result = Told,>(method: string, params?: object) =>
		await post<Result>(`/rest/${method}`, params, bearer(vendor.tokens.accessToken));
	const refusal = async (method: string, params?: object) => {
		const { status, body } = await ask(method, params);
		return [status, body.error];
	};
	const token = async (params: Record<string, string>, form = true) => {
		const query = new URLSearchParams({
			client_id: vendor.oauth.clientId,
			client_secret: vendor.oauth.clientSecret,
			...params,
		});
		const response = await (form
			? fetch(`${fake.url}/oauth/token/`, { method: 'POST', body: query })
			: fetch(`${fake.url}/oauth/token/?${query}`));
		return { status: response.status, body: (await response.json()) as Tokens };
	};
	return { vendor, fake, post, bearer, ask, hook, refusal, token };
}

let app: Awaited<ReturnType<typeof portal>>;
beforeAll(async () => void (app = await portal()));
afterAll(() => app.fake.close());
beforeEach(() => app.fake.reset());

test(
	'a token is taken from the header before the parameter; none or a wrong one is 401, ' +
		'an old one expired_token',
	async () => {
		const { vendor, fake, post, bearer, ask, token } = app;
		const { accessToken } = vendor.tokens;
		expect((await ask('profile')).body.result).toMatchObject({ ID: '1', ADMIN: true });
		expect((await post('/rest/profile.json', { auth: accessToken })).status).toBe(200);
		expect((await fetch(`${fake.url}/rest/crm.activity.get?id=4&auth=${accessToken}`)).status).toBe(
			200,
		);
		expect((await post('/rest/profile', { auth: 'forged' }, bearer(accessToken))).status).toBe(200);
		for (const [params, headers] of [
			[{}, {}],
			[{ auth: 'forged' }, {}],
			[{}, bearer('forged')],
			[{ auth: accessToken }, bearer('forged')],
		]) {
			expect(await post('/rest/profile', params, headers)).toEqual({
				status: 401,
				body: { error: 'NO_AUTH_FOUND', error_description: 'Wrong authorization data' },
			});
		}
		vendor.expireTokens();
		expect(await ask('profile')).toEqual({
			status: 401,
			body: { error: 'expired_token', error_description: 'The access token provided has expired.' },
		});
		expect((await post(`${vendor.credentials.webhookPath}profile`, {})).status).toBe(200);
		const { body } = await token({
			grant_type: 'refresh_token',
			refresh_token: vendor.tokens.refreshToken,
		});
		fake.reset();
		expect(vendor.tokens.accessToken).toBe(accessToken);
		expect((await ask('profile')).status).toBe(200);
		expect((await post('/rest/profile', {}, bearer(body.access_token))).status).toBe(200);
	},
);

test('a refresh by form or query rotates both tokens, and the old refresh token is refused', async () => {
	const { vendor, token, ask, post, bearer } = app;
	const first = vendor.tokens;
	vendor.expireTokens();
	const { body } = await token({ grant_type: 'refresh_token', refresh_token: first.refreshToken });
	expect(body).toEqual({
		access_token: vendor.tokens.accessToken,
		refresh_token: vendor.oauth.refreshToken,
		client_endpoint: `${app.fake.url}/rest/`,
		domain: 'oauth.bitrix.info',
		expires: expect.any(Number),
		expires_in: 3600,
		member_id: vendor.oauth.memberId,
		scope: 'crm,task,tasks,user,disk,im,sonet_group,telephony,calendar',
		server_endpoint: 'https://oauth.bitrix.info/rest/',
		status: 'L',
		user_id: 1,
	});
	expect(
		new Set([first.accessToken, first.refreshToken, body.access_token, body.refresh_token]).size,
	).toBe(4);
	expect((await ask('profile')).status).toBe(200);
	expect((await post('/rest/profile', {}, bearer(first.accessToken))).body.error).toBe(
		'expired_token',
	);
	expect(
		await token({ grant_type: 'refresh_token', refresh_token: first.refreshToken }),
	).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
	expect(
		(await token({ grant_type: 'refresh_token', refresh_token: body.refresh_token }, false)).status,
	).toBe(200);
	expect(
		(await token({ grant_type: 'refresh_token', refresh_token: 'x', client_secret: 'wrong' })).body
			.error,
	).toBe('invalid_client');
	expect((await token({ grant_type: 'password' })).body.error).toBe('invalid_request');
	expect((await token({ grant_type: 'authorization_code' })).body.error).toBe('invalid_request');
	vendor.revokeTokens();
	expect(
		(await token({ grant_type: 'refresh_token', refresh_token: vendor.tokens.refreshToken })).body
			.error,
	).toBe('invalid_grant');
});

test("authorisation redirects to the address in the app's settings with a code that works once", async () => {
	const { fake, vendor, token } = app;
	const authorize = (id: string) =>
		fetch(
			`${fake.url}/oauth/authorize/?client_id=${id}&state=a%26b&redirect_uri=https%3A%2F%2Fevil.example`,
			{ redirect: 'manual' },
		);
	const response = await authorize(vendor.oauth.clientId);
	expect(response.status).toBe(302);
	const location = new URL(there(response.headers.get('location')));
	expect(location.origin + location.pathname).toBe(
		'http://127.0.0.1:5678/rest/oauth2-credential/callback',
	);
	expect(Object.fromEntries(location.searchParams)).toMatchObject({
		state: 'a&b',
		domain: 'portal.example',
		member_id: vendor.oauth.memberId,
		server_domain: 'oauth.bitrix.info',
	});
	const code = there(location.searchParams.get('code'));
	const { body } = await token({
		grant_type: 'authorization_code',
		code,
		redirect_uri: 'https://whatever.example',
	});
	expect(body.access_token).toBe(vendor.tokens.accessToken);
	expect(body).not.toHaveProperty('user_id');
	expect((await token({ grant_type: 'authorization_code', code })).body.error).toBe(
		'invalid_grant',
	);
	expect((await authorize('other')).headers.get('location')).toBeNull();
});

test('what belongs to an app is refused to a webhook', async () => {
	const { hook } = app;
	const says = async (method: string) => {
		const { status, body } = await hook(method, {});
		return [status, body.error];
	};
	expect(await says('crm.activity.configurable.get')).toEqual([400, 'ERROR_WRONG_CONTEXT']);
	for (const method of [
		'crm.activity.type.list',
		'crm.activity.badge.list',
		'crm.activity.badge.add',
	])
		expect(await says(method)).toEqual([403, 'ACCESS_DENIED']);
	for (const method of ['event.bind', 'event.get', 'event.unbind', 'event.test', 'events'])
		expect(await says(method)).toEqual([403, 'WRONG_AUTH_TYPE']);
	expect(app.vendor.writes).toEqual([]);
});

test(
	'positional methods with a token: in the header or last it does no harm, in front or ' +
		'in the query it shifts',
	async () => {
		const { vendor, ask, post } = app;
		const { accessToken } = vendor.tokens;
		expect((await ask('task.checklistitem.getlist', { TASKID: 1 })).body.result).toHaveLength(4);
		expect(
			(await post('/rest/task.checklistitem.getlist', { TASKID: 1, auth: accessToken })).body
				.result,
		).toHaveLength(4);
		expect(
			(await post('/rest/task.checklistitem.getlist', { auth: accessToken, TASKID: 1 })).body.error,
		).toBe('ERROR_CORE');
		expect(
			(await post(`/rest/task.checklistitem.getlist?auth=${accessToken}`, { TASKID: 1 })).body
				.error,
		).toBe('ERROR_CORE');
		expect((await post('/rest/tasks.task.get', { auth: accessToken, taskId: 1 })).status).toBe(200);
		const sent = await post('/rest/api/tasks.task.chat.message.send', {
			fields: { taskId: 1, text: 'x' },
			auth: accessToken,
		});
		expect(sent.body.result).toEqual({ result: true });
	},
);

test('activity types: add, list, delete, for administrators', async () => {
	const { ask, refusal, vendor } = app;
	const type = {
		TYPE_ID: 'NEW',
		NAME: 'New',
		IS_CONFIGURABLE_TYPE: 'Y',
		ICON_FILE: { fileData: ['a.png', 'aGk='] },
	};
	expect((await ask('crm.activity.type.add', { fields: type })).body.result).toBe(true);
	expect((await ask<Row[]>('crm.activity.type.list')).body.result.at(-1)).toEqual({
		TYPE_ID: 'NEW',
		NAME: 'New',
		IS_CONFIGURABLE_TYPE: 'Y',
		ICON_ID: '9005',
	});
	expect(await refusal('crm.activity.type.add', { fields: type })).toEqual([
		400,
		'INVALID_ARG_VALUE',
	]);
	expect(await refusal('crm.activity.type.add', { fields: { NAME: 'x' } })).toEqual([
		400,
		'INVALID_ARG_VALUE',
	]);
	expect((await ask('crm.activity.type.delete', { TYPE_ID: 'NEW' })).body.result).toBe(true);
	expect(await refusal('crm.activity.type.delete', { TYPE_ID: 'NEW' })).toEqual([
		400,
		'INVALID_ARG_VALUE',
	]);
	expect(vendor.writes.map(({ method, id }) => [method, id])).toEqual([
		['crm.activity.type.add', 'NEW'],
		['crm.activity.type.delete', 'NEW'],
	]);
	const clerk = await portal({ app: { userId: 2 } });
	expect(await clerk.refusal('crm.activity.type.list')).toEqual([403, 'ACCESS_DENIED']);
	expect(
		await clerk.refusal('crm.activity.badge.add', {
			code: 'a',
			title: 'a',
			value: 'a',
			type: 'success',
		}),
	).toEqual([400, 'ACCESS_DENIED']);
	expect((await clerk.ask('crm.activity.badge.list')).status).toBe(200);
	await clerk.fake.close();
});

const text = (value: string, more: object = {}) => ({
	type: 'text',
	properties: { value, ...more },
});
const redirect = { type: 'redirect', uri: '/crm/deal/details/1/' };
const LAYOUT = {
	icon: { code: 'info' },
	header: {
		title: { en: 'Visit', de: 'Besuch' },
		titleAction: redirect,
		tags: { a: { title: 'new', type: 'primary', action: redirect } },
	},
	body: {
		logo: { code: 'notification', action: redirect },
		blocks: {
			b1: text('x', { bold: true, size: 'sm', color: 'base_60', scope: 'web', multiline: 'Y' }),
			b2: { type: 'largeText', properties: { value: 'long' } },
			b3: { type: 'link', properties: { text: 'open', action: redirect } },
			b4: {
				type: 'withTitle',
				properties: { title: 'Address', inline: true, block: { type: 'deadline' } },
			},
			b5: { type: 'lineOfBlocks', properties: { blocks: { l1: text('y') } } },
			b6: { type: 'deadline', properties: {} },
		},
	},
	footer: {
		buttons: {
			go: {
				title: 'Go',
				type: 'primary',
				action: { type: 'restEvent', id: 'go', actionParams: { a: 1 }, animationType: 'loader' },
				hideIfReadonly: true,
			},
		},
		menu: {
			showPinItem: 'false',
			showDeleteItem: true,
			items: {
				m: { title: 'More', action: { type: 'openRestApp', sliderParams: { width: 700 } } },
			},
		},
	},
};
const WHERE = { ownerTypeId: 2, ownerId: 7 };

test(
	'configurable activities: add, get, update, list, complete, delete; ' +
		'crm.activity.update is not for them',
	async () => {
		const { ask, refusal, vendor } = app;
		const fields = {
			typeId: vendor.fixed.activityType,
			deadline: '2026-12-01T10:00:00+01:00',
			pingOffsets: [0, 15],
			responsibleId: 2,
			badgeCode: vendor.fixed.badge,
			originId: '7',
		};
		const { id } = (
			await ask('crm.activity.configurable.add', { ...WHERE, fields, layout: LAYOUT })
		).body.result.activity;
		const got = (await ask('crm.activity.configurable.get', { id })).body.result.activity;
		expect(got).toEqual({
			id,
			...WHERE,
			fields: {
				...fields,
				deadline: '2026-12-01T12:00:00+03:00',
				completed: false,
				isIncomingChannel: false,
				originatorId: null,
			},
			layout: LAYOUT,
		});
		const listed = await ask('crm.activity.list', {
			filter: { PROVIDER_ID: 'CONFIGURABLE_REST_APP', PROVIDER_TYPE_ID: vendor.fixed.activityType },
		});
		expect(listed.body.result).toMatchObject([
			{ ID: String(id), SUBJECT: 'Visit', TYPE_ID: '6', OWNER_ID: '7', RESPONSIBLE_ID: '2' },
		]);
		expect(
			(
				await ask('crm.activity.configurable.update', {
					id,
					fields: { completed: 'true' },
					layout: got.layout,
				})
			).body.result,
		).toEqual({ activity: { id } });
		expect(vendor.store.activities.get(id)).toMatchObject({
			COMPLETED: 'Y',
			STATUS: '2',
			DEADLINE: '2026-12-01T12:00:00+03:00',
		});
		expect((await ask('crm.activity.update', { id, fields: { COMPLETED: 'N' } })).body).toEqual({
			error: '',
			error_description: 'Use crm.activity.configurable.update for this activity provider',
		});
		there(vendor.store.configurables.get(vendor.fixed.configurable)).app = 'another';
		expect(
			await refusal('crm.activity.configurable.update', {
				id: vendor.fixed.configurable,
				fields: {},
				layout: LAYOUT,
			}),
		).toEqual([400, 'ERROR_WRONG_APPLICATION']);
		expect(
			(await ask('crm.activity.configurable.get', { id: vendor.fixed.configurable })).status,
		).toBe(200);
		expect((await ask('crm.activity.delete', { id })).body.result).toBe(true);
		expect(await refusal('crm.activity.configurable.get', { id })).toEqual([400, 'NOT_FOUND']);
		expect(await refusal('crm.activity.configurable.get', { id: 4 })).toEqual([400, 'NOT_FOUND']);
		expect(vendor.writes.map(({ method }) => method.split('.').at(-1))).toEqual([
			'add',
			'update',
			'delete',
		]);
	},
);

test.each([
	['no fields', '100', { fields: undefined }],
	['no layout', '100', { layout: undefined }],
	['an empty layout', 'ERROR_EMPTY_LAYOUT', { layout: {} }],
	['an owner that does not exist', 'ACCESS_DENIED', { ownerId: 99999 }],
	['an unknown type', 'WRONG_FIELD_VALUE', { fields: { typeId: 'OTHER' } }],
	['a type that is not configurable', 'WRONG_FIELD_VALUE', { fields: { typeId: 'OLD_STYLE' } }],
	['an unknown badge', 'WRONG_FIELD_VALUE', { fields: { badgeCode: 'other' } }],
	['a flag in other words', 'WRONG_FIELD_VALUE', { fields: { completed: 'yes' } }],
	['reminders that are no list', 'WRONG_FIELD_VALUE', { fields: { pingOffsets: '15' } }],
	[
		'a deadline of an incoming activity',
		'INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE',
		{ fields: { isIncomingChannel: 'Y', deadline: '2026-12-01T10:00:00Z' } },
	],
])('crm.activity.configurable.add refuses %s with %s', async (_, code, more) => {
	expect(
		await app.refusal('crm.activity.configurable.add', {
			...WHERE,
			fields: {},
			layout: LAYOUT,
			...more,
		}),
	).toEqual([400, code]);
	expect(app.vendor.writes).toEqual([]);
});

/** the layout with one part replaced; undefined takes it away */
const changed = (path: string, value: unknown) => {
	const layout: Params = structuredClone(LAYOUT);
	const steps = path.split('.');
	const last = there(steps.pop());
	steps.reduce((node, step) => node[step] as Params, layout)[last] = value;
	return layout;
};
const many = (count: number, one: object) =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, one]));

test.each([
	['no icon', 'FIELD_IS_REQUIRED', 'icon', undefined],
	['no title', 'FIELD_IS_REQUIRED', 'header.title', ''],
	['no logo', 'FIELD_IS_REQUIRED', 'body.logo', undefined],
	['no blocks', 'FIELD_IS_REQUIRED', 'body.blocks', {}],
	['a text without value', 'FIELD_IS_REQUIRED', 'body.blocks.b1.properties.value', undefined],
	['a block without its properties', 'FIELD_IS_REQUIRED', 'body.blocks.b2.properties', undefined],
	['a title without its block', 'FIELD_IS_REQUIRED', 'body.blocks.b4.properties.block', undefined],
	['a link without action', 'FIELD_IS_REQUIRED', 'body.blocks.b3.properties.action', undefined],
	[
		'a redirect to nowhere',
		'FIELD_IS_REQUIRED',
		'body.blocks.b3.properties.action',
		{ type: 'redirect' },
	],
	['a button without action', 'FIELD_IS_REQUIRED', 'footer.buttons.go.action', undefined],
	['an unknown part', 'FIELD_IS_REDUNDANT', 'side', {}],
	['a scope on a tag', 'FIELD_IS_REDUNDANT', 'header.tags.a.scope', 'web'],
	['hideIfReadonly on a tag', 'FIELD_IS_REDUNDANT', 'header.tags.a.hideIfReadonly', true],
	['an id on a redirect', 'FIELD_IS_REDUNDANT', 'header.titleAction', { ...redirect, id: 'x' }],
	['a colour of a large text', 'FIELD_IS_REDUNDANT', 'body.blocks.b2.properties.color', 'base_50'],
	['an icon that is not listed', 'ENUM_FIELD', 'icon.code', 'unicorn'],
	['an icon as logo', 'ENUM_FIELD', 'body.logo.code', 'info'],
	['an unknown tag type', 'ENUM_FIELD', 'header.tags.a.type', 'lavender'],
	['a tag type on a button', 'ENUM_FIELD', 'footer.buttons.go.type', 'warning'],
	['an unknown block', 'ENUM_FIELD', 'body.blocks.b1', { type: 'table', properties: {} }],
	[
		'a large text below a title',
		'ENUM_FIELD',
		'body.blocks.b4.properties.block',
		{ type: 'largeText', properties: { value: 'x' } },
	],
	['an unknown action', 'ENUM_FIELD', 'footer.buttons.go.action', { type: 'jump' }],
	['an unknown animation', 'ENUM_FIELD', 'footer.buttons.go.action.animationType', 'dance'],
	['an unknown size', 'ENUM_FIELD', 'body.blocks.b1.properties.size', 'xl'],
	['three tags', 'TOO_MANY_ITEMS', 'header.tags', many(3, LAYOUT.header.tags.a)],
	['three buttons', 'TOO_MANY_ITEMS', 'footer.buttons', many(3, LAYOUT.footer.buttons.go)],
	['21 blocks', 'TOO_MANY_ITEMS', 'body.blocks', many(21, text('x'))],
	['a key with a space', 'KEY_CONTAIN_WRONG_SYMBOLS', 'body.blocks', { 'a b': text('x') }],
	['a language that the portal lacks', 'WRONG_LANG', 'header.title', { xx: 'x' }],
	['a flag in other words', 'WRONG_FIELD_VALUE', 'footer.menu.showPinItem', 'maybe'],
])('a layout with %s is %s', async (_, code, path, value) => {
	expect(
		await app.refusal('crm.activity.configurable.add', {
			...WHERE,
			fields: {},
			layout: changed(path, value),
		}),
	).toEqual([400, code]);
});

test('badges: add, get, list, delete; the lists of icons and logos differ', async () => {
	const { ask, refusal } = app;
	const badge = {
		code: 'late',
		title: 'Visit',
		value: { en: 'Late', de: 'Spät' },
		type: 'warning',
	};
	expect((await ask('crm.activity.badge.add', badge)).body.result).toEqual({ badge });
	expect((await ask('crm.activity.badge.get', { code: 'late' })).body.result).toEqual({ badge });
	expect((await ask('crm.activity.badge.list')).body.result.badges.map(({ code }) => code)).toEqual(
		['missedCall', 'visitDone', 'late'],
	);
	expect((await ask('crm.activity.badge.delete', { code: 'late' })).body.result).toBe(true);
	expect(await refusal('crm.activity.badge.delete', { code: 'late' })).toEqual([400, 'NOT_FOUND']);
	expect(await refusal('crm.activity.badge.get', { code: 'late' })).toEqual([400, 'NOT_FOUND']);
	expect(await refusal('crm.activity.badge.add', { ...badge, title: '' })).toEqual([
		400,
		'REQUIRED_ARG_MISSING',
	]);
	expect(await refusal('crm.activity.badge.add', { ...badge, type: 'lavender' })).toEqual([
		400,
		'WRONG_TYPE_VALUE',
	]);
	const codes = async (what: 'icon' | 'logo') => {
		const { body } = await ask<Record<string, Told['badges']>>(`crm.timeline.${what}.list`);
		return there(body.result[`${what}s`]).map(({ code }) => code);
	};
	expect([(await codes('icon')).includes('info'), (await codes('logo')).includes('info')]).toEqual([
		true,
		false,
	]);
});

test('events are bound once, seen, unbound one by one, and named after the permissions', async () => {
	const { ask, refusal, vendor } = app;
	const handler = 'https://n8n.example/webhook/1';
	expect((await ask('event.bind', { event: 'onCrmActivityAdd', handler })).body.result).toBe(true);
	const twice = await ask('event.bind', { event: 'ONCRMACTIVITYADD', handler });
	expect([twice.status, twice.body.error_description]).toEqual([
		400,
		expect.stringContaining('Unable to set event handler'),
	]);
	await ask('event.bind', { event: 'ONTASKADD', handler });
	await ask('event.bind', { event: 'ONTASKADD', handler: 'https://n8n.example/webhook/2' });
	expect((await ask<Row[]>('event.get')).body.result[0]).toEqual({
		event: 'ONCRMACTIVITYADD',
		handler,
		auth_type: '0',
		offline: 0,
	});
	expect((await ask('event.unbind', { event: 'onTaskAdd', handler })).body.result).toEqual({
		count: 1,
	});
	expect((await ask('event.unbind', { event: 'onTaskAdd', handler })).body.result).toEqual({
		count: 0,
	});
	expect((await ask('event.get')).body.result).toHaveLength(2);
	expect(await refusal('event.bind', { event: 'onMoonrise', handler })).toEqual([
		400,
		'ERROR_EVENT_NOT_FOUND',
	]);
	expect(await refusal('event.bind', { event: 'ONTASKADD' })).toEqual([400, '100']);
	expect(vendor.writes.map(({ method }) => method)).toEqual([
		'event.bind',
		'event.bind',
		'event.bind',
		'event.unbind',
	]);
	expect((await ask('events', { SCOPE: 'task' })).body.result).toContain('ONTASKCOMMENTADD');
	await ask('event.bind', { event: 'ONAPPTEST', handler });
	await ask('event.test', { any: 'value' });
	expect(vendor.store.sentEvents).toEqual([
		{ handler, headers: expect.any(Object), body: expect.stringContaining('data%5Bany%5D=value') },
	]);
	const clerk = await portal({ app: { userId: 2 }, scopes: ['crm'] });
	expect(
		await clerk.refusal('event.bind', { event: 'ONCRMDEALADD', handler, event_type: 'offline' }),
	).toEqual([403, 'ACCESS_DENIED']);
	expect(
		await clerk.refusal('event.bind', { event: 'ONCRMDEALADD', handler, auth_type: 1 }),
	).toEqual([403, 'ACCESS_DENIED']);
	expect(await clerk.refusal('event.bind', { event: 'ONTASKADD', handler })).toEqual([
		400,
		'ERROR_EVENT_NOT_FOUND',
	]);
	expect((await clerk.ask('events')).body.result).not.toContain('ONTASKADD');
	await clerk.fake.close();
});

test(
	'app.info tells whose a token is; every app of the portal gets tokens that work ' +
		'there, a webhook is no app',
	async () => {
		const { ask, post, bearer, vendor } = app;
		const { result } = (await ask('app.info')).body;
		expect(result).toMatchObject({
			ID: 7,
			CODE: vendor.oauth.clientId,
			STATUS: 'L',
			INSTALLED: true,
		});
		const foreign = vendor.foreignToken();
		expect((await post('/rest/profile', {}, bearer(foreign))).status).toBe(200);
		expect((await post('/rest/app.info', { auth: foreign })).body.result).toMatchObject({
			ID: 9,
			CODE: expect.not.stringContaining(vendor.oauth.clientId),
		});
		const refused = await post(`${vendor.credentials.webhookPath}app.info`, {});
		expect([refused.status, refused.body.error]).toEqual([400, 'ACCESS_DENIED']);
	},
);

test('deliveries: form with bracket keys, an auth block by who gets it, data by event', async () => {
	const { vendor, post, bearer } = app;
	const read = ({ headers, body }: Delivery) => {
		expect(headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' });
		return Object.fromEntries(new URLSearchParams(body));
	};
	const activity = read(vendor.deliver('onCrmActivityAdd', 999, { ts: 1766047124 }));
	expect(activity).toEqual({
		event: 'ONCRMACTIVITYADD',
		event_handler_id: '185',
		'data[FIELDS][ID]': '999',
		ts: '1766047124',
		'auth[access_token]': expect.any(String),
		'auth[expires_in]': '3600',
		'auth[scope]': 'crm',
		'auth[domain]': 'portal.example',
		'auth[server_endpoint]': 'https://oauth.bitrix.info/rest/',
		'auth[status]': 'L',
		'auth[client_endpoint]': 'https://portal.example/rest/',
		'auth[member_id]': vendor.oauth.memberId,
		'auth[application_token]': vendor.oauth.applicationTokens.app,
	});
	expect(
		(await post('/rest/profile', {}, bearer(there(activity['auth[access_token]'])))).status,
	).toBe(200);
	const hooked = read(vendor.deliver('ONTASKDELETE', 5, { to: 'webhook' }));
	expect(Object.keys(hooked).filter((key) => key.startsWith('auth'))).toEqual([
		'auth[domain]',
		'auth[server_endpoint]',
		'auth[client_endpoint]',
		'auth[member_id]',
		'auth[application_token]',
	]);
	expect(hooked).toMatchObject({
		'data[FIELDS_BEFORE][ID]': '5',
		'data[FIELDS_AFTER]': 'undefined',
		'auth[application_token]': vendor.oauth.applicationTokens.webhook,
	});
	expect(read(vendor.deliver('ONTASKADD', 5, { automation: true }))).not.toHaveProperty([
		'auth[access_token]',
	]);
	expect(read(vendor.deliver('ONTASKCOMMENTADD', 5))).toMatchObject({
		'data[FIELDS_AFTER][ID]': '0',
		'data[FIELDS_AFTER][TASK_ID]': '5',
		'data[FIELDS_AFTER][MESSAGE_ID]': '1458',
	});
	expect(read(vendor.deliver('onCrmTimelineCommentAdd', 7, { asGiven: true }))).toMatchObject({
		event: 'onCrmTimelineCommentAdd',
		'data[ID]': '7',
	});
	const pressed = {
		id: 'confirm',
		entityTypeId: 2,
		entityId: 1,
		activityId: 9001,
		userId: 1,
		params: { a: 'x y&z' },
	};
	expect(
		read(
			vendor.deliver('onCrmTimelineItemAction', pressed, { auth: { application_token: 'forged' } }),
		),
	).toMatchObject({ 'data[params][a]': 'x y&z', 'auth[application_token]': 'forged' });
});
