'use strict';
/**
 * IDs in answers. A create that got an ID of another kind than the vendor's is no success, and an answer about another
 * record than the one that was asked for is no answer. The operations are read off the built nodes.
 */
const { runNode } = require('../support/reported');
const { fakeFor } = require('../support/fakes');
const { operationsOf, LISTED } = require('../support/operations');

const NO_IDS = ['abc', 'null', '-1', 1.5, '  ', '0', true];
const IDS = ['id', 'Id', 'ID', 'ProspectActivityId', 'UserTaskId'];

/** The same answer with other IDs; Bitrix24 also says the number of a record and nothing else. */
function withIds(change, value, key, above) {
	if (Array.isArray(value)) return value.map((inner) => withIds(change, inner));
	if (typeof value === 'object' && value !== null)
		return Object.fromEntries(
			Object.entries(value).map(([name, inner]) => [name, withIds(change, inner, name, key)]),
		);
	const isId = IDS.includes(key) || (typeof value === 'number' && [key, above].includes('result'));
	return isId ? change(value) : value;
}

describe.each(LISTED)('%s', (node) => {
	let fake;
	let base;
	beforeAll(async () => {
		const bucket = { burst: 100_000, perSecond: 100_000 };
		({ fake, base } = await fakeFor(node, node.startsWith('bitrix24') ? { bucket } : {}));
	});
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	/** One item, the answers to it changed. @returns its outcome, and whether there was something to change */
	const told = async ({ parameters, items, prepare }, change, isWrite) => {
		prepare?.(fake);
		let isChanged = false;
		let before = fake.vendor.writes?.length ?? 0;
		fake.fault('rewrite', {
			times: 99,
			rewrite(answer) {
				const written = fake.vendor.writes?.length ?? 0;
				const isOf = isWrite === written > before;
				before = written;
				if (!isOf) return answer;
				const body = withIds(change, answer.body);
				isChanged ||= JSON.stringify(body) !== JSON.stringify(answer.body);
				return { ...answer, body };
			},
		});
		const { output } = await runNode({
			...base,
			parameters,
			items: [items[0]],
			onError: 'continueRegularOutput',
		});
		return { outcome: output[0]?.json, isChanged };
	};
	const rowsOf = (...operations) =>
		operationsOf(node)
			.filter(({ parameters: { operation } }) => operations.includes(operation))
			.map((operation) => [operation.name, operation]);

	// Badges and calls are known by texts; a result is sent again under its key, and so proved.
	const creates = rowsOf('create', 'upsert').filter(
		([name]) => !/badge|\bcall\b|taskResult/.test(name),
	);
	it.each(creates)('%s: an ID of another kind is none', async (_name, operation) => {
		for (const id of NO_IDS) {
			const { outcome, isChanged } = await told(operation, () => id, true);
			if (!isChanged) return;
			expect([id, outcome.details?.completed]).toEqual([id, 'unknown']);
		}
	});

	// The details of a LeadSquared activity name its type by ID (docs/contracts/leadsquared.md section 4.11).
	// A user of Deskera is known by iamUserId; the IDs of that number are of people in activities
	// (docs/contracts/deskera.md section 6).
	const gets = rowsOf('get').filter(
		([name]) => !/^leadSquared .*activity get$/i.test(name) && name !== 'deskera user get',
	);
	it.each(gets)('%s: the answer is about no other record', async (_name, operation) => {
		const asked = Object.values(operation.items[0]).map(String);
		const other = (id) =>
			!asked.includes(String(id))
				? id
				: typeof id === 'number'
					? id + 1
					: `${String(id).slice(0, -1)}${String(id).endsWith('1') ? '2' : '1'}`;
		const { outcome, isChanged } = await told(operation, other, false);
		if (isChanged) expect(outcome.error).toEqual(expect.any(String));
	});
});
