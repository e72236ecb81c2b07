import type { IExecuteFunctions } from 'n8n-workflow';
import type { RequestSpec, Verdict } from '../contract/call';
import type { Call, CancelSignal } from '../contract/callContext';
import { Cancelled } from '../contract/errors';
import type { Operation } from '../contract/operation';
import type { RunSettings } from '../form/runOptions';
import { Slots } from '../http/callGate';
import { orAnswer } from '../http/proof';
import { NOT_SENT } from '../http/statusProblems';
import type { KnownAccount } from '../http/account';
import { ItemQueue, type PendingItem } from './itemQueue';
import { LostAnswers } from './lostAnswers';
import { previewOf } from './preview';
import { endsRun, type RunOutcomes } from './runOutcomes';
import { sendTogether, type BulkRun } from './sendBulk';

/**
 * Sends the items of a run: several at once, or in groups for the vendor's bulk calls, several groups at once.
 * Items about one record go one after another. Once the run is over nothing more is started, and what is under
 * way gets its outcome.
 */
export class Dispatcher {
	private readonly bulkRun: BulkRun;
	private readonly lostAnswers: LostAnswers;
	/** Files that are fetched are in memory until their item is made: one item at a time. */
	private readonly downloads = new Slots(1);

	/** @param vendor its name, for messages */
	constructor(
		context: IExecuteFunctions,
		vendor: string,
		private readonly operation: Operation,
		private readonly settings: RunSettings,
		private readonly call: Call,
		private readonly outcomes: RunOutcomes,
		account: KnownAccount,
	) {
		const signal: CancelSignal | undefined = context.getExecutionCancelSignal();
		const { maxWaitMs, batchSize, parallel, bulkAtOnce } = settings;
		const together = new Slots(bulkAtOnce);
		this.bulkRun = {
			call,
			vendor,
			halt: !context.continueOnFail(),
			maxWaitMs,
			batchSize,
			together,
			alone: parallel === 1 ? together : new Slots(parallel),
			isOver: () => outcomes.isOver,
			signal,
			tell: (text) => context.sendMessageToUI(text),
		};
		this.lostAnswers = new LostAnswers(this.bulkRun, account, settings.findsOut);
	}

	/** How what has to be known first is looked up, for all items together. */
	get lookUpRun(): BulkRun {
		return { ...this.bulkRun, halt: false, batchSize: Infinity };
	}

	/**
	 * @param given taken out of the list, so that nobody keeps what has been sent
	 * @throws Cancelled, nothing else
	 */
	async send(given: PendingItem[]): Promise<void> {
		const { preview, batchSize, bulkAtOnce } = this.settings;
		const items = given.splice(0);
		if (preview) await this.singly(items, async (item) => await this.showPreview(item));
		else if (this.operation.bulk === undefined || batchSize === 1)
			await this.singly(items, async (item) => await this.carryOut(item));
		else {
			await this.atOnce(
				new ItemQueue(items.splice(0)),
				batchSize,
				bulkAtOnce,
				async (group) => await this.carryOutTogether(group),
			);
		}
	}

	/** Each item with its own requests; one at a time keeps strictly to their order. */
	private async singly(
		items: PendingItem[],
		carryOut: (item: PendingItem) => Promise<void>,
	): Promise<void> {
		if (this.settings.parallel === 1) {
			items.reverse();
			for (let item = items.pop(); item !== undefined; item = items.pop())
				if (!this.outcomes.isOver) await carryOut(item);
			return;
		}
		const queue = new ItemQueue(items.splice(0));
		await this.atOnce(queue, 1, this.settings.parallel, async ([item]) => await carryOut(item));
	}

	/**
	 * Groups of so many items under way at once, until none is left or the run is over.
	 * @param work throws Cancelled, nothing else
	 */
	private async atOnce(
		queue: ItemQueue,
		size: number,
		most: number,
		work: (group: PendingItem[]) => Promise<void>,
	): Promise<void> {
		const underWay = new Set<Promise<void>>();
		let cancelled = false;
		const begin = (group: PendingItem[]) => {
			const going: Promise<void> = work(group)
				.then(
					() => queue.ended(group),
					() => {
						cancelled = true;
					},
				)
				.finally(() => underWay.delete(going));
			underWay.add(going);
		};
		for (;;) {
			while (underWay.size < most && !this.outcomes.isOver && !cancelled) {
				const group = queue.takeUpTo(size);
				if (group.length === 0) break;
				begin(group);
			}
			if (underWay.size === 0) break;
			await Promise.race(underWay);
		}
		if (cancelled) throw new Cancelled();
	}

