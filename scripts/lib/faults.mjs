/** The fault matrix: runs its rows in worker processes and puts what they found together. */
import { fork } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { lineOf, linesOf, matrixDocument, operationOf } from './faultTables.mjs';
import { ROOT, say, Stop } from './tools.mjs';

const require = createRequire(import.meta.url);
const WORKER = path.join(ROOT, 'test', 'faults', 'worker.js');
const DOCUMENT = path.join(ROOT, 'docs', 'fault-matrix.md');
const PROGRESS_MS = 15_000;
const MOST_TOLD = 50;
const MOST_TOLD_OF_SOME = 1000;

/**
 * Runs the matrix, prints its tables and writes docs/fault-matrix.md.
 * @param {{only?: string, fault?: string}} [settings] only: rows whose name holds this, which
 * alone are written anew; fault: faults whose name
 *   holds this, and nothing is written
 * @returns {Promise<{passed: number, failed: number}>} cells; a document that was not up to date
 * counts as one that failed
 * @throws Stop when an operation is not listed in test/support/operations/
 */
export async function faultMatrix({ only, fault } = {}) {
	const { allRows } = require('../../test/faults/rows.js');
	const { FAULTS } = require('../../test/faults/faults.js');
	const rows = await allRows().catch((error) => {
		throw new Stop(error.message);
	});
	const places = [...rows.keys()].filter(
		(place) => only === undefined || rows[place].entry.name.includes(only),
	);
	if (places.length === 0) throw new Stop(`No operation's name holds "${only}".`);
	if (!FAULTS.some(({ name }) => fault === undefined || name.includes(fault)))
		throw new Stop(`No fault's name holds "${fault}".`);
	const { results, logged } = await inWorkers(places, fault);
	const run = places.map((place) => ({ ...rows[place], results: results.get(place) }));
	const failed = run.flatMap(({ entry, results: cells }) =>
		cells
			.filter(({ problems }) => problems.length > 0)
			.map((cell) => ({ name: entry.name, ...cell })),
	);
	const lines = run.map(lineOf);
	say(matrixDocument(lines, run));
	tell(failed, only === undefined && fault === undefined ? MOST_TOLD : MOST_TOLD_OF_SOME);
	for (const secret of logged) say(`FAIL  the log shows a secret: ${secret}`);
	const cells = run.reduce((sum, { results: { length } }) => sum + length, 0);
	const mayWrite = fault === undefined && failed.length === 0;
	if (mayWrite && only !== undefined) await renew(lines, rows);
	const outdated = mayWrite && only === undefined && (await isNew(matrixDocument(lines, rows)));
	return {
		passed: cells - failed.length,
		failed: failed.length + logged.length + (outdated ? 1 : 0),
	};
}

/** Writes some rows of the document anew, and the sums. */
async function renew(lines, rows) {
	const keyOf = ({ node, operation }) => `${node} ${operation}`;
	const before = await readFile(DOCUMENT, 'utf8').catch(() => '');
	const kept = linesOf(before);
	if (kept === undefined)
		return say('docs/fault-matrix.md is about other faults: run the whole matrix once.');
	const known = new Map([...kept, ...lines].map((line) => [keyOf(line), line]));
	const all = rows.map((row) => ({
		row,
		line: known.get(keyOf({ node: row.node, operation: operationOf(row) })),
	}));
	const missing = all
		.filter(({ line }) => line === undefined)
		.map(({ row: { entry } }) => entry.name);
	if (missing.length > 0)
		return say(
			`docs/fault-matrix.md lacks other rows too, so it stays as it is: ${missing.join(', ')}`,
		);
	const text = matrixDocument(
		all.map(({ line }) => line),
		rows,
	);
	if (text === before) return undefined;
	await writeFile(DOCUMENT, text);
	return say(
		'docs/fault-matrix.md was brought up to date in these rows: look at what changed and commit it.',
	);
}

/** Writes the document when it has changed. */
async function isNew(text) {
	if ((await readFile(DOCUMENT, 'utf8').catch(() => '')) === text) return false;
	await writeFile(DOCUMENT, text);
	say('docs/fault-matrix.md was not up to date. It is now: look at what changed and commit it.');
	return true;
}

function tell(failed, most) {
	for (const { name, fault, variant, way, onError, target, problems } of failed.slice(0, most)) {
		say(
			`FAIL  ${name} | ${fault}${variant === undefined ? '' : `: ${variant}`} | ${way} | ` +
				`${onError}${target === undefined ? '' : ` | call ${target + 1}`}`,
		);
		for (const problem of problems) say(`      ${problem}`);
	}
	if (failed.length > most) say(`… and ${failed.length - most} more`);
}

const children = new Set();

/**
 * Deals the rows out to as many processes as there are cores. @returns {Promise<{results:
 * Map<number, object[]>, logged: string[]}>} cells by place; secrets in the logs
 */
async function inWorkers(places, fault) {
	const width = Math.min(availableParallelism(), places.length);
	const results = new Map();
	const progress = setInterval(
		() => say(`  … ${results.size} of ${places.length} operations`),
		PROGRESS_MS,
	);
	try {
		const logged = await Promise.all(
			Array.from(
				{ length: width },
				async (_, worker) =>
					await oneWorker(
						places.filter((_place, index) => index % width === worker),
						fault,
						results,
					),
			),
		);
		return { results, logged: [...new Set(logged.flat())] };
	} finally {
		clearInterval(progress);
		endWorkers();
	}
}

/** @returns {Promise<string[]>} secrets that the process logged outside of any cell */
async function oneWorker(rows, fault, results) {
	const child = fork(WORKER, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
	children.add(child);
	const logged = await new Promise((done, failed) => {
		child.on('message', ({ place, results: found, done: isDone, leaks = [] }) => {
			if (isDone !== true) results.set(place, found);
			else done(leaks);
		});
		child.once('error', failed);
		child.once('exit', (code) =>
			failed(new Error(`A worker of the fault matrix ended with code ${code}`)),
		);
		child.send({ rows, fault });
	});
	children.delete(child);
	return logged;
}

/** Ends what is still running; for whoever is ended before. */
export function endWorkers() {
	for (const child of children) child.kill();
	children.clear();
}
