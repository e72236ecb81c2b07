/** Starts the fake vendors and an n8n with two workers, with the packed package on each, once for all test files. */
import { ensureHost } from '../../../scripts/lib/host.mjs';
import { packed } from '../../../scripts/lib/pack.mjs';
import { startQueue } from '../../../scripts/lib/queue.mjs';
import { session } from '../../../scripts/lib/rest.mjs';
import { endAll } from '../../../scripts/lib/tools.mjs';
import { startVendors } from '../../../scripts/lib/vendors.mjs';
import teardown from './teardown.mjs';

const OWNER = { email: 'test@example.com', password: 'Crm-Tests-2026' };
const WORKERS = 2;

/** Bitrix24 and LeadSquared keep the limits that they publish; the other two publish none and get one here. */
const UNPUBLISHED = { rate: { burst: 30, perSecond: 60 } };
const VENDORS = { ivvy: UNPUBLISHED, deskera: UNPUBLISHED };

/** n8n calls a worker dead when its lock on a run is this old; it would wait for a minute and look every half. */
const SOONER = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/**
 * Leaves `realN8n` behind for the test files (environment.js of test/n8n hands it over):
 * `{ vendors, address, workers, rest, cleanUp }`; the credentials of the vendors have the ids that n8n gave them
 */
export default async function setup() {
	const cleanUp = [];
	globalThis.realN8n = { cleanUp };
	for (const signal of ['SIGINT', 'SIGTERM'])
		process.once(signal, async () => {
			await endAll();
			await teardown();
			process.exit(1);
		});
	try {
		const vendors = await startVendors({ options: VENDORS });
		cleanUp.push(vendors.close);
		const queue = await startQueue(
			{ host: await ensureHost(), packed: await packed(), workers: WORKERS, settings: SOONER },
			cleanUp,
		);
		const rest = await session(queue.address, OWNER);
		vendors.credentials = await Promise.all(
			vendors.credentials.map(async ({ name, type, data }) => ({
				data,
				...(await rest.createCredential({ name, type, data })),
			})),
		);
		Object.assign(globalThis.realN8n, { vendors, ...queue, rest });
	} catch (error) {
		// Jest takes nothing down when its setup fails.
		await teardown();
		throw error;
	}
}
