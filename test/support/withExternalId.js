'use strict';
/** Creates once more with an External ID, behind the rows of test/support/operations/ that make their records. */

/**
 * @param {{ name: string, parameters: object }[]} operations
 * @param {Record<string, string>} ids name of an operation -> expression of its External ID
 */
function withExternalIds(operations, ids) {
	const more = Object.entries(ids).map(([name, externalId]) => {
		const entry = operations.find((operation) => operation.name === name);
		if (entry === undefined) throw new Error(`There is no operation ${name}`);
		const marked = name.endsWith(')')
			? name.replace(/\)$/, ', external ID)')
			: `${name} (external ID)`;
		return { ...entry, name: marked, parameters: { ...entry.parameters, options: { externalId } } };
	});
	return [...operations, ...more];
}

module.exports = { withExternalIds };
