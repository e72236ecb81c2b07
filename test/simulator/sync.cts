/**
 * Two services kept in step, as the example workflows do it: people edit records on both sides, triggers deliver them
 * late, twice and in another order, workflows are started again; each delivery is written to the other side by Create
 * with Link to Source. At the end both sides have to be equal in what both can keep, with nothing made twice.
 */
import { runNode } from '../support/engine.js';
import { change, read, startSides, TARGETS, write } from '../support/portable.js';
import { Random } from './random.cts';

type Row = Record<string, unknown>;
type Sides = Awaited<ReturnType<typeof startSides>>['sides'];
interface Target {
	readonly node: string;
	readonly create: (side: Sides[string]) => Row;
	readonly id: string;
}
const targets = TARGETS as unknown as Record<string, Target>;

/** What has to be done by a time, which each of the four has. */
const TASKS = ['Bitrix24 task', 'Deskera activity', 'iVvy task', 'LeadSquared task'];
export const PAIRS: ReadonlyArray<readonly [string, string]> = TASKS.flatMap((one, place) =>
	TASKS.slice(place + 1).map((other) => [one, other] as const),
);
/** What both sides of every pair can keep. */
const COMPARED = ['title', 'description', 'due', 'done'];

export interface SyncResult {
	readonly pair: readonly [string, string];
	edits: number;
	deliveries: number;
	/** Items that were written to the other side. */
	writes: number;
	/** Deliveries that changed nothing. */
	unchanged: number;
	/** Edits that met another one of the same record on the other side, of which the one that arrived last has won. */
	overwritten: number;
	/** What went wrong, in words. */
	readonly broken: string[];
}

interface Event {
	readonly side: 0 | 1;
	readonly id: string;
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

/**
 * @param seed any text
 * @param edits how many edits people make
 */
export async function syncRun(
	seed: string,
	pair: readonly [string, string],
	edits: number,
): Promise<SyncResult> {
	const started = await startSides();
	try {
		return await new Sync(started.sides, pair, new Random(`${seed}/${pair.join('/')}`)).run(edits);
	} finally {
		await started.close();
	}
}

class Sync {
	private readonly result: SyncResult;

	/** What triggers have not delivered yet. */
	private readonly waiting: Event[] = [];

	/** Every record that a person or the workflow has made, by side. */
	private readonly records: [Set<string>, Set<string>] = [new Set(), new Set()];

	/** Records that a person has edited since they were last in step, by side. */
	private readonly edited: [Set<string>, Set<string>] = [new Set(), new Set()];

	/** Whether triggers leave out what the workflow has written. */
	private readonly ignoresOwn: boolean;

	private readonly twins = new Map<string, string>();

	constructor(
		private readonly sides: Sides,
		pair: readonly [string, string],
		private readonly random: Random,
	) {
		this.result = {
			pair,
			edits: 0,
			deliveries: 0,
			writes: 0,
			unchanged: 0,
			overwritten: 0,
			broken: [],
		};
		this.ignoresOwn = random.chance(0.5);
	}

	async run(edits: number): Promise<SyncResult> {
		while (this.result.edits < edits) {
			await this.edit();
			while (this.waiting.length > 0 && this.random.chance(0.6)) await this.deliver();
		}
		// A loop would never come to its end.
		const most = this.result.deliveries + 20 * edits;
		while (this.waiting.length > 0 && this.result.deliveries < most) await this.deliver();
		if (this.waiting.length > 0) this.result.broken.push('deliveries go on for ever');
		if (this.result.writes > this.result.edits)
			this.result.broken.push(`${this.result.writes} writes after ${this.result.edits} edits`);
		await this.compare();
		return this.result;
	}

	private nameOf(side: 0 | 1): string {
		return this.result.pair[side];
	}

