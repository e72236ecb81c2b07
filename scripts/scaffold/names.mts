/** Names and the words in them: `getMany` of `activityType` is "Get many activity types". */
import { Stop } from '../lib/tools.mjs';

const CAMEL = /^[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)*$/;
const PASCAL = /^[A-Z][A-Za-z0-9]*$/;
/** Files of a resource's folder that hold no operation; docs/architecture.md says what stands in them. */
const OTHER_FILES = ['fields', 'index', 'portable', 'simplify', 'status'];
/** Folders of a vendor that hold no resource. */
const OTHER_FOLDERS = ['shared', 'trigger'];
const RESERVED = new Set(
	(
		'await break case catch class const continue debugger default delete do else enum export extends false ' +
		'finally for function if import in instanceof new null return super switch this throw true try typeof var ' +
		'void while with yield'
	).split(' '),
);

/** @throws Stop unless it can name an operation */
export function checkOperationName(name: string): void {
	checkCamelCase(name, 'operation', 'getMany');
	if (OTHER_FILES.includes(name))
		throw new Stop(`An operation can't be called "${name}": ${name}.ts holds something else.`);
}

/** @throws Stop unless it can name a resource */
export function checkResourceName(name: string): void {
	checkCamelCase(name, 'resource', 'activityType');
	if (OTHER_FOLDERS.includes(name) || RESERVED.has(name))
		throw new Stop(`A resource can't be called "${name}": that word means something else here.`);
}

function checkCamelCase(name: string, what: string, example: string): void {
	if (CAMEL.test(name)) return;
	throw new Stop(
		`"${name}" is no name for ${withArticle(what)}: write it in camelCase, such as ${example}.`,
	);
}

/** @throws Stop unless it can name a vendor */
export function checkVendorName(name: string): void {
	if (PASCAL.test(name)) return;
	throw new Stop(
		`"${name}" is no name for a vendor: write it in PascalCase, such as LeadSquared, as its class is called so.`,
	);
}

/** What a program may call it: `delete` is taken, and so is what a file imports. @param taken names in use */
export function identifierFor(name: string, taken: string[] = []): string {
	if (name === 'delete') return 'remove';
	return RESERVED.has(name) || taken.includes(name) ? `${name}Operation` : name;
}

/** `getMany` -> `['get', 'many']` */
export const wordsOf = (name: string): string[] =>
	name
		.replace(/([A-Z])/g, ' $1')
		.toLowerCase()
		.split(' ');

/** `getMany` -> `Get Many` */
export const titleOf = (name: string): string =>
	wordsOf(name)
		.map((word) => capital(word))
		.join(' ');

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `activity` -> `an activity` */
export const withArticle = (text: string): string =>
	`${/^[aeio]|^u(?!se|ni)/.test(text) ? 'an' : 'a'} ${text}`;

/** `activity` -> `activities` */
export function pluralOf(text: string): string {
	if (/[^aeiou]y$/.test(text)) return text.replace(/y$/, 'ies');
	return /(?:s|x|z|ch|sh)$/.test(text) ? `${text}es` : `${text}s`;
}
