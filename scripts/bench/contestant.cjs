'use strict';
/**
 * One contestant in a process of its own: works when told to, and says how long it took, how much
 * of the processor and of memory. A contestant's `run` gives `{ seconds, items }`.
 */
const LOOK_EVERY_MS = 20;

const contestant = require(`./contestants/${process.argv[2]}.cjs`);
const resident = () => process.memoryUsage.rss();

async function measured(job) {
	globalThis.gc();
	let peak = resident();
	const look = () => (peak = Math.max(peak, resident()));
	const watch = setInterval(look, LOOK_EVERY_MS);
	const before = process.cpuUsage();
	try {
		const done = await contestant.run(job);
		const { user, system } = process.cpuUsage(before);
		look();
		return { ...done, cpu: (user + system) / 1e6, megabytes: Math.round(peak / 1e6) };
	} finally {
		clearInterval(watch);
	}
}

process.on('message', async (job) => {
	process.send(
		await measured(job).catch((error) => ({
			error: `${error.message} ${error.description ?? ''}`,
		})),
	);
});
process.on('disconnect', () => process.exit());
process.send({ unavailable: contestant.unavailable });
