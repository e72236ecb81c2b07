/** n8n is started again: what the package keeps in the memory of the process is gone. */
import { forgetPairs } from '../../dist/nodes/shared/operation/syncMemory.js';

/** As far as it is about pairs of records that are kept in step. */
export const restarted = forgetPairs;
