'use strict';
/**
 * What is under way at once. A vendor that answers nobody before several have come shows that they come together; one
 * that keeps count of who is inside shows that no more do, and never two about one record.
 */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');

jest.setTimeout(60_000);

const open = [];
afterEach(async () => {
	for (const fake of open.splice(0)) await fake.close();
});

async function vendorOf(name, options, credentials = {}) {
	const { fake, base } = await fakeFor(name, options);
	open.push(fake);
	Object.assign(base.credentials, credentials);
	return { fake, base };
}

/** A fake without limits of its own. */
const FREE = {
	bitrix24: [{ bucket: { burst: 1e9, perSecond: 1e9 } }, { plan: 'enterprise' }],
	leadSquared: [
		{ window: { calls: 1e9, seconds: 5 } },
		{ plan: 'custom', callsPer5Seconds: 1e6, bulkCallsPer5Seconds: 1e6 },
	],
	ivvy: [{}, {}],
	deskera: [{}, {}],
};

/** Holds every call that matches until so many of them are there; then all of them are answered. */
function answeredTogether(fake, count, matches) {
	const { handle } = fake.vendor;
	const waiting = [];
	fake.vendor.handle = async (call) => {
		if (matches(call) && waiting.length < count)
			await new Promise((goOn) => {
				waiting.push(goOn);
				if (waiting.length === count) for (const one of waiting) one();
			});
		return await handle(call);
	};
	return { came: () => waiting.length };
}

/** Keeps count of the calls that are under way, each for a moment. @param keysOf what each is about */
function watched(fake, keysOf, milliseconds = 20) {
	const { handle } = fake.vendor;
	const inside = new Map();
	const seen = { most: 0, clashes: [], order: [] };
	let count = 0;
	fake.vendor.handle = async (call) => {
		const keys = keysOf(call);
		if (keys === undefined) return await handle(call);
		count += 1;
		seen.most = Math.max(seen.most, count);
		for (const key of keys) {
			if (inside.has(key)) seen.clashes.push(key);
			inside.set(key, call);
		}
		seen.order.push(...keys);
		await new Promise((done) => setTimeout(done, milliseconds));
		const answer = await handle(call);
		count -= 1;
		for (const key of keys) inside.delete(key);
		return answer;
	};
	return seen;
}

const isBatch = ({ path }) => path.endsWith('/batch');
const rows = (count, of = (n) => ({ n })) => Array.from({ length: count }, (_, n) => of(n));

const task = {
	resource: 'task',
	operation: 'create',
	title: '={{ "Task " + $json.n }}',
	responsible: byId('2'),
	additionalFields: {},
	customFields: mapped({}),
	options: {},
};

