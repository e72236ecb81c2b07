/** The panel of nodes finds each node by what people type, as n8n searches: letters in this order, in name or alias. */
import fs from 'node:fs';
import path from 'node:path';
import { NODES, ROOT } from '../support/descriptions.cts';

const EVERYWHERE = [
	'create task',
	'follow up',
	'follow-up',
	'log a call',
	'phone call',
	'to-do',
	'to do',
	'crm task',
	'overdue tasks',
];

const TYPED: Readonly<Record<string, readonly string[]>> = {
	Bitrix24: [
		'bitrix 24',
		'bitrix task',
		'bitrix24 activity',
		'bitrix note',
		'notes',
		'timeline',
		'checklist',
	],
	Deskera: ['deskera crm', 'deskera activity', 'deskera task', 'deskera call'],
	Ivvy: ['ivvy note', 'ivvy task', 'venue', 'note', 'notes', 'opportunity'],
	LeadSquared: [
		'lead squared',
		'leadsquared activity',
		'lead squared task',
		'sales activity',
		'lead note',
		'notes',
	],
};

/** Letters of the name or of one alias, in the order in which they were typed. */
function isFound(typed: string, names: readonly string[]): boolean {
	const letters = [...typed.toLowerCase()].map((letter) =>
		letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
	);
	const pattern = new RegExp(letters.join('.*'));
	return names.some((name) => pattern.test(name.toLowerCase()));
}

it.each(Object.entries(TYPED))('%s', (name, typed) => {
	const { file = '', make } = NODES[name] ?? {};
	const codex = path.join(ROOT, file.replace(/^dist\//, '').replace(/\.js$/, '.json'));
	const { alias } = JSON.parse(fs.readFileSync(codex, 'utf8')) as { alias: string[] };
	const names = [make?.().description.displayName ?? '', ...alias];
	expect([...EVERYWHERE, ...typed].filter((text) => !isFound(text, names))).toEqual([]);
});
