/** Ends Chromium, then what test/n8n started. */
import endN8n from '../../n8n/support/teardown.mjs';

export default async function teardown() {
	await globalThis.realN8n.browser?.close();
	await endN8n();
}
