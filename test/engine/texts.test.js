'use strict';
/**
 * What people write arrives as they wrote it, whatever format a vendor keeps; what a vendor says
 * is shown without secrets and in bounds.
 */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { triggerOf } = require('../support/trigger');

const NODES = ['bitrix24', 'leadSquared', 'ivvy', 'deskera'];
let sides;
beforeAll(
	async () =>
		(sides = Object.fromEntries(
			await Promise.all(NODES.map(async (node) => [node, await fakeFor(node)])),
		)),
);
afterAll(() => Promise.all(Object.values(sides).map(({ fake }) => fake.close())));
beforeEach(() => Object.values(sides).forEach(({ fake }) => fake.reset()));

async function run(node, parameters, { credentials = {}, ...more } = {}) {
	const { base } = sides[node];
	return await runNode({
		...base,
		credentials: { ...base.credentials, ...credentials },
		parameters: { options: {}, ...parameters },
		items: [{}],
		...more,
	});
}

async function rows(node, parameters, more) {
	const { error, output } = await run(node, parameters, more);
	if (error !== undefined) throw error;
	return output.map(({ json }) => json);
}

/** Forms whose text a vendor keeps as HTML: how it is written, and read in each output. */
const HTML_FORMS = {
	'iVvy activity': {
		node: 'ivvy',
		key: 'description',
		write: (description) => ({
			resource: 'activity',
			operation: 'create',
			name: 'x',
			subType: 2,
			description,
			belongsTo: 'contact',
			contactId: byId('45001'),
			additionalFields: {},
		}),
		read: (id) => ({ resource: 'activity', operation: 'get', activityId: byId(id) }),
	},
	'iVvy activity, updated': {
		node: 'ivvy',
		key: 'description',
		write: (description) => ({
			resource: 'activity',
			operation: 'update',
			activityId: byId('3001'),
			updateFields: { description },
			belongsTo: 'unchanged',
		}),
		read: (id) => ({ resource: 'activity', operation: 'get', activityId: byId(id) }),
	},
	'iVvy task': {
		node: 'ivvy',
		key: 'description',
		write: (description) => ({
			resource: 'task',
			operation: 'create',
			name: 'x',
			endDatetime: '2026-12-01',
			belongsTo: 'contact',
			contactId: byId('45001'),
			additionalFields: { description },
		}),
		read: (id) => ({ resource: 'task', operation: 'get', taskId: byId(id) }),
	},
	'Deskera activity': {
		node: 'deskera',
		key: 'notes',
		write: (notes) => ({
			resource: 'activity',
			operation: 'create',
			name: 'x',
			activity_type: 'call',
			start: '2026-12-01T09:00:00Z',
			end: '2026-12-01T10:00:00Z',
			additionalFields: { notes },
		}),
		read: (id) => ({ resource: 'activity', operation: 'get', activityId: byId(id) }),
	},
	'Deskera activity, updated': {
		node: 'deskera',
		key: 'notes',
		write: (notes) => ({
			resource: 'activity',
			operation: 'update',
			activityId: byId('5'),
			updateFields: { notes },
		}),
		read: (id) => ({ resource: 'activity', operation: 'get', activityId: byId(id) }),
	},
};

describe.each(Object.entries(HTML_FORMS))('%s', (_name, { node, key, write, read }) => {
	const written = async (text) => {
		const [{ id }] = await rows(node, write(text));
		const outputs = await Promise.all(
			['simplified', 'portable', 'raw'].map(
				async (output) => (await rows(node, { ...read(String(id)), output }))[0],
			),
		);
		const [simplified, portable, raw] = outputs;
		return {
			simplified: simplified.description,
			portable: portable.description,
			raw: raw[key],
		};
	};

	it.each([
		'a < b and c > d',
		'A <=> B',
		'<karl@example.com>',
		'<3',
		'[URGENT] see [doc]',
		'Tom & Jerry',
		'One\nTwo\n\nFour',
		'  two  blanks  ',
		'Tom &amp; Jerry',
		'<title>',
		'x',
	])('%j is no HTML: it comes back as it was written', async (text) => {
		expect(await written(text)).toMatchObject({ simplified: text, portable: text });
	});

	it.each([
		['<p>One</p><p>Two</p>', 'One\nTwo'],
		['<b>Note</b> a < b', 'Note a < b'],
		['<p>a &lt; b</p>', 'a < b'],
	])('%j is HTML and stays', async (html, text) => {
		// iVvy puts a paragraph around what begins with no tag.
		const { simplified, portable, raw } = await written(`<div>${html}</div>`);
		expect([simplified, portable]).toEqual([text, text]);
		expect(raw).toContain(html.replace('a < b', 'a &lt; b'));
	});
});

it('Bitrix24: a plain text that is to be HTML becomes HTML, anything else stays as it is', async () => {
	const stored = () => sides.bitrix24.fake.vendor.store.activities.get(101);
	const update = (updateFields) =>
		rows('bitrix24', {
			resource: 'activity',
			operation: 'update',
			activityId: byId('101'),
			updateFields,
		});
	await update({ DESCRIPTION: 'a < b\nc', DESCRIPTION_TYPE: 3 });
	expect(stored().DESCRIPTION).toBe('<p>a &lt; b<br>c</p>');
	await update({ DESCRIPTION: '<b>x</b>', DESCRIPTION_TYPE: 3 });
	expect(stored().DESCRIPTION).toBe('<b>x</b>');
	await update({ DESCRIPTION: 'a < b [b]x[/b]', DESCRIPTION_TYPE: 1 });
	expect(stored().DESCRIPTION).toBe('a < b [b]x[/b]');
});

