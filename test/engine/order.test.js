'use strict';
/**
 * Items about one record change it in their order: whatever travels together or side by side, and also when the
 * first of them is slow, or is refused by a limit and goes again, the record is in the end what the last item
 * says.
 */
const { runNode } = require('../support/engine');
const { fakeFor } = require('../support/fakes');
const { operationsOf } = require('../support/operations');
const { WRITES } = require('./support/ordered');

jest.setTimeout(120_000);

const OPTIONS = {
	bitrix24: { bucket: { burst: 10_000, perSecond: 1000 } },
	bitrix24App: { bucket: { burst: 10_000, perSecond: 1000 } },
	leadSquared: { window: { calls: 10_000, seconds: 1 } },
	ivvy: { batchPolls: 0 },
};

/** Items about one record; the other one's stand between them. */
function itemsFor({ values }, [record, other], count) {
	return values
		.slice(0, count)
		.flatMap((value) => [
			{ id: record, value },
			...(other === undefined ? [] : [{ id: other, value }]),
		]);
}

/** Long enough for all others to be through, on a busy machine too. */
const LATE_MS = 1000;

/** What goes wrong on the way, for the first request and for the first that writes. */
const TROUBLES = {
	'all well': () => {},
	'the first request is late': (fake) => fake.fault('slow', { milliseconds: LATE_MS }),
	'the first write is late': (fake, isWrite) =>
		fake.fault('slow', { milliseconds: LATE_MS, match: isWrite }),
	'the first write is refused by a limit': (fake, isWrite) =>
		fake.fault('429', { match: isWrite, headers: { 'retry-after': '0.3' } }),
};
const WAYS = {
	'side by side': { batching: false, parallel: 5 },
	'in batches of two': { batching: true, batchSize: 2 },
	'in one batch': { batching: true },
};

/** @returns {Promise<string[]>} what is wrong after a run */
async function wrongAfter(write, { count, options, trouble, onError = 'stopWorkflow' }) {
	const { node, like, values, wanted, stored, change, changeOf, recordsOf } = write;
	const { fake, base } = await fakeFor(node, OPTIONS[node]);
	try {
		const operation = operationsOf(node).find(({ name }) => name === like);
		operation.prepare?.(fake);
		if (node === 'leadSquared') base.credentials.callsPer5Seconds = 1000;
		const records = recordsOf?.(fake.vendor) ?? write.records;
		const own = changeOf?.(fake.vendor) ?? change;
		const parameters = {
			...operation.parameters,
			...own,
			options: { ...operation.parameters.options, ...own.options, ...options },
		};
		const items = itemsFor(write, records, count);
		trouble(fake, ({ method, rawUrl, text }) =>
			`${method} ${rawUrl} ${text}`.includes(write.write),
		);
		const { error, output } = await runNode({ ...base, parameters, items, onError });
		const last = wanted(values[count - 1]);
		return [
			...(error === undefined ? [] : [`${error.message} ${error.description}`]),
			...(output.length === items.length
				? []
				: [`${output.length} outputs for ${items.length} items`]),
			...records
				.map((record) => [record, stored(fake, record)])
				.filter(([, value]) => JSON.stringify(value) !== JSON.stringify(last))
				.map(
					([record, value]) => `${record} is ${JSON.stringify(value)}, not ${JSON.stringify(last)}`,
				),
		];
	} finally {
		await fake.close();
	}
}

const CELLS = WRITES.flatMap((write) =>
	(write.bulk === true ? Object.keys(WAYS) : ['side by side']).flatMap((way) =>
		Object.keys(TROUBLES).map((trouble) => ({
			write,
			way,
			trouble,
			title: `${write.name}, ${way}, ${trouble}`,
		})),
	),
);

// Side by side (jest.config.js says how many), as most of the time is spent on waiting for limits.
it.concurrent.each(CELLS)('$title: the last item wins', async ({ write, way, trouble }) => {
	const counts = [2, 3];
	const wrong = await Promise.all(
		counts.map(
			async (count) =>
				await wrongAfter(write, { count, options: WAYS[way], trouble: TROUBLES[trouble] }),
		),
	);
	expect(
		counts.flatMap((count, index) => wrong[index].map((text) => `${count} items: ${text}`)),
	).toEqual([]);
});

/** A limit that refuses one of the requests inside a bulk call, in the words of the vendor. */
const INSIDE = {
	bitrix24: (fake, write) =>
		fake.vendor.refuseNext(METHOD[write] ?? write, {
			error: 'QUERY_LIMIT_EXCEEDED',
			description: 'Too many requests',
			status: 503,
		}),
	leadSquared: (fake) => fake.vendor.limitRows(1),
	ivvy(fake) {
		fake.vendor.options.batchFailures = { 0: { errorCode: 429, message: 'Too Many Requests' } };
		fake.fault('change', {
			match: ({ rawUrl }) => !rawUrl.includes('action=run'),
			change: () => void (fake.vendor.options.batchFailures = {}),
		});
	},
};
/** How a request is known -> the whole name of its method */
const METHOD = {
	'todo.updateDeadline': 'crm.activity.todo.updateDeadline',
	'checklistitem.update': 'task.checklistitem.update',
};
const LIMITED = WRITES.filter(
	({ node, like, bulk }) =>
		bulk === true &&
		[
			'bitrix24 activity update',
			'bitrix24 activity update (to-do, one property)',
			'bitrix24 task update',
			'bitrix24 task delegate',
			'bitrix24 taskChecklistItem update',
			'leadSquared customActivity update',
			'ivvy task update',
			'ivvy activity update',
		].includes(like) &&
		Object.hasOwn(INSIDE, node),
);

const LIMITED_CELLS = LIMITED.flatMap((write) =>
	['stopWorkflow', 'continueRegularOutput'].map((onError) => ({
		write,
		onError,
		title: `${write.name}, ${onError}`,
	})),
);

it.concurrent.each(LIMITED_CELLS)(
	'$title, a limit that refuses the first request inside a batch: the last item wins',
	async ({ write, onError }) => {
		expect(
			await wrongAfter(write, {
				count: 3,
				options: { batching: true },
				onError,
				trouble: (fake) => INSIDE[write.node](fake, write.write),
			}),
		).toEqual([]);
	},
);
