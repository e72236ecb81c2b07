/** Starts the fake vendors and an n8n with two workers, with the packed package on each, once for all test files. */
import { ensureHost } from '../../../scripts/lib/host.mts';
import { packed } from '../../../scripts/lib/pack.mts';
import { startQueue } from '../../../scripts/lib/queue.mts';
import { session } from '../../../scripts/lib/rest.mts';
import { startVendors } from '../../../scripts/lib/vendors.mts';
import { OWNER } from '../../n8n/support/begin.mts';
import { endedOnFailure, newRealN8n } from '../../n8n/support/real.mts';

const WORKERS = 2;

/**
 * Bitrix24 and LeadSquared keep the limits that they publish; the other two publish none and get one here that two
 * workers pass on a slow machine, too.
 */
const UNPUBLISHED = { rate: { burst: 20, perSecond: 25 } };
/** With bulk calls enough for each worker to use them up alone. */
const PLAN = { plan: 'super' } as const;
const VENDORS = { leadSquared: PLAN, ivvy: UNPUBLISHED, deskera: UNPUBLISHED };
const ofPlan = (type: string) => (type === 'leadSquaredApi' ? PLAN : {});

/** n8n calls a worker dead when its lock on a run is this old; it would wait for a minute and look every half. */
const SOONER = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/** Leaves `realN8n` behind: address, rest, workers, vendors, whose credentials have the ids that n8n gave them. */
export async function begin(): Promise<void> {
	const realN8n = newRealN8n();
	const { onEnd } = realN8n;
	await endedOnFailure(async () => {
		const vendors = await startVendors({ options: VENDORS });
		onEnd(vendors.close);
		const host = await ensureHost();
		const how = { host, packed: await packed(), workers: WORKERS, settings: SOONER };
		const { address, workers } = await startQueue(how, onEnd);
		const rest = await session(address, OWNER);
		vendors.credentials = await Promise.all(
			vendors.credentials.map(async ({ name, type, data: entered }) => {
				const data = { ...entered, ...ofPlan(type) };
				return { data, ...(await rest.createCredential({ name, type, data })) };
			}),
		);
		Object.assign(realN8n, { vendors, address, workers, rest });
	});
}
