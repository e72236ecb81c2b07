'use strict';
/** Output schemas as n8n's editor reads them. */
const { ACTIONS } = require('./descriptions.cts');

/** node -> its folder below nodes/, which is called like its class */
const FOLDERS = Object.fromEntries(
	Object.entries(ACTIONS).map(([folder, { make }]) => [make().description.name, folder]),
);

/** The schema of one output, by example. */
function schemaOf(value) {
	return { ...typeOf(value), version: 1 };
}

function typeOf(value) {
	if (value === null) return { type: 'null' };
	if (Array.isArray(value))
		return { type: 'array', ...(value.length === 0 ? {} : { items: typeOf(value[0]) }) };
	if (typeof value === 'object')
		return {
			type: 'object',
			properties: Object.fromEntries(
				Object.entries(value).map(([key, inner]) => [key, typeOf(inner)]),
			),
		};
	return { type: Number.isInteger(value) ? 'integer' : typeof value };
}

module.exports = { schemaOf, FOLDERS };