describe('bulk calls', () => {
	it('Bitrix24: 1,000 tasks are twenty batches, all under way at once, each task once', async () => {
		const { fake, base } = await vendorOf('bitrix24', ...FREE.bitrix24);
		answeredTogether(fake, 20, isBatch);
		const { error, output } = await runNode({ ...base, parameters: task, items: rows(1000) });
		expect(error).toBeUndefined();
		expect(fake.calls).toHaveLength(20);
		expect(new Set(output.map(({ json }) => json.id)).size).toBe(1000);
		expect(output.map(({ json }) => fake.vendor.store.tasks.get(json.id).TITLE)).toEqual(
			rows(1000).map(({ n }) => `Task ${n}`),
		);
		expect(fake.vendor.writes).toHaveLength(1000);
	});

	it.each([
		[{ parallel: 12 }, 12],
		[{ parallel: 3 }, 3],
		[{ parallel: 1 }, 1],
	])('Bitrix24: so many at once and no more: %j', async (options, most) => {
		const { fake, base } = await vendorOf('bitrix24', ...FREE.bitrix24);
		const seen = watched(fake, (call) => (isBatch(call) ? [] : undefined), 100);
		const { error } = await runNode({
			...base,
			parameters: { ...task, options: { batchSize: 5, ...options } },
			items: rows(400),
		});
		expect(error).toBeUndefined();
		expect(fake.calls).toHaveLength(80);
		// How many of them the budget lets go at once is its own.
		expect(seen.most).toBeLessThanOrEqual(most);
		expect(seen.most > 1).toBe(most > 1);
	});

	it('LeadSquared: updates of 25 each', async () => {
		const { fake, base } = await vendorOf(
			'leadSquared',
			{ ...FREE.leadSquared[0], records: { activities: 1000 } },
			FREE.leadSquared[1],
		);
		answeredTogether(fake, 4, ({ path }) => path.includes('/Bulk/'));
		const { error } = await runNode({
			...base,
			parameters: {
				resource: 'customActivity',
				operation: 'update',
				activityType: byId('201'),
				activityId: byId('={{ $json.id }}'),
				fields: mapped({}),
				updateFields: { note: '={{ $json.id }}' },
				options: {},
			},
			items: rows(100, (n) => ({ id: fake.vendor.activityId((n + 1) * 8) })),
		});
		expect(error?.description).toBeUndefined();
		expect(fake.calls).toHaveLength(4);
	});

	it('Deskera: deletes of 100 each', async () => {
		const { fake, base } = await vendorOf('deskera', { records: { activities: 500 } });
		answeredTogether(fake, 3, ({ path }) => path.endsWith('bulkDelete'));
		const { error } = await runNode({
			...base,
			parameters: {
				resource: 'activity',
				operation: 'deleteMany',
				activityIds: '={{ $json.id }}',
				options: { allowMany: true },
			},
			items: rows(300, (n) => ({ id: n + 1 })),
		});
		expect(error?.description).toBeUndefined();
		expect(fake.calls.filter(({ path }) => path.endsWith('bulkDelete'))).toHaveLength(3);
	});

	it('LeadSquared: what the bulk call does not take goes beside it, several at once', async () => {
		const { fake, base } = await vendorOf(
			'leadSquared',
			{ ...FREE.leadSquared[0], records: { activities: 1000 } },
			FREE.leadSquared[1],
		);
		const held = answeredTogether(fake, 5, ({ path }) => path.endsWith('CustomActivity/Update'));
		const { error } = await runNode({
			...base,
			parameters: {
				resource: 'customActivity',
				operation: 'update',
				activityType: byId('201'),
				activityId: byId('={{ $json.id }}'),
				fields: mapped({}),
				updateFields: { note: '={{ $json.id }}' },
				options: { processFilesAsync: true },
			},
			items: rows(10, (n) => ({ id: fake.vendor.activityId((n + 1) * 8) })),
		});
		expect(error?.description).toBeUndefined();
		expect(held.came()).toBe(5);
	});
});

describe('items about one record', () => {
	const change = {
		resource: 'activity',
		operation: 'update',
		activityId: byId('={{ $json.id }}'),
		updateFields: { SUBJECT: '={{ $json.text }}' },
	};
	const IDS = [4, 8, 12, 16, 20];
	const items = rows(60, (n) => ({ id: IDS[(n * 7) % 5], text: `${n}` }));
	const written = ({ json }) =>
		Object.values(json.cmd ?? { one: `x?id=${json.id}` }).map(
			(text) => /[?&]id=(\d+)/.exec(text)[1],
		);

	it.each([{}, { batchSize: 3 }, { batching: false, parallel: 20 }])(
		'are never under way at once, and are written in their order: %j',
		async (options) => {
			const { fake, base } = await vendorOf('bitrix24', ...FREE.bitrix24);
			const seen = watched(fake, written);
			const { error } = await runNode({ ...base, parameters: { ...change, options }, items });
			expect(error).toBeUndefined();
			expect(seen.clashes).toEqual([]);
			const told = fake.vendor.writes.map(({ id, fields }) => `${id} ${fields.SUBJECT}`);
			for (const id of IDS)
				expect(told.filter((text) => text.startsWith(`${id} `))).toEqual(
					items.filter((item) => item.id === id).map(({ text }) => `${id} ${text}`),
				);
		},
	);
});

