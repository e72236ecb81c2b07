import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../contract/call';
import type { Reader } from '../contract/field';
import type { Result, Steps } from '../contract/operation';
import { asText, isObject } from '../text/unknownJson';
import { rememberBoth, type Comparison } from './bothSides';
import { readPortable, type GivenPortable } from './readPortable';
import { forgetPair } from './syncMemory';

/** How a record here that is kept in step with one of another service is read. */
export interface PresentRecord {
	readonly read: (id: string) => RequestSpec;
	/**
	 * The record as a portable one.
	 * @param body of the answer to `read`, or to a read before a change of the same record
	 * @param request that was answered
	 */
	readonly portable: (body: unknown, request: RequestSpec) => IDataObject | undefined;
}

/** A record here, read in the same way as the activity. @returns undefined where it does not show itself */
export function shownIn(
	present: PresentRecord,
	{ body, request, reader }: { body: unknown; request: RequestSpec; reader: Reader },
): GivenPortable | undefined {
	return shownAs(body === undefined ? undefined : present.portable(body, request), reader);
}

/** The same of a record that is portable already. */
export function shownAs(
	record: IDataObject | undefined,
	{ zone }: Reader,
): GivenPortable | undefined {
	if (record === undefined) return undefined;
	try {
		return readPortable(record, zone);
	} catch {
		// Such as one that ends before it starts: it is written as if nothing were known of it.
		return undefined;
	}
}

/**
 * The same steps, of which the first reads of one kind are answered by what was read already.
 * @param first of them, where it was taken already
 */
export async function* afterOneRead(
	steps: Steps,
	{ request, body }: { readonly request: RequestSpec; readonly body: unknown },
	first?: IteratorResult<RequestSpec, Result>,
): AsyncGenerator<RequestSpec, Result, unknown> {
	let isFresh = body !== undefined;
	let step = first ?? (await steps.next());
	while (step.done !== true) {
		isFresh = isFresh && step.value.effect === 'read';
		const asked = { ...step.value, optional: undefined, mayBeDenied: undefined };
		const isKnown = isFresh && JSON.stringify(asked) === JSON.stringify(request);
		step = await steps.next(isKnown ? body : yield step.value);
	}
	return step.value;
}

interface Written {
	readonly reader: Reader;
	readonly present: PresentRecord;
	readonly there: GivenPortable;
	/** The record here as it was; undefined for a new one. */
	readonly before: GivenPortable | undefined;
	readonly comparison: Comparison;
}

/** Remembers both records as they are now, and tells in the item what was kept. */
export function* remembering(
	result: Result,
	{ reader, present, there, before, comparison }: Written,
): Generator<RequestSpec, Result, unknown> {
	if (!isObject(result)) return result;
	const id = asText(result.id);
	if (id === '') return result;
	let after = before;
	if (result.unchanged !== true || before === undefined) {
		const request = present.read(id);
		const body = yield { ...request, optional: true, mayFail: true };
		after = shownIn(present, { body, request, reader });
	}
	if (after !== undefined) rememberBoth({ there, before, after }, comparison);
	// What was written would be taken for a change of somebody else.
	else if (before !== undefined) forgetPair(there, before);
	return { ...result, ...comparison.told };
}
