/** Any text of one line is an External ID: each has a record of its own, which a second run finds again. */
import { runNode } from '../support/engine.cts';
import { fakeFor } from '../support/fakes.cts';
import { IMPORTS } from './support/imports.js';

jest.setTimeout(120_000);

interface Import {
	readonly node: string;
	readonly parameters: (fake: unknown) => object;
	readonly options?: object;
}

interface Told {
	readonly id?: unknown;
	readonly error?: string;
}

/** No two of them are one for a database without regard to case. */
const IDS = [
	'A-1',
	'A-17',
	'A-17-b',
	'XA-17',
	'10',
	'010',
	'1e1',
	'10.0',
	'0',
	'null',
	'true',
	'100%',
	'100%25',
	'50 % off',
	'a_b',
	'a.b',
	'a*b',
	'a?b',
	'[b]x[/b]',
	'[x]',
	'<b>x</b>',
	'<x',
	'a&b',
	'a&amp;b',
	'"quoted"',
	"it's",
	'back\\slash',
	'{"json":1}',
	'=1+1',
	'Ref: 5',
	'Ref:',
	'#42',
	'https://x.example/a?b=c&d=e#f',
	'請求書-7',
	'счёт-7',
	'חשבונית-7',
	'فاتورة-٧',
	'चालान-7',
	'🙂',
	'🙂🙂',
	'-',
	'--',
	'a\u200Db',
	`${'long-'.repeat(24)}1`,
	`${'long-'.repeat(24)}2`,
];

/** Deskera's filter has no way to hold these (docs/contracts/deskera.md section 3.2): they are refused. */
const NOT_HELD: Readonly<Record<string, RegExp>> = { deskera: /[,=<>]/ };

const imports = Object.entries(IMPORTS as unknown as Record<string, Import>);

it.each(imports)('%s', async (name, { node, parameters, options = {} }) => {
	const ids = IDS.filter((id) => NOT_HELD[node]?.test(id) !== true);
	const settings = { leadSquared: { window: { calls: 1e6, seconds: 1 } } }[node] ?? {};
	const { fake, base } = await fakeFor(node, settings);
	try {
		const run = async () => {
			const { output, error } = await runNode({
				...base,
				credentials: { ...base.credentials, callsPer5Seconds: 1000 },
				credentialId: `odd ${name}`,
				parameters: {
					...parameters(fake),
					options: { externalId: '={{ $json.key }}', maxWait: 3600, ...options },
				},
				items: ids.map((key, n) => ({ key, text: `Row ${n}`, title: `Row ${n}`, n: 1 })),
				onError: 'continueRegularOutput',
			});
			expect(error).toBeUndefined();
			return (output as Array<{ json: Told }>).map(({ json }) => json);
		};
		const first = await run();
		const refused = first.flatMap(({ error }, n) => (error === undefined ? [] : [[ids[n], error]]));
		expect(refused).toEqual([]);
		expect(new Set(first.map(({ id }) => String(id))).size).toBe(ids.length);
		const again = await run();
		expect(again.map(({ id, error }, n) => [ids[n], id, error])).toEqual(
			first.map(({ id }, n) => [ids[n], id, undefined]),
		);
	} finally {
		await fake.close();
	}
});
