/** Measurements: one run of a contestant against a fake vendor, and rounds in which several take turns. */
import { vendorProcess } from './processes.mjs';

/**
 * @param {object} vendor of vendorProcess
 * @param {object} contestant of contestantProcess
 * @param {object} job for the contestant; `credentials` are changes of the credential
 * @param {number} [delay] milliseconds before each answer
 * @param {string} [fault] what answers every call instead of the vendor, by its name in test/vendors/server.cts
 * @returns {Promise<Run>}
 *
 * @typedef {object} Run
 * @property {number} requests
 * @property {number} refused
 * @property {number} stored records that the vendor has written
 * @property {number} writes times it has written one
 * @property {number} distinct writes whose contents differ
 * @property {number} seconds
 * @property {number} cpu seconds of processor time, preparation included
 * @property {number} items that came out
 * @property {boolean} [cancelled] it had not ended by itself when its time was over
 * @property {number} megabytes the most that was resident
 * @property {number} [runs] this is the median of
 */
export async function measure(vendor, contestant, job, delay = 0, fault = undefined) {
	await vendor.reset(delay, fault);
	const done = await contestant.run(jobAt(vendor, job));
	const { calls: requests, ...counts } = await vendor.count();
	return { requests, ...counts, ...done };
}

/**
 * Lets contestants work a little first, as n8n has been running for a while when a workflow starts: at an account of
 * its own, as what a node has sent and learned belongs to the account.
 * @param {string} name of the vendor
 * @param {object} options of the fake
 * @param {object[]} contestants
 * @param {object} job
 */
export async function warmUp(name, options, contestants, job) {
	const vendor = await vendorProcess(name, options);
	try {
		await Promise.all(
			contestants
				.filter(({ unavailable }) => unavailable === undefined)
				.map(async ({ run }) => await run(jobAt(vendor, job))),
		);
	} finally {
		vendor.close();
	}
}

/** A job for a contestant, at this vendor. */
export function jobAt({ base }, { credentials, ...job }) {
	return { ...job, base: { ...base, credentials: { ...base.credentials, ...credentials } } };
}

/**
 * Several contestants on one account at the same time.
 * @param {object} vendor of vendorProcess
 * @param {{contestant: object, job: object}[]} entries
 * @param {number} [delay] milliseconds before each answer
 * @returns {Promise<Run>} of all of them together; megabytes of the largest
 */
export async function measureTogether(vendor, entries, delay = 0) {
	await vendor.reset(delay);
	const runs = await Promise.all(
		entries.map(async ({ contestant, job }) => await contestant.run(jobAt(vendor, job))),
	);
	const { calls: requests, ...counts } = await vendor.count();
	const all = (key) => runs.map((run) => run[key]);
	const sum = (key) => all(key).reduce((total, value) => total + value, 0);
	return {
		requests,
		...counts,
		seconds: Math.max(...all('seconds')),
		cpu: sum('cpu'),
		items: sum('items'),
		megabytes: Math.max(...all('megabytes')),
	};
}

/**
 * Lets contestants take turns, so that whatever else the machine does hits all of them. Who has used up `limitSeconds`
 * is left out of further turns.
 * @param {object | (() => Promise<object>)} place vendorProcess, or what makes one for each turn, so that nobody
 * starts with what earlier turns have sent and learned
 * @param {{label: string, contestant: object, job: object}[]} entries
 * @param {{repetitions: number, limitSeconds: number, delay?: number}} settings
 * @returns {Promise<({label: string} & (Run & {runs: number, all: Run[]} | {failed: string}))[]>} the median of
 * each, and all of its runs
 */
export async function turns(place, entries, { repetitions, limitSeconds, delay }) {
	const all = entries.map(({ label }) => ({ label, runs: [], spent: 0 }));
	for (let repetition = 0; repetition < repetitions; repetition++) {
		const vendor = typeof place === 'function' ? await place() : place;
		for (const [index, entry] of entries.entries()) {
			const mine = all[index];
			mine.failed ??= entry.contestant.unavailable;
			if (mine.failed !== undefined || mine.spent > limitSeconds) continue;
			await turn(vendor, entry, mine, delay);
		}
		if (vendor !== place) vendor.close();
	}
	return all.map(({ label, runs, failed }) =>
		failed === undefined
			? { label, ...median(runs), runs: runs.length, all: runs }
			: { label, failed },
	);
}

async function turn(vendor, { contestant, job }, mine, delay) {
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

/** The run in the middle by time. */
export function median(runs) {
	return [...runs].sort((a, b) => a.seconds - b.seconds)[Math.floor((runs.length - 1) / 2)];
}

export const perSecond = ({ items, seconds }) => items / seconds;
