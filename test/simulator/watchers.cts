/**
 * A trigger's life in a simulation: it is activated, it polls or gets deliveries while people change records, its
 * worker may be killed, and in the end it has time to catch up. What n8n keeps of all that is written down.
 */
import type { Setup } from '../support/engine.cts';
import { triggerOf } from './engine.cts';
import { speaker } from './line.cts';
import type { PersonChange, Watcher } from './scenario.cts';
import type { VirtualTime } from './virtualTime.cts';
import { versionText, WATCHED, type Account, type Id, type Posted } from './watched.cts';
import { nodeIn, WORKERS } from './workers.cts';

/** One state of a record, and when people made it. */
export interface Version {
	record: number;
	id: Id;
	what: PersonChange['what'];
	at: number;
	/** by the vendor's clock */
	atVendor: number;
}

/** How the deliveries of one change went. */
export interface Delivered {
	version: number;
	forged: string | undefined;
	/** the vendor would deliver it */
	isDue: boolean;
	/** the answers it got: an HTTP status, or 0 where the worker was dead */
	answers: number[];
	/** calls of ours that were disturbed meanwhile */
	disturbed: number;
}

/** What came of a trigger. */
export interface WatchRecord {
	watcher: Watcher;
	versions: Version[];
	/** what started workflows, in order */
	started: Array<{ at: number; json: Record<string, unknown> }>;
	deliveries: Delivered[];
	/** last answers to confirmations that confirmed nothing */
	unconfirmed: number[];
	/** when the trigger was active; undefined when it never was */
	activeFrom: number | undefined;
	/** it could catch up with everything */
	isCalm: boolean;
	errors: unknown[];
	/** what n8n stored for it */
	stored: string;
	/** the longest poll that had a budget, in milliseconds, and how many there were */
	longest: number;
	polls: number;
}

export interface World {
	account: Account;
	time: VirtualTime;
	/** a name of this simulation's own */
	place: string;
	/** of test/support/engine.cts */
	setup: Omit<Setup, 'node'>;
	/** disturbed calls up to now */
	disturbed(): number;
	/** those of them that were answered with what looks like a yes */
	falsified(): number;
}

type Trigger = Awaited<ReturnType<typeof triggerOf>>;
type Json = Record<string, unknown>;

/** n8n's durable scheduler: what a poll is told it has, and when it is given up. */
const BUDGET_MS = 36_000;
const GIVEN_UP_MS = 45_000;
/** Longer than any vendor's changes take to become visible to each trigger. */
const CATCH_UP_MS = 17 * 60_000;
/** Once a minute, longer than any pause that a vendor can ask for. */
const MOST_ATTEMPTS = 80;
const CALM_POLLS = 3;

/** @returns what it did once everything is over; @param made the versions of all watchers' records */
export async function watch(watcher: Watcher, world: World): Promise<WatchRecord> {
	const record: WatchRecord = {
		watcher,
		versions: [],
		started: [],
		deliveries: [],
		unconfirmed: [],
		activeFrom: undefined,
		isCalm: false,
		errors: [],
		stored: '',
		longest: 0,
		polls: 0,
	};
	await world.time.sleep(watcher.startsAt);
	await (watched(watcher).kind === 'poll' ? polling(record, world) : hooking(record, world));
	return record;
}

function watched({ of }: Watcher) {
	const found = WATCHED[of];
	if (found === undefined) throw new Error(`Nobody can watch ${of}`);
	return found;
}

