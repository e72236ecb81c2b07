// @ts-check
'use strict';
/**
 * How Jest loads what a test file requires. Libraries are loaded by Node.js, once in a process: to
 * load n8n's engine anew took longer than most test files run. The built package is loaded by
 * Node.js, too, as the engine is what loads it, but anew for each file, as are the tests and what
 * supports them: no file finds what another has left in a module of ours.
 */
const { createRequire, isBuiltin } = require('node:module');
const path = require('node:path');
const { default: JestRuntime } = require('jest-runtime');

const LIBRARIES = `${path.sep}node_modules${path.sep}`;
const BUILT = /[\\/]dist[\\/](?:nodes|credentials)[\\/]/;

/** Jest's own, whose exports belong to the file that runs. */
const OF_JEST = ['@jest/globals'];

/**
 * @param {string} from the file that requires
 * @param {string} name as it stands in `require`
 */
function isForNode(from, name) {
	if (!name.startsWith('.') && !path.isAbsolute(name))
		return !isBuiltin(name) && !OF_JEST.includes(name);
	const file = path.resolve(path.dirname(from), name);
	return BUILT.test(file) || file.includes(LIBRARIES);
}

/** So that Node.js loads the built package again. */
function forgetBuilt() {
	for (const [file, loaded] of Object.entries(require.cache)) {
		if (BUILT.test(file)) delete require.cache[file];
		else if (loaded?.children.some(({ id }) => BUILT.test(id)))
			loaded.children = loaded.children.filter(({ id }) => !BUILT.test(id));
	}
}

module.exports = class Runtime extends JestRuntime {
	/** @param {ConstructorParameters<typeof JestRuntime>} args */
	constructor(...args) {
		super(...args);
		forgetBuilt();
	}

	/**
	 * @override
	 * @template T
	 * @param {string} from
	 * @param {string} name
	 * @returns {T}
	 */
	requireModuleOrMock(from, name) {
		return isForNode(from, name)
			? createRequire(from)(name)
			: super.requireModuleOrMock(from, name);
	}
};
