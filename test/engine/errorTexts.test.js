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

/** Very many at once, and some of them wait for a vendor's limit. */
jest.setTimeout(300_000);

/** vendor -> a plan under which many calls may be made in a row */
const GENEROUS = {
	bitrix24: { plan: 'enterprise' },
	leadSquared: { plan: 'custom', callsPer5Seconds: 1e6, bulkCallsPer5Seconds: 1e6 },
};
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

const vendorOf = (node) => node.replace(/App$/, '');

/** Each operation has an account of its own, so that no budget runs out. */
async function started(node, operation) {
	const { fake, base } = await fakeFor(node);
	const credentials = { ...base.credentials, ...(GENEROUS[vendorOf(node)] ?? {}) };
	operation.prepare?.(fake);
	return { fake, base: { ...base, credentials } };
}

const run = async (base, { parameters, items }, more = {}) =>
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

const OPERATIONS = LISTED.flatMap((node) =>
	operationsOf(node).map((operation) => ({ node, name: operation.name, operation })),
);
const REFUSED = OPERATIONS.flatMap((one) =>
	Object.entries(REFUSALS[vendorOf(one.node)](SAYS)).map(([what, answer]) => ({
		...one,
		what,
		answer,
	})),
);

it.concurrent.each(REFUSED)(
	'$node: $name, $what: the words of the vendor are shown',
	async ({ node, operation, answer }) => {
		const { fake, base } = await started(node, operation);
		try {
			const [item] = operation.items;
			fake.fault('answer', { times: 99, answer });
			const { output, error } = await run(base, { ...operation, items: [item] });
			expect(error).toBeUndefined();
			const failed = output.filter(({ json }) => json.error !== undefined);
			// A call that may be refused leaves something to do.
			if (failed.length === 0) return;
			const [title, advice] = textOf(failed[0]);
			expect(`${title} ${advice}`).toContain(SAYS);
			expect(title).not.toBe(SAYS);
			expect(`${title} ${advice}`).not.toMatch(/undefined|\[object|\{[\w|]+\}/);
		} finally {
			await fake.close();
		}
	},
);

it.concurrent.each(OPERATIONS)(
	'$node: $name points at fields of its form only',
	async ({ node, operation }) => {
		const { fake, base } = await started(node, operation);
		try {
			const rows = ROWS[vendorOf(node)]();
			const [item] = operation.items;
			const labels = shownLabels(base.node, operation.parameters);
			const others = allLabels(base.node).filter((label) => !labels.has(label));
			for (const { status, body } of rows)
				fake.fault('answer', { times: 1, answer: { status, body } });
			const { output } = await run(
				base,
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
		} finally {
			await fake.close();
		}
	},
);
