import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import { choice, flag } from '../../shared/form/fields';
import { defined } from '../../shared/text/unknownJson';
import { actionFields, actionOf, filled, labeled, scopeOf, shownIn } from './actions';
import { translated } from './translated';

/** The lines of a custom activity; docs/contracts/bitrix24.md section 2.5. */

const LINE_KINDS = [
	{
		name: 'Deadline',
		value: 'deadline',
		description: 'The deadline of the activity, which can be changed in place',
	},
	{ name: 'Large Text', value: 'largeText' },
	{ name: 'Link', value: 'link' },
	{ name: 'Text', value: 'text' },
] as const;
type LineKind = (typeof LINE_KINDS)[number]['value'];

const SIZES = [
	{ name: 'Medium', value: 'md' },
	{ name: 'Small', value: 'sm' },
	{ name: 'Very Small', value: 'xs' },
] as const;
type Size = (typeof SIZES)[number]['value'];

/** Shades of gray, the higher the darker. */
const COLORS = [
	{ name: 'Dark', value: 'base_90' },
	{ name: 'Light', value: 'base_60' },
	{ name: 'Medium', value: 'base_70' },
	{ name: 'Standard', value: 'standard' },
	{ name: 'Very Light', value: 'base_50' },
] as const;
type Color = (typeof COLORS)[number]['value'];

export const LINE = {
	kind: choice<LineKind>('Type', LINE_KINDS, { fallback: 'text' }),
	label: translated('Label', {
		placeholder: 'e.g. Address',
		description: 'Shown before the value. Can be empty.',
	}),
	value: { ...labeled, label: 'Text' },
	...actionFields('redirect'),
	bold: flag('Bold', 'Whether text and links are bold'),
	size: choice<Size>('Size', SIZES, { fallback: 'md', description: 'For text' }),
	color: choice<Color>('Shade', COLORS, { fallback: 'standard', description: 'For text' }),
	multiline: flag('Keep Line Breaks', 'Whether the line breaks of a text are kept'),
	readOnly: flag('Read-Only', "Whether a deadline can't be changed in place"),
	sameLine: flag(
		'On the Same Line',
		'Whether it is shown on one line with the entry before it. For texts, links and deadlines without a label.',
	),
	shownIn,
};

type Line = Values<typeof LINE>;

export const MOST_LINES = 20;

/** @throws InvalidInput */
export function blocksOf(lines: readonly Line[]): IDataObject {
	const grouped = inLines(lines);
	if (grouped.length > MOST_LINES)
		throw new InvalidInput(`"Lines" holds ${grouped.length} lines`, `Add 1 to ${MOST_LINES}.`);
	return named('block', grouped.map(lineBlock));
}

/** The entries of each line. */
function inLines(lines: readonly Line[]): Line[][] {
	const grouped: Line[][] = [];
	for (const line of lines) {
		const before = grouped.at(-1);
		if (line.sameLine === true && before !== undefined) before.push(line);
		else grouped.push([line]);
	}
	return grouped;
}

function lineBlock(entries: readonly Line[]): IDataObject {
	if (entries.length === 1) return block(entries[0]);
	if (entries.some(({ kind, label }) => kind === 'largeText' || label !== undefined))
		throw new InvalidInput(
			'"On the Same Line" is for texts, links and deadlines without a label',
			'Take the label or the large text out of that line.',
		);
	return { type: 'lineOfBlocks', properties: { blocks: named('part', entries.map(block)) } };
}

function block(line: Line): IDataObject {
	const { kind = 'text', label, bold, size, color, multiline, readOnly } = line;
	const scope = scopeOf(line.shownIn);
	const isBold = bold === true ? true : undefined;
	const properties = {
		text: () => ({
			value: filled(line.value, 'Text'),
			bold: isBold,
			multiline: multiline === true ? true : undefined,
			size: size === 'md' ? undefined : size,
			color: color === 'standard' ? undefined : color,
			scope,
		}),
		largeText: () => ({ value: filled(line.value, 'Text'), scope }),
		link: () => ({
			text: filled(line.value, 'Text'),
			bold: isBold,
			action: actionOf(line, 'redirect'),
			scope,
		}),
		deadline: () => ({ readonly: readOnly === true ? true : undefined, scope }),
	}[kind]();
	const plain = { type: kind, properties: defined(properties) };
	if (label === undefined || kind === 'largeText') return plain;
	return { type: 'withTitle', properties: { title: label, inline: true, block: plain } };
}

/** Bitrix24 wants maps, with keys of our own choice. */
export function named(prefix: string, entries: readonly IDataObject[]): IDataObject {
	return Object.fromEntries(entries.map((entry, index) => [`${prefix}${index + 1}`, entry]));
}
