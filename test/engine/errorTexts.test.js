'use strict';
/**
 * How an error reads, for every operation of every vendor: our sentence, always with the vendor's own words, in
 * whatever language they come; and no word about a field that the form in hand does not have.
 */
const { runNode } = require('../support/engine');
const { fakeFor } = require('../support/fakes');
const { operationsOf, LISTED } = require('../support/operations');
const { REFUSALS, ROWS } = require('../support/refusals');
const { shownLabels, allLabels } = require('../support/labels');

const SAYS = 'Der Titel der Aufgabe fehlt';

/** What a vendor says in an answer, as it is shown. */
const wordsIn = (body) =>
	[body.error_description, body.ExceptionMessage, body.message].find((text) => text !== undefined);

/** A text without what the vendor says in it. */
const without = (words, text) =>
	words
		.map((one) => one.replace(/<br\s*\/?>/gi, ' ').trim())
		.sort((a, b) => b.length - a.length)
		.reduce((left, one) => (one === '' ? left : left.replaceAll(one, '')), text);

describe.each(LISTED)('%s', (node) => {
	const vendor = node.replace(/App$/, '');
	let fake;
	let base;
	// Each operation has an account of its own, so that no budget runs out.
	const begin = async () => {
		({ fake, base } = await fakeFor(node));
		if (vendor === 'bitrix24') base.credentials = { ...base.credentials, plan: 'enterprise' };
	};

	const run = async ({ parameters, items }, more = {}) =>
		await runNode({
			...base,
			parameters: {
				...parameters,
				options: { ...parameters.options, maxWait: 0, parallel: 1, ...more.options },
			},
			items,
			onError: 'continueRegularOutput',
		});
	const textOf = ({ json: { error, details } }) => [error, details?.whatToDo ?? ''];

	describe.each(operationsOf(node))('$name', (operation) => {
		beforeAll(begin);
		afterAll(() => fake.close());
		beforeEach(() => {
			fake.reset();
			operation.prepare?.(fake);
		});

		it.each(Object.entries(REFUSALS[vendor](SAYS)))(
			'%s: the words of the vendor are shown',
			async (_name, answer) => {
				const [item] = operation.items;
				fake.fault('answer', { times: 99, answer });
				const { output, error } = await run({ ...operation, items: [item] });
				expect(error).toBeUndefined();
				const failed = output.filter(({ json }) => json.error !== undefined);
				// A call that may be refused leaves something to do.
				if (failed.length === 0) return;
				const [title, advice] = textOf(failed[0]);
				expect(`${title} ${advice}`).toContain(SAYS);
				expect(title).not.toBe(SAYS);
				expect(`${title} ${advice}`).not.toMatch(/undefined|\[object|\{[\w|]+\}/);
			},
		);

		it('points at fields of this form only', async () => {
			const rows = ROWS[vendor]();
			const [item] = operation.items;
			const labels = shownLabels(base.node, operation.parameters);
			const others = allLabels(base.node).filter((label) => !labels.has(label));
			for (const { status, body } of rows)
				fake.fault('answer', { times: 1, answer: { status, body } });
			const { output } = await run(
				{ ...operation, items: rows.map(() => item) },
				{ options: operation.bulk ? { batching: false } : {} },
			);
			const words = rows.map(({ body }) => wordsIn(body));
			const failures = output.filter(({ json }) => json.error !== undefined);
			for (const { json } of failures) {
				const [title, advice] = textOf({ json });
				const named = [
					...(/ \("([^"]+)": /.exec(title) ?? []).slice(1),
					...[...without(words, advice).matchAll(/"([^"]+)"/g)].map(([, label]) => label),
				];
				expect([title, advice, named.filter((label) => !labels.has(label))]).toEqual([
					title,
					advice,
					[],
				]);
				// A label of several words is one without quotes, too.
				const ours = without(words, `${title} ${advice}`).replace(/"[^"]*"/g, '');
				const foreign = others.filter((label) => / /.test(label) && ours.includes(label));
				expect([ours, foreign]).toEqual([ours, []]);
			}
		});
	});
});
