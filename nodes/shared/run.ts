import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData, type NodeApiError } from 'n8n-workflow';
import { sendInBulk } from './bulk';
import { accountOf } from './account';
import { binaryOf, WithFiles } from './downloads';
import { InvalidInput, joined, Refused, stopped, toInputError, toNodeError } from './errors';
import type { Reader } from './fields';
import { Group, type Task } from './group';
import { itemReaders } from './items';
import type { Bulk, ItemIndex, Operation, Problem, Resource, Result, Vendor, Verdict } from './operation';
import type { RunSettings } from './options';
import { outcomeItems, progressOf, type Outcome } from './outcomes';
import { prepared } from './preflight';
import { previewOf } from './preview';
import { caller, type Call } from './request';
import { scrubbed } from './scrub';
import { keepForNextTry, outcomesOfEarlierTries } from './tries';

/**
 * Input items in, output items out, for every operation of every vendor. The only place that loops, batches, pairs,
 * stops and continues.
 * @throws NodeApiError | NodeOperationError for the first item that failed, unless the node continues on errors
 */
export async function run(context: IExecuteFunctions, vendor: Vendor, resources: readonly Resource[]): Promise<INodeExecutionData[][]> {
	const { operation, settings } = prepared(context, vendor, resources);
	const batch = new Run(context, operation, settings, caller(context, vendor, settings));
	let outcomes: Outcome[];
	try {
		outcomes = await batch.all();
	} catch (cause) {
		throw stopped(context.getNode(), cause);
	}
	return [outcomeItems(context, await withoutSecrets(context, vendor, outcomes))];
}

/** Nothing that an answer says may show a key of the account. Without a good answer there is nothing to look through. */
async function withoutSecrets(context: IExecuteFunctions, vendor: Vendor, outcomes: readonly Outcome[]): Promise<Outcome[]> {
	if (!outcomes.some(({ ok }) => ok)) return [...outcomes];
	const redact = await (await accountOf(context, vendor)).redactor();
	return outcomes.map((outcome) => (outcome.ok ? { ...outcome, rows: outcome.rows.map((row) => scrubbed(row, redact)) } : outcome));
}

