/**
 * `npm test`: everything that can be checked. `npm test -- --fast` leaves out the real n8n, the editor, queue mode,
 * older n8n and the packages of a single vendor. `npm run test:queue` runs queue mode alone, `npm run test:editor` the
 * editor in Chromium, `npm run test:split` those packages with the tests of each, `npm run test:compat` every version
 * of n8n in test/compat/engines.json, or one of them (`-- 2.33.7`).
 */
import path from 'node:path';
import { run as command, npm } from './lib/commands.mts';
import type { Counts } from './lib/jest.mts';
import { runStages, type Stage, type Step } from './lib/steps.mts';
import { CACHE, ROOT, say, Stop } from './lib/tools.mjs';

const BUILD = 'build (types)';
const HOST = 'real n8n: installation';
const CHROMIUM = 'editor: Chromium';
const OLDER_HOST = 'older real n8n: installation';
const QUEUE_SERVERS = 'queue mode: Redis and Postgres';

/** How many steps run at once that keep one core busy. */
const LIGHT = 2;
const PRETTIER_CACHE = path.join(CACHE, 'prettier');
const bin = (name: string, file: string) => path.join(ROOT, 'node_modules', name, file);

/** @throws Stop with what the tool says, and what to do about it */
async function tool(doing: string, file: string, args: string[], advice = ''): Promise<void> {
	const { code, output } = await command(process.execPath, [file, ...args], { doing });
	if (code !== 0) throw new Stop(`${output.trim()}${advice}`);
}

async function format(): Promise<void> {
	await tool(
		'checking the format',
		bin('prettier', 'bin/prettier.cjs'),
		['--check', '.', '--cache', '--cache-location', PRETTIER_CACHE],
		'\n`npm run format` writes them.',
	);
}

async function types(): Promise<void> {
	await tool('checking types', bin('typescript', 'bin/tsc'), ['-p', 'tsconfig.check.json']);
}

async function lint(): Promise<void> {
	const { code, output } = await npm(['run', 'lint'], { doing: 'linting' });
	if (code !== 0) throw new Stop(output.trim());
}

async function buildAndPack(): Promise<void> {
	const { build, pack } = await import('./lib/pack.mts');
	await build();
	await pack();
}

/** Tests on a server that all files share. */
async function onServer(
	name: string,
	config: string,
	more: NodeJS.ProcessEnv = {},
): Promise<Counts> {
	const { jest } = await import('./lib/jest.mts');
	const env = { ...process.env, ...more };
	return await jest(name, ['--config', config, '--runInBand'], { env, label: `[${name}]` });
}

