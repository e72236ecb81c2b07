/**
 * A trigger that comes back to a long backlog: everything has changed, its account allows few calls, and n8n gives each
 * poll 36 seconds. Meanwhile n8n abandons polls, whose results are thrown away though they run on, and workers are
 * killed in the middle of one. What is handed out by polls that ended well has to be every change, once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ANSWER_MS, LEADSQUARED_SECONDS } from './conditions.mjs';
import { pollWorker, vendorProcess } from './processes.mjs';

const BUDGET_MS = 36_000;
/** As much as timers and the last answer may be late: n8n itself waits 45 seconds. */
const LATE_MS = 500;
const MOST_MEGABYTES = 300;
const HOUR = 3_600_000;
/** So long nobody polls. */
const OFF_MS = 2 * HOUR;
/** Moments as a trigger remembers them, with and without parts of a second. */
const SECONDS = '2026-01-01T00:00:00'.length;
const ISO = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;
const CALLS = 10;
const bucket = { burst: CALLS, perSecond: CALLS / LEADSQUARED_SECONDS };
const count = (value) => value.toLocaleString('en');
const byId = (value) => ({ __rl: true, mode: 'id', value });

/**
 * How many changes wait, and what the trigger is set to. Twenty thousand at iVvy and Deskera, whose pages hold a
 * hundred: as many calls as two hundred thousand at LeadSquared.
 */
const TRIGGERS = {
	leadSquared: {
		node: 'leadSquaredPollingTrigger',
		changes: 200_000,
		options: (now) => ({ now, window: { calls: CALLS, seconds: LEADSQUARED_SECONDS } }),
		credentials: { plan: 'pro' },
		parameters: { event: 'both', activityType: byId('201'), output: 'simplified' },
	},
	ivvy: {
		node: 'ivvyPollingTrigger',
		changes: 20_000,
		options: () => ({ rate: bucket }),
		parameters: { record: 'activity', event: 'both', output: 'simplified' },
	},
	deskera: {
		node: 'deskeraTrigger',
		changes: 20_000,
		options: () => ({ rate: bucket }),
		parameters: { event: 'both', output: 'simplified' },
	},
};
/** Which nodes poll. */
export const POLLING = Object.keys(TRIGGERS);
/** Polls that are abandoned and workers that are killed, at most, so that the measurement comes to an end. */
const ACCIDENTS = { abandon: 2, kill: 2 };
/** A poll hands out 2,500 changes and a page at most. */
const MOST_POLLS = 110;

/**
 * @param {number} settings.seed of the accidents
 * @returns {Promise<object[]>} bars
 */
export async function pollsOf(name, { quick, seed }) {
	const { node, changes: all, options, credentials, parameters } = TRIGGERS[name];
	const changes = quick ? all / 10 : all;
	const started = Date.now();
	const vendor = await vendorProcess(name, {
		records: { activities: changes },
		...options(started),
	});
	const base = { ...vendor.base, credentials: { ...vendor.base.credentials, ...credentials } };
	const setup = { ...base, node, parameters };
	const history = new History();
	let worker = await pollWorker();
	try {
		await vendor.reset(ANSWER_MS[name]);
		// The first poll only looks where to begin. Then n8n is off for two hours, in which everything changes.
		const first = await worker.poll({ setup, state: {}, budgetMs: BUDGET_MS });
		if (first.failed !== undefined) throw new Error(first.failed);
		let state = earlier(first.state, OFF_MS);
		const ids = await vendor.change({
			count: changes,
			from: started - OFF_MS + HOUR / 2,
			until: started - HOUR / 2,
		});
		const random = randomOf(seed);
		const left = { ...ACCIDENTS };
		for (let number = 1; number <= MOST_POLLS; number++) {
			const polled = worker.poll({ setup, state, budgetMs: BUDGET_MS });
			const accident = accidentOf(number, random, left);
			if (accident !== undefined) {
				// Somewhere in it, or when it is over already: then it is as if nothing had come of it.
				history[accident](polled);
				await sleep(1000 + random() * (BUDGET_MS / 2));
				if (accident === 'kill') {
					worker.kill();
					worker = await pollWorker();
				}
				continue;
			}
			const answer = await polled;
			history.add(answer);
			if (answer.failed !== undefined) continue;
			state = answer.state;
			if (answer.ids.length === 0 && history.handedOut.size >= changes) break;
			if (answer.ids.length === 0 && history.idle > 3) break;
		}
		const { calls: requests, refused } = await vendor.count();
		return [history.bar(name, ids, { requests, refused, seed })];
	} finally {
		worker.kill();
		vendor.close();
	}
}

