/** The form keeps how requests travel apart from what is done; tests name all options of a run in one object. */
import type { Row } from './row.cts';

/** Names of the fields in the collection Batching, by what tests call them. */
const IN_BATCHING: Readonly<Record<string, string>> = {
	batching: 'batchItems',
	batchSize: 'batchSize',
	maxWait: 'maxWait',
	parallel: 'parallel',
	timeout: 'timeout',
};

/**
 * @param parameters of a node; in `options` there may be fields of Batching as well
 * @returns the same, each in its own collection
 */
export function inTheirCollections(parameters: Row & { options?: object; batching?: object }): Row {
	const given = Object.entries(parameters.options ?? {});
	const moved = given.filter(([name]) => Object.hasOwn(IN_BATCHING, name));
	if (moved.length === 0) return parameters;
	return {
		...parameters,
		options: Object.fromEntries(given.filter((entry) => !moved.includes(entry))),
		batching: {
			...parameters.batching,
			...Object.fromEntries(moved.map(([name, value]) => [IN_BATCHING[name], value])),
		},
	};
}
