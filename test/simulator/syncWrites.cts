/**
 * Two services kept in step, as the example workflows do it: people make, edit, complete and delete records on both
 * sides. Triggers deliver them late, twice, in another order and as they were a while ago; answers are lost, and n8n is
 * killed and started again. Each delivery is written to the other side by Create with Link to Source. At the end both
 * sides have to be equal in what both can keep, with nothing made twice. What each delivery has to do is told by the
 * edits alone, without any code of the package. sync/ does more, the triggers included; this is quick and the same each
 * time.
 */
import { withGlobal, type Clock } from '@sinonjs/fake-timers';
import { runNode } from '../support/engine.cts';
import {
	change,
	type Portable,
	read,
	sideOf,
	type Sides,
	startSides,
	targetOf,
	write,
} from '../support/portable.cts';
import type { Row } from '../support/row.cts';
import { there } from '../support/there.cts';
import { tableOf } from '../support/fakes.cts';
import { restarted } from '../support/restart.cts';
import { Random } from './random.cts';

type Side = 0 | 1;

/** What has to be done by a time, which each of the four has. */
const TASKS = ['Bitrix24 task', 'Deskera activity', 'iVvy task', 'LeadSquared task'];
export const PAIRS: ReadonlyArray<readonly [string, string]> = TASKS.flatMap((one, place) =>
	TASKS.slice(place + 1).map((other) => [one, other] as const),
);
/** What both sides of every pair can keep. */
const COMPARED = ['title', 'description', 'due', 'done'] as const;
type Key = (typeof COMPARED)[number];

/** Of whose deletions a trigger tells. */
const TELLS_DELETIONS = ['Bitrix24 task', 'iVvy task'];

export interface SyncResult {
	readonly pair: readonly [string, string];
	edits: number;
	deliveries: number;
	/** Items that were written to the other side. */
	writes: number;
	/** Deliveries that changed nothing. */
	unchanged: number;
	/** Edits that were kept, as the other side had changed something else meanwhile. */
	merged: number;
	/** Values that both sides had changed, told in the item. */
	conflicts: number;
	/** Edits that were overwritten and not told, as n8n was killed after the pair was last in step. */
	untold: number;
	kills: number;
	lostAnswers: number;
	/** What went wrong, in words. */
	readonly broken: string[];
}

interface Event {
	readonly side: Side;
	readonly id: string;
	/** As it was when the trigger has read it, where it comes late. */
	readonly snapshot?: Row;
}

/** A record and its copy. */
interface Pair {
	readonly ids: [string | undefined, string | undefined];
	/** What a person has changed and the other side has not got yet, by side. */
	readonly open: [Map<Key, unknown>, Map<Key, unknown>];
	/** When a person has last changed it, by side. */
	readonly edited: [number, number];
	/** How often n8n had been killed when the pair was last delivered. */
	lives: number | undefined;
	/** It was deleted on this side. */
	goneFrom?: Side;
}

const TEXTS = [
	'Call back',
	'Offer & price',
	'Send <draft>',
	'会議',
	'Zweiter Entwurf',
	'a  b',
	'007',
];

const other = (side: Side): Side => (side === 0 ? 1 : 0);

/**
 * @param seed any text
 * @param edits how many edits people make
 */
export async function syncRun(
	seed: string,
	pair: readonly [string, string],
	edits: number,
): Promise<SyncResult> {
	const clock = withGlobal(globalThis).install({
		now: Date.parse('2026-12-01T08:00:00Z'),
		toFake: ['Date'],
	});
	restarted();
	const started = await startSides();
	const random = new Random(`${seed}/${pair.join('/')}`);
	try {
		return await new Sync(started.sides, pair, random, clock).run(edits);
	} finally {
		await started.close();
		clock.uninstall();
	}
}

class Sync {
	private readonly result: SyncResult;

	/** What triggers have not delivered yet. */
	private waiting: Event[] = [];

	private readonly pairs: Pair[] = [];

	/** How many records both services had before. */
	private readonly atFirst: readonly [number, number];

	/** Whether triggers leave out what the workflow has written. */
	private readonly ignoresOwn: boolean;

	constructor(
		private readonly sides: Sides,
		pair: readonly [string, string],
		private readonly random: Random,
		private readonly clock: Clock,
	) {
		this.result = {
			pair,
			edits: 0,
			deliveries: 0,
			writes: 0,
			unchanged: 0,
			merged: 0,
			conflicts: 0,
			untold: 0,
			kills: 0,
			lostAnswers: 0,
			broken: [],
		};
		this.ignoresOwn = random.chance(0.5);
		this.atFirst = [this.countOf(0), this.countOf(1)];
	}

