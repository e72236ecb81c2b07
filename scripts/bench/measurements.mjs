/**
 * What the benchmark measures, in the order of docs/performance.md. Each measurement has a name, by which it can be run
 * alone, and says which words its bars go by.
 */
import { barsOf } from './bars.mjs';
import { comparisonOf } from './comparison.mjs';
import { loadingBar } from './loading.mjs';
import { outageOf } from './outage.mjs';
import { POLLING, pollsOf } from './polls.mjs';
import { realisticOf } from './realistic.mjs';
import { scaleOf } from './scale.mjs';
import { twoProcessesOf } from './twoProcesses.mjs';
import { bulkUpdates, createsOf, listOf } from './underLimits.mjs';
import { WORK } from './work.mjs';

export const VENDORS = Object.keys(WORK);

/**
 * @typedef {object} Measurement
 * @property {string} name
 * @property {string} about further words it is found by
 * @property {string[]} vendors
 * @property {boolean} waits nearly all of its time is waiting, so that others may be measured meanwhile
 * @property {boolean} [hasBars] whether it is a matter of bars alone (--bars)
 * @property {(vendors: string[], settings: {quick: boolean, seed: number}) => Promise<Measured>} run
 */
/**
 * @typedef {object} Measured
 * @property {string} title
 * @property {{name: string, wanted: string, measured: string, met: boolean, run?: object}[]} bars
 * @property {{title: string, runs: object[]}[]} [tables]
 */
/** @type {Measurement[]} */
export const MEASUREMENTS = [
	{
		name: 'answer times',
		about: 'items at real answer times under the limits of the vendors HTTP Request client',
		vendors: VENDORS,
		waits: true,
		async run(vendors, settings) {
			const parts = await inTurn(vendors, (vendor) => realisticOf(vendor, settings));
			return {
				title: 'At real answer times, under the limits of the vendors',
				bars: parts.flatMap(({ bars }) => bars),
				tables: parts.map(({ table }) => table),
			};
		},
	},
	{
		name: 'bulk updates',
		about: 'leadSquared updates at 1, 5, 10 bulk calls per 5 s',
		vendors: ['leadSquared'],
		waits: true,
		hasBars: true,
		run: async (_, settings) => ({
			title: 'leadSquared: bulk calls of each plan',
			bars: await bulkUpdates(settings),
		}),
	},
	{
		name: 'list',
		about: 'bitrix24 activities listed, 20 ms a command',
		vendors: ['bitrix24'],
		waits: false,
		hasBars: true,
		run: async (_, settings) => ({ title: 'bitrix24: a long list', ...(await listOf(settings)) }),
	},
	{
		name: 'creates',
		about: 'bitrix24 task creates, 200 ms a command',
		vendors: ['bitrix24'],
		// Much is reckoned before the first call and behind the last one: it has the machine alone.
		waits: false,
		hasBars: true,
		run: async (_, settings) => ({
			title: 'bitrix24: slow creates',
			...(await createsOf(settings)),
		}),
	},
	{
		name: 'two processes',
		about: 'two processes on one account',
		vendors: VENDORS,
		// When each of the calls leaves decides which of them is refused: they have the machine alone.
		waits: false,
		hasBars: true,
		run: async (vendors, settings) => ({
			title: 'Two processes on one account',
			bars: await Promise.all(vendors.map((vendor) => twoProcessesOf(vendor, settings))),
		}),
	},
	{
		name: 'outage',
		about: 'outage: reads against 502',
		vendors: VENDORS,
		waits: true,
		hasBars: true,
		run: async (vendors, settings) => ({
			title: 'An outage: 502 to everything',
			bars: (await Promise.all(vendors.map((vendor) => outageOf(vendor, settings)))).flat(),
		}),
	},
	{
		name: 'poll',
		about: 'a poll: changes, calls per 5 s, budget',
		vendors: POLLING,
		waits: true,
		hasBars: true,
		run: async (vendors, settings) => ({
			title: 'Polls of a long backlog',
			bars: (await Promise.all(vendors.map((vendor) => pollsOf(vendor, settings)))).flat(),
		}),
	},
	...VENDORS.map((vendor) => ({
		name: `requests of ${vendor}`,
		about: 'requests tasks created activities read updated creates concurrently deletes listed',
		vendors: [vendor],
		waits: false,
		hasBars: true,
		run: async (_, settings) => ({
			title: `${vendor}: requests`,
			bars: await barsOf(vendor, settings),
		}),
	})),
	...VENDORS.map((vendor) => ({
		name: `overhead of ${vendor}`,
		about: 'one request at 0 ms, answers after 0 ms, comparison',
		vendors: [vendor],
		waits: false,
		run: async (_, settings) => ({
			title: `${vendor}: overhead`,
			...(await comparisonOf(vendor, settings)),
		}),
	})),
	...VENDORS.map((vendor) => ({
		name: `scale of ${vendor}`,
		about: 'scale: rows read, items written, cancelled, 100,000 and 10,000',
		vendors: [vendor],
		// The node keeps to Bitrix24's limit of batches, whatever the fake does.
		waits: vendor === 'bitrix24',
		isScale: true,
		run: async (_, settings) => ({
			title: `${vendor}: scale`,
			bars: await scaleOf(vendor, settings),
		}),
	})),
	{
		name: 'loading',
		about: 'loading nodes and credentials',
		vendors: [],
		waits: false,
		run: async () => ({ title: 'Loading', bars: [await loadingBar()] }),
	},
];

async function inTurn(vendors, work) {
	const done = [];
	for (const vendor of vendors) done.push(await work(vendor));
	return done;
}

/**
 * @param {{only?: string, bar?: string, bars?: boolean, scale?: boolean}} choice the options of the command
 * @returns {(Measurement & {vendors: string[]})[]} what to measure, each for the vendors that were chosen
 */
export function chosen({ only, bar, bars = false, scale = false }) {
	const wanted = bar?.toLowerCase();
	return MEASUREMENTS.filter(
		({ name, about, hasBars, isScale }) =>
			(wanted === undefined ||
				name.toLowerCase().includes(wanted) ||
				about.toLowerCase().includes(wanted)) &&
			(!bars || hasBars === true) &&
			(!scale || isScale === true),
	)
		.filter(({ vendors }) => only === undefined || vendors.includes(only))
		.map((one) => ({
			...one,
			vendors: one.vendors.filter((vendor) => only === undefined || vendor === only),
		}));
}
