/** Lists of iVvy, whole, and one record where there is no call for one. */
import { plainText } from '../../dist/nodes/shared/text/html.js';
import { runNode } from '../support/reported.cts';
import { there } from '../support/there.cts';
import { byId, ivvy, type Row, type Values } from './support/forms.cts';

const account = ivvy(runNode);
const { rows, run } = account;

/** What iVvy answers to a list. */
interface Listed {
	readonly body: {
		readonly results: ReadonlyArray<Partial<Row>>;
		readonly meta: { readonly totalResults: number };
	};
}

describe.each([
	['activity', 'activityId', 'activities', 3001],
	['task', 'taskId', 'tasks', 10001],
])('%s', (resource, idName, kind, first) => {
	const get = (id: number, more: Values = {}) => ({
		resource,
		operation: 'get',
		[idName]: byId(String(id)),
		...more,
	});
	const getMany = (more: Values = {}) => ({
		resource,
		operation: 'getMany',
		returnAll: true,
		filters: {},
		...more,
	});

	it('lists all, a hundred at a time, each once', async () => {
		const all = await rows(getMany());
		expect(all.map(({ id }) => id).sort((a, b) => a - b)).toEqual(
			[...account.table(kind).keys()].map(Number).sort((a, b) => a - b),
		);
		// Each page but the first begins with a known row, and the last one is short.
		expect(account.fake.calls).toHaveLength(Math.ceil((all.length - 1) / 99));
		expect((await rows(getMany({ returnAll: false, limit: 7 }))).length).toBe(7);
		expect(account.fake.calls.at(-1)?.json).toMatchObject({ perPage: 7, start: 0 });
	});

	it.each([
		['is missing', () => undefined],
		['is cut off', () => 100],
		['is the same as before', (told: number) => told + 1],
	])(
		'loses none of the others when a record leaves while it is read, where the total %s',
		async (_name, total) => {
			const ids = [...account.table(kind).keys()];
			account.fake.fault('rewrite', {
				times: 99,
				rewrite({ body, ...answer }: Listed) {
					account.table(kind).delete(body.results[0]?.id);
					const meta = { ...body.meta, totalResults: total(body.meta.totalResults) };
					return { ...answer, body: { ...body, meta } };
				},
			});
			const all = (await rows(getMany())).map(({ id }) => id);
			expect(ids.filter((id) => account.table(kind).has(id) && !all.includes(Number(id)))).toEqual(
				[],
			);
		},
	);
	it.each([
		['works', 1],
		['ignored', undefined],
		['refused', undefined],
	] as const)('finds one by its ID where the filter by ID %s', async (idFilter, calls) => {
		account.fake.vendor.options.idFilter = idFilter;
		const id = first + 450;
		expect((await rows(get(id)))[0]).toMatchObject({ id });
		if (calls !== undefined) expect(account.fake.calls).toHaveLength(calls);
		const { error } = await run(get(99_999_999));
		expect([error?.message, error?.description]).toEqual([
			expect.stringMatching(/^No \w+( among the first 5,000)? has the ID 99999999$/),
			expect.stringContaining("can't return a single"),
		]);
		expect(account.fake.calls.length).toBeLessThan(60);
	});

	it.each([
		['{}', {}],
		['something else', { message: 'x' }],
		['a list under another name', { meta: { count: 0, totalResults: 0 }, rows: [] }],
	])('does not take an answer of %s for a list without it', async (_name, body) => {
		for (const idFilter of ['works', 'refused'] as const) {
			account.fake.vendor.options.idFilter = idFilter;
			account.fake.fault('rewrite', {
				times: 1,
				match: ({ json }) => idFilter === 'works' || json.filter === undefined,
				rewrite: (answer: Listed) => ({ ...answer, body }),
			});
			const { error } = await run(get(first));
			expect(error?.message).toBe(`iVvy answered without a list of ${kind}`);
		}
	});

	it('looks through the list to its end where the total is wrong', async () => {
		account.fake.vendor.options.idFilter = 'ignored';
		account.fake.fault('rewrite', {
			times: Infinity,
			rewrite: (answer: Listed) => ({
				...answer,
				body: { ...answer.body, meta: { ...answer.body.meta, totalResults: 0 } },
			}),
		});
		expect((await rows(get(first + 450)))[0]).toMatchObject({ id: first + 450 });
		expect((await run(get(99_999_999))).error?.message).toMatch(/^No \w+ has the ID 99999999$/);
	});

	it.each(['raw', 'simplified', 'portable'])(
		'makes text of a description once in the %s output',
		async (output) => {
			there(account.table(kind).get(first)).description =
				'<p>3 &lt; 4 and 5 &gt; 4, written &amp;amp;lt;</p>';
			for (const parameters of [
				get(first, { output, options: { descriptionAsText: true } }),
				getMany({ returnAll: false, limit: 1, output, options: { descriptionAsText: true } }),
			]) {
				expect((await rows(parameters))[0]?.description).toBe('3 < 4 and 5 > 4, written &amp;lt;');
			}
		},
	);

	it('gives descriptions as HTML in the raw output only, and there as text when asked', async () => {
		there(account.table(kind).get(first)).description =
			'<p>One &amp; two</p><p>gr&ouml;&szlig;er<br>three</p>';
		const described = async (parameters?: Values) =>
			(await rows(get(first, parameters)))[0]?.description;
		const plain = 'One & two\ngr&ouml;&szlig;er\nthree';
		expect(await described({ output: 'raw' })).toContain('<p>');
		expect([
			await described({ output: 'raw', options: { descriptionAsText: true } }),
			await described(),
			await described({ output: 'portable' }),
		]).toEqual([plain, plain, plain]);
	});
});

it('reads HTML without trusting it', () => {
	expect(
		[
			'<script>x</script>a',
			'a<br/>b',
			'&#8364; &#x41; &nope; &#99999999;',
			'<img src=x onerror=y>',
			'1 < 2',
		].map(plainText),
	).toEqual(['a', 'a\nb', '€ A &nope; &#99999999;', '', '1 < 2']);
});
