/** Ends what setup.mjs started and deletes n8n's folder, in one go: when it was Ctrl-C, Jest may exit any moment. */
import { rmSync } from 'node:fs';

export default async function teardown() {
	const { server, vendors, userFolder } = globalThis.realN8n;
	await server?.stop();
	rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
	await vendors.close();
}
