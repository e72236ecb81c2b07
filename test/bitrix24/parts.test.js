'use strict';
/** Time spent on tasks, results, log entries of the timeline, and calls with recording and transcript. */
const { runNode, lookUp } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let portal;
let app;
beforeAll(async () => {
	portal = await fakeFor('bitrix24');
	app = await fakeFor('bitrix24App');
});
afterAll(async () => {
	await portal.fake.close();
	await app.fake.close();
});
beforeEach(() => {
	portal.fake.reset();
	app.fake.reset();
});

const rowsOf = async ({ base }, parameters, items) => {
	const result = await runNode({ ...base, parameters, items });
	expect([result.error?.message, result.error?.description]).toEqual([undefined, undefined]);
	return result.output.map(({ json }) => json);
};
const ids = (rows) => rows.map(({ id }) => id);

describe('time spent on a task', () => {
	const form = (operation, more) => ({
		resource: 'taskTime',
		operation,
		taskId: byId('1'),
		...more,
	});

	it('is written in hours, minutes or seconds, which Bitrix24 counts in seconds', async () => {
		const items = [{ unit: 'Hours' }, { unit: 'Minutes' }, { unit: 'Seconds' }];
		const made = await rowsOf(
			portal,
			form('create', { timeSpent: 2, unit: '={{ $json.unit }}', comment: 'Work' }),
			items,
		);
		expect(made.map(({ seconds }) => seconds)).toEqual([7200, 120, 2]);
		expect(portal.fake.vendor.writes.map(({ fields }) => Number(fields.SECONDS))).toEqual([
			7200, 120, 2,
		]);
	});

	it('keeps its time and its user when only the comment is changed', async () => {
		const [changed] = await rowsOf(
			portal,
			form('update', { timeId: byId('2'), updateFields: { comment: 'Visit' } }),
		);
		expect(changed).toEqual({
			id: 2,
			taskId: 1,
			seconds: 1200,
			description: 'Visit',
			assignedTo: { id: 1, name: null, email: null },
		});
		expect(portal.fake.vendor.store.elapsed.get(2)).toMatchObject({
			SECONDS: '1200',
			COMMENT_TEXT: 'Visit',
			USER_ID: '1',
		});
	});

	it('is read without a request too many when time and comment are both changed', async () => {
		const updateFields = { comment: 'Visit', timeSpent: 5 };
		await rowsOf(portal, form('update', { timeId: byId('2'), updateFields }));
		expect(portal.fake.calls).toHaveLength(1);
		expect(portal.fake.vendor.store.elapsed.get(2).SECONDS).toBe('300');
	});

	it('is listed to the end, newest first, also by user and period', async () => {
		const all = await rowsOf(portal, form('getMany', { returnAll: true }));
		expect(ids(all)).toEqual(Array.from({ length: 60 }, (_, index) => 60 - index));
		const some = await rowsOf(
			portal,
			form('getMany', {
				returnAll: true,
				filters: { user: byId('2'), createdAfter: '2025-01-06T12:00:00+03:00' },
			}),
		);
		expect(some.every(({ assignedTo }) => assignedTo.id === 2)).toBe(true);
		expect(Math.min(...ids(some))).toBe(5);
	});

	it('can be picked from the list of its task', async () => {
		const { results } = await lookUp({
			...portal.base,
			method: 'searchTaskTimes',
			parameters: form('get', { taskId: byId('3') }),
		});
		expect(results).toEqual([
			{ name: 'Work 2 (20 min)', value: 62 },
			{ name: 'Work 1 (10 min)', value: 61 },
		]);
	});
});

describe('results of a task', () => {
	const form = (operation, more) => ({
		resource: 'taskResult',
		operation,
		taskId: byId('1'),
		...more,
	});

	it('are listed to the end, and by status and author', async () => {
		const all = await rowsOf(portal, form('getMany', { returnAll: true }));
		expect(ids(all)).toEqual(Array.from({ length: 60 }, (_, index) => 60 - index));
		const closed = await rowsOf(
			portal,
			form('getMany', { returnAll: true, filters: { status: 'closed', authorId: byId('1') } }),
		);
		expect(closed).toHaveLength(12);
		expect(new Set(closed.map(({ status }) => status))).toEqual(new Set(['Closed']));
	});

	it('come from a text or from a message of the chat', async () => {
		const [written] = await rowsOf(portal, form('create', { text: 'Sent' }));
		const [chosen] = await rowsOf(portal, form('markMessage', { commentId: byId('2') }));
		expect(written).toMatchObject({
			description: 'Sent',
			relatedTo: [{ type: 'task', id: 1 }],
			status: 'Open',
			messageId: null,
		});
		expect(chosen).toMatchObject({ description: 'Message 2', messageId: 2 });
	});
});

describe('log entries of the timeline', () => {
	const form = (operation, more) => ({
		resource: 'timelineLog',
		operation,
		ownerType: byId('2'),
		owner: byId('1'),
		...more,
	});

	it('are listed to the end, though a page holds ten', async () => {
		const all = await rowsOf(portal, form('getMany', { returnAll: true }));
		expect(ids(all)).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
	});

	it('have icons to pick from', async () => {
		const { results } = await lookUp({
			...portal.base,
			method: 'searchTimelineIcons',
			parameters: {},
		});
		expect(results).toContainEqual({ name: 'info', value: 'info' });
	});

	it('say why one of an app stays when a webhook deletes it', async () => {
		const { error } = await runNode({
			...portal.base,
			parameters: form('delete', { logId: byId('27') }),
		});
		expect(error.message).toMatch('The entry was made by another app');
	});
});

