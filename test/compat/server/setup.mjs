/** Starts the fake vendors and an older n8n with the packed package. */
import '../../support/inTypeScript.mjs';

export default async function setup() {
	const { OLDER } = await import('../../../scripts/lib/host.mts');
	await (await import('../../n8n/support/begin.mts')).begin(OLDER);
}
