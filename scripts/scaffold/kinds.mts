/** What kind of operation a name means, and its texts. */
import { capital, pluralOf, withArticle, wordsOf } from './names.mts';

/** What stands where only the author can know; test/structure/sources.test.cts lets none of it through. */
export const FILL_IN = 'FILL IN';

export type Kind = 'get' | 'list' | 'create' | 'update' | 'delete' | 'change';

/** By the first word of a name; `get` alone reads one record. Any other word changes a record in some way. */
const KINDS: Record<string, Kind> = {
	get: 'list',
	list: 'list',
	add: 'create',
	create: 'create',
	update: 'update',
	delete: 'delete',
	remove: 'delete',
};

/** @param name of an operation */
export const kindOf = (name: string): Kind =>
	name === 'get' ? 'get' : (KINDS[wordsOf(name)[0] ?? ''] ?? 'change');

/** Whether its records are picked by their ID. */
export const hasId = (kind: Kind): boolean => !['list', 'create'].includes(kind);

export function textsOf(name: string, resource: string): { action: string; description: string } {
	const noun = wordsOf(resource).join(' ');
	const [verb = '', ...rest] = wordsOf(name);
	const object = objectOf(rest, noun);
	const action = `${capital(verb)} ${object}`;
	const description = {
		get: `Read one ${noun}`,
		list: `Read ${rest[0] === 'many' ? `a list of ${object.replace('many ', '')}` : object}`,
		create: `Add ${object}`,
		update: `Change ${object}. What is not filled in stays as it is.`,
		delete: `Delete ${object} permanently`,
		change: `${FILL_IN}: what it does`,
	}[kindOf(name)];
	return { action, description };
}

/** `['many', 'open']` of `deal` -> `many open deals`; `['history']` -> `history of a deal` */
function objectOf(rest: string[], noun: string): string {
	if (rest.length === 0) return withArticle(noun);
	if (rest[0] === 'many') return [...rest, pluralOf(noun)].join(' ');
	return `${rest.join(' ')} of ${withArticle(noun)}`;
}
