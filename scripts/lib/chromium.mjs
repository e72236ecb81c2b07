/** Chromium without a window, for the editor of n8n: from the distribution, installed when it is missing. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installPackages } from './apt.mjs';
import { Stop } from './tools.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** Nothing is sent home and nothing is fetched but what the page asks for. */
const QUIET = [
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
/** Root can't use the sandbox, and a machine for tests has neither a graphics card nor much shared memory. */
const PLAIN = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/** @returns {Promise<string>} path of Chromium @throws Stop with what to do */
export async function ensureChromium() {
	if (found() === undefined) await installPackages(['chromium'], 'A test of the editor');
	const program = found();
	if (program === undefined)
		throw new Stop(
			`Chromium can not be found: install it and put ${NAMES.join(' or ')} on the PATH.`,
		);
	return program;
}

function found() {
	const folders = process.env.PATH.split(path.delimiter);
	return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) =>
		existsSync(file),
	);
}

/**
 * @returns {Promise<import('playwright-core').Browser>} a Chromium with a fresh profile, to be closed by the caller
 * @throws Stop when there is none
 */
export async function startChromium() {
	const { chromium } = await import('playwright-core');
	return await chromium.launch({
		executablePath: await ensureChromium(),
		args: [...PLAIN, ...QUIET],
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
}
