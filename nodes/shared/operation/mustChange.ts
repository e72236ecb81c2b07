import { InvalidInput } from '../contract/errors';

/**
 * The fields of an update that were filled in, undefined ones left out.
 * @throws InvalidInput when there is none: sending it would change nothing and look like success
 */
export function mustChange<T extends object>(changes: T): T {
	if (Object.values(changes).every((value) => value === undefined)) {
		throw new InvalidInput(
			'There is nothing to update',
			'Add at least one field under Update Fields.',
		);
	}
	return changes;
}