class Run {
	/** By item; those that are open have none. */
	private readonly outcomes: Array<Outcome | undefined>;
	private readonly stopOnError: boolean;
	/** Items that have changed something and want another call. */
	private readonly halfway = new Set<ItemIndex>();
	/** Set when nothing more makes sense: a bad key is as bad for the next item. */
	private fatal: Problem | undefined;
	private failed = false;
	private readonly turns = new Map<string, Promise<void>>();
	private readonly readerOf: (itemIndex: ItemIndex) => Reader;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly settings: RunSettings,
		private readonly call: Call,
	) {
		this.outcomes = outcomesOfEarlierTries(context);
		this.stopOnError = !context.continueOnFail();
		this.readerOf = itemReaders(context);
	}

	/** @returns an outcome for each item @throws NodeApiError | NodeOperationError where the node stops at a failure */
	async all(): Promise<Outcome[]> {
		const { bulk } = this.operation;
		if (this.settings.preview) await this.previewed();
		else if (bulk !== undefined && this.settings.batchSize > 1) await this.inGroups(bulk);
		else await this.sideBySide();
		return this.settled();
	}

	/** What would be sent, item by item. */
	private async previewed(): Promise<void> {
		for (let index = 0; index < this.outcomes.length && !this.over; index++) {
			const task = await this.begin(index);
			if (task !== undefined) await this.succeed(index, await previewOf(task.request, task.steps, this.settings.batchSize));
		}
	}

	private get over(): boolean {
		return this.fatal !== undefined || (this.stopOnError && this.failed);
	}

	/** A few items under way at once, each with its own requests. */
	private async sideBySide(): Promise<void> {
		let next = 0;
		const worker = async () => {
			while (next < this.outcomes.length && !this.over) {
				const task = await this.begin(next++);
				if (task === undefined) continue;
				await this.inTurn(task, async () => {
					while (await this.advance(task, await this.call(task.request)));
				});
			}
		};
		const ends = await Promise.allSettled(Array.from({ length: this.settings.parallel }, worker));
		const broken = ends.find((end) => end.status === 'rejected');
		if (broken !== undefined) throw broken.reason;
	}

	/**
	 * Items that read a record and write it back changed go one after another where the record is the same; side by side
	 * the last would undo the others.
	 */
	private async inTurn({ request: { turn } }: Task, work: () => Promise<void>): Promise<void> {
		if (turn === undefined) return await work();
		const before = this.turns.get(turn) ?? Promise.resolve();
		const mine = before.then(async () => {
			if (!this.over) await work();
		});
		this.turns.set(turn, mine.catch(() => undefined));
		await mine;
	}

	/** Group after group; inside a group all items take their next step together, packed into the vendor's bulk call. */
	private async inGroups(bulk: Bulk): Promise<void> {
		const group = new Group(this.settings.batchSize);
		for (let next = 0; (next < this.outcomes.length || !group.isEmpty) && !this.over; ) {
			while (next < this.outcomes.length && !group.isFull && !this.over) {
				const task = await this.begin(next++);
				if (task !== undefined) group.add(task);
			}
			let tasks = group.taken();
			while (tasks.length > 0 && !this.over) tasks = await this.round(bulk, tasks);
		}
	}

	private async round(bulk: Bulk, tasks: readonly Task[]): Promise<Task[]> {
		const { call, stopOnError: halt } = this;
		const { maxWaitMs, batchSize } = this.settings;
		const group = { call, halt, maxWaitMs, batchSize, signal: this.context.getExecutionCancelSignal(), tell: (text: string) => this.context.sendMessageToUI(text) };
		const stop = (verdicts: readonly Verdict[]) => verdicts.some((verdict) => !verdict.ok && (halt || isFatal(verdict.problem)));
		const verdicts = await sendInBulk(group, bulk, tasks.map(({ request }) => request), stop);
		const going: Task[] = [];
		for (const [position, verdict] of verdicts.entries()) {
			if (await this.advance(tasks[position], verdict)) going.push(tasks[position]);
		}
		return going;
	}

	/** Reads an item's parameters and its first request. @returns undefined when the item has its outcome already */
	private async begin(index: ItemIndex): Promise<Task | undefined> {
		if (this.outcomes[index] !== undefined) return undefined;
		try {
			const steps = this.operation.start(this.readerOf(index));
			const first = await steps.next();
			if (first.done !== true) return { index, steps, request: first.value, changed: false };
			await this.succeed(index, first.value);
		} catch (cause) {
			this.fail(index, this.thrown(cause, index, false), 'no');
		}
		return undefined;
	}

	/** Hands an answer to its item. @returns whether the item wants another request */
	private async advance(task: Task, verdict: Verdict): Promise<boolean> {
		const isWrite = task.request.effect === 'write';
		if (!verdict.ok) {
			this.refuse(task, verdict.problem, isWrite);
			return false;
		}
		const before = task.changed;
		task.changed ||= isWrite;
		try {
			const next = await task.steps.next(verdict.body);
			if (next.done !== true) {
				task.request = next.value;
				if (task.changed) this.halfway.add(task.index);
				return true;
			}
			await this.succeed(task.index, next.value);
		} catch (cause) {
			this.failAfter(task, cause, before, isWrite);
		}
		return false;
	}

	private refuse({ index, changed }: Task, problem: Problem, isWrite: boolean): void {
		if (isFatal(problem)) this.fatal ??= problem;
		if (problem.kind === 'notSent') return;
		const told = changed ? { ...problem, advice: joined(problem.advice, CHANGED_BEFORE) } : problem;
		const done = problem.kind === 'unclear' && isWrite ? 'unknown' : changed ? 'partly' : 'no';
		this.fail(index, toNodeError(this.context.getNode(), told, index, isWrite), done);
	}

	/** @param changedBefore by an earlier call of the item, not by the one whose answer this is about */
	private failAfter(task: Task, cause: unknown, changedBefore: boolean, isWrite: boolean): void {
		// A refusal inside a good answer: what this call should have changed was not changed.
		if (cause instanceof Refused) this.refuse({ ...task, changed: changedBefore }, cause.problem, isWrite);
		else if (cause instanceof InvalidInput && task.changed) this.fail(task.index, this.thrown(new InvalidInput(cause.message, joined(cause.advice, CHANGED_BEFORE)), task.index, true), 'partly');
		else this.fail(task.index, this.thrown(cause, task.index, task.changed), task.changed ? 'yes' : 'no');
	}

	private thrown(cause: unknown, index: ItemIndex, changed: boolean): NodeApiError | NodeOperationError {
		if (cause instanceof InvalidInput) return toInputError(this.context.getNode(), cause, index);
		if (cause instanceof Refused) return toNodeError(this.context.getNode(), cause.problem, index, changed);
		const advice = changed ? 'The record was changed, but the answer could not be read.' : '';
		return new NodeOperationError(this.context.getNode(), cause as Error, { itemIndex: index, description: advice, failure: { cause: 'node-defect' } });
	}

	private async succeed(index: ItemIndex, result: Result): Promise<void> {
		if (result instanceof WithFiles) this.outcomes[index] = { ok: true, rows: [result.json], binary: await binaryOf(this.context, result) };
		else this.outcomes[index] = { ok: true, rows: Array.isArray(result) ? result : [result] };
	}

	private fail(index: ItemIndex, error: NodeApiError | NodeOperationError, done: 'yes' | 'partly' | 'no' | 'unknown'): void {
		this.failed = true;
		this.outcomes[index] = { ok: false, error, done };
	}

	/** Gives every item an outcome, or stops the run with the first failure and the tale of what was done. */
	private settled(): Outcome[] {
		const outcomes = this.outcomes.map((outcome, index) => outcome ?? this.left(index));
		const first = outcomes.find((outcome, index) => !outcome.ok && this.outcomes[index] !== undefined) ?? outcomes.find(({ ok }) => !ok);
		if (!this.stopOnError || first === undefined || first.ok) return outcomes;
		first.error.description = joined(first.error.description ?? '', progressOf(outcomes));
		keepForNextTry(this.context, outcomes, first.error);
		throw first.error;
	}

	/** The outcome of an item that the run did not get to, or only half-way through. */
	private left(index: ItemIndex): Outcome {
		const { title = '', advice = '' } = this.fatal ?? {};
		const changed = this.halfway.has(index);
		const problem: Problem = {
			kind: 'notSent',
			title: `${changed ? 'Not sent to the end' : 'Not sent'}: ${title || 'an item before it stopped the run'}`,
			advice: changed ? joined(advice, CHANGED_BEFORE) : advice,
		};
		return { ok: false, error: toNodeError(this.context.getNode(), problem, index, changed), done: changed ? 'partly' : 'notSent' };
	}
}

const CHANGED_BEFORE = 'An earlier step of this item had already changed the record.';

function isFatal({ kind }: Problem): boolean {
	return kind === 'auth' || kind === 'blocked';
}

