/** Starts the fake vendors and a real n8n with the packed package, once for all test files. */
import { randomBytes } from 'node:crypto';
import { examples, itemsOf, shortfalls } from '../../../scripts/lib/examples.mts';
import { temporaryFolder } from '../../../scripts/lib/files.mts';
import { ensureHost, type Place } from '../../../scripts/lib/host.mts';
import { n8n } from '../../../scripts/lib/n8n.mts';
import { installInto, packed } from '../../../scripts/lib/pack.mts';
import { freePort } from '../../../scripts/lib/ports.mts';
import { type Owner, session } from '../../../scripts/lib/rest.mts';
import { startVendors } from '../../../scripts/lib/vendors.mts';
import { endedOnFailure, newRealN8n, type RealN8n } from './real.mts';

export const OWNER: Owner = { email: 'test@example.com', password: 'Crm-Tests-2026' };

/** What there is behind a start. */
export type Begun = Pick<RealN8n, 'address' | 'onEnd'>;

/**
 * Leaves `realN8n` behind: address, owner, rest, vendors, examples.
 * @param place of another n8n than the newest
 * @param then what else has to be started
 */
export async function begin(
	place?: Place,
	then: (begun: Begun) => Promise<void> = async () => {},
): Promise<void> {
	const realN8n = newRealN8n();
	const { onEnd } = realN8n;
	await endedOnFailure(async () => {
		const userFolder = await temporaryFolder('test', onEnd);
		const vendors = await startVendors();
		onEnd(vendors.close);
		await installInto(userFolder, await packed());
		const own = n8n({
			host: await ensureHost(place),
			userFolder,
			encryptionKey: randomBytes(24).toString('hex'),
			port: await freePort(),
			logLevel: 'debug',
		});
		const { address } = own;
		const all = await examples();
		await own.importCredentials(vendors.credentials);
		await own.importWorkflows(all.map(({ workflow }) => workflow));
		const server = await own.start(({ stop }) => onEnd(stop));
		Object.assign(realN8n, {
			address,
			server,
			userFolder,
			owner: OWNER,
			rest: await session(address, OWNER),
			vendors,
			examples: all,
			itemsOf,
			shortfalls,
		});
		await then({ address, onEnd });
	});
}