	/** How many records a service has. */
	private countOf(side: Side): number {
		const { vendor } = this.vendorOf(side);
		const { store } = sideOf(this.sides, this.nameOf(side)).fake.vendor;
		return tableOf(store, String(STORES[vendor])).size;
	}

	async run(edits: number): Promise<SyncResult> {
		while (this.result.edits < edits) {
			await this.edit();
			while (this.waiting.length > 0 && this.random.chance(0.6)) await this.deliver();
		}
		// A loop would never come to its end.
		const most = this.result.deliveries + 20 * edits;
		while (this.waiting.length > 0 && this.result.deliveries < most) await this.deliver();
		if (this.waiting.length > 0) this.result.broken.push('deliveries go on forever');
		const { writes, kills, broken } = this.result;
		// What a run has written that was killed may be written once more by the next one.
		if (writes > this.result.edits + kills)
			broken.push(`${writes} writes after ${this.result.edits} edits and ${kills} kills`);
		await this.compare();
		return this.result;
	}

	private nameOf(side: Side): string {
		return this.result.pair[side];
	}

	private pairOf(side: Side, id: string): Pair | undefined {
		return this.pairs.find(({ ids }) => ids[side] === id);
	}

	private pass(from: number, to: number): void {
		this.clock.setSystemTime(Date.now() + this.random.whole(from, to));
	}

	private async recordOf(side: Side, id: string): Promise<Portable> {
		return there((await read(this.sides, this.nameOf(side), [id]))[0]);
	}

	/** What a person does. */
	private async edit(): Promise<void> {
		const { random } = this;
		const side = random.pick([0, 1] as const);
		const name = this.nameOf(side);
		const known = this.pairs.filter(
			({ ids, goneFrom }) => ids[side] !== undefined && goneFrom === undefined,
		);
		// Now and then within the same second.
		if (!random.chance(0.1)) this.pass(1000, 90_000);
		const what = {
			portable: 2,
			kind: 'task',
			title: `${random.pick(TEXTS)} ${random.whole(1, 9)}`,
			description: `${random.pick(TEXTS)}\n${random.pick(TEXTS)}`,
			due: `2027-0${random.whole(1, 9)}-1${random.whole(0, 9)}T1${random.whole(0, 9)}:00:00Z`,
		};
		this.result.edits += 1;
		if (known.length === 0 || random.chance(0.3)) {
			// Made by a person: without an External ID.
			const [made] = (await write(this.sides, name, [
				{ ...what, start: '2026-12-01T09:00:00Z' },
			])) as Array<{ id?: string; error?: unknown }>;
			if (made?.id === undefined) throw new Error(`${name}: ${String(made?.error)}`);
			const ids: Pair['ids'] = side === 0 ? [made.id, undefined] : [undefined, made.id];
			const open: Pair['open'] = [new Map(), new Map()];
			this.pairs.push({ ids, open, edited: [Date.now(), Date.now()], lives: undefined });
			await this.changed(side, made.id);
			return;
		}
		const pair = random.pick(known);
		const id = String(pair.ids[side]);
		const isCopied = pair.ids[other(side)] !== undefined;
		if (TELLS_DELETIONS.includes(name) && isCopied && random.chance(0.04)) {
			if (await this.isDeleted(side, pair, id)) return;
		}
		const keys = (['title', 'description', 'due'] as const).filter(() => random.chance(0.5));
		const part: Row = Object.fromEntries(
			(keys.length > 0 ? keys : (['title'] as const)).map((key) => [key, what[key]]),
		);
		const before = await this.recordOf(side, id);
		if (random.chance(0.15) && before.done === false) part.done = true;
		const own =
			name === 'LeadSquared task' ? { title: before.title, description: before.description } : {};
		await change(this.sides, name, [id], [{ title: before.title, ...own, ...part }]);
		// Elsewhere an update completes as well.
		if (part.done === true && ['Bitrix24 task', 'LeadSquared task'].includes(name))
			await this.act(side, { resource: 'task', operation: 'complete', taskId: byId(id) });
		for (const key of COMPARED)
			if (key in part && part[key] !== before[key]) pair.open[side].set(key, part[key]);
		pair.edited[side] = Date.now();
		await this.changed(side, id);
	}

	private async changed(side: Side, id: string): Promise<void> {
		const isLate = this.random.chance(0.1);
		const snapshot = isLate ? { snapshot: await this.recordOf(side, id) } : {};
		this.waiting.push({ side, id, ...snapshot });
	}

