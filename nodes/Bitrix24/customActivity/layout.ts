import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import { rows } from '../../shared/form/entries';
import { choice, collection, flag, json, text, when } from '../../shared/form/fields';
import { asObject, defined } from '../../shared/text/unknownJson';
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
					description: 'Name of the event, which the trigger passes on',
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
			showDeleteItem: flag(
				'Show Delete in Menu',
				'Whether the menu offers to delete the activity',
				true,
			),
			showPinItem: flag('Show Pin in Menu', 'Whether the menu offers to pin the activity', true),
			showPostponeItem: flag(
				'Show Postpone in Menu',
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

/** What a new custom activity has where nobody says anything else; Bitrix24 wants both. */
const NEW_LAYOUT = { icon: { code: 'info' }, body: { logo: { code: 'document' } } };

/** A layout as it is to be. */
export interface LayoutChange {
	/** Whether it says all, so that the present layout need not be known. */
	readonly isWhole: boolean;
	/** @param present the layout that is there */
	on(present: IDataObject): IDataObject;
}

/** For a change of anything else: Bitrix24 wants the layout again. */
export const SAME_LAYOUT: LayoutChange = { isWhole: false, on: (present) => present };

/** Whether the form holds anything of a layout. */
export function hasLayout({
	layoutMode,
	title,
	icon,
	lines = [],
	tags = [],
	buttons = [],
	layoutOptions,
	layoutJson,
}: LayoutValues): boolean {
	if (layoutMode === 'json') return layoutJson !== undefined;
	return (
		[title, icon].some((part) => part !== undefined) ||
		[lines, tags, buttons, Object.keys(layoutOptions)].some((part) => part.length > 0)
	);
}

/** The layout of a new custom activity. @throws InvalidInput naming the field */
export function newLayout(values: LayoutValues): IDataObject {
	if (values.layoutMode === 'json' && values.layoutJson === undefined)
		throw new InvalidInput(
			'"Layout (JSON)" is empty',
			'Write the layout, or set Layout to Fill in a Form.',
		);
	if (values.layoutMode !== 'json') {
		if (values.title === undefined)
			throw new InvalidInput('"Title" is empty', 'A custom activity needs a title.');
		if (values.lines === undefined)
			throw new InvalidInput('"Lines" holds 0 lines', `Add 1 to ${MOST_LINES}.`);
	}
	return layoutChange(values).on(NEW_LAYOUT);
}

/** What the form says of a layout; all else stays as it is. @throws InvalidInput naming the field */
export function layoutChange(values: LayoutValues): LayoutChange {
	const { layoutMode, layoutJson, title, icon, lines, tags = [], buttons = [] } = values;
	if (layoutMode === 'json')
		return layoutJson === undefined ? SAME_LAYOUT : { isWhole: true, on: () => layoutJson };
	const { logo, ...menu } = values.layoutOptions;
	if (lines !== undefined && lines.length > MOST_LINES)
		throw new InvalidInput(`"Lines" holds ${lines.length} lines`, `Add 1 to ${MOST_LINES}.`);
	if (tags.length > MOST_TAGS || buttons.length > MOST_TAGS)
		throw new InvalidInput(
			`"${tags.length > MOST_TAGS ? 'Tags' : 'Buttons'}" holds more than ${MOST_TAGS}`,
			'Bitrix24 shows at most two of each.',
		);
	const header = defined({
		title,
		tags: tags.length === 0 ? undefined : named('tag', tags.map(tag)),
	});
	const blocks = lines && named('block', lines.map(block));
	const pressed = buttons.length === 0 ? undefined : named('button', buttons.map(button));
	return {
		isWhole: false,
		on: (present) =>
			defined({
				...present,
				icon: icon === undefined ? present.icon : { ...asObject(present.icon), code: icon },
				header: { ...asObject(present.header), ...header },
				body: bodyOf(asObject(present.body), logo, blocks),
				footer: footerOf(present.footer, pressed, flags(menu)),
			}),
	};
}

function bodyOf(
	present: IDataObject,
	logo: string | undefined,
	blocks: IDataObject | undefined,
): IDataObject {
	return {
		...present,
		...(logo === undefined ? {} : { logo: { ...asObject(present.logo), code: logo } }),
		...(blocks === undefined ? {} : { blocks }),
	};
}

function footerOf(present: unknown, buttons: IDataObject | undefined, menu: IDataObject): unknown {
	const { menu: shown, ...rest } = asObject(present);
	if (buttons === undefined && Object.keys(menu).length === 0) return present;
	const items = { ...asObject(shown), ...menu };
	return {
		...rest,
		...(buttons === undefined ? {} : { buttons }),
		...(Object.keys(items).length === 0 ? {} : { menu: items }),
	};
}

function tag({ title = '', type = 'primary' }: Tag): IDataObject {
	return { title, type };
}

type Tag = NonNullable<LayoutValues['tags']>[number];
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