/** One record of each vendor and a way to read it. */
const RECORDS = {
	bitrix24: {
		parameters: { resource: 'activity', operation: 'get', activityId: byId('101'), output: 'raw' },
		set: ({ fake }, text) =>
			Object.assign(fake.vendor.store.activities.get(101), { SUBJECT: text }),
		key: 'SUBJECT',
	},
	leadSquared: {
		parameters: {
			resource: 'task',
			operation: 'get',
			taskId: byId('={{ $json.task }}'),
			output: 'raw',
		},
		set: ({ fake }, text) =>
			Object.assign(fake.vendor.store.tasks.get(fake.vendor.taskId(1)), { Name: text }),
		key: 'Name',
	},
	ivvy: {
		parameters: { resource: 'task', operation: 'get', taskId: byId('10001'), output: 'raw' },
		set: ({ fake }, text) => Object.assign(fake.vendor.store.tasks.get(10001), { name: text }),
		key: 'name',
	},
	deskera: {
		parameters: { resource: 'activity', operation: 'get', activityId: byId('5'), output: 'raw' },
		set: ({ fake }, text) => Object.assign(fake.vendor.store.activities.get(5), { name: text }),
		key: 'name',
	},
};
const readRecord = async (node, more) =>
	(
		await rows(node, RECORDS[node].parameters, {
			items: [{ task: sides.leadSquared.fake.vendor.taskId?.(1) }],
			...more,
		})
	)[0][RECORDS[node].key];

describe.each(NODES)('%s', (node) => {
	it('good output shows no secret, wherever it stands and however it is written', async () => {
		for (const secret of sides[node].secrets) {
			for (const form of [
				secret,
				encodeURIComponent(secret),
				Buffer.from(secret).toString('base64'),
				Buffer.from(`user:${secret}`).toString('base64'),
			]) {
				RECORDS[node].set(sides[node], `Call about ${form} today`);
				const shown = await readRecord(node);
				expect(shown).toMatch(/^Call about \S*\*\*\*\S* today$/);
				expect(shown).not.toContain(form);
			}
		}
	});

	it('good output is not changed otherwise', async () => {
		const text = 'open/closed, https://x.example/open?status=open&key=1, Sales/2026 </b> %6Fpen';
		RECORDS[node].set(sides[node], text);
		expect(await readRecord(node)).toBe(text);
	});

	it('an error text of any length is cut, and takes no time', async () => {
		const long = 'send <br <br message required field '.repeat(6000);
		sides[node].fake.fault('answer', {
			times: 50,
			answer: {
				status: 400,
				body: {
					error: long,
					error_description: long,
					message: long,
					ExceptionMessage: long,
					ExceptionType: 'MXOther',
					errorCode: 400,
				},
			},
		});
		const { error, stored } = await run(node, RECORDS[node].parameters, {
			items: [{ task: sides.leadSquared.fake.vendor.taskId?.(1) }],
		});
		expect(error.message).toMatch(/ refused the request: send .*…/);
		expect(error.message.length).toBeLessThan(1100);
		expect(stored.length).toBeLessThan(20_000);
	});
});

describe('Deskera with a password that is a word', () => {
	const credentials = { token: 'Sales', password: 'open', userName: 'ada@deskera.example' };
	const deskera = () => sides.deskera;

	it('leaves the word in good output and in errors, except where it stands as a secret', async () => {
		const token = deskera().fake.vendor.credentials.token;
		RECORDS.deskera.set(deskera(), 'open/closed for Sales');
		expect(await readRecord('deskera', { credentials: { ...credentials, token } })).toBe(
			'open/closed for Sales',
		);
		const message = 'The Sales team has open/closed it; {"password":"open"} token=Sales';
		deskera().fake.fault('answer', { answer: { status: 400, body: { message } } });
		const { error } = await run('deskera', RECORDS.deskera.parameters, { credentials });
		expect(error.message).toBe(
			'Deskera refused the request: The Sales team has open/closed it; {"password":"***"} token=***',
		);
	});
});

/** Polling triggers, and where the text of a record stands that they report. */
const POLLS = {
	deskera: {
		node: 'deskeraTrigger',
		parameters: { event: 'both' },
		records: ({ store }) => store.activities,
		key: 'name',
	},
	ivvy: {
		node: 'ivvyPollingTrigger',
		parameters: { record: 'activity', event: 'both' },
		records: ({ store }) => store.activities,
		key: 'name',
	},
	leadSquared: {
		node: 'leadSquaredPollingTrigger',
		parameters: { activityType: byId('202'), event: 'both' },
		records: ({ store }) => store.activities,
		key: 'ActivityNote',
	},
};

it.each(Object.keys(POLLS))('%s: what a poll reports shows no secret', async (node) => {
	const { fake, base, secrets } = sides[node];
	const { parameters, records, key, ...poll } = POLLS[node];
	// LeadSquared is asked for what has changed lately.
	const lately = node === 'leadSquared' ? { ModifiedOn: Date.now() - 60_000 } : {};
	for (const record of records(fake.vendor).values())
		Object.assign(record, { [key]: `Call about ${secrets[0]} today`, ...lately });
	const trigger = await triggerOf({
		...base,
		node: poll.node,
		parameters: { output: 'raw', ...parameters },
	});
	const [items] = await trigger.poll('manual');
	expect(items.length).toBeGreaterThan(0);
	expect(JSON.stringify(items)).toContain('Call about *** today');
	expect(JSON.stringify(items)).not.toContain(secrets[0]);
});
