'use strict';
/** The form keeps how requests travel apart from what is done; tests name all options of a run in one object. */

/** Names of the fields in the collection Batching, by what tests call them. */
const IN_BATCHING = {
	batching: 'batchItems',
	batchSize: 'batchSize',
	maxWait: 'maxWait',
	parallel: 'parallel',
	timeout: 'timeout',
};

/**
 * @param {Record<string, any>} parameters of a node; in `options` there may be fields of Batching as well
 * @returns {Record<string, any>} the same, each in its own collection
 */
function inTheirCollections(parameters) {
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

module.exports = { inTheirCollections };
