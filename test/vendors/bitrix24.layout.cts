/** The layout of configurable activities of the fake Bitrix24, checked part by part (contract 2.5, 9). */
import { coded, isMap, isOneOf, isPhpMap, whole } from './bitrix24.answers.cts';
import type { Layout } from './bitrix24.records.cts';

const required = (path: string) => coded('FIELD_IS_REQUIRED', `The field ${path} is required`);
const redundant = (path: string) => coded('FIELD_IS_REDUNDANT', `The field ${path} is redundant`);
const notListed = (path: string) =>
	coded('ENUM_FIELD', `The field ${path} has a value that is not in the list`);
const tooMany = (path: string, most: number) =>
	coded('TOO_MANY_ITEMS', `The field ${path} has more than ${most} items`);
const wrongKey = (path: string, key: string) =>
	coded('KEY_CONTAIN_WRONG_SYMBOLS', `The key ${key} of ${path} contains wrong symbols`);
const wrongLang = (path: string, lang: string) =>
	coded('WRONG_LANG', `The language ${lang} of ${path} was not found`);
const wrongValue = (path: string) =>
	coded('WRONG_FIELD_VALUE', `The field ${path} has a wrong value`);

/** crm.timeline.icon.list and crm.timeline.logo.list: two different lists */
export const ICONS = (
	'call call-incoming call-outcoming call-completed call-incoming-missed document IM ' +
	'circle-check info relation link unlink store view stage-change sum clock ' +
	'mail-outcome ' +
	'complete check comment sms whatsapp task pipeline wallet attention bank-card ' +
	'conversion calendar circle-crossed arrow-up arrow-down visit camera copy robot'
).split(' ');
export const LOGOS = (
	'call arrow-down call-play-record call-default call-incoming call-outgoing document ' +
	'document-print document-signed document-draft channel-chat channel-fb ' +
	'channel-telegram channel-whatsapp ' +
	'mail-outcome list-check shop notification comment sms bank-card calendar-share ' +
	'unread-comment task-activity zoom bizproc'
).split(' ');
/** languages that the portal has */
export const LANGUAGES = ['en', 'de', 'ru'];

export const BOOLEANS = [true, false, 1, 0, '1', '0', 'Y', 'N', 'y', 'n', 'true', 'false'];
const isEmpty = (value: unknown) =>
	value === undefined ||
	value === null ||
	value === '' ||
	(isPhpMap(value) && Object.keys(value).length === 0);

/** A kind of value is a check that throws. */
type Check = (value: unknown, path: string) => void;
type Checks = Record<string, Check>;
const string = (value: unknown, path: string) => {
	if (!['string', 'number'].includes(typeof value)) throw wrongValue(path);
};
const boolean = (value: unknown, path: string) => {
	if (!isOneOf(value, BOOLEANS)) throw wrongValue(path);
};
const integer = (value: unknown, path: string) => {
	if (whole(value) === undefined) throw wrongValue(path);
};
const anyMap = (value: unknown, path: string) => {
	if (typeof value !== 'object') throw wrongValue(path);
};
const oneOf =
	(values: readonly string[]): Check =>
	(value, path) => {
		if (!isOneOf(value, values)) throw notListed(path);
	};
/** a string, or language -> string */
const text = (value: unknown, path: string) => {
	if (!isMap(value)) return string(value, path);
	for (const [lang, translation] of Object.entries(value)) {
		if (!LANGUAGES.includes(lang)) throw wrongLang(path, lang);
		if (typeof translation !== 'string' || translation === '') throw wrongValue(`${path}.${lang}`);
	}
	return undefined;
};

/** an object with these fields; `!` at the end of a name: required */
const object = (fields: Checks): Check => {
	const known = Object.fromEntries(
		Object.entries(fields).map(([name, check]) => [name.replace('!', ''), check]),
	);
	const wanted = Object.keys(fields)
		.filter((name) => name.endsWith('!'))
		.map((name) => name.slice(0, -1));
	return (value, path) => {
		if (!isPhpMap(value)) throw wrongValue(path);
		for (const name of Object.keys(value))
			if (known[name] === undefined) throw redundant(`${path}.${name}`);
		for (const name of wanted) if (isEmpty(value[name])) throw required(`${path}.${name}`);
		for (const [name, inner] of Object.entries(value))
			if (!isEmpty(inner)) known[name]?.(inner, `${path}.${name}`);
	};
};

