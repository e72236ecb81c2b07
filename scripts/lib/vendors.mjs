/** The four fake vendors of the tests, started beside an n8n, and the credentials with which n8n reaches them. */
import { createRequire } from 'node:module';
import { isFree } from './ports.mjs';

const require = createRequire(import.meta.url);

/** node -> id and name of its credential in n8n, and the port on which the demo's fake stands when it can */
const DEMO = {
	bitrix24: { id: 'crmDemoBitrix24', name: 'Bitrix24 (demo)', port: 46124 },
	deskera: { id: 'crmDemoDeskera', name: 'Deskera (demo)', port: 46125 },
	ivvy: { id: 'crmDemoIvvy', name: 'iVvy (demo)', port: 46126 },
	leadSquared: { id: 'crmDemoLeadSquared', name: 'LeadSquared (demo)', port: 46127 },
};

/** A second credential for the same Bitrix24 portal: its local app, with tokens as after a sign-in. */
const APP = { id: 'crmDemoBitrix24App', name: 'Bitrix24 app (demo)' };

/** The model of the example with an AI agent; it follows a script. */
const MODEL = { id: 'crmDemoModel', name: 'Scripted model (demo)', port: 46128 };

/**
 * @typedef {object} Vendors
 * @property {Record<'bitrix24'|'deskera'|'ivvy'|'leadSquared', object>} fakes as test/vendors/server.js starts them
 * @property {Array<{id: string, name: string, type: string, data: object}>} credentials as n8n imports them
 * @property {string[]} secrets values that must never show up anywhere
 * @property {{url: string, requests: object[], reset: () => void}} model
 * @property {() => Promise<void>} close
 */

/**
 * @param {{fixedPorts?: boolean, options?: Record<string, object>}} [settings]
 *   fixedPorts: the same ports on each start, as far as they are free; options: by node, for the fake's factory
 * @returns {Promise<Vendors>}
 */
export async function startVendors({ fixedPorts = false, options = {} } = {}) {
	const { fakeFor, VENDORS } = require('../../test/support/fakes.js');
	const fakes = {};
	const credentials = [];
	const secrets = [];
	for (const [node, { id, name, port }] of Object.entries(DEMO)) {
		const server = { port: fixedPorts && (await isFree(port)) ? port : 0 };
		const started = await fakeFor(node, options[node] ?? {}, server);
		fakes[node] = started.fake;
		credentials.push({ id, name, type: started.base.credential, data: started.base.credentials });
		secrets.push(...started.secrets);
	}
	const app = VENDORS.bitrix24App;
	credentials.push({ ...APP, type: app.credential, data: app.credentials(fakes.bitrix24) });
	secrets.push(...app.secrets(fakes.bitrix24));
	const { startModel } = require('../../test/support/model.js');
	const model = await startModel({
		port: fixedPorts && (await isFree(MODEL.port)) ? MODEL.port : 0,
	});
	credentials.push({
		id: MODEL.id,
		name: MODEL.name,
		type: 'openAiApi',
		data: { apiKey: 'demo', url: model.url },
	});
	return {
		fakes,
		credentials,
		secrets,
		model,
		close: async () =>
			await Promise.all([model, ...Object.values(fakes)].map((server) => server.close())),
	};
}
