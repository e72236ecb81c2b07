/** A resource's index.ts, and the line with which a node offers it. */
import { titleOf, wordsOf } from './names.mts';
import { importedNames, listNamed, withEntry, withImport } from './sources.mts';

/** A resource's index.ts, without operations yet. */
export const emptyIndex = (
	resource: string,
): string => `import type { Resource } from '../../shared/contract/operation';

export const ${resource}: Resource = {
	value: '${resource}',
	name: '${titleOf(resource)}',
	operations: [],
};
`;

/** The field that picks a record, for the operations to come. @param idKind of recordPickers.ts */
export const fieldsFile = (
	resource: string,
	idKind: string,
): string => `import { ${idKind}, picker } from '../../shared/form/recordPickers';

export const ${resource}Id = picker('${titleOf(resource)}', ${idKind}, {
	description: 'The ${wordsOf(resource).join(' ')}, by its ID',
});
`;

/** A resource's index.ts with one more operation, at its place in the alphabet. */
export function withOperation(text: string, name: string, identifier: string): string {
	const files = new Map(importedNames(text).map((one) => [one.name, one.from.replace('./', '')]));
	const list = listNamed(text, 'operations');
	const next = list?.elements.find((element) => (files.get(element.getText()) ?? '') > name);
	// First what stands further down, as everything below an insertion moves.
	return withImport(withEntry(text, list, identifier, next), identifier, `./${name}`);
}

/** A node's file with one more resource: this is the one place where a vendor says which it has. */
export function withResource(text: string, resource: string): string {
	const list = listNamed(text, 'resources');
	const next = list?.elements.find((element) => element.getText() > resource);
	return withImport(withEntry(text, list, resource, next), resource, `./${resource}`);
}
