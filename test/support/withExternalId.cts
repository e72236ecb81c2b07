/** Creates once more with an External ID, behind the rows of test/support/operations/ that make their records. */
import type { OperationRow } from './operations.cts';

/** @param ids name of an operation -> expression of its External ID */
export function withExternalIds<Row extends OperationRow<never>>(
	operations: readonly Row[],
	ids: Readonly<Record<string, string>>,
): Row[] {
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
