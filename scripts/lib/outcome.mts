/** What a check counts. */
import type { Counts } from './jest.mts';
import { say, wordsOf } from './tools.mjs';

/** Runs a check and says why it failed; one that is no test run counts as one. */
export async function outcome(run: () => Promise<Counts | void>): Promise<Counts> {
	try {
		return (await run()) ?? { passed: 1, failed: 0 };
	} catch (error) {
		const words = wordsOf(error);
		say(words);
		return { passed: 0, failed: 1, failures: [words] };
	}
}
