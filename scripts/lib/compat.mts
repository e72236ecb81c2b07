/** The package with older and newer engines of n8n, and what README says about them. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'prettier';
import { run } from './commands.mts';
import { engines, ensureEngine, type Row } from './engines.mts';
import { wroteNew } from './files.mts';
import { type Counts, jest } from './jest.mts';
import { type Packed, packed } from './pack.mts';
import { ROOT, say, Stop } from './tools.mjs';

const README = path.join(ROOT, 'README.md');
const BEGIN = '<!-- written by npm run test:compat -->';
const END = '<!-- end -->';
const CAPABILITIES = path.join(ROOT, 'test', 'compat', 'capabilities.js');

/**
 * What some versions of n8n lack, by its name in test/support/n8n.cts: a word for the table, and
 * what it means for whoever uses one.
 */
const MISSING: Record<string, [word: string, meaning: string]> = {
	cause: [
		'cause',
		'errors do not keep what caused them. When the authorization server of an OAuth2 ' +
			'credential fails for a moment, a write is told as unknown instead of being sent ' +
			"again; and the test of a credential says in n8n's words that it failed, not which " +
			'field to look at',
	],
	failure: [
		'`failure`',
		'n8n does not keep the kind of a failure, which its own reports and its pauses between polls go by',
	],
	pollBudget: ['poll budget', 'n8n does not tell a poll how long it may take'],
	toolRuns: [
		'tool runs',
		'n8n does not tell a node that an AI agent runs it; the nodes find out by themselves',
	],
};

/** With an engine: the tests, and what it lacks. */
interface Outcome extends Counts {
	row: Row;
	missing: string[];
	/** Why it could not be tried. */
	problem?: string;
}

/** Some of the engines, for every `npm test`. */
export async function someEngines(): Promise<Counts> {
	const rows = (await engines()).filter(({ always }) => always === true);
	return sumOf(await tryAll(rows));
}

/**
 * All engines, or the one of an n8n. When all of them were tried, README's table is written; one that was not up to
 * date counts as failed.
 * @param only version of n8n
 */
export async function allEngines(only?: string): Promise<Counts> {
	const rows = (await engines()).filter(({ n8n }) => only === undefined || n8n === only);
	if (rows.length === 0) throw new Stop(`test/compat/engines.json has no n8n ${only}.`);
	const results = await tryAll(rows);
	for (const { row, failed, problem } of results)
		say(
			`${failed === 0 ? 'pass' : 'FAIL'}  n8n ${row.n8n}, n8n-core ${row.core}, Node.js ` +
				`${row.node}${problem === undefined ? '' : `: ${problem}`}`,
		);
	const { passed, failed, failures } = sumOf(results);
	const outdated = only === undefined && failed === 0 && (await isNew(await tableOf(results)));
	if (!outdated) return { passed, failed, failures };
	return { passed, failed: 1, failures: ['The table of README.md was not up to date.'] };
}

const sumOf = (results: Outcome[]): Required<Counts> => ({
	passed: results.reduce((sum, { passed }) => sum + passed, 0),
	failed: results.reduce((sum, { failed }) => sum + failed, 0),
	failures: results.flatMap(({ failures = [] }) => failures),
});

async function tryAll(rows: Row[]): Promise<Outcome[]> {
	const own = await packed();
	const results: Outcome[] = [];
	for (const row of rows) {
		say(
			`\nn8n ${row.n8n} (n8n-core ${row.core}, n8n-workflow ${row.workflow}, Node.js ${row.node})`,
		);
		results.push({ row, ...(await tryOne(row, own)) });
	}
	return results;
}

/** With this, Jest can load packages that are ES modules by `require`, as Node.js does by itself (from 24.9 on). */
const ES_MODULES = '--experimental-vm-modules';

/** One engine that can't be tried must not keep the others from it. */
async function tryOne(row: Row, own: Packed): Promise<Omit<Outcome, 'row'>> {
	try {
		const { folder, node } = await ensureEngine(row, own);
		const env = { ...process.env, TEST_ENGINE: folder, NODE_OPTIONS: ES_MODULES };
		const { code, stdout, output } = await run(node, ['--require', 'tsx/cjs', CAPABILITIES], {
			env,
		});
		if (code !== 0) throw new Stop(`The engine does not load: ${output.trim()}`);
		const can: Record<string, boolean> = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
		const counts = await jest(`compat-${row.n8n}`, ['--config', 'test/compat/jest.config.js'], {
			node,
			env,
		});
		return { ...counts, missing: Object.keys(MISSING).filter((name) => !can[name]) };
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		return { passed: 0, failed: 1, missing: [], problem: error.message };
	}
}

/** README's table. @param results of engines with which everything works */
export async function tableOf(results: Array<Pick<Outcome, 'row' | 'missing'>>): Promise<string> {
	const whole = results.find((_, index) =>
		results.slice(index).every(({ missing }) => missing.length === 0),
	);
	const from =
		whole === undefined
			? 'Something is missing everywhere'
			: `From n8n ${whole.row.n8n} on nothing is missing`;
	const words = (missing: string[]) =>
		missing.map((name) => MISSING[name]?.[0]).join(', ') || 'nothing';
	const named = Object.entries(MISSING).filter(([name]) =>
		results.some(({ missing }) => missing.includes(name)),
	);
	const meanings = named.map(([, [word, meaning]]) => `- ${word}: ${meaning}`).join('\n');
	return [
		`The nodes work with n8n ${results[0]?.row.n8n} and newer. ${from}.`,
		'',
		'| n8n | n8n-core | Node.js | The nodes | Missing in that n8n |',
		'|---|---|---|---|---|',
		...results.map(
			({ row, missing }) => `| ${row.n8n} | ${row.core} | ${row.node} | work | ${words(missing)} |`,
		),
		...(named.length === 0 ? [] : ['', await wrapped(meanings)]),
	].join('\n');
}

/** A list of Markdown in lines as wide as those of the other pages. */
async function wrapped(list: string): Promise<string> {
	const settings = { parser: 'markdown', printWidth: 120, proseWrap: 'always' } as const;
	return (await format(list, settings)).trimEnd();
}

/** Puts the table into README. @returns whether that changed anything @throws Stop where README has no place for it */
async function isNew(table: string): Promise<boolean> {
	const before = await readFile(README, 'utf8');
	const [start, end] = [before.indexOf(BEGIN), before.indexOf(END)];
	if (start < 0 || end < start)
		throw new Stop(
			`README.md has no place for the table of engines: put "${BEGIN}" and "${END}" around it.`,
		);
	const text = `${before.slice(0, start)}${BEGIN}\n\n${table}\n\n${before.slice(end)}`;
	if (!(await wroteNew(README, text))) return false;
	say('The table of README.md was not up to date. It is now: look at what changed and commit it.');
	return true;
}
