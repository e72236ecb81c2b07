/**
 * Whether an item that was delivered has done to the other side what people's edits ask for. It goes by what people
 * did and by what the services hold, and knows nothing of how the package decides.
 */
import type { Key, Values } from './records.cts';
import { isSame, other, type Edit, type Json, type Pair, type Side, type World } from './world.cts';

export interface Delivered {
	readonly from: Side;
	readonly pair: Pair;
	/** What the trigger has handed out. */
	readonly item: Json;
	/** The record of the other side before and behind the run; undefined for one that was not there. */
	readonly before: Values | undefined;
	readonly after: Values;
	/** What the writing node says. */
	readonly told: Json;
	/** The life of n8n in which the pair was delivered before this run, in the one that ended it. */
	readonly isKnown: boolean;
	/** The record was not changed again after the trigger has read it. */
	readonly isFresh: boolean;
}

interface Told {
	readonly keys?: readonly string[];
	readonly winner?: unknown;
}

/** What an item says, in the words of people. */
export function valuesIn(item: Json): Values {
	const owner = item.owner as { email?: unknown } | null | undefined;
	return {
		title: item.title,
		description: item.description ?? '',
		due: item.due,
		done: item.done,
		priority: item.priority ?? 'normal',
		owner: owner?.email,
	};
}

export function judge(world: World, delivered: Delivered): void {
	const { before, pair, from, item, after } = delivered;
	const values = valuesIn(item);
	for (const key of world.keys) {
		const edits = pair.edits.get(key) ?? [];
		if (before === undefined) arrive(edits, from, { value: after[key], until: asOf(item) });
		else new Judgement(world, delivered, { key, edits, said: values[key] }).pass();
	}
}

/** When a record was as an item shows it, at the latest: services tell whole seconds. */
const asOf = ({ updated }: Json): number => Date.parse(String(updated)) + 999;

/** The other side has a value now: what was there before it on this side is over. */
function arrive(
	edits: readonly Edit[],
	from: Side,
	{ value, until }: { value: unknown; until: number },
): void {
	const last = edits.findLastIndex(
		(edit) => edit.side === from && isSame(edit.value, value) && edit.at <= until,
	);
	for (const edit of edits.slice(0, last + 1)) if (edit.side === from) edit.hasArrived = true;
}

class Judgement {
	/** The last edit of the record here that the other side has not had. */
	private readonly here: Edit | undefined;

	/** The edit that the item brings. */
	private readonly carried: Edit | undefined;

	private readonly isTold: boolean;

	private readonly conflict: Told;

	constructor(
		private readonly world: World,
		private readonly delivered: Delivered,
		private readonly value: {
			readonly key: Key;
			readonly edits: readonly Edit[];
			readonly said: unknown;
		},
	) {
		const { from, told } = delivered;
		const { edits, said, key } = value;
		const last = edits.findLast((edit) => edit.side === other(from));
		this.here = last !== undefined && isOpen(last) ? last : undefined;
		this.carried = edits.findLast(
			(edit) => edit.side === from && isSame(edit.value, said) && edit.at <= asOf(delivered.item),
		);
		this.conflict = (told.conflict ?? {}) as Told;
		this.isTold = this.conflict.keys?.includes(key) === true;
	}

	private say(text: string): void {
		const { pair, item } = this.delivered;
		const { key, edits, said } = this.value;
		this.world.broken.push(
			`${text}: ${key} of ${pair.ids.join(' and ')}, ${JSON.stringify(said)} as of ${String(item.updated)}; ` +
				historyOf(edits),
		);
	}

	pass(): void {
		const { before, after, from } = this.delivered;
		const { key, said, edits } = this.value;
		if (this.isTold) this.judgeConflict();
		const was = before?.[key];
		const is = after[key];
		if (isSame(was, is)) {
			if (isSame(said, is)) this.agree();
			else this.keep();
		} else if (isSame(said, is)) this.overwrite();
		else this.say(`${JSON.stringify(is)} was written for ${JSON.stringify(said)}`);
		if (isSame(said, is)) arrive(edits, from, { value: said, until: asOf(this.delivered.item) });
	}

	/** Both say the same by now. */
	private agree(): void {
		if (this.here !== undefined && isSame(this.here.value, this.value.said))
			arrive(this.value.edits, other(this.delivered.from), {
				value: this.value.said,
				until: Infinity,
			});
	}

	/** The record here stays as it is, though the item says something else. */
	private keep(): void {
		const { here, carried, delivered, world } = this;
		const isNews = carried !== undefined && isOpen(carried);
		if (here === undefined) {
			// Of an old version it need not be: the newer one, which is on its way, says it, too.
			if (isNews && delivered.isFresh) this.say('an edit was not written');
			return;
		}
		if (!isNews) {
			world.counts.merged += 1;
			return;
		}
		if (!this.isTold) {
			if (delivered.isKnown) this.say('a conflict was not told');
			else world.counts.untold += 1;
		}
		excuse(this.value.edits, carried);
	}

	/** What the record here said is gone. */
	private overwrite(): void {
		const { here, delivered, world } = this;
		const { edits, said } = this.value;
		if (here !== undefined && !isSame(here.value, said)) {
			if (!this.isTold) {
				if (delivered.isKnown) this.say('an edit was overwritten and not told');
				else world.counts.untold += 1;
			}
			excuse(edits, here);
			return;
		}
		const last = edits.findLast(({ isExcused }) => !isExcused);
		const isOld = last !== undefined && last.hasArrived && !isSame(last.value, said);
		if (!isOld) return;
		if (delivered.isKnown) this.say('an old version has overwritten a newer one');
		else {
			// A restart between them: which is the newer one is forgotten, and nobody hands it out once more.
			world.counts.untold += 1;
			delivered.pair.unclear.add(this.value.key);
		}
	}

	/** A conflict is one: both were changed, and the newest wins. */
	private judgeConflict(): void {
		const { here, carried, conflict, delivered, world } = this;
		const { from, pair, isFresh } = delivered;
		world.counts.conflicts += 1;
		if (!delivered.isKnown) this.say('a conflict was told that nobody can know');
		// What an old version has overwritten behind a restart is taken for a change of the other record.
		if (pair.unclear.has(this.value.key)) return;
		if (here === undefined || carried === undefined || !isOpen(carried)) {
			this.say('a conflict was told where there was none');
			return;
		}
		const [theirs, ours] = [pair.edited[from], pair.edited[other(from)]].map((at) =>
			Math.floor(at / 1000),
		);
		// Within a second either may win, and an old version does not tell when the record was changed last.
		if (theirs === ours || !isFresh) return;
		const newest = (theirs ?? 0) > (ours ?? 0) ? from : other(from);
		if (conflict.winner !== world.services[newest].records.vendor)
			this.say(`${String(conflict.winner)} wins over a newer change`);
	}
}

/** Nobody has to have it any more, nor what the same side said before. */
function excuse(edits: readonly Edit[], edit: Edit): void {
	for (const one of edits.slice(0, edits.indexOf(edit) + 1))
		if (one.side === edit.side && !one.hasArrived) one.isExcused = true;
}

const isOpen = (edit: Edit): boolean => !edit.hasArrived && !edit.isExcused;

/** What people have done to a value, by side. */
export function historyOf(edits: readonly Edit[]): string {
	return edits
		.map(
			({ side, at, value, hasArrived, isExcused }) =>
				`${side} at ${new Date(at).toISOString().slice(11, 23)} ${JSON.stringify(value)}` +
				(hasArrived ? ' arrived' : '') +
				(isExcused ? ' excused' : ''),
		)
		.join(', ');
}