const KEY = /^[\w-]+$/;
/** up to `most` of a kind, by keys of one's own */
const mapOf =
	(check: Check, most = Infinity): Check =>
	(value, path) => {
		if (typeof value !== 'object' || value === null) throw wrongValue(path);
		const entries = Object.entries(value);
		if (entries.length > most) throw tooMany(path, most);
		for (const [key, inner] of entries) {
			if (!KEY.test(key)) throw wrongKey(path, key);
			check(inner, `${path}.${key}`);
		}
	};

const ownOf = (kinds: Record<string, Checks>, type: unknown) =>
	typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined;

/** something whose `type` tells what else it has */
const typed =
	(kinds: Record<string, Checks>, make: (fields: Checks) => Check): Check =>
	(value, path) => {
		if (!isPhpMap(value)) throw wrongValue(path);
		if (isEmpty(value.type)) throw required(`${path}.type`);
		const kind = ownOf(kinds, value.type);
		if (kind === undefined) throw notListed(`${path}.type`);
		make(kind)(value, path);
	};

const scope = oneOf(['web', 'mobile']);
const slider = object({ width: integer, leftBoundary: integer, title: text });
const ACTIONS: Record<string, Checks> = {
	redirect: { 'uri!': string },
	restEvent: { 'id!': string, actionParams: anyMap, animationType: oneOf(['disable', 'loader']) },
	openRestApp: { actionParams: anyMap, sliderParams: slider },
};
const action = typed(ACTIONS, (fields) => object({ 'type!': string, ...fields }));

const SIMPLE = ['text', 'link', 'deadline'];
/** a block that stands inside another one */
const simpleBlock = (value: unknown, path: string) => {
	if (isMap(value) && ownOf(BLOCKS, value.type) !== undefined && !isOneOf(value.type, SIMPLE))
		throw notListed(`${path}.type`);
	block(value, path);
};
const BLOCKS: Record<string, Checks> = {
	text: {
		'value!': text,
		multiline: boolean,
		title: text,
		bold: boolean,
		size: oneOf(['xs', 'sm', 'md']),
		color: oneOf(['base_50', 'base_60', 'base_70', 'base_90']),
		scope,
	},
	largeText: { 'value!': text, scope },
	link: { 'text!': text, 'action!': action, bold: boolean, scope },
	withTitle: { 'title!': text, 'block!': simpleBlock, inline: boolean, scope },
	lineOfBlocks: { 'blocks!': mapOf(simpleBlock, 20), scope },
	deadline: { readonly: boolean, scope },
};
const blockOf = typed(BLOCKS, (fields) => {
	const properties = object(fields);
	const needed = Object.keys(fields).some((name) => name.endsWith('!'));
	return object({ 'type!': string, [needed ? 'properties!' : 'properties']: properties });
});
function block(value: unknown, path: string) {
	blockOf(value, path);
}

export const TONES = ['warning', 'success', 'failure', 'primary', 'secondary'];
/** the newest pages: no scope, no hideIfReadonly (contract 9) */
const tag = object({ 'title!': text, 'type!': oneOf(TONES), action });
const button = object({
	'title!': text,
	'type!': oneOf(['primary', 'secondary']),
	'action!': action,
	scope,
	hideIfReadonly: boolean,
});
const menuItem = object({ 'title!': text, 'action!': action, scope, hideIfReadonly: boolean });

const layout = object({
	'icon!': object({ 'code!': oneOf(ICONS) }),
	'header!': object({ 'title!': text, titleAction: action, tags: mapOf(tag, 2) }),
	'body!': object({
		'logo!': object({ 'code!': oneOf(LOGOS), action }),
		'blocks!': mapOf(block, 20),
	}),
	footer: object({
		buttons: mapOf(button, 2),
		menu: object({
			showPinItem: boolean,
			showPostponeItem: boolean,
			showDeleteItem: boolean,
			items: mapOf(menuItem),
		}),
	}),
});

/** Throws what the vendor finds wrong with a layout. */
export function checkLayout(value: unknown): asserts value is Layout {
	if (isEmpty(value)) throw coded('ERROR_EMPTY_LAYOUT', 'The field layout must be filled');
	layout(value, 'layout');
}
