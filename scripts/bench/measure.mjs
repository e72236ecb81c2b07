/** Measurements: one run of a contestant against a fake vendor, and rounds in which several take turns. */

/**
 * @param {object} vendor of vendorProcess
 * @param {object} contestant of contestantProcess
 * @param {object} job for the contestant; `credentials` are changes of the credential
 * @param {number} [delay] milliseconds before each answer
 * @returns {Promise<Run>}
 *
 * @typedef {object} Run
 * @property {number} requests
 * @property {number} refused
 * @property {number} stored records that the vendor has written
 * @property {number} seconds
 * @property {number} cpu seconds of processor time, preparation included
 * @property {number} items that came out
 * @property {number} megabytes the most that was resident
 * @property {number} [runs] this is the median of
 */
export async function measure(vendor, contestant, { credentials, ...job }, delay = 0) {
	const base = { ...vendor.base, credentials: { ...vendor.base.credentials, ...credentials } };
	await vendor.reset(delay);
	const { seconds, cpu, items, megabytes } = await contestant.run({ base, ...job });
	const { calls, refused, stored } = await vendor.count();
	return { requests: calls, refused, stored, seconds, cpu, items, megabytes };
}

/**
 * Lets contestants take turns, so that whatever else the machine does hits all of them. Who has used up `limitSeconds`
 * is left out of further turns.
 * @param {object} vendor of vendorProcess
 * @param {{label: string, contestant: object, job: object}[]} entries
 * @param {{repetitions: number, limitSeconds: number, delay?: number}} settings
 * @returns {Promise<({label: string} & (Run | {failed: string}))[]>} the median of each
 */
export async function turns(vendor, entries, { repetitions, limitSeconds, delay }) {
	const all = entries.map(({ label }) => ({ label, runs: [], spent: 0 }));
	for (let repetition = 0; repetition < repetitions; repetition++) {
		for (const [index, { contestant, job }] of entries.entries()) {
			const mine = all[index];
			if (mine.failed !== undefined || mine.spent > limitSeconds) continue;
			mine.failed = contestant.unavailable;
			if (mine.failed !== undefined) continue;
			try {
				const run = await measure(vendor, contestant, job, delay);
				if (run.stored !== job.items.length)
					throw new Error(`only ${run.stored} of ${job.items.length} were written`);
				mine.runs.push(run);
				mine.spent += run.seconds;
			} catch (error) {
				mine.failed = error.message.split('\n')[0];
			}
		}
	}
	return all.map(({ label, runs, failed }) =>
		failed === undefined ? { label, ...median(runs), runs: runs.length } : { label, failed },
	);
}

/** The run in the middle by time. */
export function median(runs) {
	return [...runs].sort((a, b) => a.seconds - b.seconds)[Math.floor((runs.length - 1) / 2)];
}

export const perSecond = ({ items, seconds }) => items / seconds;
