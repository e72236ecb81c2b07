/** Waiting for what happens elsewhere. */
import pRetry, { AbortError } from 'p-retry';

/**
 * Looks again and again until there is an answer.
 * @param look gives undefined as long as there is none; what it throws ends the waiting
 * @param late what to throw after `limitMs`
 */
export async function until<T>(
	look: () => Promise<T | undefined>,
	late: () => Error,
	{ limitMs, everyMs }: { limitMs: number; everyMs: number },
): Promise<T> {
	const end = Date.now() + limitMs;
	const again = new Error('Not yet');
	return await pRetry(
		async () => {
			const found = await look().catch((error: Error) => {
				throw new AbortError(error);
			});
			if (found !== undefined) return found;
			if (Date.now() > end) throw new AbortError(late());
			throw again;
		},
		{ retries: Math.ceil(limitMs / everyMs), minTimeout: everyMs, factor: 1 },
	);
}
