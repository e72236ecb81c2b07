import {
	NodeOperationError,
	sleep,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeApiError,
} from 'n8n-workflow';
import type { Problem, Verdict } from '../contract/call';
import type { Call, CancelSignal } from '../contract/callContext';
import { Cancelled, InvalidInput, Refused } from '../contract/errors';
import type { Reader, ItemIndex } from '../contract/field';
import { WithFiles } from '../contract/files';
import type { Operation, Resource, Result } from '../contract/operation';
import type { Vendor } from '../contract/vendor';
import { fieldsInHand } from '../form/fieldsInHand';
import type { RunSettings } from '../form/runOptions';
import { KnownAccount } from '../http/account';
import { caller } from '../http/caller';
import { binaryOf } from '../http/downloads';
import { badRows, stopped, toInputError, toNodeError, type BadRow } from '../http/nodeErrors';
import { stopIfCancelled } from '../http/wait';
import { redactor, type Redact } from '../secrets/redact';
import { scrubbed } from '../secrets/redactOutput';
import { joined } from '../text/sentences';
import { prepared } from './beforeRun';
import { ItemQueue, type PendingItem } from './itemQueue';
import { itemReaders } from './itemReader';
import { outcomeItems, progressOf, type Done, type Outcome } from './outcomes';
import { previewOf } from './preview';
import { keepForNextTry, outcomesOfEarlierTries, stopIfDecided } from './retryOnFail';
import { sendTogether } from './sendBulk';

/**
 * Input items in, output items out, for every operation of every vendor. The only place that loops, batches, pairs,
 * stops and continues. First all items are read and checked, and then they are sent.
 * @throws NodeApiError | NodeOperationError for what failed, unless the node continues on errors:
 * then everything that is
 *   thrown, wherever, is the outcome of an item, as n8n would hand on the untouched input as if it were the result
 */
export async function run(
	context: IExecuteFunctions,
	vendor: Vendor,
	resources: readonly Resource[],
): Promise<INodeExecutionData[][]> {
	return [outcomeItems(context, await outcomesOf(context, vendor, resources))];
}

async function outcomesOf(
	context: IExecuteFunctions,
	vendor: Vendor,
	resources: readonly Resource[],
): Promise<Outcome[]> {
	try {
		const { operation, settings } = prepared(context, vendor, resources);
		return await new Run(context, vendor, operation, settings).all();
	} catch (cause) {
		if (cause instanceof Cancelled || !context.continueOnFail())
			throw asNodeError(context, cause, 0);
		return context.getInputData().map((_, index): Outcome => ({
			ok: false,
			error: asNodeError(context, cause, index),
			done: 'no',
		}));
	}
}

function asNodeError(
	context: IExecuteFunctions,
	cause: unknown,
	index: ItemIndex,
): NodeApiError | NodeOperationError {
	return cause instanceof InvalidInput
		? toInputError(context.getNode(), cause, index)
		: stopped(context.getNode(), cause);
}

/** Reading very many items must not keep the process from everything else. */
const READ_AT_ONCE = 1000;

