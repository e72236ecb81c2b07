import type { RequestSpec } from '../contract/call';
import { WithFiles } from '../contract/files';
import type { Result, Steps } from '../contract/operation';

/** What is done in place of steps, told before their first write; undefined to go on with them. */
export interface Instead {
	/** From what the record is like that they would change. */
	readonly ofChange?: (body: unknown, read: RequestSpec) => Steps | undefined;
	/** Where they would make a new record. */
	readonly ofNew?: () => Generator<RequestSpec, Steps | undefined, unknown>;
}

/**
 * The same steps without the writes that would change nothing: the record is read first, and compared with what is to
 * be written, in the vendor's own form. A write whose record does not show all of it is sent. Where nothing had to be
 * sent, the output says `unchanged`.
 */
export async function* withoutNeedlessWrites(
	given: Steps,
	{ ofChange, ofNew }: Instead = {},
): AsyncGenerator<RequestSpec, Result, unknown> {
	/** What was read since the last write. */
	const read = new Map<string, unknown>();
	let steps = given;
	let isAsked = false;
	let isChanged = false;
	let isSame = false;
	let step = await steps.next();
	while (step.done !== true) {
		const request = step.value;
		if (request.effect === 'read') {
			const body = yield request;
			read.set(keyOf(request), body);
			step = await steps.next(body);
			continue;
		}
		const already = request.findOut?.already;
		const body = already === undefined ? undefined : yield* bodyOf(already.read, read);
		if (!isAsked && (already === undefined || body !== undefined)) {
			isAsked = true;
			const others =
				already === undefined ? yield* newInstead(ofNew) : ofChange?.(body, already.read);
			if (others !== undefined) {
				steps = others;
				step = await steps.next();
				continue;
			}
		}
		// A record that can't be read is written.
		const answer = body === undefined ? undefined : already?.answer(body);
		if (answer !== undefined) {
			isSame = true;
			step = await steps.next(answer);
			continue;
		}
		isChanged = true;
		read.clear();
		step = await steps.next(yield request);
	}
	return isSame && !isChanged ? unchanged(step.value) : step.value;
}

function* newInstead(ofNew: Instead['ofNew']): Generator<RequestSpec, Steps | undefined, unknown> {
	return ofNew === undefined ? undefined : yield* ofNew();
}

/** The record that is to be changed, read since the last write. */
function* bodyOf(
	request: RequestSpec,
	read: Map<string, unknown>,
): Generator<RequestSpec, unknown, unknown> {
	const key = keyOf(request);
	if (!read.has(key)) read.set(key, yield { ...request, optional: true, mayBeDenied: true });
	return read.get(key);
}

function keyOf(request: RequestSpec): string {
	return JSON.stringify(request);
}

function unchanged(result: Result): Result {
	if (result instanceof WithFiles || Array.isArray(result)) return result;
	const { updated, ...rest } = result;
	return { ...rest, ...(updated === undefined ? {} : { updated: false }), unchanged: true };
}
