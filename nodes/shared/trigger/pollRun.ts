import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { RequestSpec } from '../contract/call';
import type { Call } from '../contract/callContext';
import { Cancelled, Refused } from '../contract/errors';
import type { Vendor } from '../contract/vendor';
import { KnownAccount } from '../http/account';
import { caller, DEFAULT_SETTINGS } from '../http/caller';
import { now } from '../http/wait';
import { asText } from '../text/unknownJson';
import { refusedAs, startItems } from './callsWithoutItems';
import { isOneOf, type OwnChanges } from './ownChanges';
import {
	changeOf,
	doneUpTo,
	isAfter,
	know,
	pollState,
	remember,
	type Change,
	type Polled,
	type PollState,
} from './polling';
import { keepUnsaved, latestState, nodeKey, takeTurn, type PollTurn } from './pollTurn';

/**
 * Some records, and how far reading has come with them. With neither `place` nor `upTo` they are in
 * the order of their changes: what was changed before the newest of them has been read.
 */
export interface Stretch {
	readonly rows: readonly IDataObject[];
	/** What is remembered instead of `rows`: also what came before, by its place in the list. */
	readonly met?: readonly Polled[];
	/** Where a later poll goes on in a list that is read by position; it knows what was read there. */
	readonly place?: IDataObject;
	/** Everything up to this moment is read. */
	readonly upTo?: string;
	/** These are not all that have changed up to the newest of them. */
	readonly isPart?: boolean;
}

/** Makes calls, and hands over what they bring as it comes. */
export type Reading = Generator<RequestSpec | Stretch, void, unknown>;

/** What a polling trigger reads. */
export interface Feed {
	/** Which records it reads, where the node can be set to others. */
	readonly of?: string;
	/** Where the first poll begins, which gives no records. */
	begin(): Generator<RequestSpec, PollState, unknown>;
	/** What has changed since, as far as there is time. */
	changes(state: PollState): Reading;
	polled(row: IDataObject): Polled;
	/** Asked once for each change, in the order in which they are read. */
	isWanted(change: Change, row: IDataObject): boolean;
	/** Takes up what the vendor's own part of the memory holds. @returns false where it has to begin anew */
	recall?(stored: IDataObject): boolean;
	/** The vendor's own part of the memory. */
	remembered?(): IDataObject;
	/** @param change undefined for a record of the sample */
	shape(row: IDataObject, change?: Change): IDataObject;
	/** Adds to items what more calls tell; where these fail, the items stay as they are. */
	complete?(items: readonly IDataObject[]): Generator<RequestSpec, IDataObject[], unknown>;
	/** Leaves out what the credential's own user has done. */
	readonly own?: OwnChanges;
	/** A few records, for a test in the editor. */
	sample(): Generator<RequestSpec, IDataObject[], unknown>;
}

/** Where so many are waiting, the rest comes with the next polls: a run has to hold its items. */
const MOST_ITEMS = 2500;

/**
 * One poll. It ends in the time that n8n gives it, waits for limits included, and hands out what was
 * read until then; the next one goes on from there. What the trigger remembers moves on in one step,
 * at the very end, together with the items: a poll that fails, is given up or is killed has neither
 * handed out anything nor moved on.
 * @throws NodeApiError where not even the first page could be read
 */
export async function runPoll(
	context: IPollFunctions,
	vendor: Vendor,
	feed: Feed,
): Promise<INodeExecutionData[][] | null> {
	const key = nodeKey(context, vendor.credentialOf(context.getNode()));
	if (context.getMode() === 'manual') return await shownSample(context, vendor, feed);
	const turn = takeTurn(context, key);
	if (turn === undefined) return null;
	try {
		// n8n stores with the workflow what is written to it.
		const saved = context.getWorkflowStaticData('node');
		const { rows, changes, memory } = await readChanges(
			context,
			vendor,
			feed,
			turn,
			latestState(key, saved),
		);
		const calls = new PollCalls(context, vendor, turn.until);
		const wanted = await withoutOwn(calls, feed, rows);
		const shaped = await completed(
			calls,
			feed,
			wanted.map((row) => feed.shape(row, changes.get(row))),
		);
		const items = shaped.length === 0 ? null : await startItems(context, vendor, shaped);
		if (!turn.isMine()) return null;
		if (items === null) keepUnsaved(key, { ...saved }, memory);
		Object.assign(saved, memory);
		return items;
	} finally {
		turn.end();
	}
}

