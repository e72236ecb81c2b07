/**
 * Whether a history kept the promises. It knows what was asked, what passed on the line, what the vendor holds, and
 * what each item was told; it shares no code with the package (a test looks at its imports).
 */
import { searcher } from '../faults/secrets.js';
import { UNCLEAR } from './accidents.cts';
import type { CallRecord } from './line.cts';
import { countsAsWrite, hasKey, hasMark, MARK, KEY, type Row } from './operations.cts';
import type { History, Run } from './run.cts';
import { told, type Told } from './told.cts';
import { watchViolations } from './watchRules.cts';

export interface Violation {
	rule: string;
	run: string;
	item?: number;
	text: string;
}

/** What an item does when nothing goes wrong. */
export interface Undisturbed {
	outcome: string;
	/** records written for it */
	writes: number;
	rows: unknown[];
	/** The vendor's records show whether its calls were carried out; those of jobs only when the jobs are done. */
	isShown: boolean;
}

type Undisturbeds = (row: string, pick: number, options: Record<string, unknown>) => Undisturbed;

const DONE = ['ok', 'done'];
/** Operations that make a record each time. */
const MAKES = /^(?:add|create|log|send)/;
/** Names of rows of operations that take a record away. */
const REMOVES = /\b(?:delete|remove)/;
const NOT_DONE = ['no', 'notSent'];

export function violations(
	history: History,
	rows: ReadonlyMap<string, Row>,
	undisturbed: Undisturbeds,
): Violation[] {
	const found: Violation[] = [];
	if (history.stuck !== undefined)
		found.push({ rule: 'progress', run: 'all', text: history.stuck });
	for (const run of history.runs) {
		const say = (rule: string, text: string, item?: number) =>
			found.push({ rule, run: run.name, text, ...(item === undefined ? {} : { item }) });
		const row = rows.get(run.workflow.row) as Row;
		secrets(history, run, say);
		const telling = told(run);
		const calls = history.calls.filter(({ workflow }) => workflow === run.name);
		if (run.ended === 'done') {
			for (const text of telling.problems) say('telling', text);
			if (run.seen?.inputUntouched !== true) say('input', 'the input was changed');
			justified(run, telling, calls, row, history, undisturbed, say);
		}
		stored(run, telling, calls, row, history, undisturbed, say);
	}
	keys(history, rows, found);
	found.push(...watchViolations(history));
	strangers(history, found);
	return found;
}

type Say = (rule: string, text: string, item?: number) => void;

/**
 * Rows wait only so long for the names of users: where a call was disturbed, their IDs may be all that is known
 * (docs/output.md), and nothing else.
 * @returns what was told, with the names that are there
 */