/** People at work. @param told is told of each change that was possible */
async function people(
	{ watcher, versions }: WatchRecord,
	{ account, time }: World,
	told: (change: PersonChange, version: number) => void,
): Promise<void> {
	const { add, edit, remove } = watched(watcher);
	const ids = new Map<number, Id>();
	const gone = new Set<number>();
	const done = watcher.changes.map(async (change) => {
		await time.sleep(change.at);
		for (let count = 0; count < (change.count ?? 1); count++)
			time.atVendor(() => {
				const record = change.record + count;
				const id = ids.get(record);
				if ((change.what === 'add') !== (id === undefined) || gone.has(record)) return;
				const version = versions.length;
				const text = versionText(version);
				const atVendor = Date.now();
				const made = id ?? add(account, record, text, atVendor);
				if (change.what === 'edit') edit(account, made, text, atVendor);
				if (change.what === 'delete') {
					remove(account, made);
					gone.add(record);
				}
				ids.set(record, made);
				versions.push({ record, id: made, what: change.what, at: time.passed(), atVendor });
				told(change, version);
			});
	});
	await Promise.all(done);
}

/** One process of n8n after the other. */
class Hosts {
	private worker: number;
	who: { workflow: string; dead: boolean };
	trigger!: Trigger;

	constructor(
		private readonly record: WatchRecord,
		private readonly world: World,
	) {
		this.worker = record.watcher.worker;
		this.who = { workflow: record.watcher.name, dead: false };
	}

	async begin(staticData: Json = {}): Promise<void> {
		const { node, parameters } = watched(this.record.watcher);
		this.who = { workflow: this.record.watcher.name, dead: false };
		const type = await nodeIn(this.worker, node);
		const setup = { ...this.world.setup, node: type, parameters, staticData };
		this.trigger = await triggerOf(setup);
	}

	/** What was under way hears nothing any more, and another process goes on. */
	async kill(staticData: Json): Promise<void> {
		this.who.dead = true;
		this.worker = (this.worker + 1) % WORKERS;
		await this.begin(staticData);
	}

	/** @returns undefined when the process died meanwhile */
	async run<T>(act: () => Promise<T>): Promise<T | undefined> {
		const { who, record } = this;
		try {
			const value = await speaker.run(who, act);
			return who.dead ? undefined : value;
		} catch (error) {
			if (!who.dead) record.errors.push(error);
			throw error;
		}
	}
}

const copy = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

interface PollContext {
	getWorkflowStaticData(): Json;
	getPollBudgetMs?: () => number;
}

async function polling(record: WatchRecord, world: World): Promise<void> {
	const { watcher } = record;
	const { engine } = watcher;
	const { time } = world;
	const hosts = new Hosts(record, world);
	let stored: Json = {};
	let live = copy(stored);
	let underWay = 0;
	await hosts.begin();
	/** @returns how many items came; undefined where it failed, was given up, or died */
	const poll = async (isActivation = false): Promise<number | undefined> => {
		// Its scheduler begins no poll of a node while one is under way; older ones do.
		if (engine !== 'legacy' && underWay > 0) return undefined;
		const data = engine === 'legacy' ? live : copy(stored);
		const { trigger } = hosts;
		let isOver = false;
		const begun = time.passed();
		const polled = hosts.run(
			async () =>
				await trigger.poll('trigger', (given: unknown) => {
					const context = given as PollContext;
					context.getWorkflowStaticData = () => data;
					if (engine === 'legacy') delete context.getPollBudgetMs;
					else context.getPollBudgetMs = () => BUDGET_MS;
				}),
		);
		underWay += 1;
		record.polls += 1;
		const ended = polled
			.then(
				(items) => ({ items }),
				() => undefined,
			)
			.then((outcome) => {
				if (!isOver && engine !== 'legacy')
					record.longest = Math.max(record.longest, time.passed() - begun);
				return outcome;
			});
		const { who } = hosts;
		const outcome = await (engine === 'legacy'
			? ended
			: Promise.race([ended, time.sleep(GIVEN_UP_MS).then(() => undefined)]));
		isOver = true;
		if (who.dead) return undefined;
		underWay -= 1;
		if (outcome === undefined) return undefined;
		const items = (outcome.items as Array<Array<{ json: Json }>> | null | undefined)?.[0];
		for (const { json } of items ?? []) record.started.push({ at: time.passed(), json });
		if (items !== undefined || engine === 'cursors' || isActivation) stored = copy(data);
		return items?.length ?? 0;
	};
	for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
		if ((await poll(true)) !== undefined) {
			record.activeFrom = time.passed();
			break;
		}
		await time.sleep(60_000);
	}
	if (record.activeFrom === undefined) return;
	const work = people(record, world, () => undefined);
	const kill =
		watcher.killAt === undefined
			? Promise.resolve()
			: time.sleep(watcher.killAt).then(async () => {
					underWay = 0;
					live = copy(stored);
					await hosts.kill({});
				});
	for (let tick = 0; tick < watcher.polls; tick++) {
		await time.sleep(watcher.everyMs);
		void poll();
	}
	await Promise.all([work, kill]);
	await time.sleep(CATCH_UP_MS);
	for (let calm = 0, attempt = 0; calm < CALM_POLLS && attempt < MOST_ATTEMPTS; attempt++) {
		calm = (await poll()) === 0 ? calm + 1 : 0;
		record.isCalm = calm === CALM_POLLS;
		await time.sleep(61_000);
	}
	record.stored = JSON.stringify([stored, live]);
}