async function shownSample(context: IPollFunctions, vendor: Vendor, feed: Feed) {
	const calls = new PollCalls(context, vendor);
	const rows = await calls.steps(feed.sample());
	return await startItems(
		context,
		vendor,
		await completed(
			calls,
			feed,
			rows.map((row) => feed.shape(row)),
		),
	);
}

/** Where nobody says who the own user is, all are handed out: a change that nobody hears of is lost. */
async function withoutOwn(
	calls: PollCalls,
	{ own, shape }: Feed,
	rows: readonly IDataObject[],
): Promise<readonly IDataObject[]> {
	if (own === undefined || !rows.some((row) => asText(own.authorOf(row)) !== '')) return rows;
	try {
		const users = typeof own.user === 'function' ? await calls.steps(own.user()) : own.user;
		return rows.filter(
			(row) => !isOneOf(users, own.authorOf(row)) || own.hasNews?.(shape(row)) === true,
		);
	} catch {
		return rows;
	}
}

/** With what more calls tell, as far as there is time: what is told beside a change must not lose it. */
async function completed(
	calls: PollCalls,
	feed: Feed,
	items: readonly IDataObject[],
): Promise<readonly IDataObject[]> {
	if (feed.complete === undefined || items.length === 0) return items;
	try {
		return await calls.steps(feed.complete(items));
	} catch {
		return items;
	}
}

/** What one poll has read. */
interface ReadChanges {
	readonly rows: IDataObject[];
	/** What happened to each of them. */
	readonly changes: ReadonlyMap<IDataObject, Change>;
	/** What the trigger remembers from now on. */
	readonly memory: IDataObject;
}

async function readChanges(
	context: IPollFunctions,
	vendor: Vendor,
	feed: Feed,
	turn: PollTurn,
	stored: IDataObject,
): Promise<ReadChanges> {
	const calls = new PollCalls(context, vendor, turn.until);
	const known = isOf(feed, stored) ? pollState(stored) : undefined;
	if (known === undefined)
		return {
			rows: [],
			changes: new Map(),
			memory: memoryOf(await calls.steps(feed.begin()), feed),
		};
	let state = known;
	const rows: IDataObject[] = [];
	const changes = new Map<IDataObject, Change>();
	await calls.read(feed.changes(state), (stretch) => {
		const before = state;
		let isNews = false;
		for (const row of stretch.rows) {
			const change = changeOf(before, feed.polled(row));
			isNews ||= change !== undefined;
			if (change === undefined || !feed.isWanted(change, row)) continue;
			rows.push(row);
			changes.set(row, change);
		}
		state = stateAfter(before, stretch, feed);
		return { isProgress: isNews || hasMoved(before, state), isEnough: rows.length >= MOST_ITEMS };
	});
	return { rows: inOrder(rows, feed), changes, memory: memoryOf(state, feed) };
}

/**
 * Whether the memory is about the records that are read. How far others had come says nothing of these: records that
 * were there before would come as news.
 */
function isOf(feed: Feed, stored: IDataObject): boolean {
	const isOfOthers = stored.of !== undefined && stored.of !== feed.of;
	return !isOfOthers && feed.recall?.(stored) !== false;
}

function hasMoved(before: PollState, after: PollState): boolean {
	const print = ({ since, done, place }: PollState) => JSON.stringify([since, done, place]);
	return print(before) !== print(after);
}

