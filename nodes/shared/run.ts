import type { IExecuteFunctions, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { sendInBulk } from './bulk';
import { accountOf } from './account';
import { binaryOf, WithFiles } from './downloads';
import { Cancelled, InvalidInput, joined, Refused, toInputError, toNodeError } from './errors';
import { itemReader } from './items';
import type { Bulk, ItemIndex, Operation, Problem, RequestSpec, Resource, Result, Steps, Vendor, Verdict } from './operation';
import { readRunSettings, type RunSettings } from './options';
import { outcomeItems, progressOf, type Outcome } from './outcomes';
import { caller, type Call } from './request';
import { scrubbed } from './scrub';
import { keepForNextTry, outcomesOfEarlierTries } from './tries';

/**
 * Input items in, output items out, for every operation of every vendor. The only place that loops, batches, pairs,
 * stops and continues.
 * @throws NodeApiError | NodeOperationError for the first item that failed, unless the node continues on errors
 */
export async function run(context: IExecuteFunctions, vendor: Vendor, resources: readonly Resource[]): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, resources);
	const settings = runSettings(context, operation);
	checkCredential(context, vendor, operation);
	const batch = new Run(context, operation, settings, caller(context, vendor, settings));
	let outcomes: Outcome[];
	try {
		outcomes = await batch.all();
	} catch (cause) {
		throw stopped(context, cause);
	}
	return [outcomeItems(context, await withoutSecrets(context, vendor, outcomes))];
}

function chosenOperation(context: IExecuteFunctions, resources: readonly Resource[]): Operation {
	const resourceName = context.getNodeParameter('resource', 0);
	const operationName = context.getNodeParameter('operation', 0);
	const operation = resources.find(({ value }) => value === resourceName)?.operations.find(({ value }) => value === operationName);
	if (operation === undefined) {
		throw new NodeOperationError(context.getNode(), `There is no operation "${String(operationName)}" for "${String(resourceName)}"`, { description: 'Pick resource and operation again. The workflow may have been made with a newer version of this node.' });
	}
	return operation;
}

/** @throws NodeOperationError: no item could go through, so the run does not begin */
function checkCredential(context: IExecuteFunctions, vendor: Vendor, { needs }: Operation): void {
	if (needs === undefined || vendor.credentialOf(context.getNode()) === needs.credential) return;
	throw toInputError(context.getNode(), new InvalidInput(needs.message, needs.advice), 0);
}

function runSettings(context: IExecuteFunctions, operation: Operation): RunSettings {
	try {
		return readRunSettings(operation, itemReader(context, 0));
	} catch (cause) {
		throw cause instanceof InvalidInput ? toInputError(context.getNode(), cause, 0) : stopped(context, cause);
	}
}

/** Nothing that an answer says may show a key of the account. Without a good answer there is nothing to look through. */
async function withoutSecrets(context: IExecuteFunctions, vendor: Vendor, outcomes: readonly Outcome[]): Promise<Outcome[]> {
	if (!outcomes.some(({ ok }) => ok)) return [...outcomes];
	const redact = await (await accountOf(context, vendor)).redactor();
	return outcomes.map((outcome) => (outcome.ok ? { ...outcome, rows: outcome.rows.map((row) => scrubbed(row, redact)) } : outcome));
}

/** Errors of the run itself as n8n wants them; n8n takes "canceled" in the message as its own word for it. */
function stopped(context: IExecuteFunctions, cause: unknown): NodeOperationError | NodeApiError {
	return cause instanceof Cancelled ? new NodeOperationError(context.getNode(), cause.message) : (cause as NodeApiError);
}

/** One item on its way. */
interface Task {
	readonly index: ItemIndex;
	readonly steps: Steps;
	/** The request it waits for. */
	request: RequestSpec;
	/** A change of this item went through already. */
	changed: boolean;
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

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly settings: RunSettings,
		private readonly call: Call,
	) {
		this.outcomes = outcomesOfEarlierTries(context);
		this.stopOnError = !context.continueOnFail();
	}

	/** @returns an outcome for each item @throws NodeApiError | NodeOperationError where the node stops at a failure */
	async all(): Promise<Outcome[]> {
		const { bulk } = this.operation;
		if (bulk !== undefined && this.settings.batchSize > 1) await this.inGroups(bulk);
		else await this.sideBySide();
		return this.settled();
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
				while (await this.advance(task, await this.call(task.request)));
			}
		};
		const ends = await Promise.allSettled(Array.from({ length: this.settings.parallel }, worker));
		const broken = ends.find((end) => end.status === 'rejected');
		if (broken !== undefined) throw broken.reason;
	}

	/** Group after group; inside a group all items take their next step together, packed into the vendor's bulk call. */
	private async inGroups(bulk: Bulk): Promise<void> {
		for (let start = 0; start < this.outcomes.length && !this.over; start += this.settings.batchSize) {
			let tasks: Task[] = [];
			for (let index = start; index < Math.min(start + this.settings.batchSize, this.outcomes.length) && !this.over; index++) {
				const task = await this.begin(index);
				if (task !== undefined) tasks.push(task);
			}
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
			const steps = this.operation.start(itemReader(this.context, index));
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

