import type { Problem, Verdict } from '../contract/call';
import { Cancelled, InvalidInput, Refused } from '../contract/errors';
import {
	LookUpFirst,
	type FoundRecord,
	type FoundRecords,
	type RecordSearch,
} from '../contract/people';
import type { IfSeveral } from '../form/runOptions';
import { joined, shown } from '../text/sentences';
import { sendTogether, type BulkRun } from './sendBulk';

/** What came of one look-up; an error is the same for all items that need it. */
type Result =
	| { readonly records: readonly FoundRecord[]; readonly endedAfter?: number }
	| { readonly problem: Problem };

/** How many records or people a message names. */
const MOST_NAMED = 5;

/**
 * What a run looks up before it sends anything: each key once, whatever number of items and fields have it. Items are
 * read, what they lack is looked up for all of them together, and then they are read again.
 */
export class RunLookUps implements FoundRecords {
	private readonly results = new Map<RecordSearch, Map<string, Result>>();
	private wanted = new Map<RecordSearch, Set<string>>();
	private readonly leftOut = new Set<string>();

	/**
	 * @param ifSeveral which record counts where several have the same address
	 * @param writes whether something is written to the records that are found
	 */
	constructor(
		private readonly ifSeveral: IfSeveral,
		private readonly writes: boolean,
	) {}

	idOf(search: RecordSearch, key: string, label: string): string {
		return this.chosen(search, key, label, this.foundBy(search, key, label)).id;
	}

	find(search: RecordSearch, key: string, label: string): string | undefined {
		const found = this.foundBy(search, key, label);
		const isAnybody = found.records.some((record) => !this.writes || record.isActive !== false);
		return isAnybody ? this.chosen(search, key, label, found).id : undefined;
	}

	leaveOut(who: string): void {
		this.leftOut.add(who);
	}

	/** Who was left out, each of them once; empty for nobody. */
	leftOutHint(): string {
		const { size } = this.leftOut;
		if (size === 0) return '';
		const named = [...this.leftOut].slice(0, MOST_NAMED).map((who) => shown(who));
		const more = size > MOST_NAMED ? [`and ${size - MOST_NAMED} more`] : [];
		return (
			`${size === 1 ? '1 person was' : `${size} people were`} not found here and left out: ` +
			`${[...named, ...more].join(', ')}. To change that, set If Nobody Is Found, or add them to People Table.`
		);
	}

	/** @throws LookUpFirst, Refused */
	private foundBy(
		search: RecordSearch,
		key: string,
		label: string,
	): Extract<Result, { records: unknown }> {
		const result = this.results.get(search)?.get(key);
		if (result === undefined) {
			const keys = this.wanted.get(search) ?? new Set<string>();
			this.wanted.set(search, keys.add(key));
			throw new LookUpFirst();
		}
		if ('problem' in result) throw new Refused(result.problem);
		if (result.records.some(({ id }) => id.trim() === '')) throw withoutId(search, key, label);
		return result;
	}

	/**
	 * Looks up what was asked for since the last time.
	 * @returns the problem that no other call would be without either, such as a refused key; otherwise undefined
	 * @throws Cancelled, nothing else
	 */
	async make(way: BulkRun, ends: (problem: Problem) => boolean): Promise<Problem | undefined> {
		const wanted = [...this.wanted].map(([search, keys]) => ({ search, keys: [...keys] }));
		this.wanted = new Map();
		const asked = wanted.flatMap(({ search, keys }) =>
			keys.flatMap((key) => {
				const request = search.request?.(key);
				return request === undefined ? [] : [{ search, key, request }];
			}),
		);
		let ended: Problem | undefined;
		const verdicts = await sendTogether(
			way,
			asked.map(({ request }) => request),
			(verdict) => {
				if (!verdict.ok && ends(verdict.problem)) ended ??= verdict.problem;
				return ended !== undefined;
			},
		);
		for (const [place, { search, key }] of asked.entries()) {
			const result = resultOf(search, key, verdicts[place], ended);
			if (result !== undefined) this.keep(search, key, result);
		}
		for (const { search, keys } of wanted) {
			const open = keys.filter((key) => this.results.get(search)?.has(key) !== true);
			if (open.length === 0) continue;
			ended ??= await this.lookThrough(way, search, open, ends);
		}
		return ended;
	}

