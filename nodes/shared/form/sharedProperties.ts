import type { INodeProperties } from 'n8n-workflow';

/** An operation's parameters, in the order in which they are shown, without that they belong to it. */
export interface OperationProperties {
	readonly resource: string;
	readonly operation: string;
	readonly properties: readonly INodeProperties[];
}

/** A parameter, and the operations that show it: each of these resources with each of these operations, if there is. */
interface Shared {
	readonly property: INodeProperties;
	/** Two that are alike are one. */
	readonly text: string;
	readonly resources: ReadonlySet<string>;
	readonly operations: ReadonlySet<string>;
}

/**
 * The parameters of all operations, in which those that are alike stand once, for all operations that have them. n8n
 * goes through every parameter of a node whenever a run begins, and the editor loads them all. What one operation
 * shows, and in which order, stays the same.
 */
export function shared(all: readonly OperationProperties[]): INodeProperties[] {
	const byResource = new Map<string, Shared[]>();
	for (const one of all) {
		const before = byResource.get(one.resource) ?? [];
		byResource.set(one.resource, merged(before, ofOperation(one), union));
	}
	const exists = new Set(all.map(({ resource, operation }) => pairOf(resource, operation)));
	const unionIfExact = (a: Shared, b: Shared) => exactUnion(a, b, exists);
	return [...byResource.values()]
		.reduce((before, own) => merged(before, own, unionIfExact), [])
		.map(({ property, resources, operations }) => ({
			...property,
			displayOptions: {
				...property.displayOptions,
				show: {
					resource: [...resources],
					operation: [...operations],
					...property.displayOptions?.show,
				},
			},
		}));
}

function ofOperation({ resource, operation, properties }: OperationProperties): Shared[] {
	return properties.map((property) => ({
		property,
		text: JSON.stringify(property),
		resources: new Set([resource]),
		operations: new Set([operation]),
	}));
}

type Union = (a: Shared, b: Shared) => Shared | undefined;

const union = (a: Shared, b: Shared): Shared | undefined =>
	a.text === b.text
		? {
				...a,
				resources: new Set([...a.resources, ...b.resources]),
				operations: new Set([...a.operations, ...b.operations]),
			}
		: undefined;

/** The union of two, unless an operation would show it that has it in neither of them. */
function exactUnion(a: Shared, b: Shared, exists: ReadonlySet<string>): Shared | undefined {
	const both = union(a, b);
	if (both === undefined) return undefined;
	const had = new Set([...pairsOf(a), ...pairsOf(b)]);
	return pairsOf(both).every((pair) => had.has(pair) || !exists.has(pair)) ? both : undefined;
}

const pairOf = (resource: string, operation: string) => `${resource} ${operation}`;

function pairsOf({ resources, operations }: Shared): string[] {
	return [...resources].flatMap((resource) =>
		[...operations].map((operation) => pairOf(resource, operation)),
	);
}

/**
 * Two lists as one, in the order of both: with as many unions as that allows, by the way in which differences of texts
 * are found (longest common subsequence).
 */
function merged(a: readonly Shared[], b: readonly Shared[], unite: Union): Shared[] {
	const unions = a.map((one) => b.map((other) => unite(one, other)));
	/** How many unions there are at most from the places i and j on. */
	const most = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
	for (let i = a.length - 1; i >= 0; i--)
		for (let j = b.length - 1; j >= 0; j--)
			most[i][j] =
				unions[i][j] === undefined
					? Math.max(most[i + 1][j], most[i][j + 1])
					: most[i + 1][j + 1] + 1;
	const all: Shared[] = [];
	let [i, j] = [0, 0];
	while (i < a.length && j < b.length) {
		const both = unions[i][j];
		if (both !== undefined) {
			all.push(both);
			i++;
			j++;
		} else if (most[i + 1][j] >= most[i][j + 1]) all.push(a[i++]);
		else all.push(b[j++]);
	}
	return [...all, ...a.slice(i), ...b.slice(j)];
}
