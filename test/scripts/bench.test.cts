/** What the benchmark computes and chooses, without measuring anything: Node loads its modules, which are ESM. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const FOLDER = path.join(__dirname, '..', '..', 'scripts');

/** What an expression gives that uses what a module of the benchmark exports. */
function evaluated(module: string, expression: string): unknown {
	const code = `const found = await import(${JSON.stringify(`./bench/${module}.mjs`)});
		const { ${'physicalSeconds, startsUnder, timesPhysical, chosen'} } = found;
		console.log(JSON.stringify(${expression}));`;
	const { stdout, stderr } = spawnSync(
		process.execPath,
		['--import', 'tsx', '--input-type=module', '-e', code],
		{
			cwd: FOLDER,
			encoding: 'utf8',
		},
	);
	if (stdout === '') throw new Error(stderr);
	return JSON.parse(stdout) as unknown;
}

describe('physical time', () => {
	const physical = (work: object) =>
		evaluated('physical', `physicalSeconds(${JSON.stringify(work)})`);

	it.each([
		['one after another', { calls: 4, answer: 0.2, atOnce: 1 }, 0.8],
		['side by side', { calls: 11, answer: 0.2, atOnce: 5 }, 0.6],
		[
			'1,000 rows at 5 bulk calls per 5 s',
			{ calls: 40, answer: 0.2, atOnce: 5, limit: { window: { calls: 5, seconds: 5 } } },
			35.2,
		],
		[
			'1,000 rows at 1 bulk call per 5 s',
			{ calls: 40, answer: 0.2, atOnce: 5, limit: { window: { calls: 1, seconds: 5 } } },
			195.2,
		],
		[
			'a window that one slow call at a time never fills',
			{ calls: 6, answer: 2, atOnce: 1, limit: { window: { calls: 5, seconds: 5 } } },
			12,
		],
		[
			'a bucket whose burst is used at once, then drains',
			{ calls: 60, answer: 0.1, atOnce: 60, limit: { bucket: { burst: 50, perSecond: 2 } } },
			5.1,
		],
		[
			'a bucket that drains while answers are awaited',
			{ calls: 6, answer: 1, atOnce: 1, limit: { bucket: { burst: 1, perSecond: 2 } } },
			6,
		],
	])('%s', (_, work, seconds) => {
		expect(physical(work)).toBeCloseTo(seconds, 6);
	});

	it('is told with what was measured', () => {
		expect(evaluated('physical', 'timesPhysical(36.96, 35.2)')).toBe('1.05 × physical (35.2 s)');
	});
});

describe('what is measured', () => {
	const names = (choice: { bar?: string; only?: string; bars?: boolean }) =>
		evaluated(
			'measurements',
			`chosen(${JSON.stringify(choice)}).map(({ name, vendors }) => [name, vendors])`,
		) as Array<[string, string[]]>;

	it('everything unless told otherwise, each by a name of its own', () => {
		const all = names({}).map(([name]) => name);
		expect(all).toEqual(expect.arrayContaining(['answer times', 'two processes', 'poll']));
		expect(new Set(all).size).toBe(all.length);
	});

	it('a single bar by its name, in any case', () => {
		expect(names({ bar: 'Two Processes' })).toEqual([
			['two processes', ['bitrix24', 'leadSquared', 'ivvy', 'deskera']],
		]);
	});

	it('a single vendor', () => {
		expect(names({ bar: 'outage', only: 'ivvy' })).toEqual([['outage', ['ivvy']]]);
		expect(names({ only: 'deskera' }).map(([name]) => name)).not.toContain('bulk updates');
	});

	it('the bars alone', () => {
		expect(names({ bars: true }).map(([name]) => name)).not.toContain('answer times');
	});
});