async function hooking(record: WatchRecord, world: World): Promise<void> {
	const { watcher, deliveries } = record;
	const { account, time } = world;
	const { hook } = watched(watcher);
	if (hook === undefined) return;
	const hosts = new Hosts(record, world);
	await hosts.begin();
	/** @returns the status that the vendor sees */
	const post = async (posted: Posted): Promise<number> => {
		try {
			const { trigger } = hosts;
			const answer = await hosts.run(async () => await trigger.deliver(posted));
			if (answer === undefined) return 0;
			for (const { json } of (answer.items ?? []) as Array<{ json: Json }>)
				record.started.push({ at: time.passed(), json });
			return answer.status;
		} catch {
			return 500;
		}
	};
	/** Once more after each answer that the vendor does not take for a success. */
	const posting = async (posted: Posted, answers: number[] = []): Promise<number[]> => {
		for (let attempt = 0; ; attempt++) {
			const status = await post(posted);
			answers.push(status);
			const wait = hook.repeats[attempt];
			if (wait === undefined || !(status === 0 || hook.isRepeated(status))) return answers;
			await time.sleep(wait);
		}
	};
	for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
		try {
			const { trigger } = hosts;
			if (!(await hosts.run(async () => await trigger.exists())))
				await hosts.run(async () => await trigger.create());
			record.activeFrom = time.passed();
			break;
		} catch {
			await time.sleep(60_000);
		}
	}
	if (record.activeFrom === undefined) return;
	const before = world.falsified();
	const confirmed = await Promise.all(
		(hook.confirmations?.(account, world.place) ?? []).map(async (posted) => await posting(posted)),
	);
	// What Amazon answers to a visit is nowhere described, so its status has to do.
	const isFalsified = world.falsified() > before;
	if (!isFalsified && (hook.confirmations?.(account, world.place) ?? []).length > 0)
		record.unconfirmed = confirmed.map((answers) => answers.at(-1) ?? 0);
	const sent: Array<Promise<void>> = [];
	const send = async ({ lateMs = 0, copies = [], forge, what }: PersonChange, version: number) => {
		const { id } = record.versions[version] as Version;
		const delivered: Delivered = {
			version,
			forged: forge,
			isDue: hook.isDue(account, what),
			answers: [],
			disturbed: 0,
		};
		deliveries.push(delivered);
		if (!delivered.isDue) return;
		const posted = hook.post(account, what, id, forge, world.place);
		const before = world.disturbed();
		await time.sleep(lateMs);
		await posting(posted, delivered.answers);
		// A copy comes after the first was answered: n8n handles two at the same moment apart (docs/architecture.md).
		for (const after of copies) {
			await time.sleep(after);
			await posting(posted);
		}
		delivered.disturbed = world.disturbed() - before;
	};
	await people(record, world, (change, version) => {
		sent.push(send(change, version));
	});
	await Promise.all(sent);
	record.isCalm = true;
	record.stored = JSON.stringify(hosts.trigger.staticData());
}