	/** @throws Cancelled, nothing else */
	private async carryOut(item: PendingItem): Promise<void> {
		const next = async () => await this.advance(item, await this.verdictOn(item.request));
		try {
			while (!isDownload(item)) if (!(await next())) return;
			await this.downloads.run(async () => {
				while (await next());
			});
		} catch (cause) {
			this.outcomes.broken([item], cause);
		}
	}

	private async verdictOn(request: RequestSpec): Promise<Verdict> {
		const [verdict] = await this.lostAnswers.send([request], async ([spec]) => [
			await this.call(spec),
		]);
		return verdict ?? NOT_SENT;
	}

	/** Reads what the item needs, and shows what it would change. */
	private async showPreview(item: PendingItem): Promise<void> {
		const { outcomes } = this;
		try {
			while (item.request.effect === 'read') {
				if (!(await this.advance(item, await this.call(item.request)))) break;
			}
			if (outcomes.hasFailed(item.index)) return;
			const request = outcomes.isOpen(item.index) ? item.request : undefined;
			await outcomes.succeed(
				item.index,
				await previewOf(request, item.steps, this.settings.batchSize),
			);
		} catch (cause) {
			outcomes.broken([item], cause);
		}
	}

	/**
	 * All items of a group take their next step together, packed into the vendor's bulk calls. @throws
	 * Cancelled
	 */
	private async carryOutTogether(group: readonly PendingItem[]): Promise<void> {
		let going = group;
		while (going.length > 0 && !this.outcomes.isOver) {
			const open = await this.step(going);
			await Promise.all(open.filter(isDownload).map(async (item) => await this.carryOut(item)));
			going = open.filter((item) => !isDownload(item));
		}
		for (const item of going) if (item.request.mayFail === true) await this.advance(item, NOT_SENT);
	}

	/** @returns the items that want another request */
	private async step(items: readonly PendingItem[]): Promise<PendingItem[]> {
		const { halt } = this.bulkRun;
		const stop = (verdict: Verdict, spec: RequestSpec) => {
			if (spec.mayFail === true) return false;
			const isOpen = this.lostAnswers.isOpen(verdict, spec);
			const stops = !verdict.ok && !isOpen && (halt || endsRun(verdict.problem));
			// At once, so that nothing else is begun while the others of the group are looked at.
			if (stops) this.outcomes.end();
			// While it can still be found out how one ended, the others of the group wait.
			return stops || (halt && isOpen);
		};
		const going: PendingItem[] = [];
		try {
			const verdicts = await this.lostAnswers.send(
				items.map(({ request }) => request),
				async (specs) => await sendTogether(this.bulkRun, specs, stop),
			);
			if (verdicts.some((verdict) => verdict?.ok === false)) await this.outcomes.renewRedact();
			for (const [position, verdict] of verdicts.entries()) {
				if (verdict !== undefined && (await this.advance(items[position], verdict)))
					going.push(items[position]);
			}
			// Those behind one that seemed to have failed, until it was found out that it had not.
			const isHeldBack = ({ request: { mayFail } }: PendingItem, at: number) => {
				const verdict = verdicts[at];
				if (verdict === undefined || verdict.ok) return verdict === undefined;
				return verdict.problem.kind === 'notSent' && mayFail !== true;
			};
			if (!this.outcomes.isOver) going.push(...items.filter(isHeldBack));
			return going;
		} catch (cause) {
			this.outcomes.broken(items, cause);
			return [];
		}
	}

	/** Hands an answer to its item. @returns whether the item wants another request */
	private async advance(item: PendingItem, answer: Verdict): Promise<boolean> {
		const { outcomes } = this;
		const isWrite = item.request.effect === 'write';
		// In a bulk call it may have failed with the whole.
		const verdict = item.request.mayFail === true ? orAnswer(answer, item.request) : answer;
		if (!verdict.ok) {
			outcomes.refuse(item, verdict.problem, isWrite);
			return false;
		}
		const before = item.changed;
		item.changed ||= isWrite;
		try {
			const next = await item.steps.next(verdict.body);
			if (next.done !== true) {
				item.request = next.value;
				if (item.changed) outcomes.markHalfway(item.index);
				return true;
			}
			await outcomes.succeed(item.index, next.value);
		} catch (cause) {
			await outcomes.failAfter(item, cause, before, isWrite);
		}
		return false;
	}
}

function isDownload({ request }: PendingItem): boolean {
	return request.link !== undefined;
}
