import type { IDataObject } from 'n8n-workflow';
import type { FindOut, RequestSpec } from '../shared/contract/call';
import { isHeld } from '../shared/operation/findOut';
import { sameValues } from '../shared/text/sameValues';

/** A list whose entries all come at once, each known by a name of its own. */
export interface NamedList {
	readonly read: RequestSpec;
	readonly rowsIn: (body: unknown) => IDataObject[];
	/** The key of an entry's name. */
	readonly name: string;
}

/** Finds out whether an entry came to be or is gone when an answer is lost. */
export function namedInList({ read, rowsIn, name: key }: NamedList) {
	return {
		isThere: (written: IDataObject, result: unknown): FindOut =>
			isHeld({
				read,
				holds: (body) => rowsIn(body).some((row) => sameValues(written, row) === true),
				answer: () => ({ result }),
			}),
		isNotThere: (name: string): FindOut =>
			isHeld({
				read,
				holds: (body) => rowsIn(body).every((row) => row[key] !== name),
				answer: () => ({ result: true }),
			}),
	};
}
