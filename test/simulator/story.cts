/** A history as a table that a person can read. */
import type { Violation } from './checker.cts';
import type { History } from './run.cts';
import { told } from './told.cts';
import { versionIn } from './watched.cts';
import type { WatchRecord } from './watchers.cts';

const MOST_CALLS = 60;
const MOST_CHANGES = 40;

export function story(
	{ scenario, runs, watched, calls, lasted }: History,
	found: readonly Violation[],
): string {
	const lines = [
		`seed ${scenario.seed}: ${scenario.vendor}, ${calls.length} calls, ${Math.round(lasted / 1000)} virtual seconds`,
		...found
			.slice(0, 10)
			.map(
				({ rule, run, item, text }) =>
					`  BROKEN ${rule}, ${run}${item === undefined ? '' : ` item ${item}`}: ${text.slice(0, 600)}`,
			),
		...(found.length > 10 ? [`  and ${found.length - 10} more`] : []),
	];
	for (const run of runs) {
		const { row, onError, options, retryOnFail, picks, keys } = run.workflow;
		lines.push(
			`  ${run.name}: ${row}, ${picks.length} items (${picks.join(' ')}; keys ${keys.join(' ')}), ${onError}${retryOnFail ? ', Retry On Fail' : ''}, ${JSON.stringify(options)}, ${run.ended} after ${run.to - run.from} ms`,
			`    told: ${told(run).outcomes.join(' ')}`,
		);
		if (run.seen?.error !== undefined)
			lines.push(`    error: ${run.seen.error.message} | ${run.seen.error.description ?? ''}`);
	}
	for (const record of watched) lines.push(...watcherLines(record));
	for (const { seen, name } of runs)
		for (const [text, count] of errorsOf(seen))
			lines.push(`  ${name}: ${count} items: ${text.slice(0, 300)}`);
	for (const { number, at, workflow, method, path, accident, status, wrote, unread } of calls.slice(
		0,
		MOST_CALLS,
	))
		lines.push(
			`  ${String(number).padStart(4)} ${String(at).padStart(8)} ms ${workflow.padEnd(9)} ${method} ${path.split('/').slice(-2).join('/')} -> ${status || 'nothing'}${accident === undefined ? '' : ` [${accident}]`}${wrote.length > 0 ? ` wrote ${wrote.length}` : ''}${unread ? ' (nobody read it)' : ''}`,
		);
	if (calls.length > MOST_CALLS) lines.push(`  and ${calls.length - MOST_CALLS} more calls`);
	return lines.join('\n');
}

/** What a trigger was to tell, and what it told. */
function watcherLines({
	watcher: { name, of, engine, everyMs, killAt, changes },
	activeFrom,
	started,
	deliveries,
	errors,
	versions,
}: WatchRecord): string[] {
	const shown = started.map(({ at, json }) => `${versionIn(json) ?? json.event} at ${at}`);
	return [
		`  ${name}: ${of}, ${engine}, every ${everyMs} ms, ${changes.length} changes, active from ${activeFrom} ms${killAt === undefined ? '' : `, killed after ${killAt} ms`}`,
		`    changes: ${versions
			.slice(0, MOST_CHANGES)
			.map(({ what, record, at }, version) => `${version} ${what} ${record} at ${at}`)
			.join(', ')}`,
		`    told: ${shown.slice(0, MOST_CHANGES).join(', ')}`,
		...deliveries
			.slice(0, MOST_CHANGES)
			.map(
				({ version, forged, isDue, answers }) =>
					`    delivery of ${version}${forged === undefined ? '' : ` (forged: ${forged})`}: ${isDue ? answers.join(', ') : 'not due'}`,
			),
		...errors.map((error) => `    error: ${String(error)}`),
	];
}

function errorsOf(seen: History['runs'][number]['seen']): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { json } of [...(seen?.output ?? []), ...(seen?.errorOutput ?? [])]) {
		if (json.error === undefined) continue;
		const text = `${String(json.error)} | ${JSON.stringify(json.message ?? json.details ?? '')}`;
		counts.set(text, (counts.get(text) ?? 0) + 1);
	}
	return counts;
}
