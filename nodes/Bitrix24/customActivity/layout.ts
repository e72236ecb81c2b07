import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import { choice, collection, flag, json, rows, text, when } from '../../shared/form/fields';
import { defined } from '../../shared/text/unknownJson';
import { TONES } from '../enums';

const LINE_KINDS = [
	{
		name: 'Deadline',
		value: 'deadline',
		description: 'The deadline of the activity, which can be changed in place',
	},
	{ name: 'Large Text', value: 'largeText' },
	{ name: 'Link', value: 'link' },
	{ name: 'Text', value: 'text' },
];

const BUTTON_TYPES = [
	{ name: 'Primary', value: 'primary' },
	{ name: 'Secondary', value: 'secondary' },
];

const BUTTON_ACTIONS = [
	{ name: 'Open a Link', value: 'redirect' },
	{
		name: 'Send an Event',
		value: 'restEvent',
		description: 'The Bitrix24 Trigger gets it when the button is pressed',
	},
];

const form = { layoutMode: ['form'] };
const MOST_LINES = 20;
const MOST_TAGS = 2;

/**
 * What a custom activity looks like: a form for the usual, JSON for everything;
 * docs/contracts/bitrix24.md section 2.5.
 */
export const LAYOUT_FIELDS = {
	layoutMode: choice(
		'Layout',
		[
			{ name: 'Fill in a Form', value: 'form' },
			{ name: 'JSON', value: 'json' },
		],
		{ fallback: 'form' },
	),
	title: when(text('Title', { placeholder: 'e.g. Site visit' }), form),
	icon: when(
		text('Icon', {
			placeholder: 'e.g. call-completed',
			description: 'Code of the icon. An API call of crm.timeline.icon.list lists them.',
		}),
		form,
	),
	lines: when(
		rows('Lines', 'Line', {
			kind: choice('Kind', LINE_KINDS, { fallback: 'text' }),
			label: text('Label', {
				placeholder: 'e.g. Address',
				description: 'Stands before the value; may be empty',
			}),
			value: text('Text', { description: 'Not for a deadline' }),
			url: text('URL', { placeholder: 'e.g. https://example.com', description: 'For a link' }),
			bold: flag('Bold', 'Whether text and links are bold'),
		}),
		form,
	),
	tags: when(
		rows(
			'Tags',
			'Tag',
			{ title: text('Text'), type: choice('Color', TONES, { fallback: 'primary' }) },
			{ description: 'At most two' },
		),
		form,
	),
	buttons: when(
		rows(
			'Buttons',
			'Button',
			{
				title: text('Text'),
				type: choice('Look', BUTTON_TYPES, { fallback: 'primary' }),
				action: choice('On Click', BUTTON_ACTIONS, { fallback: 'restEvent' }),
				url: text('URL', { placeholder: 'e.g. https://example.com', description: 'For a link' }),
				event: text('Event', {
					placeholder: 'e.g. confirmVisit',
					description: 'Name of the event, which the trigger hands on',
				}),
				parameters: json('Event Parameters (JSON)'),
			},
			{ description: 'At most two' },
		),
		form,
	),
	layoutOptions: when(
		collection('Layout Options', {
			logo: text('Logo', {
				placeholder: 'e.g. call',
				description: 'Code of the logo. An API call of crm.timeline.logo.list lists them.',
			}),
			showDeleteItem: flag('Menu: Delete', 'Whether the menu offers to delete the activity', true),
			showPinItem: flag('Menu: Pin', 'Whether the menu offers to pin the activity', true),
			showPostponeItem: flag(
				'Menu: Postpone',
				'Whether the menu offers to postpone the activity',
				true,
			),
		}),
		form,
	),
	layoutJson: when(
		json('Layout (JSON)', {
			description: 'The whole layout as Bitrix24 documents it: icon, header, body, footer',
		}),
		{ layoutMode: ['json'] },
	),
};

type LayoutValues = Values<typeof LAYOUT_FIELDS>;
const DEFAULT_ICON = 'info';
const DEFAULT_LOGO = 'document';

