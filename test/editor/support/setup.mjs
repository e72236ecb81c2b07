/** The real n8n of test/n8n, and a Chromium in which its owner is logged in: one for all test files. */
import { startChromium } from '../../../scripts/lib/chromium.mjs';
import startN8n from '../../n8n/support/setup.mjs';

/** Wide enough that n8n shows input, parameters and output beside each other. */
const VIEWPORT = { width: 1440, height: 1000 };

/** Leaves `realN8n.page` behind, beside what test/n8n/support/setup.mjs leaves there. */
export default async function setup() {
	await startN8n();
	const { realN8n } = globalThis;
	realN8n.browser = await startChromium();
	const context = await realN8n.browser.newContext({
		viewport: VIEWPORT,
		locale: 'en-US',
		baseURL: realN8n.address,
	});
	const { email, password } = realN8n.owner;
	const login = await context.request.post('/rest/login', {
		data: { emailOrLdapLoginId: email, password },
	});
	if (!login.ok()) throw new Error(`n8n does not let its owner in: ${await login.text()}`);
	realN8n.page = await context.newPage();
}
