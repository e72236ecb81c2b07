#!/usr/bin/env node
/**
 * `npm test`: everything that can be checked, from a bare clone on. `npm test -- --fast` leaves out the real n8n, the
 * editor, queue mode, older n8n and the packages of a single vendor. `npm run test:queue` runs
 * queue mode alone, `npm run test:editor` the editor in Chromium, `npm run test:split` those
 * packages, `npm run test:compat` every version of n8n in test/compat/engines.json, or one of them
 * (`-- 2.33.7`).
 * The last line is `N passed, N failed`; the exit code is 1 when anything failed.
 */
import { ensureDependencies } from './lib/deps.mjs';
import { runSteps } from './lib/steps.mjs';
import { checkNode, npm, say, script, Stop } from './lib/tools.mjs';

const FAST = '--fast';
const QUEUE = '--queue';
const EDITOR = '--editor';
const DEPENDENCIES = 'dependencies';
const BUILD = 'build (types)';
const SPLIT = '--split';
const COMPAT = '--compat';
const HOST = 'real n8n: installation';
const CHROMIUM = 'editor: Chromium';
const OLDER_HOST = 'older real n8n: installation';
const QUEUE_SERVERS = 'queue mode: Redis and Postgres';

/** Only what needs nothing installed is loaded at the start. */
const lib = async (name) => await import(`./lib/${name}.mjs`);

async function dependencies() {
	checkNode();
	await ensureDependencies();
}

async function format() {
	const { code, output } = await npm(['exec', '--', 'prettier', '--check', '.'], {
		doing: 'checking the format',
	});
	if (code !== 0) throw new Stop(`${output.trim()}\n\`npm run format\` writes them.`);
}

async function lint() {
	const { code, output } = await npm(['run', 'lint'], { doing: 'linting' });
	if (code !== 0) throw new Stop(output.trim());
}

const STEPS = [
	{ name: DEPENDENCIES, run: dependencies },
	{ name: BUILD, needs: [DEPENDENCIES], run: async () => await (await lib('pack')).build() },
	{ name: "n8n's Prettier format", needs: [DEPENDENCIES], run: format },
	{ name: "n8n's strict lint", needs: [DEPENDENCIES], run: lint },
	{
		name: "marketplace scanner's lint, source",
		needs: [DEPENDENCIES],
		run: async () => await (await lib('scan')).scanSource(),
	},
	{
		name: "marketplace scanner's lint, packed files",
		needs: [DEPENDENCIES, BUILD],
		run: async () => await (await lib('scan')).scanPacked(await (await lib('pack')).pack()),
	},
	{
		name: 'packed package: size and contents',
		needs: [DEPENDENCIES, BUILD],
		run: async () =>
			await (await lib('contents')).checkContents(await (await lib('pack')).packed()),
	},
	{
		name: 'tests',
		needs: [DEPENDENCIES, BUILD],
		run: async () => await (await lib('jest')).jest('unit'),
	},
	{
		name: 'fault matrix',
		needs: [DEPENDENCIES, BUILD],
		run: async () => await (await lib('faults')).faultMatrix(),
	},
];

const SPLIT_STEP = {
	name: 'packages of a single vendor',
	needs: [DEPENDENCIES],
	run: async () => await (await lib('split')).checkPackages(),
};
const HOST_STEP = {
	name: HOST,
	needs: [DEPENDENCIES],
	run: async () => void (await (await lib('host')).ensureHost()),
};
const REAL_N8N_STEPS = [
	{
		name: 'real n8n: tests',
		needs: [DEPENDENCIES, BUILD, HOST],
		run: async () =>
			await (await lib('jest')).jest('n8n', ['--config', 'test/n8n/jest.config.js', '--runInBand']),
	},
];
const EDITOR_STEPS = [
	{
		name: CHROMIUM,
		needs: [DEPENDENCIES],
		run: async () => void (await (await lib('chromium')).ensureChromium()),
	},
	{
		name: 'editor: tests',
		needs: [DEPENDENCIES, BUILD, HOST, CHROMIUM],
		run: async () =>
			await (
				await lib('jest')
			).jest('editor', ['--config', 'test/editor/jest.config.js', '--runInBand']),
	},
];
const SOME_ENGINES_STEP = {
	name: 'older n8n: two engines',
	needs: [DEPENDENCIES, BUILD],
	run: async () => await (await lib('compat')).someEngines(),
};
const OLDER_SERVER_STEPS = [
	{
		name: OLDER_HOST,
		needs: [DEPENDENCIES],
		run: async () => {
			const { ensureHost, OLDER } = await lib('host');
			await ensureHost(OLDER);
		},
	},
	{
		name: 'older real n8n: tests',
		needs: [DEPENDENCIES, BUILD, OLDER_HOST],
		run: async () =>
			await (
				await lib('jest')
			).jest('older-n8n', ['--config', 'test/compat/server/jest.config.js', '--runInBand']),
	},
];
/** @param {string} [only] version of n8n */
const compatSteps = (only) => [
	{
		name: 'older and newer n8n: engines',
		needs: [DEPENDENCIES, BUILD],
		run: async () => await (await lib('compat')).allEngines(only),
	},
	...(only === undefined ? OLDER_SERVER_STEPS : []),
];
const QUEUE_STEPS = [
	{
		name: QUEUE_SERVERS,
		needs: [DEPENDENCIES],
		run: async () => void (await (await lib('distro')).ensurePrograms()),
	},
	{
		name: 'queue mode: tests',
		needs: [DEPENDENCIES, BUILD, HOST, QUEUE_SERVERS],
		run: async () =>
			await (
				await lib('jest')
			).jest('queue', ['--config', 'test/queue/jest.config.js', '--runInBand']),
	},
];

const BUILD_STEPS = STEPS.filter(({ name }) => [DEPENDENCIES, BUILD].includes(name));
/** What the steps in a real n8n build on. */
const BASE_STEPS = [...BUILD_STEPS, HOST_STEP];

const EVERYTHING = [
	...STEPS,
	SPLIT_STEP,
	SOME_ENGINES_STEP,
	HOST_STEP,
	...REAL_N8N_STEPS,
	...EDITOR_STEPS,
	...QUEUE_STEPS,
];
/** argument -> the steps it leaves */
const PARTS = {
	[FAST]: () => STEPS,
	[SPLIT]: () => [...STEPS.filter(({ name }) => name === DEPENDENCIES), SPLIT_STEP],
	[COMPAT]: (only) => [...BUILD_STEPS, ...compatSteps(only)],
	[EDITOR]: () => [...BASE_STEPS, ...EDITOR_STEPS],
	[QUEUE]: () => [...BASE_STEPS, ...QUEUE_STEPS],
};

async function main() {
	const [part, only, ...more] = process.argv.slice(2);
	const isKnown = part === undefined || Object.hasOwn(PARTS, part);
	if (!isKnown || more.length > 0 || (only !== undefined && part !== COMPAT))
		throw new Stop(`Usage: npm test [-- ${Object.keys(PARTS).join(' | ')}]`);
	const { passed, failed } = await runSteps(part === undefined ? EVERYTHING : PARTS[part](only));
	say(`${passed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

await script(main);