describe('in Stop mode', () => {
	/** What the error says was carried out, as item numbers. */
	const completed = (description) => {
		const [, list = ''] = /(?:was|were) completed(?: \(items? ([^)]*)\))?/.exec(description);
		return list
			.split(', ')
			.filter((part) => part !== '')
			.flatMap((part) => {
				const [from, to = from] = part.split('-').map(Number);
				return rows(to - from + 1, (n) => from + n);
			});
	};

	it('no batch is started after the first failure, though many wait for their turn', async () => {
		const { fake, base } = await vendorOf('bitrix24');
		fake.vendor.refuseNext('tasks.task.add', {
			status: 400,
			error: 'ERROR_CORE',
			description: 'No',
			match: ({ fields }) => fields.TITLE === 'Task 0',
		});
		let failedAt = Infinity;
		const { handle } = fake.vendor;
		fake.vendor.handle = async (call) => {
			const late = fake.calls.length > failedAt;
			const answer = await handle(call);
			if (JSON.stringify(answer.body).includes('ERROR_CORE')) failedAt = fake.calls.length;
			else if (late) failedAt = -1;
			return answer;
		};
		const { error } = await runNode({
			...base,
			parameters: { ...task, options: { batchSize: 5 } },
			items: rows(600),
		});
		// 120 batches; the bucket lets fifty through at once, and two a second after that.
		expect(fake.calls.length).toBeLessThanOrEqual(60);
		const stored = fake.vendor.writes.map(({ fields }) => Number(fields.TITLE.slice(5)));
		expect(completed(error.description)).toEqual(stored.sort((a, b) => a - b));
		expect(error.description).toMatch(/(?:was|were) not sent/);
	});

	it('what was under way is told truly, whatever it answers', async () => {
		const { fake, base } = await vendorOf('bitrix24', ...FREE.bitrix24);
		const { handle } = fake.vendor;
		let batches = 0;
		fake.vendor.handle = async (call) => {
			const number = batches++;
			if (number > 0) await new Promise((done) => setTimeout(done, 300));
			return await handle(call);
		};
		fake.vendor.refuseNext('tasks.task.add', {
			status: 400,
			error: 'ERROR_CORE',
			description: 'No',
			match: ({ fields }) => fields.TITLE === 'Task 3',
		});
		fake.fault('lost', { match: ({ text }) => text.includes('Task%2010') });
		const { error } = await runNode({
			...base,
			parameters: { ...task, options: { batchSize: 5, afterLostAnswer: 'report' } },
			items: rows(30),
		});
		expect(error.message).toMatch(/No/);
		expect(error.description).toMatch(
			/Of 30 items, 23 were completed \(items 0-2, 5-9, 15-29\), 5 may have been \(items 10-14\), 1 was not sent \(item 4\)/,
		);
	});
});

describe('files', () => {
	const binary = {
		data: {
			data: Buffer.from('x'.repeat(1000)).toString('base64'),
			mimeType: 'text/plain',
			fileName: 'a.txt',
		},
	};

	it.each([{}, { batching: false, parallel: 5 }])(
		'of one item at a time are sent: %j',
		async (options) => {
			const { fake, base } = await vendorOf('bitrix24', ...FREE.bitrix24);
			const seen = watched(fake, ({ path }) =>
				path.endsWith('crm.timeline.comment.add') ? [] : undefined,
			);
			const { error, output } = await runNode({
				...base,
				parameters: {
					resource: 'timelineComment',
					operation: 'create',
					ownerType: byId('2'),
					owner: byId('={{ $json.deal }}'),
					comment: 'Text',
					files: 'data',
					options,
				},
				items: rows(8, (n) => ({ json: { deal: n + 1 }, binary })),
			});
			expect(error).toBeUndefined();
			expect(output).toHaveLength(8);
			expect(seen.most).toBe(1);
		},
	);
});

describe('pages of a list', () => {
	const LISTS = [
		[
			'bitrix24',
			{ records: { activities: 5000 } },
			{ resource: 'activity', operation: 'getMany', filters: {} },
			isBatch,
			5,
		],
		[
			'bitrix24',
			{ records: { activities: 5000 } },
			{
				resource: 'activity',
				operation: 'getMany',
				filters: {},
				sort: { values: [{ field: 'SUBJECT', direction: 'ASC' }] },
			},
			isBatch,
			5,
		],
		[
			'leadSquared',
			{ records: { activities: 5000 } },
			{
				resource: 'activity',
				operation: 'getMany',
				scope: 'recent',
				from: '2000-01-01',
				to: '2100-01-01',
			},
			({ json }) => json?.Paging?.PageIndex > 1,
			4,
		],
		[
			'ivvy',
			{ records: { activities: 700 } },
			{ resource: 'activity', operation: 'getMany', filters: {}, conditions: {} },
			({ json }) => json?.start > 0,
			5,
		],
		[
			'deskera',
			{ records: { activities: 700 } },
			{ resource: 'activity', operation: 'getMany', filters: {}, options: { pageSize: 100 } },
			({ query }) => Number(query.get('page')) > 1,
			5,
		],
	];

	it.each(LISTS)(
		'%s: several at once, each row once (%j %j)',
		async (name, records, parameters, isLater, count) => {
			const [options, credentials] = FREE[name];
			const { fake, base } = await vendorOf(name, { ...options, ...records }, credentials);
			const held = answeredTogether(fake, count, isLater);
			const read = async (more) =>
				(
					await runNode({
						...base,
						parameters: { returnAll: true, options: {}, ...parameters, ...more },
					})
				).output.map(({ json }) => json.id);
			const ids = await read({});
			expect(held.came()).toBe(count);
			expect(new Set(ids).size).toBe(ids.length);
			const one = await read({ options: { ...parameters.options, parallel: 1 } });
			expect(ids).toEqual(one);
			expect(ids.length).toBeGreaterThan(400);
		},
	);
});
