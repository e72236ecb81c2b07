import type { RequestSpec } from '../contract/call';
import type { Reader } from '../contract/field';
import type { Operation, Result } from '../contract/operation';
import { asObject } from '../text/unknownJson';
import { filledForm } from './derivedReader';
import { withoutNeedlessWrites } from './needlessWrites';

/** What to do with the record here when that of the other service was deleted. */
export type IfDeleted = 'fail' | 'leave' | 'complete' | 'delete';

/** What can be done with it. */
export interface IfDeletedHere {
	/** The ID of the record here that was made with an External ID. */
	readonly find: (
		externalId: string,
		reader: Reader,
	) => Generator<RequestSpec, string | undefined, unknown>;
	readonly complete?: Operation;
	readonly remove?: Operation;
}

interface Deleted {
	/** The parameters of the operation that is chosen. @param id of the record here, as text */
	readonly parameters: (id: string, reader: Reader) => Readonly<Record<string, unknown>>;
	readonly here: IfDeletedHere;
	readonly externalId: string;
	/** The ID of the record here, or how it is found. */
	readonly finding: string | Generator<RequestSpec, string | undefined, unknown>;
	readonly ifDeleted: IfDeleted;
	/** Told when it was done. */
	readonly isDone: () => void;
}

/** What is done here for an activity that was deleted in the other service. */
export async function* deletedSteps(
	reader: Reader,
	{ parameters, here, externalId, finding, ifDeleted, isDone }: Deleted,
): AsyncGenerator<RequestSpec, Result, unknown> {
	const { complete, remove } = here;
	const id = typeof finding === 'string' ? finding : yield* finding;
	const about = { externalId, deletedThere: true };
	if (id === undefined) return { ...about, found: false, unchanged: true };
	const chosen = ifDeleted === 'delete' ? remove : ifDeleted === 'complete' ? complete : undefined;
	if (chosen === undefined) return { id, ...about, unchanged: true };
	const form = { additionalFields: {}, ...parameters(id, reader) };
	const done = yield* withoutNeedlessWrites(chosen.start(filledForm(reader, form)).steps);
	isDone();
	return { ...asObject(done), id, ...about };
}
