import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type NodeApiError,
} from 'n8n-workflow';
import type { Problem } from '../contract/call';
import { Cancelled, InvalidInput, Refused } from '../contract/errors';
import type { ItemIndex, Reader } from '../contract/field';
import { WithFiles } from '../contract/files';
import type { Operation, Result } from '../contract/operation';
import { fieldsInHand } from '../form/fieldsInHand';
import type { KnownAccount } from '../http/account';
import { binaryOf } from '../http/downloads';
import { toInputError, toNodeError } from '../http/nodeErrors';
import { redactor, type Redact } from '../secrets/redact';
import { scrubbed } from '../secrets/redactOutput';
import { joined } from '../text/sentences';
import type { PendingItem } from './itemQueue';
import { progressOf, type Done, type Outcome } from './outcomes';
import { keepForNextTry, outcomesOfEarlierTries } from './retryOnFail';

const CHANGED_BEFORE = 'An earlier step of this item had already changed the record.';
const NOTHING_SENT = 'Nothing was sent for this item.';

/** How the items of a run ended, each told truly whatever became of the others. */
export class RunOutcomes {
	/** By item; those that are open have none. */
	private readonly outcomes: Array<Outcome | undefined>;
	/** Stop mode: the node's On Error is Stop Workflow. */
	private readonly stopOnError: boolean;
	/** Items that have changed something and want another call. */
	private readonly halfway = new Set<ItemIndex>();
	/** Set when nothing more makes sense: a bad key is as bad for the next item. */
	private endedBy: Problem | undefined;
	private failed = false;
	private isEnding = false;
	/** Nothing that an answer says may show a key of the account. Had before anything is sent. */
	private redact: Redact = redactor([]);

