/** Chromium without a window, for the editor of n8n: from the distribution, installed when it is missing. */
import type { Browser } from 'playwright-core';
import { installPackages } from './apt.mts';
import { onPath } from './distro.mts';
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

/** @returns path of Chromium @throws Stop with what to do */
export async function ensureChromium(): Promise<string> {
	if (onPath(NAMES) === undefined) await installPackages(['chromium'], 'A test of the editor');
	const program = onPath(NAMES);
	if (program === undefined)
		throw new Stop(
			`Chromium can't be found. Install it and put ${NAMES.join(' or ')} on the PATH.`,
		);
	return program;
}

/** @returns a Chromium with a fresh profile, to be closed by the caller @throws Stop when there is none */
export async function startChromium(): Promise<Browser> {
	const { chromium } = await import('playwright-core');
	return await chromium.launch({
		executablePath: await ensureChromium(),
		args: [...PLAIN, ...QUIET],
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
}
