/** People at work in both services: they make, edit, complete and delete records, and know nothing of each other. */
import type { Random } from '../random.cts';
import type { Change } from './triggers.cts';
import type { Id, Key, Stored, Values } from './records.cts';
import { isSame, other, PEOPLE, SIDES, type Pair, type Side, type World } from './world.cts';

const TEXTS = [
	'Call back',
	'Offer & price',
	'Send <draft>',
	'会議',
	'Zweiter Entwurf',
	'a  b',
	'007',
];

/** Told of each change, so that the service's trigger hears of it. */
type Tell = (side: Side, what: Change, id: Id, before: Stored | undefined) => void;

export class People {
	private readonly random: Random;

	private readonly isBusy: boolean;

	private made = 0;

	constructor(
		private readonly world: World,
		private readonly tell: Tell,
	) {
		this.random = world.random.fork('people');
		this.isBusy = this.random.chance(0.5);
	}

	/** @param edits how many they make */
	async work(edits: number): Promise<void> {
		const { world, random } = this;
		while (world.counts.edits < edits) {
			// Now and then two within the same second.
			if (!random.chance(0.1))
				await world.time.sleep(random.whole(1000, this.isBusy ? 20_000 : 90_000));
			this.edit();
		}
	}

	private edit(): void {
		const { random, world } = this;
		const side = random.pick(SIDES);
		const known = world.pairs.filter(
			({ ids, goneFrom }) => ids[side] !== undefined && goneFrom === undefined,
		);
		if (known.length === 0 || random.chance(0.25)) {
			this.make(side);
			return;
		}
		const pair = random.pick(known);
		// No service can be asked to write only if nothing has changed since it was read, which takes a second.
		if (world.busy.has(pair)) return;
		// Most services tell times in whole seconds, so nobody can say which of two versions of a second came last.
		const now = Math.floor(Date.now() / 1000);
		const changed = [pair.edited[side], pair.writtenAt[side]];
		if (changed.some((at) => Math.floor(at / 1000) === now)) return;
		if (random.chance(0.04) && this.isDeleted(side, pair)) return;
		this.change(side, pair);
	}

	/** Each text is there once, so that nothing that is found by its title is found in vain. */
	private drawn(keys: readonly Key[]): Values {
		const { random } = this;
		const all: Values = {
			title: `${random.pick(TEXTS)} ${(this.made += 1)}`,
			description: `${random.pick(TEXTS)}\n${random.pick(TEXTS)} ${random.whole(1, 99)}`,
			due: `2027-0${random.whole(1, 9)}-1${random.whole(0, 9)}T1${random.whole(0, 9)}:00:00Z`,
			priority: random.pick(['low', 'normal', 'high']),
			owner: random.pick(PEOPLE),
		};
		return Object.fromEntries(keys.map((key) => [key, all[key]]));
	}

	private make(side: Side): void {
		const { world } = this;
		const { account, records } = world.services[side];
		const now = Date.now();
		const id = records.add(account, this.made + 1, this.drawn(records.keys), now);
		const values = world.valuesOf(side, id) as Values;
		const edits = new Map(
			world.keys.map((key) => [
				key,
				[{ side, at: now, value: values[key], hasArrived: false, isExcused: false }],
			]),
		);
		const ids: Pair['ids'] = side === 0 ? [id, undefined] : [undefined, id];
		const changes: Pair['changes'] = side === 0 ? [1, 0] : [0, 1];
		const edited: Pair['edited'] = side === 0 ? [now, 0] : [0, now];
		world.pairs.push({
			...{ ids, edits, edited, changes },
			...{ writes: [0, 0], reruns: [0, 0], writtenAt: [0, 0], unclear: new Set() },
		});
		world.counts.edits += 1;
		this.tell(side, 'add', id, undefined);
	}

	private change(side: Side, pair: Pair): void {
		const { world, random } = this;
		const { account, records, lag } = world.services[side];
		const id = pair.ids[side] as Id;
		const old = world.valuesOf(side, id) as Values;
		const drawn = this.drawn(records.keys);
		const keys = records.keys.filter((key) => key in drawn && drawn[key] !== undefined);
		const some = keys.filter(() => random.chance(0.35));
		const part = Object.fromEntries(
			(some.length > 0 ? some : (['title'] as const)).map((key) => [
				key,
				this.mayTakeBack(pair, key) ?? drawn[key],
			]),
		);
		const completes = old.done === false && random.chance(0.12);
		const values: Values = completes ? { ...part, done: true } : part;
		const before = lag.before(id);
		const now = Date.now();
		records.change(account, id, values, now);
		for (const key of world.keys) {
			const { [key]: value } = values;
			if (value === undefined || isSame(value, old[key])) continue;
			pair.unclear.delete(key);
			pair.edits.get(key)?.push({ side, at: now, value, hasArrived: false, isExcused: false });
		}
		pair.edited[side] = now;
		pair.changes[side] += 1;
		world.counts.edits += 1;
		this.tell(side, completes ? 'complete' : 'edit', id, before);
	}

	/** Now and then somebody sets a value that was there once. */
	private mayTakeBack(pair: Pair, key: Key): unknown {
		const edits = pair.edits.get(key) ?? [];
		return edits.length > 0 && this.random.chance(0.15) ? this.random.pick(edits).value : undefined;
	}

	private isDeleted(side: Side, pair: Pair): boolean {
		const { world } = this;
		const { account, records } = world.services[side];
		const id = pair.ids[side] as Id;
		const twin = world.copyOf(side, id) ?? pair.ids[other(side)];
		if (twin === undefined || !records.canDelete(account, id)) return false;
		account.store[records.table]?.delete(id);
		pair.goneFrom = side;
		pair.changes[side] += 1;
		world.counts.edits += 1;
		this.tell(side, 'delete', id, undefined);
		return true;
	}
}