	/** @param preview nothing is changed, whatever the operation does */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly account: KnownAccount,
		private readonly readerOf: (index: ItemIndex) => Reader,
		private readonly preview: boolean,
	) {
		this.outcomes = outcomesOfEarlierTries(context, operation);
		this.stopOnError = !context.continueOnFail();
	}

	/** How many items there are. */
	get count(): number {
		return this.outcomes.length;
	}

	/** Whether no further call makes sense. */
	get isOver(): boolean {
		return this.isEnding || this.endedBy !== undefined || (this.stopOnError && this.failed);
	}

	/** Nothing more is to be sent: an item has failed, whose outcome follows. */
	end(): void {
		this.isEnding = true;
	}

	/** The items that have no outcome yet. */
	open(): ItemIndex[] {
		return [...this.outcomes.keys()].filter((index) => this.isOpen(index));
	}

	/**
	 * What is looked up before anything is sent failed in a way that no call would get through.
	 * @throws NodeApiError in Stop mode
	 */
	endBeforeSending(problem: Problem): void {
		this.endedBy ??= problem;
		if (!this.stopOnError) return;
		throw this.errorOf(
			{ ...problem, advice: joined(problem.advice, 'Nothing was sent.') },
			0,
			false,
		);
	}

	isOpen(index: ItemIndex): boolean {
		return this.outcomes[index] === undefined;
	}

	hasFailed(index: ItemIndex): boolean {
		return this.outcomes[index]?.ok === false;
	}

	/** Tokens change while a run goes on. */
	async renewRedact(): Promise<void> {
		this.redact = await this.account.redactor();
	}

	/** An item has changed something and wants another call. */
	markHalfway(index: ItemIndex): void {
		this.halfway.add(index);
	}

	async succeed(index: ItemIndex, result: Result): Promise<void> {
		if (result instanceof WithFiles)
			this.outcomes[index] = {
				ok: true,
				rows: [result.json],
				binary: await binaryOf(this.context, result),
			};
		else this.outcomes[index] = { ok: true, rows: Array.isArray(result) ? result : [result] };
	}

	/** All rows that will be handed on. */
	rows(): readonly IDataObject[] {
		return this.outcomes.flatMap((outcome) => (outcome?.ok === true ? outcome.rows : []));
	}

	/** Changes all rows that will be handed on. */
	changeRows(change: (row: IDataObject) => IDataObject): void {
		for (const [index, outcome] of this.outcomes.entries())
			if (outcome?.ok === true)
				this.outcomes[index] = { ...outcome, rows: outcome.rows.map(change) };
	}

	fail(index: ItemIndex, error: NodeApiError | NodeOperationError, done: Done): void {
		this.failed = true;
		this.outcomes[index] = { ok: false, error, done };
	}

	/** A request of the item was refused, or nobody knows how it ended. */
	refuse(
		{ index, changed }: Pick<PendingItem, 'index' | 'changed'>,
		problem: Problem,
		isWrite: boolean,
	): void {
		if (endsRun(problem)) this.endedBy ??= problem;
		if (problem.kind === 'notSent') return;
		const isUnsent = isUnsentByOutage(problem) && !changed;
		const told = {
			...problem,
			advice: joined(isUnsent ? NOTHING_SENT : '', problem.advice, changed ? CHANGED_BEFORE : ''),
		};
		const done =
			problem.kind === 'unclear' && isWrite
				? 'unknown'
				: changed
					? 'partly'
					: isUnsent
						? 'notSent'
						: 'no';
		this.fail(index, this.errorOf(told, index, isWrite), done);
	}

	/**
	 * An answer that was a yes could not be read, or holds a no.
	 * @param changedBefore by an earlier call of the item, not by the one whose answer this is about
	 */
	async failAfter(
		item: PendingItem,
		cause: unknown,
		changedBefore: boolean,
		isWrite: boolean,
	): Promise<void> {
		await this.renewRedact();
		// A refusal inside a good answer: what this call should have changed was not changed.
		if (cause instanceof Refused)
			this.refuse({ ...item, changed: changedBefore }, cause.problem, isWrite);
		else if (cause instanceof InvalidInput && item.changed)
			this.fail(
				item.index,
				this.thrown(
					new InvalidInput(cause.message, joined(cause.advice, CHANGED_BEFORE)),
					item.index,
					true,
				),
				'partly',
			);
		else
			this.fail(
				item.index,
				this.thrown(cause, item.index, item.changed),
				item.changed ? 'yes' : 'no',
			);
	}

	/**
	 * Something went wrong between the items and their requests: what is under way may have been
	 * sent. @throws Cancelled
	 */
	broken(items: readonly PendingItem[], cause: unknown): void {
		if (cause instanceof Cancelled) throw new Cancelled();
		for (const item of items.filter(({ index }) => this.isOpen(index)))
			this.refuse(item, notMade(cause), item.request.effect === 'write');
	}

	/** The same of all items that are open. @throws Cancelled */
	brokenOff(cause: unknown): void {
		if (cause instanceof Cancelled) throw new Cancelled();
		const isWrite = this.operation.effect === 'write';
		for (const index of this.open())
			this.refuse({ index, changed: this.halfway.has(index) }, notMade(cause), isWrite);
	}

	/** The error of what was thrown while an item was read or its answer was. */
	thrown(cause: unknown, index: ItemIndex, changed: boolean): NodeApiError | NodeOperationError {
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
		const fields = fieldsInHand(this.operation, this.readerOf(index));
		return toNodeError(this.context.getNode(), problem, index, wroteSomething, this.redact, fields);
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

	/**
	 * An outcome for each item. @throws NodeApiError | NodeOperationError in Stop mode the first failure, which tells
	 * what was done
	 */
	settled(): Outcome[] {
		const outcomes = this.closed();
		const first =
			outcomes.find((outcome, index) => !outcome.ok && !this.isOpen(index)) ??
			outcomes.find(({ ok }) => !ok);
		if (!this.stopOnError || first === undefined || first.ok) return outcomes;
		keepForNextTry(this.context, outcomes, first.error);
		const said = first.error.description ?? '';
		first.error.description = joined(said, progressOf(outcomes, said));
		throw first.error;
	}

	/** An outcome for each item, without secrets. What can't be looked through is no outcome of the others. */
	private closed(): Outcome[] {
		return this.outcomes.map((outcome, index) => {
			if (outcome?.ok !== true) return outcome ?? this.left(index);
			try {
				return { ...outcome, rows: outcome.rows.map((row) => scrubbed(row, this.redact)) };
			} catch (cause) {
				const changed = this.operation.effect === 'write' && !this.preview;
				const error = this.thrown(cause, index, changed);
				return { ok: false, error, done: changed ? 'yes' : 'no' };
			}
		});
	}

	/** The outcome of an item that the run did not get to, or only half-way through. */
	private left(index: ItemIndex): Outcome {
		const { title = '', advice = '', outage } = this.endedBy ?? {};
		const changed = this.halfway.has(index);
		const why = outage ?? (title || 'an item before it stopped the run');
		const problem: Problem = {
			kind: 'notSent',
			title: `${changed ? 'Partly sent' : 'Not sent'}: ${why}`,
			advice: joined(
				outage === undefined || changed ? '' : NOTHING_SENT,
				outage === undefined || outage === title ? advice : 'Run it again later.',
				changed ? CHANGED_BEFORE : '',
			),
		};
		return {
			ok: false,
			error: this.errorOf(problem, index, changed),
			done: changed ? 'partly' : 'notSent',
		};
	}
}

function notMade(cause: unknown): Problem {
	const said = cause instanceof Error ? cause.message : '';
	return { kind: 'unclear', title: said || 'The request could not be made', advice: '' };
}

/** Whether no other item would get through either. */
export function endsRun({ kind, outage }: Problem): boolean {
	return kind === 'auth' || kind === 'blocked' || outage !== undefined;
}

/** Nothing of it was sent, as nothing would have been answered. */
function isUnsentByOutage({ title, outage }: Problem): boolean {
	return outage !== undefined && title === outage;
}
