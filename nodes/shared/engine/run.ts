import {
	sleep,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeApiError,
	type NodeOperationError,
} from 'n8n-workflow';
import type { Call } from '../contract/callContext';
import { Cancelled, InvalidInput } from '../contract/errors';
import type { ItemIndex, Reader } from '../contract/field';
import type { Operation, Resource } from '../contract/operation';
import { LookUpFirst } from '../contract/people';
import type { Vendor } from '../contract/vendor';
import type { RunSettings } from '../form/runOptions';
import { KnownAccount } from '../http/account';
import { CallGate } from '../http/callGate';
import { caller } from '../http/caller';
import { badRows, stopped, toInputError, type BadRow } from '../http/nodeErrors';
import { stopIfCancelled } from '../http/wait';
import { prepared } from './beforeRun';
import { Dispatcher } from './dispatcher';
import type { PendingItem } from './itemQueue';
import { itemReaders } from './itemReader';
import { keepingAnswers } from './keptAnswers';
import { outcomeItems, type Outcome } from './outcomes';
import { stopIfDecided } from './retryOnFail';
import { RunLookUps } from './runLookUps';
import { endsRun, RunOutcomes } from './runOutcomes';
import { namelessUsers, readUsers, withUserNames } from './userNames';

/**
 * Input items in, output items out, for every operation of every vendor. First all items are read and checked,
 * and then they are sent (dispatcher.ts); how each ended is kept in runOutcomes.ts.
 * @throws NodeApiError | NodeOperationError in Stop mode (On Error is Stop Workflow), for what failed. In the
 * Continue modes everything that is thrown, wherever, is the outcome of an item: n8n would otherwise pass on the
 * untouched input as if it were the result
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
/** What one look-up gives may be what the next one needs, such as the contact of a deal, and then its number. */
const MOST_LOOK_UPS = 5;

class Run {
	private readonly account: KnownAccount;
	private readonly outcomes: RunOutcomes;
	private readonly dispatcher: Dispatcher;
	private readonly call: Call;
	private readonly namesUsers: boolean;
	private readonly readerOf: (itemIndex: ItemIndex) => Reader;
	private readonly lookUps: RunLookUps;
	/** Blank values that nobody asked to clear. */
	private leftAlone = 0;

	constructor(
		private readonly context: IExecuteFunctions,
		vendor: Vendor,
		private readonly operation: Operation,
		settings: RunSettings,
	) {
		this.account = new KnownAccount(context, vendor);
		this.lookUps = new RunLookUps(settings.ifSeveral, operation.effect === 'write');
		this.readerOf = itemReaders(context, this.lookUps);
		this.outcomes = new RunOutcomes(
			context,
			operation,
			this.account,
			this.readerOf,
			settings.preview,
		);
		this.namesUsers = settings.namesUsers;
		const gate = new CallGate(settings.callsAtOnce, () => this.outcomes.isOver);
		this.call = keepingAnswers(caller(context, vendor, settings, this.account, gate));
		this.dispatcher = new Dispatcher(
			context,
			vendor.name,
			operation,
			settings,
			this.call,
			this.outcomes,
			this.account,
		);
	}

	/** @returns an outcome for each item @throws NodeApiError | NodeOperationError in Stop mode */
	async all(): Promise<Outcome[]> {
		stopIfDecided(this.context);
		const items = await this.checked();
		if (this.leftAlone > 0) this.hint(leftAloneHint(this.leftAlone));
		this.hint(this.lookUps.leftOutHint());
		const sends = items.length > 0;
		if (sends) await this.outcomes.renewRedact();
		try {
			await this.dispatcher.send(items);
		} catch (cause) {
			this.outcomes.brokenOff(cause);
		}
		if (sends) {
			await this.nameUsers();
			await this.outcomes.renewRedact();
			await this.tellQuota();
		}
		return this.outcomes.settled();
	}

	/** The names of users that the rows have by their IDs alone, all of them at once. */
	private async nameUsers(): Promise<void> {
		const { users } = this.operation;
		if (users === undefined || !this.namesUsers || this.outcomes.isOver) return;
		const ids = namelessUsers(this.outcomes.rows());
		if (ids.length === 0) return;
		const known = await readUsers(this.call, users, ids);
		this.outcomes.changeRows((row) => withUserNames(row, known));
	}

	/** Says so when the account's calls of a day are nearly used up. */
	private async tellQuota(): Promise<void> {
		const account = await this.account.get().catch(() => undefined);
		this.hint(account?.quotaNotice());
	}

	/** What people should know of a run, beside its output. */
	private hint(message = ''): void {
		if (message !== '') this.context.addExecutionHints({ message, location: 'outputPane' });
	}

	/**
	 * Reads every item and brings it to its first request, with nothing sent but what has to be looked up
	 * (docs/decisions/0010-check-first-then-send.md).
	 * @throws NodeApiError | NodeOperationError in Stop mode: lists the items that can't be sent, and none is sent
	 */
	private async checked(): Promise<PendingItem[]> {
		const { outcomes } = this;
		const items: PendingItem[] = [];
		const bad: BadRow[] = [];
		let unread = outcomes.open();
		for (let lookUps = 0; unread.length > 0; lookUps++) {
			const waiting: ItemIndex[] = [];
			for (const [count, index] of unread.entries()) {
				if (count % READ_AT_ONCE === READ_AT_ONCE - 1) await this.pause();
				try {
					const item = await this.begin(index);
					if (item !== undefined) items.push(item);
				} catch (cause) {
					if (cause instanceof LookUpFirst && lookUps < MOST_LOOK_UPS) waiting.push(index);
					else bad.push({ index, error: outcomes.thrown(cause, index, false) });
				}
			}
			if (waiting.length > 0) await this.lookUp();
			unread = waiting;
		}
		bad.sort((a, b) => a.index - b.index);
		if (bad.length > 0 && !this.context.continueOnFail())
			throw badRows(this.context.getNode(), bad, outcomes.count);
		for (const { index, error } of bad) outcomes.fail(index, error, 'no');
		return items.sort((a, b) => a.index - b.index);
	}

	/** @throws NodeApiError in Stop mode, where no call can go through */
	private async lookUp(): Promise<void> {
		await this.outcomes.renewRedact();
		const problem = await this.lookUps.make(this.dispatcher.lookUpRun, endsRun);
		if (problem !== undefined) this.outcomes.endBeforeSending(problem);
	}

	private async pause(): Promise<void> {
		await sleep(1);
		stopIfCancelled(this.context.getExecutionCancelSignal());
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
		await this.outcomes.succeed(index, first.value);
		return undefined;
	}
}

function leftAloneHint(count: number): string {
	return (
		`${count === 1 ? '1 blank value was' : `${count} blank values were`} ignored. To ` +
		'clear fields that come blank, set the option Blank Values to Clear the Field.'
	);
}
