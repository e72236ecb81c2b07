/**
 * The workflow of the examples: what a trigger hands out is written to the other side. One execution runs at a time;
 * one that n8n was killed in, or that failed, is run again.
 */
import { drawAccident } from '../accidents.cts';
import { runNode } from '../engine.cts';
import { byId } from '../../support/fakes.cts';
import { TARGETS } from '../../support/portable.cts';
import { judge, valuesIn } from './judge.cts';
import type { Id, Values } from './records.cts';
import type { Random } from '../random.cts';
import { soon, type Started } from './triggers.cts';
import {
	isSame,
	other,
	type Json,
	type Pair,
	type Side,
	type Speaker,
	type World,
} from './world.cts';

interface Target {
	create(side: object): Json;
}
const targets = TARGETS as unknown as Readonly<Record<string, Target>>;

interface Entry {
	readonly item: Json;
	readonly pair: Pair;
	readonly before: Values | undefined;
	readonly isFresh: boolean;
	/** n8n was killed in an execution that had it. */
	isRerun: boolean;
}

const MOST_ATTEMPTS = 25;
/** No life of n8n. */
const DOUBTFUL = 0;

/** Where the form wants an owner, somebody else than those who work here stands in for who is not found. */
const standIn = (id: string) => ({ ifNobody: 'standIn', standIn: id });
const OWNERLESS: Readonly<Record<string, Json>> = {
	bitrix24: { responsible: byId(''), ...standIn('7') },
	leadSquared: { owner: byId(''), ...standIn('user7@account.example') },
	ivvy: { ifNobody: 'leaveOut' },
	deskera: { ifNobody: 'leaveOut' },
};

export class SyncWorkflow {
	private readonly random: Random;

	private readonly waiting: Started[] = [];

	private isRunning = false;

	/** Whether records that are alike on both sides are linked. */
	private readonly linksPresent: boolean;

	constructor(private readonly world: World) {
		this.random = world.random.fork('workflow');
		this.linksPresent = this.random.chance(0.5);
	}

	get isIdle(): boolean {
		return !this.isRunning && this.waiting.length === 0;
	}

	start(started: Started): void {
		this.waiting.push(started);
		if (!this.isRunning) void this.runAll();
	}

	private async runAll(): Promise<void> {
		this.isRunning = true;
		for (;;) {
			const next = this.waiting.shift();
			if (next === undefined) break;
			try {
				await this.execute(next);
			} catch (error) {
				this.world.broken.push(`an execution threw ${String((error as Error).stack)}`);
			}
		}
		this.isRunning = false;
	}

	private async execute({ from, items }: Started): Promise<void> {
		const { world } = this;
		const to = other(from);
		let left = items.flatMap((item): Entry[] => {
			const pair = world.pairOf(from, item.id as Id);
			if (pair === undefined) {
				world.broken.push(`nobody knows ${String(item.id)}, which a trigger has handed out`);
				return [];
			}
			const now = world.valuesOf(from, pair.ids[from]);
			const isFresh = world.keys.every((key) => isSame(valuesIn(item)[key], now?.[key]));
			const twin = pair.ids[to] ?? world.copyOf(from, item.id as Id);
			return [{ item, pair, before: world.valuesOf(to, twin), isFresh, isRerun: false }];
		});
		world.counts.deliveries += left.length;
		for (const { pair } of left) world.busy.add(pair);
		for (let attempt = 0; left.length > 0; attempt++) {
			if (attempt > MOST_ATTEMPTS) {
				world.broken.push(`never done: ${JSON.stringify(left.map(({ item }) => item.id))}`);
				break;
			}
			if (attempt > 0) await world.time.sleep(5000);
			left = await this.attempt(from, left, attempt > MOST_ATTEMPTS - 5);
		}
		for (const { pair } of left) world.busy.delete(pair);
	}

	/** @returns what has to be run again */
	private async attempt(from: Side, entries: Entry[], isCalm: boolean): Promise<Entry[]> {
		const { world } = this;
		const { life } = world;
		const to = other(from);
		const before = world.services[to].account.writes.length;
		const callsBefore = world.services[to].line.calls.length;
		const outputs = await this.written(
			to,
			entries.map(({ item }) => item),
			isCalm,
		);
		this.countWrites(to, before, entries);
		if (outputs === undefined) {
			world.restart();
			for (const entry of entries) entry.isRerun = true;
			for (const { pair } of entries) pair.reruns[to] += 1;
			return entries;
		}
		// Where a record can't be read behind a write, nothing is remembered of the pair.
		const { calls } = world.services[to].line;
		const isDisturbed = calls.slice(callsBefore).some(({ accident }) => accident !== undefined);
		const again: Entry[] = [];
		for (const [place, entry] of entries.entries()) {
			const told = outputs[place];
			if (told === undefined) {
				again.push(entry);
				continue;
			}
			if (told.error !== undefined) {
				if (entry.pair.goneFrom === to) world.busy.delete(entry.pair);
				else again.push(entry);
				if (isCalm)
					world.broken.push(`${world.services[to].records.target}: ${String(told.error)}`);
				continue;
			}
			world.busy.delete(entry.pair);
			this.settle(from, entry, told, isDisturbed ? undefined : life);
		}
		return again;
	}

