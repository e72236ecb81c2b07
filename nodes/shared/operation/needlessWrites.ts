import type { RequestSpec } from '../contract/call';
import { WithFiles } from '../contract/files';
import type { Result, Steps } from '../contract/operation';

/**
 * The same steps without the writes that would change nothing: the record is read first, and compared with what is to
 * be written, in the vendor's own form. A write whose record does not show all of it is sent. Where nothing had to be
 * sent, the output says `unchanged`.
 */
export async function* withoutNeedlessWrites(
	steps: Steps,
): AsyncGenerator<RequestSpec, Result, unknown> {
	/** What was read since the last write. */
	const read = new Map<string, unknown>();
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
		const answer = yield* answerAlready(request, read);
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

/** What a write would answer that changes nothing. A record that can't be read is written. */
function* answerAlready(
	{ findOut }: RequestSpec,
	read: Map<string, unknown>,
): Generator<RequestSpec, unknown, unknown> {
	const already = findOut?.already;
	if (already === undefined) return undefined;
	const key = keyOf(already.read);
	if (!read.has(key)) read.set(key, yield { ...already.read, optional: true, mayBeDenied: true });
	const body = read.get(key);
	return body === undefined ? undefined : already.answer(body);
}

function keyOf(request: RequestSpec): string {
	return JSON.stringify(request);
}

function unchanged(result: Result): Result {
	if (result instanceof WithFiles || Array.isArray(result)) return result;
	const { updated, ...rest } = result;
	return { ...rest, ...(updated === undefined ? {} : { updated: false }), unchanged: true };
}
