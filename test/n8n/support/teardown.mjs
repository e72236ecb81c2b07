/** Ends what setup.mjs started and deletes n8n's folder. */
import { rm } from 'node:fs/promises';

export default async function teardown() {
	const { server, vendors, userFolder } = globalThis.realN8n;
	await server?.stop();
	await vendors.close();
	await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
}
