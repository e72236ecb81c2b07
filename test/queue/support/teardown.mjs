/** Ends what setup.mjs started, last one first. */
export default async function teardown() {
	const { cleanUp } = globalThis.realN8n;
	for (const task of cleanUp.splice(0).reverse()) await task();
}
