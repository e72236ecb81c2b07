/**
 * The triggers of a sync, run by n8n's own engine: they poll, or get deliveries as the vendor makes them: late, in
 * another order, twice, and once more after an answer that is no success.
 */
import { triggerOf } from '../engine.cts';
import { drawAccident, type Accident } from '../accidents.cts';
import type { Id, Posted, Stored } from './records.cts';
import type { Json, Service, Side, Speaker, World } from './world.cts';

type Trigger = Awaited<ReturnType<typeof triggerOf>>;
export type Change = 'add' | 'edit' | 'complete' | 'delete';

/** What starts the workflow. */
export interface Started {
	readonly from: Side;
	readonly items: Json[];
}
type Start = (started: Started) => void;

interface Kind {
	readonly node: string;
	readonly parameters: Json;
	/** of those that get deliveries */
	readonly hook?: Hook;
}

interface Hook {
	/** @param isOwn n8n has made the change */
	post(service: Service, what: Change, id: Id, isOwn: boolean): Posted;
	/** what has to be answered before the vendor delivers anything */
	confirmations?(service: Service): Posted[];
	/** how long after an answer that is no success the vendor delivers once more */
	readonly repeats: readonly number[];
	isRepeated(status: number): boolean;
}

const bitrix24Events = {
	add: 'ONTASKADD',
	edit: 'ONTASKUPDATE',
	complete: 'ONTASKUPDATE',
	delete: 'ONTASKDELETE',
};
const leadSquaredEvents = {
	add: 'taskCreate',
	edit: 'taskUpdate',
	complete: 'taskComplete',
	delete: '',
};
const ivvyEvents = {
	add: 'CrmEventTaskAdded',
	edit: 'CrmEventTaskUpdated',
	complete: 'CrmEventTaskUpdated',
	delete: 'CrmEventTaskDeleted',
};

/** What a process remembers of Amazon's keys must not matter in another one. */
function certificateIn(service: Service): string {
	const { origin, pathname } = new URL(service.account.keys.certUrl);
	return `${origin}/${service.place()}${pathname}`;
}

const KINDS: Readonly<Record<string, readonly Kind[]>> = {
	bitrix24: [
		{
			node: 'bitrix24Trigger',
			parameters: {
				authentication: 'webhook',
				events: [...new Set(Object.values(bitrix24Events))],
				fetchRecord: true,
			},
			hook: {
				post: ({ account }, what, id) =>
					account.deliver(bitrix24Events[what], id, { to: 'webhook' }),
				repeats: [],
				isRepeated: () => false,
			},
		},
	],
	leadSquared: [
		{
			node: 'leadSquaredTrigger',
			parameters: { events: ['7', '17', '16'] },
			hook: {
				post: ({ account }, what, id) => account.deliver(leadSquaredEvents[what], id),
				repeats: [60_000, 120_000, 180_000],
				isRepeated: (status) => status !== 200,
			},
		},
	],
	ivvy: [
		{ node: 'ivvyPollingTrigger', parameters: { record: 'task', event: 'both' } },
		{
			node: 'ivvyTrigger',
			parameters: { events: [...new Set(Object.values(ivvyEvents))] },
			hook: {
				post: (service, what, id, isOwn) =>
					service.account.deliver(ivvyEvents[what], id, {
						keyPath: `/${service.place()}${service.account.keys.keyPath}`,
						certUrl: certificateIn(service),
						...(isOwn ? { sourceKey: service.account.credentials.key } : {}),
					}),
				confirmations: (service) =>
					[...(service.account.store.subscriptions?.values() ?? [])].map(({ family }) =>
						service.account.deliver('SubscriptionConfirmation', family, {
							certUrl: certificateIn(service),
						}),
					),
				// Amazon SNS: three times, 20 seconds apart, after a status from 500 on (docs/contracts/ivvy.md section 11).
				repeats: [20_000, 20_000, 20_000],
				isRepeated: (status) => status >= 500,
			},
		},
	],
	deskera: [{ node: 'deskeraTrigger', parameters: { event: 'both' } }],
};

/** n8n's durable scheduler: what a poll is told it has, and when it is given up. */
const BUDGET_MS = 36_000;
const GIVEN_UP_MS = 45_000;
const LONGEST_LAG_MS = 20_000;