	/** What a person does. */
	private async edit(): Promise<void> {
		const { random } = this;
		const side = random.pick([0, 1] as const);
		const name = this.nameOf(side);
		const known = [...this.records[side]];
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
			this.records[side].add(made.id);
			this.changed(side, made.id);
			return;
		}
		const id = random.pick(known);
		const keys = (['title', 'description', 'due'] as const).filter(() => random.chance(0.5));
		const part = Object.fromEntries(
			(keys.length > 0 ? keys : ['title']).map((key) => [key, what[key as 'title']]),
		);
		const isDone = random.chance(0.15);
		const [before] = (await read(this.sides, name, [id])) as [Row];
		const own =
			name === 'LeadSquared task' ? { title: before.title, description: before.description } : {};
		await change(
			this.sides,
			name,
			[id],
			[{ title: before.title, ...own, ...part, ...(isDone ? { done: true } : {}) }],
		);
		const twin = this.twins.get(`${side} ${id}`);
		if (twin !== undefined && this.edited[side === 0 ? 1 : 0].has(twin))
			this.result.overwritten += 1;
		this.changed(side, id);
	}

	private changed(side: 0 | 1, id: string): void {
		this.edited[side].add(id);
		this.waiting.push({ side, id });
	}

	/** A trigger delivers a record as it is by then, and the workflow writes it to the other side. */
	private async deliver(): Promise<void> {
		const { random, waiting } = this;
		const [event] = waiting.splice(random.whole(0, waiting.length - 1), 1) as [Event];
		this.result.deliveries += 1;
		// Delivered twice, or the workflow is started again behind what it has done.
		if (random.chance(0.15)) waiting.push(event);
		const other = event.side === 0 ? 1 : 0;
		const [record] = (await read(this.sides, this.nameOf(event.side), [event.id])) as [Row];
		const item = await this.written(other, record);
		if (item.error !== undefined) {
			this.result.broken.push(`${this.nameOf(other)}: ${JSON.stringify(item.error)}`);
			return;
		}
		const id = String(item.id);
		this.edited[event.side].delete(event.id);
		this.edited[other].delete(id);
		this.twins.set(`${event.side} ${event.id}`, id).set(`${other} ${id}`, event.id);
		if (item.unchanged === true) {
			this.result.unchanged += 1;
			return;
		}
		this.result.writes += 1;
		this.records[other].add(id);
		if (!this.ignoresOwn) waiting.push({ side: other, id });
	}

	private async written(side: 0 | 1, record: Row): Promise<Row> {
		const target = targets[this.nameOf(side)] as Target;
		const own = this.sides[target.node] as Sides[string];
		const { error, output } = (await runNode({
			...own.base,
			parameters: {
				...target.create(own),
				valuesFrom: 'portable',
				portableActivity: '={{ $json }}',
				linkToSource: true,
				options: {},
			},
			items: [{ ...record, event: 'updated' }],
			onError: 'continueRegularOutput',
		})) as { error?: Error; output: Array<{ json: Row }> };
		return output[0]?.json ?? { error: String(error) };
	}

	/** Each record has exactly one twin, equal in what both can keep. */
	private async compare(): Promise<void> {
		const [one, other] = this.records;
		if (one.size !== other.size)
			this.result.broken.push(`${one.size} records and ${other.size} on the other side`);
		for (const id of one) {
			const twin = this.twins.get(`0 ${id}`);
			if (twin === undefined || !other.has(twin)) {
				this.result.broken.push(`${this.nameOf(0)} ${id} has no twin`);
				continue;
			}
			const [left] = (await read(this.sides, this.nameOf(0), [id])) as [Row];
			const [right] = (await read(this.sides, this.nameOf(1), [twin])) as [Row];
			for (const key of COMPARED)
				if (JSON.stringify(left[key]) !== JSON.stringify(right[key]))
					this.result.broken.push(
						`${key} of ${id} and ${twin}: ${JSON.stringify(left[key])} and ${JSON.stringify(right[key])}`,
					);
		}
	}
}
