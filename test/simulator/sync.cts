/**
 * Two services kept in step, as the example workflows do it: people make, edit, complete and delete records on both
 * sides, the triggers hand their changes out, and each is written to the other side by Create with Link to Source. At
 * the end both sides have to be equal in what both can keep, with nothing made twice and no edit lost. The parts stand
 * in sync/.
 */
import { RECORDS } from './sync/records.cts';

export { syncRun, type SyncResult } from './sync/run.cts';

const NAMES = Object.keys(RECORDS);
export const PAIRS: ReadonlyArray<readonly [string, string]> = NAMES.flatMap((one, place) =>
	NAMES.slice(place + 1).map((two) => [one, two] as const),
);