class Run {
	/** By item; those that are open have none. */
	private readonly outcomes: Array<Outcome | undefined>;
	private readonly stopOnError: boolean;
	private readonly signal: CancelSignal | undefined;
	/** Items that have changed something and want another call. */
	private readonly halfway = new Set<ItemIndex>();
	/** Set when nothing more makes sense: a bad key is as bad for the next item. */
	private endedBy: Problem | undefined;
	private failed = false;
	/** Blank values that nobody asked to clear. */
	private leftAlone = 0;
	private readonly readerOf: (itemIndex: ItemIndex) => Reader;
	private readonly account: KnownAccount;
	private readonly call: Call;
	/** Nothing that an answer says may show a key of the account. Had before anything is sent. */
	private redact: Redact = redactor([]);

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly vendor: Vendor,
		private readonly operation: Operation,
		private readonly settings: RunSettings,
	) {
		this.account = new KnownAccount(context, vendor);
		this.call = caller(context, vendor, settings, this.account);
		this.outcomes = outcomesOfEarlierTries(context, operation);
		this.stopOnError = !context.continueOnFail();
		this.signal = context.getExecutionCancelSignal();
		this.readerOf = itemReaders(context);
	}

	/** @returns an outcome for each item @throws NodeApiError | NodeOperationError where the node stops at a failure */
	async all(): Promise<Outcome[]> {
		stopIfDecided(this.context);
		const tasks = await this.checked();
		if (this.leftAlone > 0)
			this.context.addExecutionHints({
				message: leftAloneHint(this.leftAlone),
				location: 'outputPane',
			});
		if (tasks.length > 0) await this.renewRedact();
		try {
			await this.sendAll(tasks);
		} catch (cause) {
			this.broken(tasks, cause);
		}
		if (tasks.length > 0) await this.renewRedact();
		return this.settled(this.closed());
	}

	/** Tokens change while a run goes on. */
	private async renewRedact(): Promise<void> {
		this.redact = await this.account.redactor();
	}

	private async sendAll(tasks: readonly PendingItem[]): Promise<void> {
		const { preview, batchSize } = this.settings;
		if (preview) await this.concurrently(tasks, async (task) => await this.showPreview(task));
		else if (this.operation.bulk !== undefined && batchSize > 1) await this.inGroups(tasks);
		else await this.concurrently(tasks, async (task) => await this.carryOut(task));
	}

	/**
	 * Reads every item and brings it to its first request, with nothing sent.
	 * @throws NodeApiError | NodeOperationError that lists the items that can't be sent, where the
	 * node stops at a failure
	 */
	private async checked(): Promise<PendingItem[]> {
		const tasks: PendingItem[] = [];
		const bad: BadRow[] = [];
		for (let index = 0; index < this.outcomes.length; index++) {
			if (index % READ_AT_ONCE === READ_AT_ONCE - 1) await this.pause();
			if (this.outcomes[index] !== undefined) continue;
			try {
				const task = await this.begin(index);
				if (task !== undefined) tasks.push(task);
			} catch (cause) {
				bad.push({ index, error: this.thrown(cause, index, false) });
			}
		}
		if (bad.length > 0 && this.stopOnError)
			throw badRows(this.context.getNode(), bad, this.outcomes.length);
		for (const { index, error } of bad) this.fail(index, error, 'no');
		return tasks;
	}

	private async pause(): Promise<void> {
		await sleep(1);
		stopIfCancelled(this.signal);
	}

	private get over(): boolean {
		return this.endedBy !== undefined || (this.stopOnError && this.failed);
	}

	/** A few items under way at once, each with its own requests; one alone keeps strictly to their order. */
	private async concurrently(
		tasks: readonly PendingItem[],
		carryOut: (task: PendingItem) => Promise<void>,
	): Promise<void> {
		if (this.settings.parallel === 1) {
			for (const task of tasks) if (!this.over) await carryOut(task);
			return;
		}
		const queue = new ItemQueue(tasks);
		const underWay = new Set<Promise<void>>();
		let cancelled = false;
		const begin = (task: PendingItem) => {
			const going: Promise<void> = carryOut(task)
				.then(
					() => queue.ended([task]),
					() => {
						cancelled = true;
					},
				)
				.finally(() => underWay.delete(going));
			underWay.add(going);
		};
		for (;;) {
			while (underWay.size < this.settings.parallel && !this.over && !cancelled) {
				const task = queue.take();
				if (task === undefined) break;
				begin(task);
			}
			if (underWay.size === 0) break;
			await Promise.race(underWay);
		}
		if (cancelled) throw new Cancelled();
	}

	/** @throws Cancelled, nothing else */
	private async carryOut(task: PendingItem): Promise<void> {
		try {
			while (await this.advance(task, await this.call(task.request)));
		} catch (cause) {
			this.broken([task], cause);
		}
	}

	/** Reads what the item needs, and shows what it would change. */
	private async showPreview(task: PendingItem): Promise<void> {
		try {
			while (task.request.effect === 'read') {
				if (!(await this.advance(task, await this.call(task.request)))) break;
			}
			if (this.outcomes[task.index]?.ok === false) return;
			const isOpen = this.outcomes[task.index] === undefined;
			await this.succeed(
				task.index,
				await previewOf(isOpen ? task.request : undefined, task.steps, this.settings.batchSize),
			);
		} catch (cause) {
			this.broken([task], cause);
		}
	}

	/** Group after group; inside a group all items take their next step together, packed into the vendor's bulk calls. */
	private async inGroups(tasks: readonly PendingItem[]): Promise<void> {
		const queue = new ItemQueue(tasks);
		for (
			let group = queue.takeUpTo(this.settings.batchSize);
			group.length > 0 && !this.over;
			group = queue.takeUpTo(this.settings.batchSize)
		) {
			let going = group;
			while (going.length > 0 && !this.over) going = await this.round(going);
			queue.ended(group);
		}
	}

	/** @returns the items that want another request */
	private async round(tasks: readonly PendingItem[]): Promise<PendingItem[]> {
		const { call, signal, stopOnError: halt } = this;
		const { maxWaitMs, batchSize, parallel } = this.settings;
		const way = {
			call,
			vendor: this.vendor.name,
			halt,
			maxWaitMs,
			batchSize,
			parallel,
			signal,
			tell: (text: string) => this.context.sendMessageToUI(text),
		};
		const stop = (verdict: Verdict) => !verdict.ok && (halt || endsRun(verdict.problem));
		const going: PendingItem[] = [];
		try {
			const verdicts = await sendTogether(
				way,
				tasks.map(({ request }) => request),
				stop,
			);
			if (verdicts.some((verdict) => verdict?.ok === false)) await this.renewRedact();
			for (const [position, verdict] of verdicts.entries()) {
				if (verdict !== undefined && (await this.advance(tasks[position], verdict)))
					going.push(tasks[position]);
			}
			return going;
		} catch (cause) {
			this.broken(tasks, cause);
			return [];
		}
	}

	/**
	 * Reads an item's parameters and brings it to its first request. @returns undefined when the
	 * item has its outcome already
	 */
	private async begin(index: ItemIndex): Promise<PendingItem | undefined> {
		const { steps, records, leftAlone } = this.operation.start(this.readerOf(index));
		const first = await steps.next();
		this.leftAlone += leftAlone;
		if (first.done !== true) return { index, steps, records, request: first.value, changed: false };
		await this.succeed(index, first.value);
		return undefined;
	}

	/** Hands an answer to its item. @returns whether the item wants another request */
	private async advance(task: PendingItem, verdict: Verdict): Promise<boolean> {
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
			await this.renewRedact();
			this.failAfter(task, cause, before, isWrite);
		}
		return false;
	}

	private refuse({ index, changed }: PendingItem, problem: Problem, isWrite: boolean): void {
		if (endsRun(problem)) this.endedBy ??= problem;
		if (problem.kind === 'notSent') return;
		const told = changed ? { ...problem, advice: joined(problem.advice, CHANGED_BEFORE) } : problem;
		const done = problem.kind === 'unclear' && isWrite ? 'unknown' : changed ? 'partly' : 'no';
		this.fail(index, this.errorOf(told, index, isWrite), done);
	}

	/** @param changedBefore by an earlier call of the item, not by the one whose answer this is about */
	private failAfter(
		task: PendingItem,
		cause: unknown,
		changedBefore: boolean,
		isWrite: boolean,
	): void {
		// A refusal inside a good answer: what this call should have changed was not changed.
		if (cause instanceof Refused)
			this.refuse({ ...task, changed: changedBefore }, cause.problem, isWrite);
		else if (cause instanceof InvalidInput && task.changed)
			this.fail(
				task.index,
				this.thrown(
					new InvalidInput(cause.message, joined(cause.advice, CHANGED_BEFORE)),
					task.index,
					true,
				),
				'partly',
			);
		else
			this.fail(
				task.index,
				this.thrown(cause, task.index, task.changed),
				task.changed ? 'yes' : 'no',
			);
	}

	/**
	 * Something went wrong between the items and their requests: what is under way may have been
	 * sent. @throws Cancelled
	 */
	private broken(tasks: readonly PendingItem[], cause: unknown): void {
		if (cause instanceof Cancelled) throw new Cancelled();
		for (const task of tasks.filter(({ index }) => this.outcomes[index] === undefined)) {
			const isWrite = task.request.effect === 'write';
			const title =
				cause instanceof Error && cause.message !== ''
					? cause.message
					: 'The request could not be made';
			this.refuse(task, { kind: 'unclear', title, advice: '' }, isWrite);
		}
	}

	private thrown(
		cause: unknown,
		index: ItemIndex,
		changed: boolean,
	): NodeApiError | NodeOperationError {
		if (cause instanceof InvalidInput) {
			const told = new InvalidInput(this.redact(cause.message), this.redact(cause.advice));
			return toInputError(this.context.getNode(), told, index);
		}
		if (cause instanceof Refused) return this.errorOf(cause.problem, index, changed);
		const advice = changed ? 'The record was changed, but the answer could not be read.' : '';
		return this.defect(cause, index, advice);
	}

	/** A problem as the error of an item, in the words of its form. */
	private errorOf(problem: Problem, index: ItemIndex, wroteSomething: boolean): NodeApiError {
		const node = this.context.getNode();
		const fields = fieldsInHand(this.operation, this.readerOf(index));
		return toNodeError(node, problem, index, wroteSomething, this.redact, fields);
	}

	/** What was thrown may quote an answer. */
	private defect(cause: unknown, index: ItemIndex, advice: string): NodeOperationError {
		const thrown = cause instanceof Error ? cause : new Error(String(cause));
		const message = this.redact(thrown.message);
		const told = message === thrown.message ? thrown : message;
		return new NodeOperationError(this.context.getNode(), told, {
			itemIndex: index,
			description: advice,
			failure: { cause: 'node-defect' },
		});
	}

	private async succeed(index: ItemIndex, result: Result): Promise<void> {
		if (result instanceof WithFiles)
			this.outcomes[index] = {
				ok: true,
				rows: [result.json],
				binary: await binaryOf(this.context, result),
			};
		else this.outcomes[index] = { ok: true, rows: Array.isArray(result) ? result : [result] };
	}

	private fail(index: ItemIndex, error: NodeApiError | NodeOperationError, done: Done): void {
		this.failed = true;
		this.outcomes[index] = { ok: false, error, done };
	}

	/** An outcome for each item, without secrets. What can't be looked through is no outcome of the others. */
	private closed(): Outcome[] {
		return this.outcomes.map((outcome, index) => {
			if (outcome?.ok !== true) return outcome ?? this.left(index);
			try {
				return { ...outcome, rows: outcome.rows.map((row) => scrubbed(row, this.redact)) };
			} catch (cause) {
				const changed = this.operation.effect === 'write' && !this.settings.preview;
				const error = this.thrown(cause, index, changed);
				return { ok: false, error, done: changed ? 'yes' : 'no' };
			}
		});
	}

	/** Stops the run with the first failure and the tale of what was done, where the node stops at one. */
	private settled(outcomes: Outcome[]): Outcome[] {
		const first =
			outcomes.find((outcome, index) => !outcome.ok && this.outcomes[index] !== undefined) ??
			outcomes.find(({ ok }) => !ok);
		if (!this.stopOnError || first === undefined || first.ok) return outcomes;
		keepForNextTry(this.context, outcomes, first.error);
		first.error.description = joined(
			first.error.description ?? '',
			progressOf(outcomes, first.error.description ?? ''),
		);
		throw first.error;
	}

	/** The outcome of an item that the run did not get to, or only half-way through. */
	private left(index: ItemIndex): Outcome {
		const { title = '', advice = '' } = this.endedBy ?? {};
		const changed = this.halfway.has(index);
		const problem: Problem = {
			kind: 'notSent',
			title: `${changed ? 'Partly sent' : 'Not sent'}: ${title || 'an item before it stopped the run'}`,
			advice: changed ? joined(advice, CHANGED_BEFORE) : advice,
		};
		return {
			ok: false,
			error: this.errorOf(problem, index, changed),
			done: changed ? 'partly' : 'notSent',
		};
	}
}

const CHANGED_BEFORE = 'An earlier step of this item had already changed the record.';

function leftAloneHint(count: number): string {
	return (
		`${count === 1 ? '1 blank value was' : `${count} blank values were`} left alone. To ` +
		'empty fields that come blank, set the option Blank Values to Clear the Field.'
	);
}

function endsRun({ kind }: Problem): boolean {
	return kind === 'auth' || kind === 'blocked';
}
