/** The real n8n of test/n8n, and a Chromium in which its owner is logged in: one for all test files. */
import { startChromium } from '../../../scripts/lib/chromium.mts';
import { begin as beginN8n, OWNER } from '../../n8n/support/begin.mts';

/** Wide enough that n8n shows input, parameters and output beside each other. */
const VIEWPORT = { width: 1440, height: 1000 };

/** Leaves `realN8n.page` behind, beside what test/n8n leaves there. */
export async function begin(): Promise<void> {
	await beginN8n(undefined, async ({ address, onEnd }) => {
		const browser = await startChromium();
		onEnd(async () => await browser.close());
		const options = {
			viewport: VIEWPORT,
			locale: 'en-US',
			baseURL: address,
			reducedMotion: 'reduce' as const,
		};
		const context = await browser.newContext(options);
		const { email, password } = OWNER;
		const login = await context.request.post('/rest/login', {
			data: { emailOrLdapLoginId: email, password },
		});
		if (!login.ok()) throw new Error(`n8n does not let its owner in: ${await login.text()}`);
		Object.assign(globalThis.realN8n, { browser, page: await context.newPage() });
	});
}
