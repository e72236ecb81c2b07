// @ts-check
/** Loads the scripts that are written in TypeScript. To be called when the dev dependencies are there. */

/**
 * @template T
 * @param {() => Promise<T>} load imports one of them, once Node.js can
 * @returns {Promise<T>}
 */
export async function inTypeScript(load) {
	const [cjs, esm] = await Promise.all([import('tsx/cjs/api'), import('tsx/esm/api')]);
	cjs.register();
	esm.register();
	return await load();
}
