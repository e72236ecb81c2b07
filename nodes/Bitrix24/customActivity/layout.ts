import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import { rows } from '../../shared/form/entries';
import { choice, collection, flag, json, when } from '../../shared/form/fields';
import { picker, textId } from '../../shared/form/recordPickers';
import { asObject, defined } from '../../shared/text/unknownJson';
import { TONES } from '../enums';
import {
	actionFields,
	actionOf,
	editorsOnly,
	filled,
	labeled,
	OPTIONAL_ACTION,
	scopeOf,
	shownIn,
} from './actions';
import { blocksOf, LINE, MOST_LINES, named } from './blocks';
import { translated } from './translated';

const BUTTON_TYPES = [
	{ name: 'Primary', value: 'primary' },
	{ name: 'Secondary', value: 'secondary' },
];

type Tone = (typeof TONES)[number]['value'];

const form = { layoutMode: ['form'] };
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
	title: when(
		translated('Title', {
			placeholder: 'e.g. Site visit',
			description: 'May also be given per language, as { "en": "Visit", "de": "Besuch" }',
		}),
		form,
	),
	icon: when(
		picker('Icon', textId('call-completed'), {
			search: 'searchTimelineIcons',
			description: 'The icon beside the activity, from the list or by its code',
		}),
		form,
	),
	lines: when(rows('Lines', 'Line', LINE), form),
	tags: when(
		rows(
			'Tags',
			'Tag',
			{
				title: labeled,
				type: choice<Tone>('Color', TONES, { fallback: 'primary' }),
				...OPTIONAL_ACTION,
			},
			{ description: 'At most two' },
		),
		form,
	),
	buttons: when(
		rows(
			'Buttons',
			'Button',
			{
				title: labeled,
				type: choice('Look', BUTTON_TYPES, { fallback: 'primary' }),
				...actionFields('restEvent'),
				editorsOnly,
				shownIn,
			},
			{ description: 'At most two' },
		),
		form,
	),
	menu: when(
		rows(
			'Menu Entries',
			'Entry',
			{ title: labeled, ...actionFields('restEvent'), editorsOnly, shownIn },
			{ description: 'Entries of the menu below the activity' },
		),
		form,
	),
	layoutOptions: when(
		collection('Layout Options', {
			logo: picker('Logo', textId('call'), {
				search: 'searchTimelineLogos',
				description: 'The picture in the activity, from the list or by its code',
			}),
			logoAction: rows('Click on Logo', 'Action', actionFields('redirect')),
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
			titleAction: rows('Click on Title', 'Action', actionFields('redirect')),
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
	menu = [],
	layoutOptions,
	layoutJson,
}: LayoutValues): boolean {
	if (layoutMode === 'json') return layoutJson !== undefined;
	return (
		[title, icon].some((part) => part !== undefined) ||
		[lines, tags, buttons, menu, Object.keys(layoutOptions)].some((part) => part.length > 0)
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
	const { layoutMode, layoutJson, title, icon, lines, tags = [], buttons = [], menu = [] } = values;
	if (layoutMode === 'json')
		return layoutJson === undefined ? SAME_LAYOUT : { isWhole: true, on: () => layoutJson };
	const { logo, logoAction, titleAction, ...shown } = values.layoutOptions;
	if (tags.length > MOST_TAGS || buttons.length > MOST_TAGS)
		throw new InvalidInput(
			`"${tags.length > MOST_TAGS ? 'Tags' : 'Buttons'}" holds more than ${MOST_TAGS}`,
			'Bitrix24 shows at most two of each.',
		);
	const header = defined({
		title,
		titleAction: onlyAction(titleAction, 'Click on Title'),
		tags: tags.length === 0 ? undefined : named('tag', tags.map(tag)),
	});
	const body = defined({ code: logo, action: onlyAction(logoAction, 'Click on Logo') });
	const blocks = lines && blocksOf(lines);
	const pressed = buttons.length === 0 ? undefined : named('button', buttons.map(button));
	const items = menu.length === 0 ? {} : { items: named('entry', menu.map(entry)) };
	return {
		isWhole: false,
		on: (present) =>
			defined({
				...present,
				icon: icon === undefined ? present.icon : { ...asObject(present.icon), code: icon },
				header: { ...asObject(present.header), ...header },
				body: bodyOf(asObject(present.body), body, blocks),
				footer: footerOf(present.footer, pressed, { ...flags(shown), ...items }),
			}),
	};
}

/** A place that reacts to clicks in one way. @throws InvalidInput for several */
function onlyAction(
	actions: readonly ActionEntry[] | undefined,
	label: string,
): IDataObject | undefined {
	if (actions === undefined || actions.length === 0) return undefined;
	if (actions.length > 1)
		throw new InvalidInput(`"${label}" holds ${actions.length} actions`, 'Keep one of them.');
	return actionOf(actions[0], 'redirect');
}

function bodyOf(
	present: IDataObject,
	logo: IDataObject,
	blocks: IDataObject | undefined,
): IDataObject {
	return {
		...present,
		...(Object.keys(logo).length === 0 ? {} : { logo: { ...asObject(present.logo), ...logo } }),
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

type Tag = NonNullable<LayoutValues['tags']>[number];
type Button = NonNullable<LayoutValues['buttons']>[number];
type Entry = NonNullable<LayoutValues['menu']>[number];
type ActionEntry = NonNullable<LayoutValues['layoutOptions']['logoAction']>[number];

function tag({ title, type = 'primary', ...click }: Tag): IDataObject {
	return defined({ title: filled(title, 'Text'), type, action: actionOf(click) });
}

function button({ type = 'primary', ...rest }: Button): IDataObject {
	return { ...entry(rest), type };
}

function entry({ title, editorsOnly: hides, shownIn: scope, ...click }: Entry): IDataObject {
	return defined({
		title: filled(title, 'Text'),
		action: actionOf(click, 'restEvent'),
		scope: scopeOf(scope),
		hideIfReadonly: hides === true ? true : undefined,
	});
}

function flags(menu: Readonly<Record<string, boolean | undefined>>): IDataObject {
	return Object.fromEntries(
		Object.entries(menu).map(([name, value]) => [name, value === false ? 'false' : 'true']),
	);
}
