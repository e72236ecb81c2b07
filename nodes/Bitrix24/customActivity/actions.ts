import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import { choice, flag, integer, json, text } from '../../shared/form/fields';
import { defined } from '../../shared/text/unknownJson';
import { translated } from './translated';

/** What a click does; docs/contracts/bitrix24.md section 2.5. */

const OPEN_LINK = { name: 'Open a Link', value: 'redirect' } as const;
const ACTIONS = [
	{
		name: 'Open the App',
		value: 'openRestApp',
		description: 'Opens the app that made the activity, beside the page. Not in the mobile app.',
	},
	OPEN_LINK,
	{
		name: 'Send an Event',
		value: 'restEvent',
		description: 'Sent to the Bitrix24 Trigger when somebody clicks',
	},
] as const;
type ActionKind = (typeof ACTIONS)[number]['value'];

const NO_ANIMATION = 'none';
const ANIMATIONS = [
	{
		name: 'Block the Button',
		value: 'disable',
		description: 'Until the activity is updated. For buttons.',
	},
	{ name: 'Block the Record', value: 'loader', description: 'Until the activity is updated' },
	{ name: 'None', value: NO_ANIMATION },
] as const;
type Animation = (typeof ANIMATIONS)[number]['value'];

const DETAILS = details();

/** @param usual what a click does where nobody says anything else */
export function actionFields(usual: ActionKind) {
	return {
		action: choice<ActionKind>('On Click', ACTIONS, { fallback: usual }),
		...DETAILS,
	};
}

/** The same for what need not react to clicks. */
export const OPTIONAL_ACTION = {
	action: choice<ActionKind | 'none'>(
		'On Click',
		[...ACTIONS, { name: 'Nothing', value: 'none' }],
		{
			fallback: 'none',
		},
	),
	...DETAILS,
};

function details() {
	return {
		url: text('URL', { placeholder: 'e.g. https://example.com', description: 'For a link' }),
		event: text('Event', {
			placeholder: 'e.g. confirmVisit',
			description: 'Name of the event, which the trigger passes on',
		}),
		parameters: json('Parameters (JSON)', {
			description: 'Data that is sent with an event, or to the app',
		}),
		animation: choice<Animation>('Animation', ANIMATIONS, {
			fallback: NO_ANIMATION,
			description: 'What is shown while the event is processed',
		}),
		appTitle: text('App Title', { description: 'Title of the window in which the app opens' }),
		appWidth: integer('App Width (Pixels)', { min: 0 }),
	};
}

const SCOPES = [
	{ name: 'Browser', value: 'web' },
	{ name: 'Browser and Mobile App', value: 'everywhere' },
	{ name: 'Mobile App', value: 'mobile' },
] as const;
type Scope = (typeof SCOPES)[number]['value'];

/** Where a part is shown. */
export const shownIn = choice<Scope>('Shown In', SCOPES, { fallback: 'everywhere' });

export const scopeOf = (scope: Scope | undefined) => (scope === 'everywhere' ? undefined : scope);

/** Who gets to see a part. */
export const editorsOnly = flag(
	'For Editors Only',
	'Whether only users who may edit the record see it',
);

/** A text that has to be there. */
export const labeled = translated('Text', {
	description: 'May also be given per language, as { "en": "Save", "de": "Speichern" }',
});

type ActionValues = Partial<Values<typeof OPTIONAL_ACTION>>;

/** @returns undefined where a click does nothing @throws InvalidInput naming the field */
export function actionOf(
	values: ActionValues,
	usual: ActionKind | 'none' = 'none',
): IDataObject | undefined {
	const { action = usual, url, event, parameters, animation, appTitle, appWidth } = values;
	if (action === 'none') return undefined;
	if (action === 'redirect') return { type: action, uri: filled(url, 'URL') };
	if (action === 'restEvent')
		return defined({
			type: action,
			id: filled(event, 'Event'),
			actionParams: parameters,
			animationType: animation === NO_ANIMATION ? undefined : animation,
		});
	const slider = defined({
		title: appTitle,
		width: appWidth === undefined || appWidth === 0 ? undefined : appWidth,
	});
	return defined({
		type: action,
		actionParams: parameters,
		sliderParams: Object.keys(slider).length === 0 ? undefined : slider,
	});
}

/** @throws InvalidInput where a part of a layout lacks it */
export function filled<T>(value: T | undefined, label: string): T {
	if (value === undefined || value === '')
		throw new InvalidInput(
			`"${label}" of a line or button is empty`,
			'Fill it in, or remove the entry.',
		);
	return value;
}
