'use strict';
/**
 * A process that runs rows of the matrix, many cells side by side, as most of their time is waiting. Told
 * `{ rows: number[], fault?: string }` (places in allRows; of which faults alone); answers with a
 * message for each row, and a last one.
 */
const { wholeLog } = require('../support/n8nLog.cts');
const { runCell } = require('./cell');
const { cellsOf } = require('./cells');
const { FAULTS } = require('./faults');
const { planOf } = require('./plan');
const { knownSecrets } = require('./pool');
const { allRows } = require('./rows');
const { searcher } = require('./secrets');

const CELLS_AT_ONCE = 100;
/** Cells that wait for a time-out do nothing else for long, so they need not keep others from running. */
const STALLS_AT_ONCE = 150;

/** Lets so many tasks run at a time. */
function gate(width) {
	let free = width;
	const waiting = [];
	return async (task) => {
		if (free > 0) free -= 1;
		else await new Promise((begin) => waiting.push(begin));
		try {
			return await task();
		} finally {
			const next = waiting.shift();
			if (next === undefined) free += 1;
			else next();
		}
	};
}

/** @returns what became of each cell, in their order; a row that can't be planned is one cell that failed */
async function rowResults(row, faults, { admitted, waiting }) {
	const perWay = await Promise.all(
		row.ways.map(async (way) => {
			const plan = await admitted(async () => await planOf(row, way)).catch((error) => error);
			if (plan instanceof Error)
				return [{ way, fault: faults[0].name, problems: [plan.message], calls: 0, writes: 0 }];
			return await Promise.all(
				cellsOf(row, way, plan, faults).map(
					async (cell) =>
						await (cell.fault.stalls === true ? waiting : admitted)(
							async () => await resultOf(cell),
						),
				),
			);
		}),
	);
	return perWay.flat();
}

async function resultOf(cell) {
	const {
		fault: { name: fault, variant },
		way,
		onError,
		target,
	} = cell;
	const place = { fault, way, onError, target, variant: variant?.name };
	try {
		return { ...place, ...(await runCell(cell)) };
	} catch (error) {
		return { ...place, problems: [String(error.stack)], calls: 0, writes: 0 };
	}
}

process.on('message', async ({ rows: wanted, fault }) => {
	const rows = await allRows();
	const faults = FAULTS.filter(({ name }) => fault === undefined || name.includes(fault));
	const gates = { admitted: gate(CELLS_AT_ONCE), waiting: gate(STALLS_AT_ONCE) };
	await Promise.all(
		wanted.map(async (place) =>
			process.send({ place, results: await rowResults(rows[place], faults, gates) }),
		),
	);
	// What n8n logs outside of a run is in this one alone.
	process.send({ done: true, leaks: searcher([...knownSecrets])(wholeLog()) }, () =>
		process.exit(),
	);
});
process.on('disconnect', () => process.exit());
