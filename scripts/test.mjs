#!/usr/bin/env node
// @ts-check
/**
 * `npm test`: everything that can be checked, from a bare clone on; what there is stands in tests.mts.
 * The last line is `N passed, N failed`; the exit code is 1 when anything failed.
 */
import { ensureDependencies } from './lib/deps.mjs';
import { inTypeScript } from './lib/typescript.mjs';
import { checkNode, say, script, wordsOf } from './lib/tools.mjs';

await script(async () => {
	try {
		checkNode();
		await ensureDependencies();
	} catch (error) {
		say(`${wordsOf(error)}\n\nFAIL  dependencies\n\n0 passed, 1 failed`);
		return 1;
	}
	const { main } = await inTypeScript(async () => await import('./tests.mts'));
	return await main(process.argv.slice(2));
});
