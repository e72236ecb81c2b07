/** The example workflows, and what each has to give when it runs against the fake vendors. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Workflow } from './n8n.mts';
import type { Execution, NodeRun } from './rest.mts';
import { readJson, ROOT } from './tools.mjs';

const FOLDER = path.join(ROOT, 'examples');

export interface Example {
	/** Of its file, without `.json`. */
	name: string;
	/** Its id is fixed. */
	workflow: Workflow;
	/**
	 * node -> a list of items for each run and output, one after the other. An item holds at least what is written
	 * there.
	 */
	expected: Record<string, object[][]>;
}

/** @returns them sorted by name */
export async function examples(): Promise<Example[]> {
	const names = (await readdir(FOLDER))
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.basename(file, '.json'))
		.sort();
	const read = async (name: string): Promise<Example> => ({
		name,
		workflow: await readJson(path.join(FOLDER, `${name}.json`)),
		expected: await readJson(path.join(FOLDER, 'expected', `${name}.json`)),
	});
	return await Promise.all(names.map(read));
}

/** What a run did not give that it should have: sentences, none when all is as it should be. */
export function shortfalls(
	expected: Example['expected'],
	execution: Pick<Execution, 'data'>,
): string[] {
	const { runData, error } = execution.data.resultData;
	if (error !== undefined) return [`the run stopped: ${error.message}`];
	return Object.entries(expected).flatMap(([node, lists]) => {
		const runs = runData[node];
		if (runs === undefined) return [`"${node}" did not run`];
		const given = itemsOf(runs);
		if (given.length !== lists.length)
			return [
				`"${node}" gave ${given.length} lists of items instead of ${lists.length}: ${JSON.stringify(given)}`,
			];
		return lists.flatMap((list, index) =>
			difference(list, given[index], `"${node}" list ${index}`),
		);
	});
}

/** The items' json, output after output, run after run. @param runs of one node */
export function itemsOf(runs: NodeRun[]): object[][] {
	return runs.flatMap(({ data }) =>
		(data?.main ?? []).map((items) => (items ?? []).map(({ json }) => json)),
	);
}

/** Where `given` lacks something of `wanted`: objects may hold more, lists may not. */
function difference(wanted: unknown, given: unknown, place: string): string[] {
	if (Array.isArray(wanted)) {
		if (!Array.isArray(given) || given.length !== wanted.length)
			return [`${place}: ${JSON.stringify(given)} instead of ${wanted.length} entries`];
		return wanted.flatMap((entry, index) => difference(entry, given[index], `${place}[${index}]`));
	}
	if (typeof wanted === 'object' && wanted !== null) {
		if (typeof given !== 'object' || given === null)
			return [`${place}: ${JSON.stringify(given)} instead of an object`];
		const entries = new Map<string, unknown>(Object.entries(given));
		return Object.entries(wanted).flatMap(([key, value]) =>
			difference(value, entries.get(key), `${place}.${key}`),
		);
	}
	return Object.is(wanted, given)
		? []
		: [`${place}: ${JSON.stringify(given)} instead of ${JSON.stringify(wanted)}`];
}
