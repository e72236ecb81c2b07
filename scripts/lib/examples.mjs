/** The example workflows, and what each has to give when it runs against the fake vendors. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readJson, ROOT } from './tools.mjs';

export const FOLDER = path.join(ROOT, 'examples');

/**
 * @typedef {object} Example
 * @property {string} name of its file, without `.json`
 * @property {object} workflow as n8n imports it; its id is fixed
 * @property {Record<string, object[][]>} expected node -> a list of items for each run and output, one after the other.
 *   An item holds at least what is written there.
 */

/** @returns {Promise<Example[]>} sorted by name */
export async function examples() {
	const names = (await readdir(FOLDER))
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.basename(file, '.json'))
		.sort();
	return await Promise.all(
		names.map(async (name) => ({
			name,
			workflow: await readJson(path.join(FOLDER, `${name}.json`)),
			expected: await readJson(path.join(FOLDER, 'expected', `${name}.json`)),
		})),
	);
}

/**
 * What a run did not give that it should have.
 * @param {Record<string, object[][]>} expected
 * @param {{data: {resultData: {runData: object, error?: {message: string}}}}} execution as n8n stores it
 * @returns {string[]} sentences; none when all is as it should be
 */
export function shortfalls(expected, execution) {
	const { runData, error } = execution.data.resultData;
	if (error !== undefined) return [`the run stopped: ${error.message}`];
	return Object.entries(expected).flatMap(([node, lists]) => {
		if (runData[node] === undefined) return [`"${node}" did not run`];
		const given = itemsOf(runData[node]);
		if (given.length !== lists.length)
			return [
				`"${node}" gave ${given.length} lists of items instead of ${lists.length}: ${JSON.stringify(given)}`,
			];
		return lists.flatMap((list, index) =>
			difference(list, given[index], `"${node}" list ${index}`),
		);
	});
}

/** The items' json, output after output, run after run. @param {object[]} runs of one node */
export function itemsOf(runs) {
	return runs.flatMap(({ data }) =>
		(data?.main ?? []).map((items) => (items ?? []).map(({ json }) => json)),
	);
}

/** Where `given` lacks something of `wanted`: objects may hold more, lists may not. */
function difference(wanted, given, place) {
	if (Array.isArray(wanted)) {
		if (!Array.isArray(given) || given.length !== wanted.length)
			return [`${place}: ${JSON.stringify(given)} instead of ${wanted.length} entries`];
		return wanted.flatMap((entry, index) => difference(entry, given[index], `${place}[${index}]`));
	}
	if (typeof wanted === 'object' && wanted !== null) {
		if (typeof given !== 'object' || given === null)
			return [`${place}: ${JSON.stringify(given)} instead of an object`];
		return Object.entries(wanted).flatMap(([key, value]) =>
			difference(value, given[key], `${place}.${key}`),
		);
	}
	return Object.is(wanted, given)
		? []
		: [`${place}: ${JSON.stringify(given)} instead of ${JSON.stringify(wanted)}`];
}
