/** Copies by Create with Link to Source, between two of the services of test/support/portable.cts. */
import { runNode } from './engine.cts';
import { sideOf, type startSides, targetOf } from './portable.cts';
import type { Row } from './row.cts';

export type Started = Awaited<ReturnType<typeof startSides>>;

/** What the node that writes records of a kind makes of portable activities. @param more parameters */
export async function linkedIn(
	{ sides }: Started,
	name: string,
	activities: readonly Row[],
	more: Row = {},
): Promise<Row[]> {
	const side = sideOf(sides, name);
	const { output } = await runNode({
		...side.base,
		parameters: {
			...targetOf(name).create(side),
			valuesFrom: 'portable',
			portableActivity: '={{ $json }}',
			linkToSource: true,
			// Kept in a field of the activity type there.
			options: name === 'LeadSquared activity' ? { externalIdField: 'mx_Custom_1' } : {},
			...more,
		},
		items: [...activities],
		onError: 'continueRegularOutput',
	});
	return output.map(({ json }) => json);
}
