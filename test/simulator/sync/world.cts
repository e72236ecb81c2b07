/** What the parts of a simulated sync share: two services, their records in pairs, and the n8n between them. */
import { VENDORS } from '../../support/fakes.cts';
import { restarted } from '../../support/restart.cts';
import { wordsOf } from '../../faults/vendors.js';
import type { Accident } from '../accidents.cts';
import type { Answer, Call } from '../../vendors/server.cts';
import { lineTo, speaker, type Line } from '../line.cts';
import type { Random } from '../random.cts';
import type { VirtualTime } from '../virtualTime.cts';
import { ListLag } from './listLag.cts';
import {
	RECORDS,
	type Account,
	type Id,
	type Key,
	type Records,
	type Stored,
	type Values,
} from './records.cts';

export type Side = 0 | 1;
export const SIDES: readonly Side[] = [0, 1];
export const other = (side: Side): Side => (side === 0 ? 1 : 0);
export type Json = Record<string, unknown>;

/** What a person has done to one value. */
export interface Edit {
	readonly side: Side;
	readonly at: number;
	readonly value: unknown;
	/** The other side has had it, or a later one. */
	hasArrived: boolean;
	/** It lost a conflict that was told, or nobody could know of it. */
	isExcused: boolean;
}

/** A record and its copy. */
export interface Pair {
	readonly ids: [Id | undefined, Id | undefined];
	readonly edits: Map<Key, Edit[]>;
	/** When a person last changed it, by side. */
	readonly edited: [number, number];
	/** How often people have changed it, by side. */
	readonly changes: [number, number];
	/** Values that an old version has overwritten behind a restart; until somebody changes them again. */
	readonly unclear: Set<Key>;
	/** How often n8n has written to it, by side. */
	readonly writes: [number, number];
	/** When n8n has last written to it, by side. */
	readonly writtenAt: [number, number];
	/** How often something was handed out once more, as n8n was killed, by the side that was written. */
	readonly reruns: [number, number];
	/** The life of n8n in which it was last delivered. */
	known?: number;
	/** It was deleted on this side. */
	goneFrom?: Side;
	/** The life of n8n in which the other side was told of it. */
	goneIn?: number;
}

/** What is counted. */
export interface Counts {
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
	/** Polls whose outcome n8n has thrown away. */
	dropped: number;
	/** Calls that something happened to. */
	accidents: number;
}

/** Who makes calls. */
export interface Speaker {
	readonly workflow: string;
	dead: boolean;
	calls: number;
	/** n8n is killed behind this call. */
	readonly killBehind?: number;
	readonly killed?: () => void;
}

/** One of the two services. */
export interface Service {
	readonly side: Side;
	readonly records: Records;
	readonly account: Account;
	readonly line: Line;
	readonly accidents: Accident[];
	readonly lag: ListLag;
	/** By what n8n knows it in its present life, so that nothing a process remembers of a service reaches the next one. */
	place(): string;
	/** of test/support/engine.cts */
	setup(): {
		readonly fixed?: Json;
		readonly credential: string;
		readonly credentials: object;
		readonly credentialId: string;
	};
	/** Whether its trigger leaves out what the workflow has written. */
	readonly ignoresOwn: boolean;
}

interface VendorEntry {
	make(options: object): Account;
	readonly node?: string;
	readonly fixed?: Json;
	readonly credential: string;
	credentials(fake: object): Json;
}

/** n8n has written to a record: its service tells of it. */
type OnWrite = (
	service: Service,
	id: Id,
	what: 'add' | 'edit' | 'complete',
	before: Stored | undefined,
) => void;

export const PEOPLE = ['ada@work.example', 'bo@work.example', 'chi@work.example'] as const;

let simulations = 0;

export class World {
	readonly counts: Counts = {
		edits: 0,
		deliveries: 0,
		writes: 0,
		unchanged: 0,
		merged: 0,
		conflicts: 0,
		untold: 0,
		kills: 0,
		dropped: 0,
		accidents: 0,
	};

	/** What went wrong, in words. */
	readonly broken: string[] = [];

	readonly pairs: Pair[] = [];

	/** Copies that were made anew, by side. */
	readonly recreated: readonly [Set<Id>, Set<Id>] = [new Set(), new Set()];

	/** Records that n8n is reading and writing. */
	readonly busy = new Set<Pair>();

	readonly services: readonly [Service, Service];

	/** Values that both sides can keep. */
	readonly keys: readonly Key[];

	/** How often n8n was started. */
	life = 1;

	onWrite: OnWrite = () => undefined;

	/** Called when n8n was killed and is started again. */
	readonly onStart: Array<() => void> = [];

	/** Who is in n8n now, and what tells that n8n was killed. */
	private readonly speakers = new Map<Speaker, () => void>();

	constructor(
		names: readonly [string, string],
		readonly time: VirtualTime,
		readonly random: Random,
	) {
		restarted();
		this.services = [this.serviceOf(names[0], 0), this.serviceOf(names[1], 1)];
		const [one, two] = this.services;
		this.keys = one.records.keys.filter((key) => two.records.keys.includes(key));
	}