/** A service that wants to be left alone for years is none that is kept in step. */
export function soon(accident: Accident): Accident {
	const { retryAfter } = accident;
	return Number(retryAfter ?? 0) <= 30 ? accident : { ...accident, retryAfter: undefined };
}

const copy = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** Makes the trigger of one service. */
export function triggerFor(world: World, service: Service, start: Start): PollingSide | HookedSide {
	const { vendor } = service.records;
	const kind = world.random.fork(`trigger ${service.side}`).pick(KINDS[vendor] as Kind[]);
	return kind.hook === undefined
		? new PollingSide(world, service, kind, start)
		: new HookedSide(world, service, { ...kind, hook: kind.hook }, start);
}

abstract class TriggeredSide {
	protected readonly random;

	protected trigger!: Trigger;

	/** What n8n has saved. */
	protected stored: Json = {};

	protected constructor(
		protected readonly world: World,
		protected readonly service: Service,
		protected readonly kind: Kind,
		protected readonly start: Start,
	) {
		this.random = world.random.fork(`deliveries ${service.side}`);
	}

	get name(): string {
		return this.service.records.target;
	}

	/** n8n is started, for the first time or again. */
	async begin(): Promise<void> {
		const { service, kind } = this;
		this.trigger = await triggerOf({
			...service.setup(),
			node: kind.node,
			parameters: { output: 'portable', ignoreOwn: service.ignoresOwn, ...kind.parameters },
			staticData: this.stored,
		});
	}

	protected speaker(workflow: string): Speaker {
		return { workflow, dead: false, calls: 0 };
	}

	/**
	 * Now and then something happens to the next call. The call for addresses comes behind it: where that fails, an
	 * item goes out without them, and its owner is nobody who is known in the other service.
	 */
	protected disturb(chance: number): void {
		const { accidents, line } = this.service;
		accidents.length = 0;
		if (!this.random.chance(chance)) return;
		accidents.push(soon(drawAccident(this.random, line.calls.length)));
	}
}

/** A trigger that looks for changes. */
export class PollingSide extends TriggeredSide {
	/** How many polls in a row gave nothing, undisturbed. */
	calm = 0;

	private readonly engine;

	private readonly everyMs;

	private live: Json = {};

	private isUnderWay = false;

	constructor(world: World, service: Service, kind: Kind, start: Start) {
		super(world, service, kind, start);
		this.engine = this.random.pick(['legacy', 'durable', 'cursors'] as const);
		this.everyMs = this.random.pick([60_000, 60_000, 120_000]);
	}

	override async begin(): Promise<void> {
		await super.begin();
		this.live = copy(this.stored);
		this.isUnderWay = false;
	}

	async activate(): Promise<void> {
		await this.begin();
		await this.poll(true);
	}

	/** Polls until everything is over. */
	async run(isOver: () => boolean): Promise<void> {
		while (!isOver()) {
			await this.world.time.sleep(this.everyMs);
			void this.poll();
		}
	}

	/** A change shows in lists some seconds later. */
	tells(what: Change, id: Id, before: Stored | undefined): void {
		if (what === 'delete') return;
		this.calm = 0;
		if (this.random.chance(0.3))
			this.service.lag.hide(id, before, this.random.whole(1000, LONGEST_LAG_MS));
	}

	isQuiet(): boolean {
		return this.calm >= 2;
	}

	private async poll(isActivation = false): Promise<void> {
		if (this.isUnderWay) return;
		this.isUnderWay = true;
		const { world, engine } = this;
		const { life } = world;
		if (!isActivation) this.disturb(0.05);
		const hangs = !isActivation && engine !== 'legacy' && this.random.chance(0.02);
		const { accidents, line } = this.service;
		if (hangs) accidents.push({ kind: 'late', call: line.calls.length, lateMs: 100_000 });
		const isDropped = !isActivation && engine !== 'legacy' && this.random.chance(0.02);
		const data = engine === 'legacy' ? this.live : copy(this.stored);
		const items = await this.outcome(data);
		if (life !== world.life) return;
		this.isUnderWay = false;
		if (items === 'none' || items === 'given up' || isDropped) {
			if (items !== 'none') world.counts.dropped += 1;
			this.calm = 0;
			return;
		}
		if (items !== undefined || engine === 'cursors' || isActivation) this.stored = copy(data);
		this.calm = items === undefined || items.length === 0 ? this.calm + 1 : 0;
		if (items !== undefined && items.length > 0) this.start({ from: this.service.side, items });
	}

