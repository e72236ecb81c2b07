/** What n8n's HTTP client and that of its OAuth2 library get in place of sockets while a simulation runs. */
import { ofCore } from './engine.cts';
import type { Line } from './line.cts';

type Transport = Line['transport'];

let current: Transport | undefined;

/** @param transport of the simulation that begins; undefined when it is over */
export function connect(transport: Transport | undefined): void {
	current = transport;
	for (const name of ['@n8n/backend-network', '@n8n/client-oauth2']) {
		const { defaults } = ofCore(name, 'axios') as { defaults: { adapter: unknown } };
		defaults.adapter = carried;
	}
}

async function carried(config: Parameters<Transport>[0]): ReturnType<Transport> {
	if (current === undefined) throw new Error('No simulation is under way');
	return await current(config);
}
