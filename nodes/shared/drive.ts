import type { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { InvalidInput, toInputError, toNodeError } from './errors';
import { placeOf, REFUSE_BLANKS } from './fields';
import type { RequestSpec, Vendor } from './operation';
import { caller, type CallContext } from './request';

/** Makes the calls of a list or of any other steps outside a run of items: in polls and triggers. @throws NodeApiError */
export async function drive<T>(context: CallContext, vendor: Vendor, steps: Generator<RequestSpec, T, unknown>): Promise<T> {
	const call = caller(context, vendor);
	let step = steps.next();
	while (step.done !== true) {
		const verdict = await call(step.value);
		if (!verdict.ok) throw toNodeError(context.getNode(), verdict.problem, 0, false);
		step = steps.next(verdict.body);
	}
	return step.value;
}

/** One call. */
export async function callOnce(context: CallContext, vendor: Vendor, spec: RequestSpec): Promise<unknown> {
	return await drive(context, vendor, once(spec));
}

function* once(spec: RequestSpec): Generator<RequestSpec, unknown, unknown> {
	return yield spec;
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
	return cause instanceof InvalidInput ? toInputError(context.getNode(), cause, 0) : (cause as NodeApiError);
}

/** Where a trigger's parameters stand: no item, no zone of their own. */
export const NO_ITEM = placeOf({ zone: 'utc', input: {} }, REFUSE_BLANKS, false);