/** Whether the form holds anything of a layout. */
export function hasLayout({
	layoutMode,
	title,
	lines,
	tags,
	buttons,
	layoutJson,
}: LayoutValues): boolean {
	return layoutMode === 'json'
		? layoutJson !== undefined
		: title !== undefined || [lines, tags, buttons].some((part) => (part ?? []).length > 0);
}

/** The layout as Bitrix24 wants it. @throws InvalidInput naming the field */
export function layoutOf(values: LayoutValues): IDataObject {
	if (values.layoutMode === 'json') {
		if (values.layoutJson === undefined)
			throw new InvalidInput(
				'"Layout (JSON)" is empty',
				'Write the layout, or set Layout to Fill in a Form.',
			);
		return values.layoutJson;
	}
	const {
		title,
		icon = DEFAULT_ICON,
		lines = [],
		tags = [],
		buttons = [],
		layoutOptions: { logo = DEFAULT_LOGO, ...menu },
	} = values;
	if (title === undefined)
		throw new InvalidInput('"Title" is empty', 'A custom activity needs a title.');
	if (lines.length === 0 || lines.length > MOST_LINES)
		throw new InvalidInput(`"Lines" holds ${lines.length} lines`, `Add 1 to ${MOST_LINES}.`);
	if (tags.length > MOST_TAGS || buttons.length > MOST_TAGS)
		throw new InvalidInput(
			`"${tags.length > MOST_TAGS ? 'Tags' : 'Buttons'}" holds more than ${MOST_TAGS}`,
			'Bitrix24 shows at most two of each.',
		);
	return {
		icon: { code: icon },
		header: defined({
			title,
			tags:
				tags.length === 0
					? undefined
					: named(
							'tag',
							tags.map(({ title: name = '', type = 'primary' }) => ({ title: name, type })),
						),
		}),
		body: { logo: { code: logo }, blocks: named('block', lines.map(block)) },
		...(buttons.length === 0 && Object.keys(menu).length === 0
			? {}
			: {
					footer: defined({
						buttons: buttons.length === 0 ? undefined : named('button', buttons.map(button)),
						menu: Object.keys(menu).length === 0 ? undefined : flags(menu),
					}),
				}),
	};
}

type Line = NonNullable<LayoutValues['lines']>[number];
type Button = NonNullable<LayoutValues['buttons']>[number];

function block({ kind = 'text', label, value, url, bold }: Line): IDataObject {
	const plain = {
		text: () => ({
			type: 'text',
			properties: defined({ value: filled(value, 'Text'), bold: bold === true ? true : undefined }),
		}),
		largeText: () => ({ type: 'largeText', properties: { value: filled(value, 'Text') } }),
		link: () => ({
			type: 'link',
			properties: defined({
				text: filled(value, 'Text'),
				bold: bold === true ? true : undefined,
				action: redirect(url),
			}),
		}),
		deadline: () => ({ type: 'deadline', properties: {} }),
	}[kind as 'text' | 'largeText' | 'link' | 'deadline']();
	if (label === undefined || kind === 'largeText') return plain;
	return { type: 'withTitle', properties: { title: label, inline: true, block: plain } };
}

function button({ title, type = 'primary', action, url, event, parameters }: Button): IDataObject {
	const click =
		action === 'redirect'
			? redirect(url)
			: {
					type: 'restEvent',
					id: filled(event, 'Event'),
					...(parameters === undefined ? {} : { actionParams: parameters }),
					animationType: 'loader',
				};
	return { title: filled(title, 'Text'), type, action: click };
}

function redirect(url: string | undefined): IDataObject {
	return { type: 'redirect', uri: filled(url, 'URL') };
}

function filled(value: string | undefined, label: string): string {
	if (value === undefined || value === '')
		throw new InvalidInput(
			`"${label}" of a line or button is empty`,
			'Fill it in, or remove the entry.',
		);
	return value;
}

/** Bitrix24 wants maps, with keys of our own choice. */
function named(prefix: string, entries: readonly IDataObject[]): IDataObject {
	return Object.fromEntries(entries.map((entry, index) => [`${prefix}${index + 1}`, entry]));
}

function flags(menu: Readonly<Record<string, boolean | undefined>>): IDataObject {
	return Object.fromEntries(
		Object.entries(menu).map(([name, value]) => [name, value === false ? 'false' : 'true']),
	);
}
