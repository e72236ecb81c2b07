import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const ICONS = path.join(ROOT, 'icons');
const DIST = path.join(ROOT, 'dist');
/** What the package is made of; the CLI's build copies every picture it finds in the repository, docs included. */
const SHIPPED = new Set(['credentials', 'icons', 'nodes', 'package.json']);

/** Copies the icons into dist and checks each pair: light and dark, square, without scripts or outside links. */
export async function buildIcons(): Promise<void> {
	const names = (await readdir(ICONS)).filter((name) => name.endsWith('.svg'));
	for (const name of names) {
		const other = name.endsWith('.dark.svg')
			? name.replace('.dark.svg', '.svg')
			: name.replace('.svg', '.dark.svg');
		if (!names.includes(other)) throw new Error(`icons/${name} has no counterpart icons/${other}`);
		const svg = await readFile(path.join(ICONS, name), 'utf8');
		const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
		if (width === undefined || width !== height) throw new Error(`icons/${name} is not square`);
		if (/<script|href=|url\(/i.test(svg)) throw new Error(`icons/${name} holds a script or a link`);
	}
	await mkdir(path.join(DIST, 'icons'), { recursive: true });
	for (const name of names) await cp(path.join(ICONS, name), path.join(DIST, 'icons', name));
	for (const name of await readdir(DIST)) {
		if (!SHIPPED.has(name)) await rm(path.join(DIST, name), { recursive: true });
	}
}
