/** The list of engines, and the table that README gets from a run of them. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

interface Engine {
	readonly n8n: string;
	readonly core: string;
	readonly workflow: string;
	readonly node: string;
	readonly packages: Readonly<Record<string, string>>;
	readonly always?: boolean;
}
const ENGINES = JSON.parse(read('test/compat/engines.json')) as Engine[];

interface Result {
	readonly row: Pick<Engine, 'n8n' | 'core' | 'node'>;
	readonly missing: string[];
}

const parts = (version: string) => version.split('.').map(Number);
const isOlder = (one: string, other: string) =>
	(parts(one)
		.map((part, index) => part - (parts(other)[index] ?? 0))
		.find((difference) => difference !== 0) ?? 0) < 0;

describe('the engines', () => {
	it('are listed from the oldest to the newest, each once', () => {
		for (const [index, { n8n }] of ENGINES.entries())
			if (index > 0)
				expect([n8n, isOlder(ENGINES[index - 1]?.n8n ?? '', n8n)]).toEqual([n8n, true]);
	});

	it.each(ENGINES.map((row) => [row.n8n, row] as const))(
		'%s names exact versions',
		(_n8n, { core, workflow, node, packages }) => {
			for (const version of [core, workflow, ...Object.values(packages)])
				expect(version).toMatch(/^\d+\.\d+\.\d+$/);
			expect(node).toMatch(/^2\d$/);
		},
	);

	it('of every test are the oldest and one whose errors lose their cause', () => {
		expect(ENGINES.filter(({ always }) => always).map(({ n8n }) => n8n)).toEqual([
			ENGINES[0]?.n8n,
			expect.stringMatching(/^2\./),
		]);
	});

	it('end with the one of the dev dependencies', () => {
		const { devDependencies } = JSON.parse(read('package.json')) as {
			devDependencies: Record<string, string>;
		};
		expect([ENGINES.at(-1)?.core, ENGINES.at(-1)?.workflow]).toEqual([
			devDependencies['n8n-core'],
			devDependencies['n8n-workflow'],
		]);
	});
});

describe("README's table", () => {
	/** What the module makes of results. */
	function tableOf(results: Result[]): string {
		const script = `import { tableOf } from './scripts/lib/compat.mts'; console.log(await tableOf(${JSON.stringify(results)}));`;
		return execFileSync(
			process.execPath,
			['--import', 'tsx', '--input-type=module', '--eval', script],
			{
				cwd: ROOT,
				encoding: 'utf8',
			},
		).trim();
	}
	const result = (n8n: string, missing: string[]) => ({
		row: { n8n, core: n8n, node: '20' },
		missing,
	});

	it('says from which version on the nodes work, and from which nothing is missing', () => {
		const [text, , , , ...rows] = tableOf([
			result('1.0.0', ['failure', 'pollBudget']),
			result('2.0.0', []),
			result('2.1.0', ['pollBudget']),
			result('2.2.0', []),
			result('2.3.0', []),
		]).split('\n');
		expect(text).toBe(
			'The nodes work with n8n 1.0.0 and newer. From n8n 2.2.0 on nothing is missing.',
		);
		expect(rows.slice(0, 5)).toEqual(
			['1.0.0', '2.0.0', '2.1.0', '2.2.0', '2.3.0'].map(
				(n8n, index) =>
					`| ${n8n} | ${n8n} | 20 | work | ` +
					`${['`failure`, poll budget', 'nothing', 'poll budget', 'nothing', 'nothing'][index]} ` +
					'|',
			),
		);
		expect(rows.slice(5)).toEqual([
			'',
			expect.stringMatching(/^- `failure`: \S/),
			expect.stringMatching(/^- poll budget: \S/),
		]);
	});

	it('says so where something is missing in the newest', () => {
		expect(tableOf([result('2.0.0', ['pollBudget'])])).toMatch(
			/^The nodes work with n8n 2\.0\.0 and newer\. Something is missing everywhere\.\n/,
		);
	});

	describe('in README.md', () => {
		const [, text = ''] = read('README.md').split(
			/<!-- (?:written by npm run test:compat|end) -->/,
		);
		const rows = text
			.split('\n')
			.filter((line) => /^\| \d/.test(line))
			.map((line) => line.replace(/^\| | \|$/g, '').split(' | '));

		it('has a row for each engine', () => {
			expect(rows.map((cells) => cells.slice(0, 3))).toEqual(
				ENGINES.map(({ n8n, core, node }) => [n8n, core, node]),
			);
		});

		it('stands as a run of all engines writes it', () => {
			const NAMES: Record<string, string> = {
				cause: 'cause',
				'`failure`': 'failure',
				'poll budget': 'pollBudget',
				'tool runs': 'toolRuns',
			};
			const namesOf = (words: string) =>
				words === 'nothing' ? [] : words.split(', ').map((word) => NAMES[word] ?? word);
			expect(text.trim()).toBe(
				tableOf(
					rows.map(([n8n = '', core = '', node = '', , words = '']) => ({
						row: { n8n, core, node },
						missing: namesOf(words),
					})),
				),
			);
		});
	});
});
