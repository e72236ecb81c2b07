/** The steps of `npm test`: all are run and counted, in their order, and what one needs is told when it is missing. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');

interface Told {
	passed: number;
	failed: number;
	order: string[];
	surroundings: string[];
}

/** What comes of stages that are written in a program with `step(name, what it does, needs)` at hand. */
function outcome(stages: string): Told & { output: string } {
	const program = `
		import { setTimeout as sleep } from 'node:timers/promises';
		import { runStages } from './scripts/lib/steps.mts';
		import { Stop } from './scripts/lib/tools.mjs';
		const order = [];
		const surroundings = [];
		const step = (name, work = () => {}, needs) => ({ name, needs, run: async () => {
			order.push(name);
			surroundings.push(process.env.OF_A_STEP ?? 'none');
			return await work();
		} });
		const counts = await runStages(${stages});
		console.log(JSON.stringify({ ...counts, order, surroundings }));
	`;
	const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
	const output = execFileSync(process.execPath, args, {
		cwd: ROOT,
		encoding: 'utf8',
		stdio: 'pipe',
	});
	const told: Told = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
	return { ...told, output };
}

it('counts tests where a step has some, and each other step once', () => {
	const { passed, failed } = outcome(`[{ width: 1, steps: [
		step('plain'), step('tests', () => ({ passed: 5, failed: 2 })), step('bad', () => { throw new Stop('No.'); }),
	] }]`);
	expect({ passed, failed }).toEqual({ passed: 6, failed: 3 });
});

it('tells once more at the end what failed, and how much more', () => {
	const { output } = outcome(`[{ width: 1, steps: [
		step('tests', () => ({ passed: 1, failed: 40, failures: Array.from({ length: 40 }, (_, n) => \`test \${n}\`) })),
		step('last'),
	] }]`);
	const end = output.slice(output.lastIndexOf('last: 1 passed'));
	expect(end).toContain('test 0\ntest 1\n');
	expect(end).toContain('test 29\n… and 10 more failed\n');
});

it('does not run a step that lacks what it needs, and says so; the others are run', () => {
	const { order, failed, output } = outcome(`[
		{ width: 1, steps: [step('base', () => { throw new Stop('The base is broken.'); })] },
		{ width: 2, steps: [step('house', () => {}, ['base']), [step('garden'), step('roof', () => {}, ['house'])]] },
	]`);
	expect(order).toEqual(['base', 'garden']);
	expect(failed).toBe(3);
	expect(output).toContain('The base is broken.');
	expect(output).toContain('Not run, because "base" failed.');
	expect(output).toContain('Not run, because "house" failed.');
});

it('runs the steps of a lane one after the other, beside other lanes, and a stage after the one before', () => {
	const { order } = outcome(`[
		{ width: 2, steps: [
			[step('a1', async () => { while (!order.includes('b2')) await sleep(5); }), step('a2')],
			[step('b1'), step('b2')],
		] },
		{ width: 1, steps: [step('last')] },
	]`);
	expect(order).toEqual(['a1', 'b1', 'b2', 'a2', 'last']);
});

it('gives the next stage the surroundings of before', () => {
	const { surroundings } = outcome(`[
		{ width: 1, steps: [step('one', () => { process.env.OF_A_STEP = 'left'; })] },
		{ width: 1, steps: [step('two')] },
	]`);
	expect(surroundings).toEqual(['none', 'none']);
});