const BUILD_STEP: Step = { name: BUILD, run: buildAndPack };
/** Tests in TypeScript import the built files. */
const TYPES: Step = { name: 'types of scripts and tests', needs: [BUILD], run: types };
const SOURCE_CHECKS: Step[] = [
	{ name: "n8n's strict lint", run: lint },
	{ name: "n8n's Prettier format", run: format },
	{
		name: "marketplace scanner's lint, source",
		run: async () => await (await import('./lib/scan.mts')).scanSource(),
	},
];
const PACKAGE_CHECKS: Step[] = [
	{
		name: "marketplace scanner's lint, packed files",
		needs: [BUILD],
		run: async () =>
			await (
				await import('./lib/scan.mts')
			).scanPacked(await (await import('./lib/pack.mts')).packed()),
	},
	{
		name: 'packed package: size and contents',
		needs: [BUILD],
		run: async () =>
			await (
				await import('./lib/contents.mts')
			).checkContents(await (await import('./lib/pack.mts')).packed()),
	},
];
const TESTS: Step = {
	name: 'tests',
	needs: [BUILD],
	run: async () => await (await import('./lib/jest.mts')).jest('unit'),
};
const FAULTS: Step = {
	name: 'fault matrix',
	needs: [BUILD],
	run: async () => await (await import('./lib/faults.mts')).faultMatrix(),
};
const splitStep = (withTests: boolean): Step => ({
	name: 'packages of a single vendor',
	needs: [BUILD],
	run: async () => await (await import('./lib/split.mts')).checkPackages(withTests),
});
const HOST_STEP: Step = {
	name: HOST,
	run: async () => void (await (await import('./lib/host.mts')).ensureHost()),
};
const CHROMIUM_STEP: Step = {
	name: CHROMIUM,
	run: async () => void (await (await import('./lib/chromium.mts')).ensureChromium()),
};
const SERVERS_STEP: Step = {
	name: QUEUE_SERVERS,
	run: async () => void (await (await import('./lib/distro.mts')).ensurePrograms()),
};
const N8N_TESTS: Step = {
	name: 'real n8n: tests',
	needs: [BUILD, HOST],
	run: async () => await onServer('n8n', 'test/n8n/jest.config.js'),
};
const EDITOR_TESTS: Step = {
	name: 'editor: tests',
	needs: [BUILD, HOST, CHROMIUM],
	run: async () => await onServer('editor', 'test/editor/jest.config.js'),
};
/** @param kills how often a worker is killed while it imports, a minute each */
const queueTests = (kills: number): Step => ({
	name: 'queue mode: tests',
	needs: [BUILD, HOST, QUEUE_SERVERS],
	run: async () =>
		await onServer('queue', 'test/queue/jest.config.js', { KILL_ROUNDS: String(kills) }),
});
const SOME_ENGINES: Step = {
	name: 'older n8n: two engines',
	needs: [BUILD],
	run: async () => await (await import('./lib/compat.mts')).someEngines(),
};
const allEngines = (only?: string): Step => ({
	name: 'older and newer n8n: engines',
	needs: [BUILD],
	run: async () => await (await import('./lib/compat.mts')).allEngines(only),
});
const OLDER_SERVER: Step[] = [
	{
		name: OLDER_HOST,
		run: async () => {
			const { ensureHost, OLDER } = await import('./lib/host.mts');
			await ensureHost(OLDER);
		},
	},
	{
		name: 'older real n8n: tests',
		needs: [BUILD, OLDER_HOST],
		run: async () => await onServer('older-n8n', 'test/compat/server/jest.config.js'),
	},
];

/** Steps that take the whole machine, one after the other. */
const alone = (...steps: Step[]): Stage => ({ steps, width: 1 });
/** Steps and lanes that mostly wait, all at once. */
const together = (...steps: Stage['steps']): Stage => ({ steps, width: steps.length });
const CHECKED: Stage = {
	steps: [[BUILD_STEP, TYPES, ...PACKAGE_CHECKS], ...SOURCE_CHECKS],
	width: LIGHT,
};

const EVERYTHING: Stage[] = [
	CHECKED,
	// What has to be downloaded comes while the tests run.
	together(TESTS, HOST_STEP, CHROMIUM_STEP, SERVERS_STEP),
	alone(FAULTS),
	// The editor waits for its page most of the time, and queue mode for the vendors' limits.
	together([EDITOR_TESTS], [splitStep(false), SOME_ENGINES, N8N_TESTS, queueTests(2)]),
];
/** argument -> what it leaves */
const PARTS: Record<string, (only?: string) => Stage[]> = {
	'--fast': () => [CHECKED, alone(TESTS, FAULTS)],
	'--split': () => [alone(BUILD_STEP, splitStep(true))],
	'--compat': (only) => [
		alone(BUILD_STEP, allEngines(only), ...(only === undefined ? OLDER_SERVER : [])),
	],
	'--editor': () => [together(BUILD_STEP, HOST_STEP, CHROMIUM_STEP), alone(EDITOR_TESTS)],
	'--queue': () => [together(BUILD_STEP, HOST_STEP, SERVERS_STEP), alone(queueTests(10))],
};

export async function main([part, only, ...more]: string[]): Promise<number> {
	const parts = new Map(Object.entries(PARTS));
	const stages = part === undefined ? EVERYTHING : parts.get(part)?.(only);
	if (stages === undefined || more.length > 0 || (only !== undefined && part !== '--compat'))
		throw new Stop(`Usage: npm test [-- ${Object.keys(PARTS).join(' | ')}]`);
	const { passed, failed } = await runStages(stages);
	say(`${passed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}
