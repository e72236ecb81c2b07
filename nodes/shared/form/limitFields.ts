import { flag, integer, when } from './fields';

const DEFAULT_LIMIT = 50;

/**
 * How many rows of a list are wanted, in n8n's own names and texts.
 * @param shownFor values of other fields that these two are about; always where it is left out
 */
export function limitFields(shownFor?: Parameters<typeof when>[1]) {
	const returnAll = flag('Return All', 'Whether to return all results or only up to a given limit');
	const limit = integer('Limit', {
		min: 1,
		fallback: DEFAULT_LIMIT,
		description: 'Max number of results to return',
	});
	return {
		returnAll: shownFor === undefined ? returnAll : when(returnAll, shownFor),
		limit: when(limit, { ...shownFor, returnAll: [false] }),
	};
}

/** @returns how many rows are wanted at most; Infinity for all */
export function rowLimit({
	returnAll,
	limit = DEFAULT_LIMIT,
}: {
	readonly returnAll?: boolean;
	readonly limit?: number;
}): number {
	return returnAll === true ? Infinity : limit;
}
