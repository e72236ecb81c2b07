#!/usr/bin/env node
/**
 * `npm test`: everything that can be checked, from a bare clone on. `npm test -- --fast` leaves out the real n8n.
 * The last line is `N passed, N failed`; the exit code is 1 when anything failed.
 */
import { ensureDependencies } from './lib/deps.mjs';
import { runSteps } from './lib/steps.mjs';
import { checkNode, npm, say, script, Stop } from './lib/tools.mjs';

const FAST = '--fast';
const DEPENDENCIES = 'dependencies';
const BUILD = 'build (types)';
const HOST = 'real n8n: installation';

/** Only what needs nothing installed is loaded at the start. */
const lib = async (name) => await import(`./lib/${name}.mjs`);

async function dependencies() {
	checkNode();
	await ensureDependencies();
}

async function lint() {
	const { code, output } = await npm(['run', 'lint'], { doing: 'linting' });
	if (code !== 0) throw new Stop(output.trim());
}

const STEPS = [
	{ name: DEPENDENCIES, run: dependencies },
	{ name: BUILD, needs: [DEPENDENCIES], run: async () => await (await lib('pack')).build() },
	{ name: "n8n's strict lint", needs: [DEPENDENCIES], run: lint },
	{ name: "marketplace scanner's lint, source", needs: [DEPENDENCIES], run: async () => await (await lib('scan')).scanSource() },
	{ name: "marketplace scanner's lint, packed files", needs: [DEPENDENCIES, BUILD], run: async () => await (await lib('scan')).scanPacked(await (await lib('pack')).pack()) },
	{ name: 'tests', needs: [DEPENDENCIES, BUILD], run: async () => await (await lib('jest')).jest('unit') },
	{ name: 'fault matrix', needs: [DEPENDENCIES, BUILD], run: async () => await (await lib('faults')).faultMatrix() },
];

const REAL_N8N_STEPS = [
	{ name: HOST, needs: [DEPENDENCIES], run: async () => void (await (await lib('host')).ensureHost()) },
	{ name: 'real n8n: tests', needs: [DEPENDENCIES, BUILD, HOST], run: async () => await (await lib('jest')).jest('n8n', ['--config', 'test/n8n/jest.config.js', '--runInBand']) },
];

async function main() {
	const unknown = process.argv.slice(2).find((argument) => argument !== FAST);
	if (unknown !== undefined) throw new Stop(`Usage: npm test [-- ${FAST}]`);
	const { passed, failed } = await runSteps(process.argv.includes(FAST) ? STEPS : [...STEPS, ...REAL_N8N_STEPS]);
	say(`${passed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

await script(main);
