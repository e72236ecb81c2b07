/**
 * What the vendors document against what the nodes offer: calls and fields, read off docs/contracts/ and the sources of
 * the nodes. What is left out on purpose stands with its reason in coverage/, a file for each vendor.
 */
import fs from 'node:fs';
import path from 'node:path';
import { filesOf } from './separable.cts';
import { ROOT } from './n8n.cts';
import { there } from './there.cts';

/** name -> why the nodes do not have it */
export type LeftOut = Readonly<Record<string, string>>;

/** A kind of record: the section of the contract is its key. */
interface Fields {
	readonly title: string;
	/** Of the columns in which its fields stand. */
	readonly headings: readonly string[];
	readonly leftOut: LeftOut;
}

/** What a vendor documents, and how it is found. */
export interface Coverage {
	/** of its nodes */
	readonly folder: string;
	readonly contract: string;
	readonly calls: {
		/** In a text of the contract. */
		documented(text: string): string[];
		/** In a source. */
		offered(source: string): string[];
		/** Names that a source puts together. */
		built?(source: string): string[];
		readonly leftOut: LeftOut;
	};
	readonly fields: Readonly<Record<string, Fields>>;
	/** Of calls. */
	readonly parameters?: Readonly<Record<string, Omit<Fields, 'headings'>>>;
}

/** What is documented of one kind, and what the nodes have of it. */
export interface Part {
	readonly title: string;
	readonly documented: readonly string[];
	readonly offered: readonly string[];
	readonly leftOut: LeftOut;
}

/** By vendor: see the files in coverage/. */
export const COVERAGE = filesOf<Readonly<Record<string, Coverage>>>('coverage');

const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');

/** Of a vendor's nodes and its credentials. */
function sourcesOf(folder: string): string[] {
	const nodes = fs
		.readdirSync(path.join(ROOT, 'nodes', folder), { recursive: true })
		.map((file) => path.join('nodes', folder, String(file)));
	const credentials = fs
		.readdirSync(path.join(ROOT, 'credentials'))
		.filter((file) => file.startsWith(folder))
		.map((file) => path.join('credentials', file));
	return [...nodes, ...credentials].filter((file) => file.endsWith('.ts')).map(read);
}

/** The text of a section of a contract, up to the next heading. */
function sectionOf(contract: string, number: string): string {
	const [, ...rest] = contract.split(new RegExp(`^#+ ${number.replace('.', '\\.')}\\.? `, 'm'));
	return (rest[0] ?? '').split(/^#/m)[0] ?? '';
}

/** Names in the first column of the tables of a section whose heading begins with one of these words. */
function namesIn(section: string, headings: readonly string[]): string[] {
	const names: string[] = [];
	let counts = false;
	let isHead = true;
	for (const line of section.split('\n')) {
		const cells = /^\|(.*)\|\s*$/.exec(line)?.[1]?.split('|');
		if (cells === undefined) {
			isHead = true;
			continue;
		}
		const first = (cells[0] ?? '').trim();
		if (isHead) {
			counts = headings.includes(first);
			isHead = false;
		} else if (counts && !/^-+$/.test(first)) names.push(...first.split(/,| or | in examples/));
	}
	return names
		.map((name) => name.replace(/[`*]|\[.*$|\(.*$/g, '').trim())
		.filter((name) => /^[A-Za-z][\w.]*$/.test(name));
}

/**
 * Parameters in the tables of a section: what stands in the cell behind a call that is made, between backticks or in
 * braces.
 */
function parametersIn(
	section: string,
	callsIn: (text: string) => string[],
	made: ReadonlySet<string>,
): string[] {
	return section.split('\n').flatMap((line) => {
		const cells = line.split('|');
		const isCall = (cell: string) => callsIn(cell).some((call) => made.has(call));
		const place = line.startsWith('|') ? cells.findIndex(isCall) : -1;
		if (place < 0) return [];
		const parts = [...(cells[place + 1] ?? '').matchAll(/`([^`]+)`|\{([^}]*)\}/g)];
		return parts.flatMap(
			([, quoted, inner = '']) =>
				(quoted ?? inner).replace(/\(.*?\)|'[^']*'/g, '').match(/[A-Za-z_]\w+/g) ?? [],
		);
	});
}

/** The calls of a vendor, then the fields of each section that is named. */
export function coverageOf(vendor: string): Part[] {
	const { folder, contract, calls, fields, parameters = {} } = there(COVERAGE[vendor]);
	const text = read(contract);
	const sources = sourcesOf(folder);
	const all = sources.join('\n');
	const documented = [...new Set(calls.documented(text))].sort();
	// Names that the code puts together may be any; those that are documented are meant.
	const built = sources
		.flatMap(calls.built ?? (() => []))
		.filter((name) => documented.includes(name));
	const offered = [...new Set([...sources.flatMap(calls.offered), ...built])].sort();
	const made = new Set(offered);
	const part = (
		number: string,
		{ title, leftOut }: Omit<Fields, 'headings'>,
		found: readonly string[],
	): Part => {
		const names = [...new Set(found)].sort();
		return {
			title: `${title} (section ${number})`,
			documented: names,
			offered: names.filter((name) => new RegExp(`\\b${name.replace('.', '\\.')}\\b`).test(all)),
			leftOut,
		};
	};
	return [
		{ title: 'calls', documented, offered, leftOut: calls.leftOut },
		...Object.entries(fields).map(([number, kind]) =>
			part(number, kind, namesIn(sectionOf(text, number), kind.headings)),
		),
		...Object.entries(parameters).map(([number, kind]) =>
			part(number, kind, parametersIn(sectionOf(text, number), calls.documented, made)),
		),
	];
}

/**
 * What is wrong with a part: documented and neither offered nor left out, offered and not documented, and stale
 * reasons.
 */
export function gapsOf({ documented, offered, leftOut }: Omit<Part, 'title'>): string[] {
	const known = new Set(documented);
	const there = new Set(offered);
	return [
		...documented
			.filter((name) => !there.has(name) && leftOut[name] === undefined)
			.map((name) => `${name}: documented, not offered, and no reason is given`),
		...offered
			.filter((name) => !known.has(name))
			.map((name) => `${name}: offered, but the contract does not have it`),
		...Object.keys(leftOut)
			.filter((name) => there.has(name))
			.map((name) => `${name}: is offered, so that the reason is out of date`),
		...Object.keys(leftOut)
			.filter((name) => !known.has(name))
			.map((name) => `${name}: left out, but the contract does not have it`),
	];
}
