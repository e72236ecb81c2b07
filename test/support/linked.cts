/** Copies by Create with Link to Source, between two of the services of test/support/portable.js. */
import { runNode } from './engine.cts';
import { type startSides, TARGETS } from './portable.js';

export type Row = Record<string, unknown>;
export type Sides = Awaited<ReturnType<typeof startSides>>;

interface Target {
	/** The service's node. */
	readonly node: string;
	readonly create: (side: Sides['sides'][string]) => Row;
	/** The parameter with the ID of a record. */
	readonly id: string;
}

export const targets = TARGETS as unknown as Readonly<Record<string, Target>>;

export function targetOf(name: string): Target {
	const target = targets[name];
	if (target === undefined) throw new Error(`There is no kind of record called ${name}`);
	return target;
}

/** The service that has a kind of record. */
export function sideOf(started: Sides, name: string): Sides['sides'][string] {
	return started.sides[targetOf(name).node] as Sides['sides'][string];
}

/** What the node that writes records of a kind makes of portable activities. @param more parameters */
export async function linkedIn(
	started: Sides,
	name: string,
	activities: readonly Row[],
	more: Row = {},
): Promise<Row[]> {
	const side = sideOf(started, name);
	const { output } = (await runNode({
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
	})) as { output: Array<{ json: Row }> };
	return output.map(({ json }) => json);
}