	private async lookThrough(
		{ call }: BulkRun,
		search: RecordSearch,
		keys: readonly string[],
		ends: (problem: Problem) => boolean,
	): Promise<Problem | undefined> {
		let problem: Problem | undefined;
		try {
			const steps = search.list?.(new Set(keys));
			let step = steps?.next();
			while (step?.done === false) {
				const verdict = await call(step.value);
				if (!verdict.ok) {
					problem = verdict.problem;
					break;
				}
				step = steps?.next(verdict.body);
			}
			if (problem === undefined) {
				const listing = step?.done === true ? step.value : undefined;
				for (const key of keys)
					this.keep(search, key, {
						records: listing?.found.get(key) ?? [],
						endedAfter: listing?.endedAfter,
					});
				return undefined;
			}
		} catch (cause) {
			problem = problemIn(cause);
		}
		for (const key of keys) this.keep(search, key, { problem });
		return ends(problem) ? problem : undefined;
	}

	private keep(search: RecordSearch, key: string, result: Result): void {
		const results = this.results.get(search) ?? new Map<string, Result>();
		this.results.set(search, results.set(key, result));
	}

	/** @throws InvalidInput for none or several */
	private chosen(
		search: RecordSearch,
		key: string,
		label: string,
		{ records, endedAfter }: Extract<Result, { records: unknown }>,
	): FoundRecord {
		const unique = [...new Map(records.map((record) => [record.id, record])).values()];
		const active = unique.filter(({ isActive }) => isActive !== false);
		const inactive = this.writes ? [] : unique;
		const counting = active.length > 0 ? active : inactive;
		if (counting.length === 1) return counting[0];
		if (counting.length === 0)
			throw unique.length > 0
				? deactivated(search, key, label)
				: nobody(search, key, label, endedAfter);
		if (this.ifSeveral === 'first') return counting[0];
		if (this.ifSeveral === 'newest') return counting[counting.length - 1];
		throw several(search, key, label, counting);
	}
}

function resultOf(
	search: RecordSearch,
	key: string,
	verdict: Verdict | undefined,
	ended: Problem | undefined,
): Result | undefined {
	if (verdict === undefined) return { problem: ended ?? problemIn(undefined) };
	if (!verdict.ok) return { problem: verdict.problem };
	try {
		const records = search.read?.(verdict.body, key);
		// Nobody found, or no answer to the question: the list may know, where there is one.
		if (records === undefined || (records.length === 0 && search.list !== undefined))
			return undefined;
		return { records };
	} catch (cause) {
		return { problem: problemIn(cause) };
	}
}

/** Whatever is thrown while answers are read is the end of the items that need them. @throws Cancelled */
function problemIn(cause: unknown): Problem {
	if (cause instanceof Cancelled) throw cause;
	if (cause instanceof Refused) return cause.problem;
	const title = cause instanceof Error ? cause.message : '';
	return { kind: 'unclear', title: title || 'The look-up could not be made', advice: '' };
}

/** Which field holds what was looked up, as errors of the vendor name it. */
function entered(label: string, key: string): string {
	return `("${label}": ${shown(key)})`;
}

function nobody(
	{ record, by, missing }: RecordSearch,
	key: string,
	label: string,
	endedAfter: number | undefined,
): InvalidInput {
	const special = missing?.(key);
	if (special !== undefined)
		return new InvalidInput(`${special.title} ("${label}")`, special.advice);
	const none =
		endedAfter === undefined
			? `No ${record} has`
			: `None of the first ${endedAfter.toLocaleString('en')} records has`;
	return new InvalidInput(
		`${none} this ${by} ${entered(label, key)}`,
		joined(
			by === 'phone number' ? 'Check the number,' : 'Check the spelling,',
			`and whether the user of the credential can see this ${record}.`,
			endedAfter === undefined
				? ''
				: 'The list is longer than what is looked through: choose By ID and enter the ID.',
		),
	);
}

/** An answer that shows a record and not which one. */
function withoutId({ record, by }: RecordSearch, key: string, label: string): Refused {
	return new Refused({
		kind: 'unclear',
		isAnswered: true,
		title: `The ${record} with this ${by} was found without its ID ${entered(label, key)}`,
		advice: 'Choose By ID and enter the ID, or run it again later.',
	});
}

function deactivated({ record, by }: RecordSearch, key: string, label: string): InvalidInput {
	return new InvalidInput(
		`The ${record} with this ${by} is deactivated ${entered(label, key)}`,
		'Pick somebody else, or activate the user again.',
	);
}

function several(
	{ by }: RecordSearch,
	key: string,
	label: string,
	records: readonly FoundRecord[],
): InvalidInput {
	const named = records
		.slice(0, MOST_NAMED)
		.map(({ id, name = '' }) => (name.trim() === '' ? id : `${id} (${name.trim()})`));
	const more = records.length > MOST_NAMED ? [`and ${records.length - MOST_NAMED} more`] : [];
	return new InvalidInput(
		`${records.length} records have this ${by} ${entered(label, key)}`,
		`Found: ${[...named, ...more].join(', ')}. Choose By ID and enter one of these IDs, or set ` +
			'If Several Are Found under Options to First or Newest.',
	);
}
