import type {
	IDataObject,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import type { RequestSpec } from '../contract/call';
import type { CallContext, CallSettings } from '../contract/callContext';
import { InvalidInput, Refused } from '../contract/errors';
import type { Vendor } from '../contract/vendor';
import { NO_LOOK_UPS } from '../form/foundRecords';
import { placeOf, REFUSE_BLANKS } from '../form/readForm';
import { accountOf, KnownAccount } from '../http/account';
import { caller } from '../http/caller';
import { toInputError, toNodeError } from '../http/nodeErrors';
import { scrubbed } from '../secrets/redactOutput';

/**
 * Makes the calls of a list or of any other steps outside a run of items: in polls and triggers.
 * @throws NodeApiError
 */
export async function runSteps<T>(
	context: CallContext,
	vendor: Vendor,
	steps: Generator<RequestSpec, T, unknown>,
	settings?: CallSettings,
): Promise<T> {
	const account = new KnownAccount(context, vendor);
	const call = caller(context, vendor, settings, account);
	try {
		let step = steps.next();
		while (step.done !== true) {
			const verdict = await call(step.value);
			if (!verdict.ok) throw new Refused(verdict.problem);
			step = steps.next(verdict.body);
		}
		return step.value;
	} catch (cause) {
		throw await refusedAs(context, account, cause);
	}
}

/** For calls while a delivery is handled: its sender waits for the answer. */
export const WITHIN_DELIVERY = { maxWaitMs: 5000, timeoutMs: 10_000 };

/**
 * Adds to the items of a delivery what more calls tell. Where these fail the items stay as they are: what is told
 * beside an event must not lose it.
 */
export async function completed(
	context: CallContext,
	vendor: Vendor,
	items: readonly IDataObject[],
	steps: Generator<RequestSpec, readonly IDataObject[], unknown>,
): Promise<readonly IDataObject[]> {
	try {
		return await runSteps(context, vendor, steps, WITHIN_DELIVERY);
	} catch {
		return items;
	}
}

/** A refusal as n8n's error, whether the answer was one or something in a good answer is. */
export async function refusedAs(
	context: CallContext,
	account: KnownAccount,
	cause: unknown,
): Promise<unknown> {
	return cause instanceof Refused
		? toNodeError(context.getNode(), cause.problem, 0, false, await account.redactor())
		: cause;
}

/** One call. */
export async function callOnce(
	context: CallContext,
	vendor: Vendor,
	spec: RequestSpec,
): Promise<unknown> {
	return await runSteps(context, vendor, once(spec));
}

function* once(spec: RequestSpec): Generator<RequestSpec, unknown, unknown> {
	return yield spec;
}

/** What a trigger starts a workflow with: records without the account's secrets. */
export async function startItems(
	context: CallContext,
	vendor: Vendor,
	records: readonly IDataObject[],
): Promise<INodeExecutionData[][]> {
	const redact = await (await accountOf(context, vendor)).redactor();
	return [records.map((record) => ({ json: scrubbed(record, redact) }))];
}

/** Reads parameters of a trigger, which has no items. @throws NodeOperationError naming the field */
export function reading<T>(context: CallContext, read: () => T): T {
	try {
		return read();
	} catch (cause) {
		throw inputError(context, cause);
	}
}

function inputError(context: CallContext, cause: unknown): NodeOperationError | NodeApiError {
	return cause instanceof InvalidInput
		? toInputError(context.getNode(), cause, 0)
		: (cause as NodeApiError);
}

/** Where a trigger's parameters stand: no item, no zone of their own. */
export const NO_ITEM = placeOf(
	{ zone: 'utc', input: {}, records: NO_LOOK_UPS },
	REFUSE_BLANKS,
	false,
);
