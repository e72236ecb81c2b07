/** Bars and runs as Markdown tables, which read well in a terminal too. */
import { perSecond } from './measure.mjs';

const RUN = ['requests', 'seconds', 'CPU s', 'items/s', 'memory'];
const cellsOf = (run) =>
	run === undefined || run.failed !== undefined
		? RUN.map(() => '')
		: [
				String(run.requests),
				run.seconds.toFixed(2),
				run.cpu.toFixed(2),
				perSecond(run).toFixed(0),
				`${run.megabytes} MB`,
			];

export function barTable(bars) {
	return table(
		['bar', 'wanted', 'measured', 'met', ...RUN],
		bars.map(({ name, wanted, measured, met, run }) => [
			name,
			wanted,
			measured,
			met ? 'yes' : 'NO',
			...cellsOf(run),
		]),
	);
}

/**
 * @param {{title: string, runs: object[]}} table
 * @param {Record<string, string>} labels what a run's label is called
 */
export function runTable({ title, runs }, labels = {}) {
	const rows = runs.map(({ label, runs: turns = 1, ...run }) => [
		labels[label] ?? label,
		...cellsOf(run),
		run.failed === undefined ? `${turns}` : `not measured: ${run.failed}`,
	]);
	return `${title}:\n\n${table(['who', ...RUN, 'median of'], rows)}`;
}

function table(head, rows) {
	const widths = head.map((_, column) =>
		Math.max(...[head, ...rows].map((row) => row[column].length)),
	);
	const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	return [
		line(head),
		`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`,
		...rows.map(line),
	].join('\n');
}
