/** An example of a request that a vendor's page prints, and the form of the node that makes it. */
export interface Printed {
	/** The page, as the contract cites it. */
	readonly page: string;
	/** How the address of the call ends. */
	readonly call: string;
	readonly form: Readonly<Record<string, unknown>>;
	readonly items?: ReadonlyArray<Readonly<Record<string, unknown>>>;
	/** As it is printed. */
	readonly body: unknown;
	/** A good answer to it. */
	readonly answer: unknown;
	/** Good answers to calls that the node makes beside it, by a part of their addresses. */
	readonly before?: Readonly<Record<string, unknown>>;
	/** What the node sends beyond the example, by path. */
	readonly adds?: readonly string[];
	/** What the page prints otherwise than the node sends, by path, each with the reason. */
	readonly differs?: Readonly<Record<string, string>>;
}

/** Every value inside of one, by its path; empty lists and maps are values of their own. */
function leavesOf(value: unknown, path = ''): Array<[path: string, value: unknown]> {
	if (typeof value !== 'object' || value === null) return [[path, value]];
	const inner = Object.entries(value);
	if (inner.length === 0) return [[path, Array.isArray(value) ? [] : {}]];
	return inner.flatMap(([key, one]) => leavesOf(one, path === '' ? key : `${path}.${key}`));
}

const told = ([path, value]: readonly [string, unknown]) => `${path}: ${JSON.stringify(value)}`;

/** What is printed and not sent, and what is sent and not printed. */
export function differences(
	sent: unknown,
	{ body, adds = [], differs = {} }: Printed,
): { readonly missing: string[]; readonly more: string[] } {
	const [printed, really] = [leavesOf(body), leavesOf(sent)].map(
		(leaves) => new Map(leaves.map((leaf) => [told(leaf), leaf[0]])),
	);
	const only = (
		those: ReadonlyMap<string, string> = new Map(),
		others: ReadonlyMap<string, string> = new Map(),
	) => [...those].filter(([leaf, path]) => !others.has(leaf) && differs[path] === undefined);
	return {
		missing: only(printed, really).map(([leaf]) => leaf),
		more: only(really, printed)
			.filter(([, path]) => !adds.includes(path))
			.map(([leaf]) => leaf),
	};
}
