export default async function teardown() {
	await globalThis.realN8n.end();
}