	/** @returns 'none' where the poll failed, was given up, or n8n was killed meanwhile */
	private async outcome(data: Json): Promise<Json[] | undefined | 'none' | 'given up'> {
		const { world, trigger, engine } = this;
		const polled = world.inN8n(this.speaker('poll'), async () => {
			const found = await trigger.poll('trigger', (given: unknown) => {
				const context = given as {
					getWorkflowStaticData: () => Json;
					getPollBudgetMs?: () => number;
				};
				context.getWorkflowStaticData = () => data;
				if (engine === 'legacy') delete context.getPollBudgetMs;
				else context.getPollBudgetMs = () => BUDGET_MS;
			});
			return { items: (found as Array<Array<{ json: Json }>> | null)?.[0] };
		});
		const ended = polled.then(
			(found) => (found === undefined ? 'none' : found.items?.map(({ json }) => json)),
			(): 'none' => 'none',
		);
		if (engine === 'legacy') return await ended;
		return await Promise.race([
			ended,
			world.time.sleep(GIVEN_UP_MS).then((): 'given up' => 'given up'),
		]);
	}
}

/** A trigger that gets deliveries. */
export class HookedSide extends TriggeredSide {
	/** How many deliveries are on their way. */
	private underWay = 0;

	private readonly hook: Hook;

	constructor(world: World, service: Service, kind: Kind & { hook: Hook }, start: Start) {
		super(world, service, kind, start);
		this.hook = kind.hook;
	}

	async activate(): Promise<void> {
		await this.begin();
		const { world, hook, service } = this;
		await world.inN8n(this.speaker('hook'), async () => {
			if (!(await this.trigger.exists())) await this.trigger.create();
			for (const posted of hook.confirmations?.(service) ?? []) await this.trigger.deliver(posted);
		});
		this.stored = copy(this.trigger.staticData());
	}

	async run(): Promise<void> {
		await Promise.resolve();
	}

	/** The vendor tells of a change, now and then late or twice. @param isOwn n8n has made it */
	tells(what: Change, id: Id, _before: Stored | undefined, isOwn: boolean): void {
		const { random } = this;
		const make = () => this.hook.post(this.service, what, id, isOwn);
		const posted = make();
		const late = random.weighted([
			[8, random.whole(50, 3000)],
			[1, random.whole(3000, 60_000)],
			[1, random.whole(60_000, 300_000)],
		]);
		void this.post(posted, late, make);
		if (random.chance(0.1)) void this.post(posted, late + random.whole(1000, 200_000), make);
	}

	isQuiet(): boolean {
		return this.underWay === 0;
	}

	private async post(first: Posted, late: number, again: () => Posted): Promise<void> {
		this.underWay += 1;
		const { world, hook } = this;
		await world.time.sleep(late);
		let posted = first;
		for (let attempt = 0; ; attempt++) {
			const status = await this.delivered(posted);
			if (status === 200) break;
			const wait = hook.repeats[attempt];
			if (wait !== undefined && (status === 0 || hook.isRepeated(status))) {
				await world.time.sleep(wait);
				continue;
			}
			// What the service does not deliver again, the First Copy would bring (docs/sync.md).
			await world.time.sleep(60_000);
			posted = again();
		}
		this.underWay -= 1;
	}

	private isThere(id: unknown): boolean {
		const { account, records } = this.service;
		return account.store[records.table]?.has(Number(id)) === true;
	}

	/** @returns the status that the vendor sees; 0 where n8n was killed meanwhile */
	private async delivered(posted: Posted): Promise<number> {
		const { world, trigger } = this;
		this.disturb(0.03);
		try {
			const answer = await world.inN8n(
				this.speaker('hook'),
				async () => await trigger.deliver(posted),
			);
			if (answer === undefined) return 0;
			this.stored = copy(trigger.staticData());
			const items = ((answer.items ?? []) as Array<{ json: Json }>).map(({ json }) => json);
			const missing = items.find((item) => 'recordMissing' in item);
			if (missing !== undefined) return this.isThere(missing.id) ? 0 : answer.status;
			if (items.length > 0) this.start({ from: this.service.side, items });
			return answer.status;
		} catch {
			return 500;
		}
	}
}
