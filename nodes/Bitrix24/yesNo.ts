/** A switch as classic methods take it; undefined stays out of a request. */
export function yesNo(value: boolean | undefined): 'Y' | 'N' | undefined {
	return value === undefined ? undefined : value ? 'Y' : 'N';
}
