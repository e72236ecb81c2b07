/** A vendor that answers 502 to everything: runs have to fail fast, not try each item again and again. */
import { ANSWER_MS } from './conditions.mjs';
import { measure } from './measure.mjs';
import { contestantProcess, vendorProcess } from './processes.mjs';

const FAULT = '502';
const SOME = { rows: 100, calls: 135, seconds: 10 };
const MANY = { rows: 10_000, seconds: 30 };
const count = (value) => value.toLocaleString('en');

const byId = (value) => ({ __rl: true, mode: 'id', value });
/** One record by its ID in a request of its own, a different one for each item. */
const read = (id, options = {}) => ({
	resource: 'activity',
	operation: 'get',
	activityId: byId(id),
	options,
});
const READS = {
	bitrix24: read('={{ $json.n }}', { batching: false }),
	leadSquared: read('={{ $json.guid }}'),
	ivvy: read('={{ $json.n }}'),
	deskera: read('={{ $json.n }}'),
};

const guidOf = (n) => `0000000a-0000-4000-8000-${String(n).padStart(12, '0')}`;
const itemsFor = (rows) =>
	Array.from({ length: rows }, (_, index) => ({ n: String(index + 1), guid: guidOf(index + 1) }));

/** @returns {Promise<object[]>} bars */
export async function outageOf(name, { quick }) {
	const vendor = await vendorProcess(name, {});
	const node = await contestantProcess('node');
	const reads = async (rows, cancelAfter) =>
		await measure(
			vendor,
			node,
			{
				parameters: READS[name],
				items: itemsFor(rows),
				onError: 'continueRegularOutput',
				cancelAfter,
			},
			ANSWER_MS[name],
			FAULT,
		);
	const ended = ({ cancelled, seconds }) =>
		cancelled === true ? `had not ended after ${seconds.toFixed(0)} s` : `${seconds.toFixed(1)} s`;
	try {
		const some = await reads(SOME.rows, 3000 * SOME.seconds);
		const bars = [
			{
				name: `${name}, outage: ${SOME.rows} reads`,
				wanted: `at most ${SOME.calls} calls and ${SOME.seconds} s`,
				measured: `${some.requests} calls, ${ended(some)}`,
				met: some.cancelled !== true && some.requests <= SOME.calls && some.seconds <= SOME.seconds,
				run: some,
			},
		];
		if (quick) return bars;
		const many = await reads(MANY.rows, 1000 * MANY.seconds + 5000);
		return [
			...bars,
			{
				name: `${name}, outage: ${count(MANY.rows)} reads`,
				wanted: `end within ${MANY.seconds} s`,
				measured: `${ended(many)}, ${many.requests} calls`,
				met: many.cancelled !== true && many.seconds <= MANY.seconds && many.items === MANY.rows,
				run: many,
			},
		];
	} finally {
		vendor.close();
		node.close();
	}
}
