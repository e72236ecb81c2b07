/** Starts the fake vendors and an older n8n with the packed package. */
import { OLDER } from '../../../scripts/lib/host.mjs';
import { begin } from '../../n8n/support/setup.mjs';

export default async function setup() {
	await begin(OLDER);
}
