/** One word for one idea in all forms: what a vendor calls otherwise stands in the description. */
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { NODES } from '../support/descriptions.cts';

/** Labels of vendors, and the one that all forms have. */
const ONE_WORD: Readonly<Record<string, string>> = {
	'Assigned User': 'Assigned To',
	Assignee: 'Assigned To',
	Assignees: 'Assigned To',
	'Belongs To': 'Related Record',
	Deadline: 'Due',
	'Deadline After': 'Due After',
	'Deadline Before': 'Due Before',
	Done: 'Completed',
	'Due Date': 'Due',
	Kind: 'Type',
	'Note On': 'Related Record',
	Notes: 'Description',
	Owner: 'Assigned To, or Related Record',
	'Owner Type': 'Related Record Type',
	'Related To': 'Related Record',
	'Responsible User': 'Assigned To',
	Subject: 'Title',
};

/** Operations by other names, and the one that all resources have. */
const ONE_OPERATION: Readonly<Record<string, string>> = {
	Add: 'Create',
	Remove: 'Delete',
	Renew: 'Reopen',
	Save: 'Create or Update',
};

/** All labels of parameters, at any depth; the names of choices are none. */
function labelsIn(
	entries: ReadonlyArray<INodeProperties | INodePropertyCollection | INodePropertyOptions> = [],
): string[] {
	return entries.flatMap((entry) => {
		if ('values' in entry) return labelsIn(entry.values);
		return 'type' in entry ? [entry.displayName, ...labelsIn(entry.options)] : [];
	});
}

interface Described {
	readonly name: string;
	readonly properties: readonly INodeProperties[];
}

const DESCRIPTIONS = Object.entries(NODES).map(([name, { make }]): Described => ({
	name,
	properties: make().description.properties,
}));

it.each(DESCRIPTIONS)('$name has no second word for what has one', ({ properties }) => {
	const wrong = labelsIn(properties).filter((label) => label in ONE_WORD);
	expect(wrong.map((label) => `${label}: say ${ONE_WORD[label] ?? ''}`)).toEqual([]);
});

it.each(DESCRIPTIONS)('$name has no second word for an operation', ({ properties }) => {
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) => options)
		.map(({ name }) => name);
	const wrong = operations.filter((name) => name in ONE_OPERATION);
	expect(wrong.map((name) => `${name}: say ${ONE_OPERATION[name] ?? ''}`)).toEqual([]);
});
