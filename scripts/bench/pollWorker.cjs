'use strict';
/**
 * An n8n worker that polls, in a process of its own that may be killed. A poll is told how long it may take and begins
 * with what was stored last; what it remembers is stored by whoever asked, and only when its items were taken. Several
 * polls may be under way: one that n8n has abandoned runs on.
 */
const { triggerOf } = require('../../test/support/trigger.cts');

const LOOK_EVERY_MS = 20;
let peak = 0;
const look = () => (peak = Math.max(peak, process.memoryUsage.rss()));
setInterval(look, LOOK_EVERY_MS);

async function poll({ setup, state, budgetMs }) {
	const { poll: pollOnce, staticData } = await triggerOf({ ...setup, staticData: state });
	const started = performance.now();
	const output = await pollOnce('trigger', (context) => {
		context.getPollBudgetMs = () => budgetMs;
	});
	const seconds = (performance.now() - started) / 1000;
	look();
	const ids = (output?.[0] ?? []).map(({ json }) => String(json.id));
	return { seconds, ids, state: staticData(), megabytes: Math.round(peak / 1e6) };
}

process.on('message', async ({ number, ...asked }) => {
	const answer = await poll(asked).catch((error) => ({
		failed: `${error.message} ${error.description ?? ''}`,
	}));
	process.send({ number, ...answer });
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