	private serviceOf(name: string, side: Side): Service {
		const records = RECORDS[name] as Records;
		const { make, credential, credentials, fixed } = VENDORS[
			records.vendor
		] as unknown as VendorEntry;
		simulations += 1;
		const number = simulations;
		const place = () => `simulation${number}${String(this.life).padStart(3, '0')}`;
		// Secrets of its own, as what is remembered of an account goes by them.
		const account = make({ ...records.options, ...records.secrets?.(`own${simulations}`) });
		records.hire(account, PEOPLE);
		const accidents: Accident[] = [];
		const lag = new ListLag(account, records.table);
		const random = this.random.fork(`line ${side}`);
		const service: Service = {
			side,
			records,
			account,
			accidents,
			lag,
			place,
			ignoresOwn: random.chance(0.5),
			setup: () => ({
				...(fixed === undefined ? {} : { fixed }),
				credential,
				credentials: credentials({ url: `https://${place()}.example`, vendor: account }),
				credentialId: place(),
			}),
			line: lineTo({
				vendor: {
					...account,
					handle: async (call) => await this.handled(service, call),
				},
				accidents,
				time: this.time,
				random,
				delay: [5, 300],
				words: wordsOf(records.vendor),
				echo: '',
			}),
		};
		return service;
	}

	/** A call reaches a service. */
	private async handled(service: Service, call: Call): Promise<Answer> {
		const who = speaker.getStore() as Speaker | undefined;
		const { account, records } = service;
		const before = account.writes.length;
		const rows = new Map(account.store[records.table]);
		const answer = await (who?.workflow === 'poll'
			? service.lag.during(() => account.handle(call))
			: account.handle(call));
		const written = new Map<Id, 'add' | 'edit' | 'complete'>();
		for (const { id, operation, method } of account.writes.slice(before)) {
			const verb = String(operation ?? method);
			if (!account.store[records.table]?.has(id as Id)) continue;
			const what = /complete/i.test(verb)
				? 'complete'
				: /add$|create$/i.test(verb)
					? 'add'
					: 'edit';
			written.set(id as Id, what);
		}
		// What the service does then goes on, whatever becomes of n8n.
		speaker.exit(() => {
			for (const [id, what] of written) this.onWrite(service, id, what, rows.get(id));
		});
		if (who !== undefined) {
			who.calls += 1;
			if (who.calls === who.killBehind) who.killed?.();
		}
		return answer;
	}

	/** The call of n8n, whichever service it goes to; keys of signatures are iVvy's. */
	async transport(config: Parameters<Line['transport']>[0]): ReturnType<Line['transport']> {
		const { hostname } = new URL(config.url ?? '', config.baseURL);
		const service =
			this.services.find(({ place }) => place() === hostname.split('.')[0]) ??
			this.services.find(({ records }) => records.vendor === 'ivvy');
		if (service === undefined) throw new Error(`Nobody is at ${hostname}`);
		return await service.line.transport(config);
	}

	/** Runs something in n8n. @returns undefined when n8n was killed meanwhile */
	async inN8n<T>(who: Speaker, run: () => Promise<T>): Promise<T | undefined> {
		const death = new Promise<undefined>((done) => {
			this.speakers.set(who, () => done(undefined));
		});
		try {
			const value = await Promise.race([speaker.run(who, run), death]);
			return who.dead ? undefined : value;
		} catch (error) {
			if (who.dead) return undefined;
			throw error;
		} finally {
			this.speakers.delete(who);
		}
	}

	/** What was under way hears nothing any more; n8n starts again and remembers what it had saved. */
	restart(): void {
		this.counts.kills += 1;
		for (const pair of this.pairs) this.forget(pair);
		for (const [who, tell] of this.speakers) {
			who.dead = true;
			tell();
		}
		this.speakers.clear();
		this.life += 1;
		restarted();
		for (const start of this.onStart) start();
	}

	/**
	 * A list tells no more than who has written last: an edit before that is left out by a trigger that ignores what n8n
	 * has written, once it is forgotten that there was one.
	 */
	private forget(pair: Pair): void {
		for (const side of SIDES)
			for (const [key, edits] of pair.edits) {
				const last = edits.findLast((edit) => edit.side === side);
				if (last === undefined || last.hasArrived || last.isExcused) continue;
				if (!this.services[side].ignoresOwn || pair.writtenAt[side] < last.at) continue;
				this.counts.untold += 1;
				pair.unclear.add(key);
			}
	}

	/** @param side of the record */
	pairOf(side: Side, id: Id): Pair | undefined {
		const known = this.pairs.find(({ ids }) => String(ids[side]) === String(id));
		if (known !== undefined) return known;
		// Made by a run that was killed before it told anybody.
		const { account, records } = this.services[side];
		const record = [...(account.store[records.table] ?? [])].find(
			([key]) => String(key) === String(id),
		)?.[1];
		const source = record && records.sourceOf(record)?.split(':').at(-1);
		return this.pairs.find(
			({ ids }) => source !== undefined && String(ids[other(side)]) === source,
		);
	}

	/** What people see of a record; undefined when it is not there. */
	valuesOf(side: Side, id: Id | undefined): Values | undefined {
		const { account, records } = this.services[side];
		const record = id === undefined ? undefined : account.store[records.table]?.get(id);
		return record && records.read(account, record);
	}

	/** The copy of a record, as its table has it. */
	copyOf(side: Side, id: Id): Id | undefined {
		const { account, records } = this.services[other(side)];
		const { vendor } = this.services[side].records;
		const found = [...(account.store[records.table] ?? [])].find(([, record]) => {
			const parts = records.sourceOf(record)?.split(':') ?? [];
			return parts[0] === vendor && parts.at(-1) === String(id);
		});
		return found?.[0];
	}
}

export const isSame = (one: unknown, two: unknown): boolean =>
	JSON.stringify(one) === JSON.stringify(two);