function withNamesOf(there: unknown, told: unknown): unknown {
	if (Array.isArray(told) && Array.isArray(there))
		return told.map((one, index) => withNamesOf(there[index], one));
	if (!isObject(told) || !isObject(there)) return told;
	const isNameless = Object.keys(told).join() === 'id,name,email' && told.name === null;
	if (isNameless && told.id === there.id && (told.email === null || told.email === there.email))
		return there;
	return Object.fromEntries(
		Object.entries(told).map(([key, inner]) => [key, withNamesOf(there[key], inner)]),
	);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was told is what was stored. */
function stored(
	run: Run,
	{ outcomes, good }: Told,
	calls: CallRecord[],
	row: Row,
	history: History,
	undisturbed: Undisturbeds,
	say: Say,
): void {
	const { picks, options } = run.workflow;
	const base = picks.map((pick) => undisturbed(run.workflow.row, pick, options));
	const writes = calls.flatMap(({ wrote }) =>
		wrote.filter((write) => countsAsWrite(row.vendor, write)),
	);
	if (row.entry.effect === 'read') {
		if (writes.length > 0) say('stored', `an operation that reads wrote ${writes.length} records`);
		if (history.runs.length === 1 && history.watched.length === 0)
			for (const { item, rows } of good) {
				const there = base[item]?.rows;
				const isDisturbed = calls.some(({ accident }) => accident !== undefined);
				if (text(isDisturbed ? withNamesOf(there, rows) : rows) !== text(there))
					say('rows', `not what is there:\n${text(rows)}\nbut\n${text(there)}`, item);
			}
		return;
	}
	if (hasMark(row) && !hasKey(row) && base.every(({ writes: count }) => count <= 1)) {
		for (const [item, mark] of marksOf(run).entries()) {
			const count = writes.filter((write) => holds(write, mark)).length;
			const seen = count === 0 ? isHeld(history, mark) : count;
			const most = base[item]?.writes ?? 0;
			const outcome = run.ended === 'done' ? outcomes[item] : 'unknown';
			if (count > most) say('doubled', `stored ${count} times, told ${outcome}`, item);
			if (DONE.includes(outcome ?? '') && most > 0 && seen === 0 && !isOverwritten(run, item))
				say('lost', `told ${outcome}, and not stored`, item);
			if (NOT_DONE.includes(outcome ?? '') && count > 0)
				say('told', `told ${outcome}, and stored`, item);
		}
		if (CHANGES.has(String(row.entry.parameters.operation)) && run.ended === 'done')
			order(run, outcomes, history, say);
		return;
	}
	const sum = (items: number[]) =>
		items.reduce((total, item) => total + (base[item]?.writes ?? 0), 0);
	const ended = (kinds: string[]) =>
		outcomes.flatMap((outcome, item) => (kinds.includes(outcome) ? [item] : []));
	if (hasKey(row) || run.ended !== 'done') return;
	// Where the same is asked of a record twice and an answer is lost, the record shows that it is as was asked.
	const isFirst = (item: number, _place: number, items: number[]) =>
		items.find((other) => picks[other] === picks[item]) === item;
	const done = ended(DONE);
	const isNew = MAKES.test(String(row.entry.parameters.operation));
	const least = sum(isNew ? done : done.filter(isFirst));
	const most = sum(ended([...DONE, 'partly', 'unknown', 'failed']));
	if (writes.length < least)
		say('lost', `${writes.length} records written, ${least} told as done: ${outcomes.join(' ')}`);
	if (writes.length > most)
		say('doubled', `${writes.length} records written, at most ${most} told: ${outcomes.join(' ')}`);
}

/** Operations whose items change the record that they name. */
const CHANGES: ReadonlySet<string> = new Set(['update', 'upsert']);

/** A record ends as the last item about it said, whatever happened to the earlier ones. */
function order(run: Run, outcomes: Told['outcomes'], history: History, say: Say): void {
	const marks = marksOf(run);
	for (const pick of new Set(run.workflow.picks)) {
		const about = [...run.workflow.picks.keys()].filter(
			(item) => run.workflow.picks[item] === pick,
		);
		const last = about.findLast((item) => !NOT_DONE.includes(outcomes[item] ?? ''));
		if (last === undefined || !DONE.includes(outcomes[last] ?? '')) continue;
		// What is told as unknown may still be done, at any time.
		const earlier = about.filter(
			(item) =>
				item < last && outcomes[item] !== 'unknown' && isHeld(history, marks[item] as string) > 0,
		);
		if (isHeld(history, marks[last] as string) === 0 && earlier.length > 0)
			say('order', `the record ends as item ${earlier.join()} said`, last);
	}
}

const marksOf = ({ items }: Run): string[] =>
	items.map((item) =>
		String(('json' in item ? (item.json as Record<string, unknown>) : item)[MARK]),
	);

const holds = (value: unknown, mark: string): boolean => text(value).includes(mark);

/** Some fakes write down which record was written, but not what. */
const isHeld = (history: History, mark: string): number =>
	[...heldTexts(history).values()].flat().filter((record) => record.includes(mark)).length;

/** What the vendor holds of the workflows' records, as text by table: few of thousands. */
const texts = new WeakMap<History, Map<string, string[]>>();
function heldTexts(history: History): Map<string, string[]> {
	const known = texts.get(history);
	if (known !== undefined) return known;
	const made = new Map(
		Object.entries(history.store).map(([table, records]) => [
			table,
			records.map(text).filter((record) => /mark[a-z0-9]+x|key[a-z0-9]+n\d/.test(record)),
		]),
	);
	texts.set(history, made);
	return made;
}

/** A later item of the same run changes the same record. */
const isOverwritten = ({ workflow: { picks } }: Run, item: number): boolean =>
	picks.slice(item + 1).includes(picks[item] as number);

/** What failed had a reason, and what is unknown could not be known. */
function justified(
	run: Run,
	{ outcomes }: Told,
	calls: CallRecord[],
	row: Row,
	history: History,
	undisturbed: Undisturbeds,
	say: Say,
): void {
	const hit = calls.filter(({ accident }) => accident !== undefined);
	// Of a bulk delete that the vendor refuses nobody knows whether it deleted some (docs/vendor-notes.md).
	const hasRefusedDelete = calls.some(
		({ path, status }) => /bulkDelete$/.test(path) && status >= 400,
	);
	// A background job goes on when nobody may wait for it any longer.
	const hasJob = calls.some(({ path, wrote }) => /\/batch$/.test(path) && wrote.length > 0);
	// A refusal for the limit of the account keeps all its runs away.
	const isPaused = history.calls.some(({ accident }) => accident === 'limited');
	const isJumpy = history.scenario.jumps.length > 0;
	const isShort =
		Number(run.workflow.options.maxWait) < 300 || Number(run.workflow.options.timeout) < 60;
	const isReadable = canBeRead(run, calls, row, history);
	for (const [item, outcome] of outcomes.entries()) {
		const { outcome: base, isShown } = undisturbed(
			run.workflow.row,
			run.workflow.picks[item] as number,
			run.workflow.options,
		);
		if (outcome === 'more than one' || (outcome === 'none' && base !== 'none'))
			say('outcome', outcome, item);
		// What was never there looks like what was deleted, where the answer is lost.
		const isGone =
			REMOVES.test(run.workflow.row) && hit.some(({ accident }) => UNCLEAR.has(accident as never));
		if (base === 'no' && DONE.includes(outcome) && !isGone)
			say('told', `${outcome}, and the vendor refuses it`, item);
		if (
			outcome === 'unknown' &&
			!hit.some(({ accident }) => UNCLEAR.has(accident as never)) &&
			!isJumpy &&
			!hasRefusedDelete &&
			!(hasJob && isShort)
		)
			say('unknown', `nothing happened on the line that leaves that open`, item);
		if (outcome === 'unknown' && base === 'ok' && isShown && isReadable && !isShort && !isJumpy)
			say('unknown', "one answer was lost, and the vendor's records show what became of it", item);
		if (
			(outcome === 'no' || outcome === 'failed') &&
			base === 'ok' &&
			hit.length === 0 &&
			!isPaused &&
			!isJumpy &&
			!isShort &&
			run.workflow.onError !== 'stopWorkflow'
		)
			say('refused', 'failed without a reason', item);
	}
}

/** Calls that only begin a job: what they have asked for may still be done. */
const JOB = /\/batch\?action=run|\/Task\.svc\/Bulk\/Create/;

/** Something in between has given up waiting: the vendor may still be at work. */
const GATEWAY_TIMEOUT = 504;

/**
 * Whether nothing but one lost answer came between a run and the vendor's records. Who gives up waiting for an answer
 * can't tell from them what is still under way, nor, of several changes of one record, whose the present state is.
 */
function canBeRead(
	{ workflow: { picks } }: Run,
	calls: CallRecord[],
	{ entry }: Row,
	{ calls: all, watched }: History,
): boolean {
	const [hit, ...others] = all.filter(({ accident }) => accident !== undefined);
	if (hit === undefined || others.length > 0 || watched.length > 0) return false;
	if (hit.accident === 'late' || hit.status === GATEWAY_TIMEOUT || !calls.includes(hit))
		return false;
	const makes = MAKES.test(String(entry.parameters.operation));
	const isShared = !makes && new Set(picks).size < picks.length;
	return !isShared && !calls.some(({ url }) => JOB.test(url));
}

/** One External ID, one record, however often and by whom it was sent. */
function keys(history: History, rows: ReadonlyMap<string, Row>, found: Violation[]): void {
	const byKey = new Map<string, { run: string; item: number; done: boolean }[]>();
	for (const run of history.runs) {
		if (!hasKey(rows.get(run.workflow.row) as Row)) continue;
		const { outcomes } = told(run);
		for (const [index, item] of run.items.entries()) {
			const key = String(('json' in item ? (item.json as Record<string, unknown>) : item)[KEY]);
			const done = run.ended === 'done' && DONE.includes(outcomes[index] ?? '');
			byKey.set(key, [...(byKey.get(key) ?? []), { run: run.name, item: index, done }]);
		}
	}
	if (byKey.size === 0) return;
	const tables = [...heldTexts(history)].filter(
		([name]) => !/history|journal|batches|jobs/i.test(name),
	);
	for (const [key, items] of byKey) {
		// In a field of its own, or as the tag or the last line of the text that keeps it (docs/external-id.md).
		const pattern = new RegExp(`"${key}"|Ref: ${key}(?!\\w)`);
		const count = Math.max(
			...tables.map(([, records]) => records.filter((record) => pattern.test(record)).length),
		);
		const [first] = items;
		if (first === undefined) continue;
		if (count > 1)
			found.push({
				rule: 'doubled',
				run: first.run,
				item: first.item,
				text: `${count} records have the External ID ${key}`,
			});
		if (count === 0 && items.some(({ done }) => done))
			found.push({
				rule: 'lost',
				run: first.run,
				item: first.item,
				text: `told as done, and no record has the External ID ${key}`,
			});
	}
}

/** Nobody but the runs wrote anything. */
function strangers({ calls, runs, watched }: History, found: Violation[]): void {
	for (const { workflow, wrote, path } of calls)
		if (
			wrote.length > 0 &&
			!runs.some(({ name }) => name === workflow) &&
			!watched.some(({ watcher: { name } }) => name === workflow)
		)
			found.push({
				rule: 'stranger',
				run: workflow,
				text: `${path} wrote ${wrote.length} records`,
			});
}

function secrets({ secrets: hidden }: History, { seen }: Run, say: Say): void {
	if (seen === undefined) return;
	const { stored: kept, log, error, output, errorOutput, hints } = seen;
	const everything = [
		kept,
		log,
		error?.message,
		error?.description,
		error?.stack,
		text([output, errorOutput, hints]),
	];
	const forms = (searcher(hidden) as (text: string) => string[])(everything.join('\n'));
	if (forms.length > 0) say('secret', `shows ${new Set(forms).size} forms of a secret`);
}

const text = (value: unknown): string =>
	JSON.stringify(value, (_key, inner: unknown) =>
		inner instanceof Map ? [...(inner as Map<unknown, unknown>).values()] : inner,
	) ?? '';
