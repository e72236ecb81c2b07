import type { RequestSpec } from '../contract/call';
import type { ItemIndex } from '../contract/field';
import type { Steps } from '../contract/operation';

/** One item on its way. */
export interface PendingItem {
	readonly index: ItemIndex;
	readonly steps: Steps;
	/** The records that it changes. */
	readonly records: readonly string[];
	/** The request it waits for. */
	request: RequestSpec;
	/** A change of this item went through already. */
	changed: boolean;
}

/** An item in the queue: those that wait for it, and for how many it waits itself. */
interface Waiting {
	readonly item: PendingItem;
	readonly behind: Waiting[];
	before: number;
}

/**
 * Items that wait to be sent, in their order. Those that change the same record go one after another: the next one is
 * handed out when the one before it has ended, whatever became of it.
 */
export class ItemQueue {
	private readonly ready: Array<PendingItem | undefined> = [];
	private at = 0;
	private readonly blocking = new Map<PendingItem, Waiting>();

	constructor(items: readonly PendingItem[]) {
		const lastOf = new Map<string, Waiting>();
		for (const item of items) {
			if (item.records.length === 0) {
				this.ready.push(item);
				continue;
			}
			const before = new Set(
				item.records.map((record) => lastOf.get(record)).filter((one) => one !== undefined),
			);
			const waiting: Waiting = { item, behind: [], before: before.size };
			for (const one of before) one.behind.push(waiting);
			for (const record of item.records) lastOf.set(record, waiting);
			this.blocking.set(item, waiting);
			if (before.size === 0) this.ready.push(item);
		}
	}

	/** @returns undefined when none can be sent at the moment */
	take(): PendingItem | undefined {
		return this.takeUpTo(1)[0];
	}

	/** At most so many, no two of them about the same record. */
	takeUpTo(count: number): PendingItem[] {
		const taken = this.ready.slice(this.at, this.at + count).filter((item) => item !== undefined);
		// What was handed out is not kept: its answer may be large.
		this.ready.fill(undefined, this.at, this.at + count);
		this.at += taken.length;
		return taken;
	}

	/** Lets the items that waited for these come next, in their order. */
	ended(items: readonly PendingItem[]): void {
		const freed: PendingItem[] = [];
		for (const item of items) {
			for (const waiting of this.blocking.get(item)?.behind ?? []) {
				waiting.before -= 1;
				if (waiting.before === 0) freed.push(waiting.item);
			}
			this.blocking.delete(item);
		}
		if (freed.length > 0) this.ready.splice(this.at, 0, ...freed.sort((a, b) => a.index - b.index));
	}
}
