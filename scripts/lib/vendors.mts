/** The four fake vendors of the tests, started beside an n8n, and the credentials with which n8n reaches them. */
import { createRequire } from 'node:module';
import type { OptionsOf, StartedOf } from '../../test/support/fakes.cts';
import type { Model } from '../../test/support/model.cts';
import type { Credential } from './n8n.mts';
import { freePort } from './ports.mts';

const load = createRequire(import.meta.url);

type VendorNode = 'bitrix24' | 'deskera' | 'ivvy' | 'leadSquared';

/** node -> id and name of its credential in n8n, and the port on which the demo's fake stands when it can */
const DEMO: Record<VendorNode, { id: string; name: string; port: number }> = {
	bitrix24: { id: 'crmDemoBitrix24', name: 'Bitrix24 (demo)', port: 46124 },
	deskera: { id: 'crmDemoDeskera', name: 'Deskera (demo)', port: 46125 },
	ivvy: { id: 'crmDemoIvvy', name: 'iVvy (demo)', port: 46126 },
	leadSquared: { id: 'crmDemoLeadSquared', name: 'LeadSquared (demo)', port: 46127 },
};

/** A second credential for the same Bitrix24 portal: its local app, with tokens as after a sign-in. */
const APP = { id: 'crmDemoBitrix24App', name: 'Bitrix24 app (demo)' };

/** The model of the example with an AI agent; it follows a script. */
const MODEL = { id: 'crmDemoModel', name: 'Scripted model (demo)', port: 46128 };

export interface Vendors {
	/** As test/vendors/server.cts starts them. */
	fakes: { [Node in VendorNode]: StartedOf<Node>['fake'] };
	credentials: Credential[];
	/** Where each listens, by the name of its credential; a port that was taken is another one. */
	addresses: Array<{ name: string; url: string }>;
	/** Values that must never show up anywhere. */
	secrets: string[];
	model: Model;
	close: () => Promise<void>;
}

export interface VendorsSettings {
	/** The same ports on each start, as far as they are free. */
	fixedPorts?: boolean;
	/** By node, for the fake's factory. */
	options?: { [Node in VendorNode]?: OptionsOf<Node> };
}

export async function startVendors({
	fixedPorts = false,
	options = {},
}: VendorsSettings = {}): Promise<Vendors> {
	const { fakeFor, VENDORS } = load(
		'../../test/support/fakes.cts',
	) as typeof import('../../test/support/fakes.cts');
	const { startModel } = load(
		'../../test/support/model.cts',
	) as typeof import('../../test/support/model.cts');
	const portFor = async (port: number) => ({ port: fixedPorts ? await freePort(port) : 0 });
	const credentials: Credential[] = [];
	const secrets: string[] = [];
	const started = async <Node extends VendorNode>(node: Node): Promise<StartedOf<Node>['fake']> => {
		const { id, name, port } = DEMO[node];
		const { fake, base, secrets: own } = await fakeFor(node, options[node], await portFor(port));
		credentials.push({ id, name, type: base.credential, data: base.credentials });
		secrets.push(...own);
		return fake;
	};
	const fakes = {
		bitrix24: await started('bitrix24'),
		deskera: await started('deskera'),
		ivvy: await started('ivvy'),
		leadSquared: await started('leadSquared'),
	};
	const app = VENDORS.bitrix24App;
	const data = app.credentials(fakes.bitrix24);
	credentials.push({ ...APP, type: app.credential, data });
	secrets.push(...app.secrets(fakes.bitrix24));
	const model = await startModel(await portFor(MODEL.port));
	const { id, name } = MODEL;
	credentials.push({ id, name, type: 'openAiApi', data: { apiKey: 'demo', url: model.url } });
	const close = async () => {
		await Promise.all([model, ...Object.values(fakes)].map(async (one) => await one.close()));
	};
	const nodes: VendorNode[] = ['bitrix24', 'deskera', 'ivvy', 'leadSquared'];
	const addresses = nodes.map((node) => ({ name: DEMO[node].name, url: fakes[node].url }));
	addresses.push({ name: MODEL.name, url: model.url });
	return { fakes, credentials, secrets, addresses, model, close };
}