	/** A person deletes a record. @returns false where its trigger does not tell whose copy it was */
	private async isDeleted(side: Side, pair: Pair, id: string): Promise<boolean> {
		const name = this.nameOf(side);
		const { externalIds } = await this.recordOf(side, id);
		const isCopy = Array.isArray(externalIds) && externalIds.length > 0;
		if (name === 'iVvy task') {
			const { tasks } = this.sides.ivvy.fake.vendor.store;
			// The fake gives the ID of the newest once more.
			if (isCopy || Math.max(...tasks.keys()) === Number(id)) return false;
			tasks.delete(Number(id));
		} else {
			await this.act(side, { resource: 'task', operation: 'delete', taskId: byId(id) });
		}
		pair.goneFrom = side;
		// What was changed before is read when it is delivered, and is not there any more.
		this.waiting = this.waiting.filter((event) => this.pairOf(event.side, event.id) !== pair);
		const { vendor } = this.vendorOf(side);
		this.waiting.push({
			side,
			id,
			snapshot: {
				portable: 2,
				vendor,
				id,
				kind: 'task',
				title: '',
				deleted: true,
				event: 'deleted',
				externalIds,
			},
		});
		return true;
	}

	/** What a person does with one record. */
	private async act(side: Side, parameters: Row): Promise<void> {
		const { base } = sideOf(this.sides, this.nameOf(side));
		const { error } = (await runNode({
			...base,
			parameters: { ...parameters, options: {} },
			items: [{}],
		})) as { error?: Error };
		if (error !== undefined) throw error;
	}

	private vendorOf(side: Side): { vendor: string } {
		return { vendor: targetOf(this.nameOf(side)).node };
	}

	/** A trigger delivers a record, and the workflow writes it to the other side. */
	private async deliver(): Promise<void> {
		const { random, waiting, result } = this;
		const [event] = waiting.splice(random.whole(0, waiting.length - 1), 1) as [Event];
		result.deliveries += 1;
		this.pass(0, 5000);
		// Delivered twice, or the workflow is started again behind what it has done.
		if (random.chance(0.15)) waiting.push(event);
		const isKilled = random.chance(0.03);
		const record = event.snapshot ?? (await this.recordOf(event.side, event.id));
		const pair = this.pairOf(event.side, event.id) as Pair;
		if (record.deleted === true) return await this.deliverDeletion(event, pair, record);
		const to = other(event.side);
		const twin = pair.ids[to];
		const before = twin === undefined ? undefined : await this.recordOf(to, twin);
		const item = await this.written(to, record, isKilled ? 0 : 0.03);
		if (item.error !== undefined) {
			result.broken.push(`${this.nameOf(to)}: ${JSON.stringify(item.error)}`);
			return;
		}
		const id = String(item.id);
		if (twin !== undefined && twin !== id) result.broken.push(`${twin} and ${id} for one record`);
		pair.ids[to] = id;
		if (item.unchanged === true) result.unchanged += 1;
		else {
			result.writes += 1;
			if (!this.ignoresOwn) waiting.push({ side: to, id });
		}
		const after = await this.recordOf(to, id);
		if (before !== undefined) this.judge({ event, pair, record, before, after, item });
		for (const [key, value] of pair.open[event.side])
			if (isSame(after[key], value)) pair.open[event.side].delete(key);
		pair.lives = result.kills;
		if (!isKilled) return;
		// What the item was told is gone with the process; n8n runs it again.
		result.kills += 1;
		restarted();
		waiting.push(event);
		// Triggers read anew what they have not handed out.
		this.waiting = waiting.map(({ side, id, snapshot }) =>
			snapshot?.deleted === true ? { side, id, snapshot } : { side, id },
		);
	}

	/** Whether a delivery has done to the other side what the edits ask for. */
	private judge(delivered: {
		event: Event;
		pair: Pair;
		record: Row;
		before: Row;
		after: Row;
		item: Row;
	}): void {
		const { event, pair, record, before, after, item } = delivered;
		const { result } = this;
		const [here, there] = [pair.open[other(event.side)], pair.open[event.side]];
		const isKnown = pair.lives === result.kills;
		const told = (item.conflict ?? {}) as { keys?: string[]; winner?: string };
		for (const key of COMPARED) {
			const hasArrived = there.has(key) && isSame(record[key], there.get(key));
			if (!here.has(key)) continue;
			const isKept = isSame(after[key], before[key]);
			if (isSame(record[key], before[key])) here.delete(key);
			else if (!isKnown) {
				if (isKept) continue;
				result.untold += 1;
				here.delete(key);
			} else if (!hasArrived) {
				const isTold = told.keys?.includes(key) === true;
				if (isKept) result.merged += 1;
				else if (isTold && there.has(key)) here.delete(key);
				else result.broken.push(`the edit of ${key} of ${pair.ids.join(' and ')} is lost`);
			} else {
				if (told.keys?.includes(key) !== true)
					result.broken.push(`the conflict over ${key} of ${pair.ids.join(' and ')} is not told`);
				result.conflicts += 1;
				this.judgeWinner(event, pair, told.winner);
				if (isKept) there.delete(key);
				else here.delete(key);
			}
		}
		for (const key of told.keys ?? [])
			if (!isKnown) result.broken.push(`a conflict over ${key} that nobody can know`);
	}