	/** Each record that was written at least once, however many calls that took. */
	private countWrites(to: Side, before: number, entries: readonly Entry[]): void {
		const { world } = this;
		const { account } = world.services[to];
		const written = new Set(account.writes.slice(before).map(({ id }) => String(id)));
		for (const id of written) {
			const pair = world.pairOf(to, id);
			if (pair === undefined) world.broken.push(`${id} was written, and nobody knows it`);
			else {
				world.counts.writes += 1;
				pair.writtenAt[to] = Date.now();
				// Whoever writes before it is told of a deletion makes the record anew.
				if (pair.goneFrom === undefined) pair.writes[to] += 1;
				// Behind a restart a pair is written whole, until it was seen once.
				if (pair.known !== undefined && pair.known !== world.life) pair.reruns[to] += 1;
				if (pair.unclear.size > 0) pair.reruns[to] += 1;
				if (!entries.some((entry) => entry.pair === pair))
					world.broken.push(`${id} was written for another record`);
			}
		}
	}

	private settle(
		from: Side,
		{ item, pair, before, isFresh }: Entry,
		told: Json,
		life?: number,
	): void {
		const { world } = this;
		const to = other(from);
		if (told.unchanged === true) world.counts.unchanged += 1;
		if (item.deleted === true) {
			this.settleDeletion(to, pair, item, told);
			return;
		}
		const { account, records } = world.services[to];
		const id = [...(account.store[records.table]?.keys() ?? [])].find(
			(key) => String(key) === String(told.id),
		);
		if (id === undefined) {
			if (pair.goneFrom !== to) world.broken.push(`${String(told.id)} is not there`);
			return;
		}
		if (pair.goneFrom === to) {
			this.settleRecreated(to, pair, id, item);
			return;
		}
		const known = pair.ids[to];
		if (known !== undefined && known !== id)
			world.broken.push(`${known} and ${id} for ${String(item.id)}`);
		pair.ids[to] = id;
		const after = world.valuesOf(to, id) as Values;
		judge(world, {
			from,
			pair,
			item,
			before,
			after,
			told,
			isFresh,
			isKnown: pair.known === world.life,
		});
		pair.known = life ?? DOUBTFUL;
	}

	/** A copy that was deleted is made anew where nobody knows of that any more: n8n was killed since. */
	private settleRecreated(to: Side, pair: Pair, id: Id, item: Json): void {
		const { world } = this;
		if (pair.goneIn === world.life && item.done === true && !world.recreated[to].has(id))
			world.broken.push(`${id} is made in place of a deleted one`);
		world.recreated[to].add(id);
	}

	private settleDeletion(to: Side, pair: Pair, item: Json, told: Json): void {
		const { world } = this;
		const ofCopy = Array.isArray(item.externalIds) && item.externalIds.length > 0;
		const isSource = world.copyOf(other(to), item.id as Id) !== undefined;
		// Of a copy the event tells its ID alone; whose it was is forgotten with the process that has read it.
		if (told.found === false && !ofCopy && !isSource) return;
		const id = pair.ids[to];
		pair.goneIn = world.life;
		if (String(told.id) !== String(id))
			world.broken.push(`the deletion of ${String(item.id)} did not reach ${id}`);
		else if (world.valuesOf(to, id)?.done !== true)
			world.broken.push(`${id} stays open after a deletion`);
	}

	/** @returns what each item was told; undefined when n8n was killed */
	private async written(
		to: Side,
		items: readonly Json[],
		isCalm: boolean,
	): Promise<Array<Json | undefined> | undefined> {
		const { world, random, linksPresent } = this;
		const service = world.services[to];
		const target = targets[service.records.target] as Target;
		service.accidents.length = 0;
		if (!isCalm && random.chance(0.06))
			service.accidents.push(
				soon(drawAccident(random, service.line.calls.length + random.whole(0, 4))),
			);
		let killed: (() => void) | undefined;
		const death = new Promise<undefined>((done) => (killed = () => done(undefined)));
		const who: Speaker = {
			workflow: 'write',
			dead: false,
			calls: 0,
			...(!isCalm && random.chance(0.02) ? { killBehind: random.whole(1, 6) } : {}),
			killed: () => {
				who.dead = true;
				killed?.();
			},
		};
		const run = world.inN8n(
			who,
			async () =>
				(await runNode({
					...service.setup(),
					node: service.records.vendor,
					parameters: {
						...target.create({ fake: { vendor: service.account } }),
						...OWNERLESS[service.records.vendor],
						valuesFrom: 'portable',
						portableActivity: '={{ $json }}',
						linkToSource: true,
						linkPresent: linksPresent,
						matchPeople: true,
						ifBothChanged: 'newest',
						ifDeleted: 'complete',
						peopleTable: '{}',
						options: {},
					},
					items: [...items],
					onError: 'continueRegularOutput',
				})) as { error?: Error; output: Array<{ json: Json; pairedItem: { item: number } }> },
		);
		const ran = await Promise.race([run, death]);
		if (ran === undefined) return undefined;
		const told: Array<Json | undefined> = items.map(() => undefined);
		for (const { json, pairedItem } of ran.output) told[pairedItem.item] = json;
		if (ran.error !== undefined && ran.output.length === 0) throw ran.error;
		return told;
	}
}