function memoryOf({ since, done, known, place }: PollState, feed: Feed): IDataObject {
	// n8n keeps what is not overwritten.
	const progress = { since, done, known: { ...known }, place: place ?? null };
	return { ...(feed.of === undefined ? {} : { of: feed.of }), ...progress, ...feed.remembered?.() };
}

function stateAfter(state: PollState, stretch: Stretch, feed: Feed): PollState {
	const { rows, met, place, upTo, isPart = false } = stretch;
	if (upTo !== undefined) return doneUpTo(state, upTo);
	if (place !== undefined) return { ...state, place };
	const records = met ?? rows.map(feed.polled);
	return isPart ? know(state, records) : remember(state, records);
}

/** Oldest change first. */
function inOrder(rows: IDataObject[], feed: Feed): IDataObject[] {
	const keyed = rows.map((row) => ({ row, ...feed.polled(row) }));
	keyed.sort((a, b) =>
		a.modified === b.modified ? a.id.localeCompare(b.id) : isAfter(b.modified, a.modified) ? -1 : 1,
	);
	return keyed.map(({ row }) => row);
}

interface Taken {
	/** It has brought something, or reading has come further. */
	readonly isProgress: boolean;
	/** No more is wanted. */
	readonly isEnough: boolean;
}

/** The calls of one poll. */
class PollCalls {
	private readonly account: KnownAccount;
	private readonly call: Call;

	constructor(
		private readonly context: IPollFunctions,
		private readonly vendor: Vendor,
		private readonly until = Infinity,
	) {
		this.account = new KnownAccount(context, vendor);
		const settings = until === Infinity ? DEFAULT_SETTINGS : { ...DEFAULT_SETTINGS, until };
		this.call = caller(context, vendor, settings, this.account);
	}

	/** Makes all calls. @throws NodeApiError where the vendor refuses one, or no time is left */
	async steps<T>(steps: Generator<RequestSpec, T, unknown>): Promise<T> {
		try {
			let step = steps.next();
			while (step.done !== true) step = steps.next(await this.answerTo(step.value));
			return step.value;
		} catch (cause) {
			throw await this.told(cause);
		}
	}

	/**
	 * Reads as long as there is time for one more stretch. Where it is stopped after some progress,
	 * that counts: the next poll meets the obstacle first, and tells it.
	 * @param take gets each stretch
	 * @throws NodeApiError where there was no progress
	 */
	async read(reading: Reading, take: (stretch: Stretch) => Taken): Promise<void> {
		let longest = 0;
		let begun = now();
		let hasProgressed = false;
		try {
			let step = reading.next();
			while (step.done !== true) {
				if (!('rows' in step.value)) {
					step = reading.next(await this.answerTo(step.value));
					continue;
				}
				const { isProgress, isEnough } = take(step.value);
				hasProgressed ||= isProgress;
				longest = Math.max(longest, now() - begun);
				begun = now();
				if (isEnough || (hasProgressed && begun + longest > this.until)) return;
				step = reading.next();
			}
		} catch (cause) {
			if (!hasProgressed) throw await this.told(cause);
		}
	}

	private async answerTo(spec: RequestSpec): Promise<unknown> {
		const verdict = await this.call(spec);
		if (!verdict.ok) throw new Refused(verdict.problem);
		return verdict.body;
	}

	private async told(cause: unknown): Promise<unknown> {
		const isLate = cause instanceof Cancelled && now() >= this.until;
		return await refusedAs(this.context, this.account, isLate ? outOfTime(this.vendor) : cause);
	}
}

function outOfTime({ name }: Vendor): Refused {
	return new Refused({
		kind: 'limited',
		title: `${name} could not be read in the time that n8n gives a poll`,
		advice:
			'The next poll tries again. If this happens often, other workflows use up the limit of the ' +
			'account, or the time is too short (N8N_SCHEDULER_POLL_TIMEOUT).',
	});
}
