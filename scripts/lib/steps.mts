/** Runs named steps, several at once where they do not hinder each other, tells how each ended, and counts. */
import { Listr, type ListrTask, PRESET_TIMER } from 'listr2';
import type { Counts } from './jest.mts';
import { outcome } from './outcome.mts';
import { say, seconds, Stop } from './tools.mjs';

const WIDTH = 44;
/** Of the failures that are told once more at the end. */
const MOST_TOLD = 30;

export interface Step {
	name: string;
	/** Throws when it fails; gives counts when it consists of many tests, and counts as one otherwise. */
	run: () => Promise<Counts | void>;
	/** Names of steps without which this one makes no sense. */
	needs?: string[];
}

/**
 * Steps that run at once, as many as `width`; the next stage begins when all have ended. A list among them is a lane:
 * its steps run one after the other.
 */
export interface Stage {
	steps: Array<Step | Step[]>;
	width: number;
}

/** All steps are run whatever happens to the others; one that lacks what it needs fails without running. */
export async function runStages(stages: Stage[]): Promise<Counts> {
	const total: Counts = { passed: 0, failed: 0 };
	const broken = new Set<string>();
	const lines: string[] = [];
	const failures: string[] = [];
	const surroundings = { ...process.env };
	const taskOf = (step: Step): ListrTask => ({
		title: step.name,
		task: async (_context, task) => await run(step, task),
	});
	const laneOf = (steps: Step[]): ListrTask => ({
		task: (_context, task) =>
			task.newListr(steps.map(taskOf), { concurrent: false, exitOnError: false }),
	});
	const run = async (step: Step, task: { title?: string }): Promise<void> => {
		const started = Date.now();
		const counts = await outcome(async () => {
			const lacking = step.needs?.find((name) => broken.has(name));
			if (lacking !== undefined) throw new Stop(`Not run, because "${lacking}" failed.`);
			return await step.run();
		});
		if (counts.failed > 0) broken.add(step.name);
		total.passed += counts.passed;
		total.failed += counts.failed;
		failures.push(...(counts.failures ?? []));
		lines.push(lineOf(step.name, counts, Date.now() - started));
		if (counts.failed > 0) throw new Error(`${counts.failed} failed`);
		task.title = `${step.name}: ${counts.passed} passed`;
	};
	for (const { steps, width } of stages) {
		const tasks = steps.map((step) => (Array.isArray(step) ? laneOf(step) : taskOf(step)));
		await new Listr(tasks, {
			concurrent: width,
			exitOnError: false,
			renderer: 'simple',
			rendererOptions: { timer: PRESET_TIMER },
		}).run();
		restore(surroundings);
	}
	if (failures.length > 0) say(`\n${mostOf(failures).join('\n')}`);
	say(`\n${lines.join('\n')}\n`);
	return total;
}

function mostOf(failures: string[]): string[] {
	const more = failures.length - MOST_TOLD;
	return [...failures.slice(0, MOST_TOLD), ...(more > 0 ? [`… and ${more} more failed`] : [])];
}

function lineOf(name: string, { passed, failed }: Counts, milliseconds: number): string {
	const tests = passed + failed === 1 ? '' : `  ${passed} passed, ${failed} failed`;
	const word = failed === 0 ? 'pass' : 'FAIL';
	return `${word}  ${name.padEnd(WIDTH)}${seconds(milliseconds).padStart(8)}${tests}`;
}

/**
 * A step may set variables for itself (the test engine sets NODE_ENV, by which the lint judges differently); the next
 * stage begins without them.
 */
function restore(before: NodeJS.ProcessEnv): void {
	for (const name of Object.keys(process.env))
		if (!Object.hasOwn(before, name)) delete process.env[name];
	Object.assign(process.env, before);
}
