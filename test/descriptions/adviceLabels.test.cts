/** Advice that names a field or one of its choices by their labels in the forms: what is not there can't be set. */
import fs from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { CREDENTIALS, NODES, ROOT } from '../support/descriptions.cts';
import { literalsIn } from '../support/literals.cts';

type Entry = INodeProperties | INodePropertyCollection | INodePropertyOptions;

/** Labels of fields, at any depth, and what drop-downs offer. */
function namesIn(entries: readonly Entry[] = []): { labels: string[]; choices: string[] } {
	const all = entries.map((entry) => {
		if ('values' in entry) return namesIn(entry.values);
		if (!('type' in entry)) return { labels: [], choices: [entry.name] };
		const inside = namesIn(entry.options);
		return { labels: [entry.displayName, ...inside.labels], choices: inside.choices };
	});
	return {
		labels: all.flatMap(({ labels }) => labels),
		choices: all.flatMap(({ choices }) => choices),
	};
}

const FORMS = namesIn([
	...Object.values(NODES).flatMap(({ make }) => make().description.properties),
	...Object.values(CREDENTIALS).flatMap(({ make }) => make().properties),
]);
const LABELS = new Set(FORMS.labels);
/** The longest first, as one may begin like another. */
const CHOICES = [...new Set(FORMS.choices)].sort((a, b) => b.length - a.length);

const SET =
	/\b[Ss]et (?:the option )?"?([A-Z][\w-]*(?: (?:[A-Z(][\w()-]*|of|in|by|on|the|for))*)"? to ([^]*)/;

/** What is said of a field that is not there, or of a choice that it does not have. */
function wrongIn(text: string): string[] {
	const [, label, rest = ''] = SET.exec(text) ?? [];
	if (label === undefined) return [];
	const named = rest.replace(/^"/, '');
	return [
		...(LABELS.has(label) ? [] : [`"${label}" is no label: ${text}`]),
		...(/^[A-Z]/.test(named) && !CHOICES.some((choice) => named.startsWith(choice))
			? [`nothing offers this: ${text}`]
			: []),
		...wrongIn(rest),
	];
}

const SOURCES = ['nodes', 'credentials'].flatMap((folder) =>
	fs
		.readdirSync(path.join(ROOT, folder), { recursive: true })
		.map((file) => path.join(ROOT, folder, String(file)))
		.filter((file) => file.endsWith('.ts')),
);

it('finds a label and a choice that are not there', () => {
	expect(wrongIn('Remove it, or set Kind to Email.')).toHaveLength(1);
	expect(wrongIn('Remove it, or set Type to Electronic Mail.')).toHaveLength(1);
	expect(wrongIn('Remove it, or set Type to Email.')).toEqual([]);
});

it('all advice names what the forms have', () => {
	const said = SOURCES.flatMap(literalsIn);
	expect(said.filter((text) => SET.test(text)).length).toBeGreaterThan(20);
	expect(said.flatMap(wrongIn)).toEqual([]);
});