describe('calls', () => {
	const row = (more) => ({ user: 2, phone: '+49 30 111', start: '2026-11-02T09:00:00Z', ...more });
	const form = {
		resource: 'call',
		operation: 'create',
		user: byId('={{ $json.user }}'),
		phone: '={{ $json.phone }}',
		direction: 2,
		start: '={{ $json.start }}',
		duration: 95,
		recording: '',
		additionalFields: {},
	};

	it('are logged in two requests for fifty, each with its activity', async () => {
		const items = Array.from({ length: 50 }, (_, index) =>
			row({ phone: `+49 30 ${1000 + index}` }),
		);
		const made = await rowsOf(app, form, items);
		expect(app.fake.calls).toHaveLength(2);
		expect(new Set(ids(made)).size).toBe(50);
		expect(made[0]).toMatchObject({
			seconds: 95,
			result: 'Successful',
			assignedTo: { id: 2 },
		});
		expect(made.every(({ activityId }) => activityId > 0)).toBe(true);
	});

	it('with one number within half an hour are several, and the same row again is the same one', async () => {
		const items = [row({}), row({ start: '2026-11-02T09:05:00Z' })];
		const first = await rowsOf(app, form, items);
		const again = await rowsOf(app, form, items);
		expect(new Set(ids(first)).size).toBe(2);
		expect(ids(again)).toEqual(ids(first));
	});

	it('are about the number without the marks that an address book puts around it', async () => {
		const [made] = await rowsOf(app, form, [row({ phone: '\u202a +49 30 1234\u202c\u00a0' })]);
		expect(made.phone).toBe('+49 30 1234');
		expect(app.fake.vendor.writes[0].fields.PHONE_NUMBER).toBe('+49 30 1234');
	});

	it('are found by their ID, whatever blanks stand around it', async () => {
		const [{ id }] = await rowsOf(app, form, [row({})]);
		const [told] = await rowsOf(app, {
			resource: 'call',
			operation: 'attachTranscript',
			callId: ` ${id}\n`,
			lines: { values: [{ side: 'User', from: 0, to: 2, text: 'Hello' }] },
			additionalFields: {},
		});
		expect(told).toMatchObject({ id, lines: 1 });
	});

	it('do not pop up, and keep their recording', async () => {
		const content = Buffer.from('RIFF');
		const result = await runNode({
			...app.base,
			parameters: { ...form, recording: 'data' },
			items: [
				{
					json: row({}),
					binary: {
						data: { data: content.toString('base64'), mimeType: 'audio/mpeg', fileName: 'a.mp3' },
					},
				},
			],
		});
		expect(result.error?.message).toBeUndefined();
		const [{ json }] = result.output;
		const stored = [...app.fake.vendor.store.calls.values()].find(
			({ CALL_ID }) => CALL_ID === json.id,
		);
		expect(stored.record).toMatchObject({ name: 'a.mp3', content: content.toString('base64') });
		expect(json.recordingId).toBe(stored.record.FILE_ID);
		expect(app.fake.vendor.writes[0].fields).toMatchObject({ SHOW: 0 });
	});

	it('are not begun when the recording is of a format that Bitrix24 refuses', async () => {
		const { error } = await runNode({
			...app.base,
			parameters: { ...form, recording: 'data' },
			items: [
				{
					json: row({}),
					binary: { data: { data: 'AAAA', mimeType: 'audio/ogg', fileName: 'a.ogg' } },
				},
			],
		});
		expect(error.message).toBe('"Recording" can\'t be the file "a.ogg"');
		expect(app.fake.calls).toHaveLength(0);
	});

	it('need an app to begin, which is said before anything is sent', async () => {
		const { error } = await runNode({ ...portal.base, parameters: form, items: [row({})] });
		expect(error.message).toBe('New calls need the OAuth2 credential of a local app');
		expect(portal.fake.calls).toHaveLength(0);
	});

	it('are listed by user, result and period, to the end, without the link to the recording', async () => {
		portal.fake.vendor.store.calls.get('externalCall.60').record = { FILE_ID: 1 };
		const all = await rowsOf(portal, { resource: 'call', operation: 'getMany', returnAll: true });
		expect(all).toHaveLength(60);
		expect(JSON.stringify(all)).not.toMatch(/auth=/);
		const missed = await rowsOf(portal, {
			resource: 'call',
			operation: 'getMany',
			returnAll: true,
			filters: { CALL_FAILED_CODE: 'Missed', user: byId('1') },
		});
		expect(missed.map(({ result, assignedTo }) => [result, assignedTo.id])).toEqual(
			new Array(5).fill(['Missed', 1]),
		);
	});

	it('give the transcript of the AI, and an empty text without one', async () => {
		const texts = await rowsOf(
			portal,
			{ resource: 'call', operation: 'getTranscript', activityId: byId('={{ $json.id }}') },
			[{ id: 1 }, { id: 2 }],
		);
		expect(texts.map(({ transcript }) => transcript)).toEqual([expect.stringMatching(/quote/), '']);
	});

	it('refuse lines of a transcript that end before they begin', async () => {
		const { error } = await runNode({
			...portal.base,
			parameters: {
				resource: 'call',
				operation: 'attachTranscript',
				callId: 'externalCall.1',
				lines: { values: [{ side: 'User', from: 5, to: 2, text: 'Hello' }] },
				additionalFields: {},
			},
		});
		expect(error.message).toMatch('"To Second" of line 1 is 2');
		expect(portal.fake.calls).toHaveLength(0);
	});
});
