import '../../support/inTypeScript.mjs';

export default async function setup() {
	await (await import('./begin.mts')).begin();
}
