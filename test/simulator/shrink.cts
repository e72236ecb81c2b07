/** Makes a scenario that breaks a rule as small as it can be and still break it. */
import type { Scenario, Watcher, Workflow } from './scenario.cts';

/** How many smaller scenarios are tried. */
const MOST_TRIES = 200;

/** @param breaks whether a scenario still breaks the rule */
export async function shrunk(
	scenario: Scenario,
	breaks: (smaller: Scenario) => Promise<boolean>,
): Promise<Scenario> {
	let smallest = scenario;
	let tries = 0;
	for (let isSmaller = true; isSmaller && tries < MOST_TRIES;) {
		isSmaller = false;
		for (const smaller of candidates(smallest)) {
			if (++tries > MOST_TRIES) break;
			if (!(await breaks(smaller))) continue;
			smallest = smaller;
			isSmaller = true;
			break;
		}
	}
	return smallest;
}

function* candidates(scenario: Scenario): Generator<Scenario> {
	const { workflows, accidents, jumps, delay, watchers = [] } = scenario;
	if (workflows.length + watchers.length > 1)
		for (const one of watchers)
			yield { ...scenario, watchers: watchers.filter((other) => other !== one) };
	for (const one of watchers)
		for (const smaller of smallerWatchers(one))
			yield { ...scenario, watchers: watchers.map((other) => (other === one ? smaller : other)) };
	if (workflows.length + watchers.length > 1)
		for (const one of workflows)
			yield { ...scenario, workflows: workflows.filter((other) => other !== one) };
	for (const one of accidents)
		yield { ...scenario, accidents: accidents.filter((other) => other !== one) };
	if (jumps.length > 0) yield { ...scenario, jumps: [] };
	for (const one of workflows)
		for (const smaller of smallerWorkflows(one))
			yield { ...scenario, workflows: workflows.map((other) => (other === one ? smaller : other)) };
	if (delay[1] > 0) yield { ...scenario, delay: [0, 0] };
}

function* smallerWatchers(watcher: Watcher): Generator<Watcher> {
	const { changes, killAt, polls, startsAt } = watcher;
	if (changes.length > 3) {
		yield { ...watcher, changes: changes.slice(0, changes.length / 2) };
		yield { ...watcher, changes: changes.slice(changes.length / 2) };
	}
	if (changes.length > 1 && changes.length <= 12)
		for (const one of changes)
			yield { ...watcher, changes: changes.filter((other) => other !== one) };
	if (killAt !== undefined) yield { ...watcher, killAt: undefined };
	if (polls > 1) yield { ...watcher, polls: Math.ceil(polls / 2) };
	if (startsAt > 0) yield { ...watcher, startsAt: 0 };
}

function* smallerWorkflows(workflow: Workflow): Generator<Workflow> {
	const { picks, keys, retryOnFail, killAt, cancelAt, again, startsAt } = workflow;
	const kept = (places: number[]): Workflow => ({
		...workflow,
		picks: places.map((place) => picks[place] as number),
		keys: places.map((place) => keys[place] as number),
	});
	const all = [...picks.keys()];
	if (all.length > 3) {
		yield kept(all.slice(0, all.length / 2));
		yield kept(all.slice(all.length / 2));
	}
	if (all.length > 1 && all.length <= 12)
		for (const place of all) yield kept(all.filter((other) => other !== place));
	if (retryOnFail) yield { ...workflow, retryOnFail: false };
	if (killAt !== undefined) yield { ...workflow, killAt: undefined };
	if (cancelAt !== undefined) yield { ...workflow, cancelAt: undefined };
	if (again !== undefined) yield { ...workflow, again: undefined };
	if (startsAt > 0) yield { ...workflow, startsAt: 0 };
	if (Number(workflow.options.parallel) > 1)
		yield { ...workflow, options: { ...workflow.options, parallel: 1 } };
}
