/** The simulator itself, some seeds, and every scenario that broke a rule once; docs/simulator.md. */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import util from 'node:util';
import { Random } from './random.cts';

const ROOT = path.join(__dirname, '..', '..');
const run = util.promisify(execFile);
const MINUTES = 60_000;

/** In a process of its own, as all clocks are replaced. @returns what it says @throws where a rule is broken */
async function simulate(...args: string[]): Promise<string> {
	const { stdout } = await run('node', ['scripts/run.mjs', 'simulate', ...args], { cwd: ROOT });
	return stdout;
}

it(
	'nothing is lost, doubled or told wrongly in the first seeds, nor where that was so once',
	async () => {
		const halves = await Promise.all([
			simulate('--runs', '100', '--first', '1', '--step', '2', '--regressions'),
			simulate('--runs', '100', '--first', '2', '--step', '2'),
		]);
		for (const said of halves) {
			expect(said).toMatch(/\b0 runs broke a rule/);
			process.stdout.write(`${said.split('\n').find((line) => /virtual hours in/.test(line))}\n`);
		}
	},
	20 * MINUTES,
);

it(
	'the same seed gives the same run, triggers included',
	async () => {
		expect(await simulate('--seed', '6', '--vendor', 'ivvy', '--triggers')).toMatch(
			/the same again: yes/,
		);
		expect(await simulate('--seed', '9', '--vendor', 'leadSquared', '--triggers')).toMatch(
			/the same again: yes/,
		);
	},
	20 * MINUTES,
);

it.each([
	['delivered-twice', 'bitrix24', 'once'],
	['forged-believed', 'leadSquared', 'stranger'],
])(
	'a fault of triggers that is put back is found: %s',
	async (fault, vendor, rule) => {
		await expect(
			simulate('--runs', '300', '--vendor', vendor, '--triggers', '--fault', fault),
		).rejects.toMatchObject({ stdout: expect.stringContaining(`BROKEN ${rule}`) });
	},
	20 * MINUTES,
);

it(
	'the same seed gives the same run, and a fault that is put back is found',
	async () => {
		expect(await simulate('--seed', '14', '--vendor', 'deskera')).toMatch(/the same again: yes/);
		await expect(
			simulate(
				'--runs',
				'200',
				'--vendor',
				'deskera',
				'--fault',
				'write-repeated',
				'--stop-after',
				'1',
			),
		).rejects.toMatchObject({ stdout: expect.stringMatching(/BROKEN doubled/) });
	},
	20 * MINUTES,
);

it(
	'a lost answer that is told as unknown is found, where the records show what became of it',
	async () => {
		const args = ['--runs', '200', '--vendor', 'deskera', '--stop-after', '1'];
		await expect(simulate(...args, '--fault', 'records-unread')).rejects.toMatchObject({
			stdout: expect.stringMatching(/BROKEN unknown/),
		});
	},
	20 * MINUTES,
);

it('random numbers depend on the seed alone', () => {
	const numbers = (seed: string) =>
		Array.from({ length: 5 }, (_, n) => new Random(`${seed}${n}`).whole(0, 1e6));
	expect(numbers('a')).toEqual(numbers('a'));
	expect(numbers('a')).not.toEqual(numbers('b'));
	const drawn = Array.from(
		{ length: 1000 },
		(
			(one) => () =>
				one.whole(1, 6)
		)(new Random('dice')),
	);
	expect(new Set(drawn)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});

it('the checker shares no code with the package', () => {
	const imports = fs
		.readdirSync(__dirname, { encoding: 'utf8', recursive: true })
		.filter((name) => /\.cts$/.test(name) && !/test/.test(name))
		.flatMap((name) => {
			const source = fs.readFileSync(path.join(__dirname, name), 'utf8');
			return [...source.matchAll(/(?:from|require\()\s*'([^']*)'/g)].map(([, from]) => from);
		});
	expect(imports.length).toBeGreaterThan(20);
	expect(imports.filter((from) => /(?:^|\/)(?:nodes|dist|credentials)\//.test(from ?? ''))).toEqual(
		[],
	);
});