/** What polls gave: those that ended well, and how long all that had an end took. */
class History {
	handedOut = new Map();
	seconds = [];
	megabytes = 0;
	failures = [];
	idle = 0;
	abandoned = 0;
	killed = 0;

	add({ failed, seconds, ids, megabytes }) {
		if (failed !== undefined) {
			this.failures.push(failed);
			this.idle += 1;
			return;
		}
		this.seconds.push(seconds);
		this.megabytes = Math.max(this.megabytes, megabytes);
		this.idle = ids.length === 0 ? this.idle + 1 : 0;
		for (const id of ids) this.handedOut.set(id, (this.handedOut.get(id) ?? 0) + 1);
	}

	kill() {
		this.killed += 1;
	}

	/** It has to end in time all the same, if its worker lives. */
	abandon(polled) {
		this.abandoned += 1;
		polled
			.then(({ seconds }) => seconds !== undefined && this.seconds.push(seconds))
			.catch(() => {});
	}

	bar(name, ids, { requests, refused, seed }) {
		const missing = ids.filter((id) => !this.handedOut.has(id)).length;
		const twice = [...this.handedOut.values()].filter((times) => times > 1).length;
		const longest = Math.max(...this.seconds, 0);
		return {
			name: `${name}, a poll: ${count(ids.length)} changes, ${CALLS} calls per 5 s`,
			wanted: `each poll within ${BUDGET_MS / 1000} s; all handed out once; below ${MOST_MEGABYTES} MB`,
			measured: [
				`longest of ${this.seconds.length} polls ${longest.toFixed(1)} s`,
				`${count(missing)} missing, ${count(twice)} twice`,
				`${this.megabytes} MB`,
				`${this.abandoned} abandoned, ${this.killed} killed (seed ${seed})`,
				...(this.failures.length > 0 ? [`failed: ${this.failures[0]}`] : []),
			].join('; '),
			met:
				longest <= (BUDGET_MS + LATE_MS) / 1000 &&
				missing === 0 &&
				twice === 0 &&
				this.megabytes < MOST_MEGABYTES &&
				this.failures.length === 0,
			run: {
				requests,
				refused,
				seconds: this.seconds.reduce((sum, one) => sum + one, 0),
				cpu: 0,
				items: this.handedOut.size,
				megabytes: this.megabytes,
			},
		};
	}
}

/** What a trigger remembers, as if it had been so many milliseconds earlier: all its moments are ISO texts. */
function earlier(state, ms) {
	const moved = (moment) => {
		const [seconds, fraction] = [moment.slice(0, SECONDS), moment.slice(SECONDS)];
		return new Date(Date.parse(`${seconds}Z`) - ms).toISOString().slice(0, SECONDS) + fraction;
	};
	return JSON.parse(JSON.stringify(state).replaceAll(ISO, moved));
}

/** Every second poll has an accident, beginning with the first, as long as there are some left. */
function accidentOf(number, random, left) {
	const kinds = Object.keys(left).filter((kind) => left[kind] > 0);
	if (number % 2 === 0 || kinds.length === 0) return undefined;
	const kind = kinds[Math.floor(random() * kinds.length)];
	left[kind] -= 1;
	return kind;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
