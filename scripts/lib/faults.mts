/** The fault matrix: runs its rows in worker processes and puts what they found together. */
import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import {
	type Cell,
	isOverBar,
	type Line,
	lineOf,
	linesOf,
	matrixDocument,
	operationOf,
	type Row,
	type RunRow,
	sharesOf,
} from './faultTables.mts';
import { wroteNew } from './files.mts';
import type { Counts } from './jest.mts';
import { onEnd, ROOT, say, Stop } from './tools.mjs';

const WORKER = path.join(ROOT, 'test', 'faults', 'worker.js');
const DOCUMENT = path.join(ROOT, 'docs', 'fault-matrix.md');
const PROGRESS_MS = 15_000;
const MOST_TOLD = 50;
const MOST_TOLD_OF_SOME = 1000;

export interface MatrixSettings {
	/** Rows whose name holds this, which alone are written anew. */
	only?: string;
	/** Faults whose name holds this, and nothing is written. */
	fault?: string;
}

/** What a worker says: of a row, or at its end. */
type Message = { place: number; results: Cell[]; done?: false } | { done: true; leaks?: string[] };

interface Found {
	/** By the row's place. */
	results: Map<number, Cell[]>;
	/** Secrets in the logs. */
	logged: string[];
}

/**
 * Runs the matrix, prints its tables and writes docs/fault-matrix.md.
 * @returns cells; a document that was not up to date counts as one that failed
 * @throws Stop when an operation is not listed in test/support/operations/
 */
export async function faultMatrix({ only, fault }: MatrixSettings = {}): Promise<Counts> {
	const { allRows } = await import('../../test/faults/rows.js');
	const { FAULTS } = await import('../../test/faults/faults.js');
	const rows = await allRows().catch((error: Error) => {
		throw new Stop(error.message);
	});
	const places = rows.flatMap(({ entry: { name } }, place) =>
		only === undefined || name.includes(only) ? [place] : [],
	);
	if (places.length === 0) throw new Stop(`No operation's name holds "${only}".`);
	if (!FAULTS.some(({ name }) => fault === undefined || name.includes(fault)))
		throw new Stop(`No fault's name holds "${fault}".`);
	const { results, logged } = await inWorkers(places, fault);
	const run = rows.flatMap((row, place): RunRow[] => {
		const cells = results.get(place);
		return cells === undefined ? [] : [{ ...row, results: cells }];
	});
	const failed = run.flatMap(({ entry, results: cells }) =>
		cells
			.filter(({ problems }) => problems.length > 0)
			.map((cell) => ({ name: entry.name, ...cell })),
	);
	const lines = run.map(lineOf);
	say(matrixDocument(lines, run));
	tell(failed, only === undefined && fault === undefined ? MOST_TOLD : MOST_TOLD_OF_SOME);
	const isWhole = only === undefined && fault === undefined;
	const over = isWhole ? sharesOf(lines).filter(isOverBar) : [];
	const others = [
		...logged.map((secret) => `the log shows a secret: ${secret}`),
		...over.map(({ of }) => `too many outcomes stay unknown: ${of}`),
	];
	for (const problem of others) say(`FAIL  ${problem}`);
	const cells = run.reduce((sum, { results: { length } }) => sum + length, 0);
	const mayWrite = fault === undefined && failed.length === 0;
	if (mayWrite && only !== undefined) await renew(lines, rows);
	const outdated = mayWrite && only === undefined && (await isNew(matrixDocument(lines, rows)));
	if (outdated) others.push('docs/fault-matrix.md was not up to date');
	return {
		passed: cells - failed.length,
		failed: failed.length + others.length,
		failures: [...failed.map(titleOf), ...others].map((problem) => `faults: ${problem}`),
	};
}

/** Writes some rows of the document anew, and the sums. */
async function renew(lines: Line[], rows: Row[]): Promise<void> {
	const kept = linesOf(await readFile(DOCUMENT, 'utf8').catch(() => ''));
	if (kept === undefined)
		return say('docs/fault-matrix.md is about other faults: run the whole matrix once.');
	const keyOf = ({ node, operation }: Pick<Line, 'node' | 'operation'>) => `${node} ${operation}`;
	const known = new Map([...kept, ...lines].map((line) => [keyOf(line), line]));
	const all = rows.map((row) => ({
		name: row.entry.name,
		line: known.get(keyOf({ node: row.node, operation: operationOf(row) })),
	}));
	const missing = all.filter(({ line }) => line === undefined).map(({ name }) => name);
	if (missing.length > 0)
		return say(
			`docs/fault-matrix.md lacks other rows too, so it stays as it is: ${missing.join(', ')}`,
		);
	const found = all.flatMap(({ line }) => (line === undefined ? [] : [line]));
	if (await wroteNew(DOCUMENT, matrixDocument(found, rows)))
		say(
			'docs/fault-matrix.md was brought up to date in these rows: look at what changed and commit it.',
		);
}

/** Writes the document when it has changed. */
async function isNew(text: string): Promise<boolean> {
	if (!(await wroteNew(DOCUMENT, text))) return false;
	say('docs/fault-matrix.md was not up to date. It is now: look at what changed and commit it.');
	return true;
}

type NamedCell = Cell & { name: string };

function titleOf({ name, fault, variant, way, onError, target }: NamedCell): string {
	return (
		`${name} | ${fault}${variant === undefined ? '' : `: ${variant}`} | ${way} | ` +
		`${onError}${target === undefined ? '' : ` | call ${target + 1}`}`
	);
}

function tell(failed: NamedCell[], most: number): void {
	for (const cell of failed.slice(0, most)) {
		say(`FAIL  ${titleOf(cell)}`);
		for (const problem of cell.problems) say(`      ${problem}`);
	}
	if (failed.length > most) say(`… and ${failed.length - most} more`);
}

/** Deals the rows out to as many processes as there are cores. */
async function inWorkers(places: number[], fault?: string): Promise<Found> {
	const width = Math.min(availableParallelism(), places.length);
	const results: Found['results'] = new Map();
	const progress = setInterval(
		() => say(`  … ${results.size} of ${places.length} operations`),
		PROGRESS_MS,
	);
	const dealt = Array.from({ length: width }, (_, worker) =>
		places.filter((_place, index) => index % width === worker),
	);
	try {
		const logged = await Promise.all(
			dealt.map(async (rows) => await oneWorker(rows, fault, results)),
		);
		return { results, logged: [...new Set(logged.flat())] };
	} finally {
		clearInterval(progress);
	}
}

/** @returns secrets that the process logged outside of any cell */
async function oneWorker(
	rows: number[],
	fault: string | undefined,
	results: Found['results'],
): Promise<string[]> {
	const child = fork(WORKER, [], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		execArgv: ['--require', 'tsx/cjs'],
	});
	const ended = onEnd(() => child.kill());
	const work = new Promise<string[]>((done, failed) => {
		child.on('message', (message: Message) => {
			if (message.done === true) done(message.leaks ?? []);
			else results.set(message.place, message.results);
		});
		child.once('error', failed);
		child.once('exit', (code) =>
			failed(new Error(`A worker of the fault matrix ended with code ${code}`)),
		);
		child.send({ rows, fault });
	});
	return await work.finally(() => {
		ended();
		child.kill();
	});
}
