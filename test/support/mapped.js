'use strict';
/**
 * The value of a resource mapper as the editor stores it. @param {Record<string, string>} types
 * of fields that are no texts
 */
const mapped = (value, types = {}) => ({
	mappingMode: 'defineBelow',
	value,
	schema: Object.keys(value).map((id) => ({
		id,
		displayName: id,
		required: false,
		defaultMatch: false,
		display: true,
		type: types[id] ?? 'string',
	})),
});

module.exports = { mapped };