	/** The newest wins; in the same second either may, and an old version does not tell when the record was changed. */
	private judgeWinner({ side, snapshot }: Event, { edited }: Pair, winner: unknown): void {
		const [theirs, ours] = [edited[side], edited[other(side)]].map((at) => Math.floor(at / 1000));
		if (theirs === ours || snapshot !== undefined) return;
		const newest = this.vendorOf((theirs ?? 0) > (ours ?? 0) ? side : other(side)).vendor;
		if (winner !== newest) this.result.broken.push(`${String(winner)} wins over a newer change`);
	}

	/** The copy of a record that was deleted is completed. */
	private async deliverDeletion(event: Event, pair: Pair, record: Row): Promise<void> {
		const to = other(event.side);
		const item = await this.written(to, record, 0);
		const id = String(pair.ids[to]);
		if (String(item.id) !== id)
			this.result.broken.push(`the deletion of ${event.id} did not reach ${id}`);
		if (item.unchanged === true) this.result.unchanged += 1;
		else this.result.writes += 1;
		const { done } = await this.recordOf(to, id);
		if (done !== true) this.result.broken.push(`${id} stays open after a deletion`);
	}

	/** @param risk of a lost answer */
	private async written(side: Side, record: Row, risk: number): Promise<Row> {
		const target = targetOf(this.nameOf(side));
		const own = this.sides[target.node];
		// What is written is carried out and not answered; reads are answered.
		let mayBeLost = this.random.chance(risk);
		const isWrite = WRITES[target.node] as (call: Call) => boolean;
		if (mayBeLost)
			own.fake.fault('lost', {
				match: (call: Call) => {
					if (!mayBeLost || !isWrite(call)) return false;
					this.result.lostAnswers += 1;
					return true;
				},
			});
		const { error, output } = (await runNode({
			...own.base,
			parameters: {
				...target.create(own),
				valuesFrom: 'portable',
				portableActivity: '={{ $json }}',
				linkToSource: true,
				ifDeleted: 'complete',
				options: {},
			},
			items: [{ event: 'updated', ...record }],
			onError: 'continueRegularOutput',
		})) as { error?: Error; output: Array<{ json: Row }> };
		mayBeLost = false;
		return output[0]?.json ?? { error: String(error) };
	}

	/** Each record has exactly one twin, equal in what both can keep. */
	private async compare(): Promise<void> {
		for (const { ids, goneFrom } of this.pairs) {
			const [id, twin] = ids;
			if (id === undefined || twin === undefined) {
				this.result.broken.push(`${id ?? twin ?? 'a record'} has no twin`);
				continue;
			}
			if (goneFrom !== undefined) continue;
			const [left, right] = [await this.recordOf(0, id), await this.recordOf(1, twin)];
			for (const key of COMPARED)
				if (!isSame(left[key], right[key]))
					this.result.broken.push(
						`${key} of ${id} and ${twin}: ${JSON.stringify(left[key])} and ${JSON.stringify(right[key])}`,
					);
		}
		for (const side of [0, 1] as const) {
			const left = this.pairs.filter(({ goneFrom }) => goneFrom !== side).length;
			const made = this.countOf(side) - this.atFirst[side];
			if (made !== left)
				this.result.broken.push(`${made} records of ${this.nameOf(side)} instead of ${left}`);
		}
	}
}

interface Call {
	readonly method: string;
	readonly path: string;
	readonly rawUrl: string;
	readonly text: string;
}

/** Whether a call changes a task or an activity. */
const WRITES: Readonly<Record<string, (call: Call) => boolean>> = {
	bitrix24: ({ path, text }) => /tasks\.task\.(?:add|update|complete)/.test(path + text),
	deskera: ({ method, path }) => /activit/.test(path) && ['POST', 'PUT'].includes(method),
	ivvy: ({ rawUrl }) => rawUrl.includes('addOrUpdateTask'),
	leadSquared: ({ path }) => /Task\.svc\/(?:Create|Update|MarkComplete)/.test(path),
};

/** Where a fake keeps what is synced. */
const STORES: Readonly<Record<string, string>> = {
	bitrix24: 'tasks',
	deskera: 'activities',
	ivvy: 'tasks',
	leadSquared: 'tasks',
};

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const isSame = (one: unknown, two: unknown): boolean => JSON.stringify(one) === JSON.stringify(two);
