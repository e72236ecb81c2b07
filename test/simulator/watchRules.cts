/** What a trigger promises: every change starts the workflow once, and nothing else does. */
import { searcher } from '../faults/secrets.js';
import type { History } from './run.cts';
import { versionIn, WATCHED } from './watched.cts';
import type { WatchRecord } from './watchers.cts';
import type { Violation } from './checker.cts';

type Say = (rule: string, text: string) => void;

/** A poll that n8n gave a budget ends inside it: given up at 45 s, all of it would be for nothing. */
const BUDGET_MS = 36_000;

export function watchViolations(history: History): Violation[] {
	const found: Violation[] = [];
	for (const record of history.watched) {
		const say: Say = (rule, text) => found.push({ rule, run: record.watcher.name, text });
		const { activeFrom, errors, stored, started, isCalm, longest } = record;
		const { kind } = WATCHED[record.watcher.of] ?? {};
		const shown = JSON.stringify([started, stored, errors.map(textOf)]);
		if ((searcher(history.secrets) as (text: string) => string[])(shown).length > 0)
			say('secret', 'a trigger shows a secret');
		if (activeFrom === undefined || !isCalm) {
			if (history.stuck === undefined)
				say('progress', activeFrom === undefined ? 'never active' : 'never catches up');
			continue;
		}
		if (longest > BUDGET_MS) say('progress', `a poll took ${longest} ms of ${BUDGET_MS}`);
		if (kind === 'poll') polls(record, activeFrom, history, say);
		else hooks(record, say);
		if (record.unconfirmed.some((status) => status > 0 && status < 500))
			say('missed', `a subscription was not confirmed: ${record.unconfirmed.join(', ')}`);
	}
	return found;
}

function textOf(error: unknown): unknown {
	if (!(error instanceof Error)) return error;
	const { message, stack } = error;
	return { ...error, message, stack };
}

/** How often each was started. */
function counted<T>(values: readonly T[]): Map<T, number> {
	const counts = new Map<T, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}

function polls(
	{ watcher, versions, started }: WatchRecord,
	activeFrom: number,
	{ scenario }: History,
	say: Say,
): void {
	const shown = started.map(({ json }) => versionIn(json)).filter((one) => one !== undefined);
	const counts = counted(shown);
	for (const [version, count] of counts)
		if (count > 1)
			say(
				'once',
				`record ${versions[version]?.record} as of change ${version} came ${count} times`,
			);
	// Where n8n's clock was wrong, nobody can say exactly when the trigger began.
	const begun =
		activeFrom +
		(WATCHED[watcher.of]?.beginsWithin ?? 0) +
		Math.max(0, ...scenario.jumps.map(({ by }) => Math.abs(by)));
	for (const [record, last] of lastVersions(versions)) {
		const { what, at } = versions[last] as WatchRecord['versions'][number];
		if (what !== 'delete' && at > begun && !counts.has(last))
			say('missed', `record ${record} as of change ${last} (${what}) at ${at} ms did not come`);
	}
	const created = started.filter(({ json }) => json.event === 'created');
	const records = created.map(({ json }) => versions[versionIn(json) ?? -1]?.record);
	for (const [record, count] of counted(records))
		if (record !== undefined && count > 1)
			say('once', `record ${record} was created ${count} times`);
}

function lastVersions(versions: WatchRecord['versions']): Map<number, number> {
	return new Map(versions.map(({ record }, version) => [record, version]));
}

function hooks({ watcher, versions, started, deliveries }: WatchRecord, say: Say): void {
	const { hook } = WATCHED[watcher.of] ?? {};
	if (hook === undefined) return;
	const counts = counted(started.map(({ json }) => hook.tellsOf(json)));
	const genuine = new Set<string>();
	for (const { version, forged, isDue, answers, disturbed } of deliveries) {
		if (forged !== undefined || !isDue) continue;
		const { record, what, id, atVendor } = versions[version] as WatchRecord['versions'][number];
		const about = hook.told(what, id, version, atVendor);
		genuine.add(about);
		const count = counts.get(about) ?? 0;
		const isOnlyOne = versions.filter((other) => other.record === record).length === 1;
		if (count > 1 && (!hook.isUntimed || isOnlyOne))
			say('once', `${about} started the workflow ${count} times`);
		// What the vendor gave up after it was told each time that it did not arrive is its loss.
		const isTold = answers.every((status) => status === 0 || hook.isRepeated(status));
		const isExcused = isTold || (hook.mayLose && disturbed > 0 && (answers.at(-1) ?? 0) >= 400);
		if (count === 0 && !isExcused)
			say('missed', `${about} started nothing, and was answered ${answers.join(', ')}`);
	}
	for (const about of counts.keys())
		if (!genuine.has(about)) say('stranger', `${about} started the workflow, and nobody did that`);
}
