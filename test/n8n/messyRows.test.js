'use strict';
/**
 * The rows of test/data/messy-rows.csv through the real n8n, which checks parameters of its own accord before
 * a node sees them.
 */
const { fakeFor } = require('../support/fakes');
const { ROWS } = require('../support/messyRows');
const {
	isLookUp,
	PARTS,
	refusedRows,
	untold,
	wrongOutcomes,
	wrongRecords,
} = require('../support/messyOutcomes');
const { runNode } = require('./support/workflows');

const { rest } = realN8n;

/** What becomes of each row: those that fail come with what they were; the others follow in their order. */
function outcomesIn([good = [], bad = []]) {
	const outcomes = [];
	for (const { row, error } of bad) outcomes[row - 1] = { ok: false, message: String(error) };
	const open = ROWS.map((_row, index) => index).filter((index) => outcomes[index] === undefined);
	for (const [place, { id }] of good.entries()) outcomes[open[place]] = { ok: true, id };
	return { outcomes, count: good.length + bad.length };
}

describe.each(Object.entries(PARTS))('%s', (vendor, part) => {
	let fake;
	let credential;
	beforeAll(async () => {
		const { fake: started, base } = await fakeFor(part.node, part.fakeOptions);
		fake = started;
		part.hurry?.(base.credentials);
		const { id, name } = await rest.createCredential({
			name: `Rows of ${vendor}`,
			type: base.credential,
			data: base.credentials,
		});
		credential = { id, name, type: base.credential };
	});
	afterAll(() => fake.close());
	beforeEach(() => {
		fake.reset();
		part.prepare(fake);
	});

	const run = async (operation, onError) => {
		const { parameters } = part.operations[operation];
		return await runNode({
			node: part.node,
			credential,
			onError,
			rows: ROWS.map(({ number, item }) => ({ row: number, ...item })),
			parameters: {
				...parameters,
				batching: part.bulk ? { batchItems: true } : {},
			},
		});
	};

	test.each(['create', 'update'])(
		'%s: every row has its outcome, and the vendor has just that',
		async (operation) => {
			const before = part.stored(fake);
			const { status, outputs } = await run(operation, 'continueErrorOutput');
			expect(status).toBe('success');
			const { outcomes, count } = outcomesIn(outputs);
			expect(count).toBe(ROWS.length);
			expect(wrongOutcomes(vendor, operation, outcomes)).toEqual([]);
			expect(wrongRecords(vendor, operation, { fake, before, outcomes })).toEqual([]);
		},
	);

	test.each(['create', 'update'])(
		'%s: a run that stops sends nothing and lists the rows at fault',
		async (operation) => {
			const { status, error } = await run(operation, undefined);
			expect(status).toBe('error');
			// An email in place of an ID is looked up, which sends nothing.
			expect(fake.calls.filter((call) => !isLookUp(call))).toEqual([]);
			expect(
				untold(`${error.message}\n${error.description}`, refusedRows(vendor, operation)),
			).toEqual([]);
		},
	);
});
