import type { RequestSpec } from '../contract/call';
import { InvalidInput } from '../contract/errors';
import type { Result, Steps } from '../contract/operation';

/** An update that would change nothing. */
export class NothingToUpdate extends InvalidInput {
	constructor() {
		super('There is nothing to update', 'Fill in at least one field that is to be changed.');
	}
}

/**
 * The fields of an update that were filled in, undefined ones left out.
 * @throws NothingToUpdate when there is none: sending it would change nothing and look like success
 */
export function mustChange<T extends object>(changes: T): T {
	if (Object.values(changes).every((value) => value === undefined)) throw new NothingToUpdate();
	return changes;
}

/**
 * The same steps of an item whose blanks left fields as they are: where nothing else is to be changed, that is why.
 */
export async function* blanksNamed(steps: Steps): AsyncGenerator<RequestSpec, Result, unknown> {
	try {
		return yield* steps;
	} catch (error) {
		throw withBlanksNamed(error);
	}
}

function withBlanksNamed(error: unknown): unknown {
	return error instanceof NothingToUpdate
		? new InvalidInput(
				'There is nothing to update: all values are blank',
				'Check the expressions that should give them. To empty fields, set Blank Values ' +
					'under Options to Clear the Field.',
			)
		: error;
}
