'use strict';
/** The layout of configurable activities of the fake Bitrix24, checked part by part (contract 2.5, 9). */
const { coded, isMap, isPhpMap, whole } = require('./bitrix24.answers');

const required = (path) => coded('FIELD_IS_REQUIRED', `The field ${path} is required`);
const redundant = (path) => coded('FIELD_IS_REDUNDANT', `The field ${path} is redundant`);
const notListed = (path) =>
	coded('ENUM_FIELD', `The field ${path} has a value that is not in the list`);
const tooMany = (path, most) =>
	coded('TOO_MANY_ITEMS', `The field ${path} has more than ${most} items`);
const wrongKey = (path, key) =>
	coded('KEY_CONTAIN_WRONG_SYMBOLS', `The key ${key} of ${path} contains wrong symbols`);
const wrongLang = (path, lang) =>
	coded('WRONG_LANG', `The language ${lang} of ${path} was not found`);
const wrongValue = (path) => coded('WRONG_FIELD_VALUE', `The field ${path} has a wrong value`);

/** crm.timeline.icon.list and crm.timeline.logo.list: two different lists */
const ICONS = (
	'call call-incoming call-outcoming call-completed call-incoming-missed document IM ' +
	'circle-check info relation link unlink store view stage-change sum clock ' +
	'mail-outcome ' +
	'complete check comment sms whatsapp task pipeline wallet attention bank-card ' +
	'conversion calendar circle-crossed arrow-up arrow-down visit camera copy robot'
).split(' ');
const LOGOS = (
	'call arrow-down call-play-record call-default call-incoming call-outgoing document ' +
	'document-print document-signed document-draft channel-chat channel-fb ' +
	'channel-telegram channel-whatsapp ' +
	'mail-outcome list-check shop notification comment sms bank-card calendar-share ' +
	'unread-comment task-activity zoom bizproc'
).split(' ');
/** languages that the portal has */
const LANGUAGES = ['en', 'de', 'ru'];

const BOOLEANS = [true, false, 1, 0, '1', '0', 'Y', 'N', 'y', 'n', 'true', 'false'];
const isEmpty = (value) =>
	value === undefined ||
	value === null ||
	value === '' ||
	(isPhpMap(value) && Object.keys(value).length === 0);

/** A kind of value is a check of (value, path) that throws. */
const string = (value, path) => {
	if (!['string', 'number'].includes(typeof value)) throw wrongValue(path);
};
const boolean = (value, path) => {
	if (!BOOLEANS.includes(value)) throw wrongValue(path);
};
const integer = (value, path) => {
	if (whole(value) === undefined) throw wrongValue(path);
};
const anyMap = (value, path) => {
	if (typeof value !== 'object') throw wrongValue(path);
};
const oneOf = (values) => (value, path) => {
	if (!values.includes(value)) throw notListed(path);
};
/** a string, or language -> string */
const text = (value, path) => {
	if (!isMap(value)) return string(value, path);
	for (const [lang, translation] of Object.entries(value)) {
		if (!LANGUAGES.includes(lang)) throw wrongLang(path, lang);
		if (typeof translation !== 'string' || translation === '') throw wrongValue(`${path}.${lang}`);
	}
	return undefined;
};

/** an object with these fields; `!` at the end of a name: required */
const object = (fields) => {
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
			if (!isEmpty(inner)) known[name](inner, `${path}.${name}`);
	};
};

const KEY = /^[\w-]+$/;
/** up to `most` of a kind, by keys of one's own */
const mapOf =
	(check, most = Infinity) =>
	(value, path) => {
		if (typeof value !== 'object') throw wrongValue(path);
		const entries = Object.entries(value);
		if (entries.length > most) throw tooMany(path, most);
		for (const [key, inner] of entries) {
			if (!KEY.test(key)) throw wrongKey(path, key);
			check(inner, `${path}.${key}`);
		}
	};

/** something whose `type` tells what else it has */
const typed = (kinds, make) => (value, path) => {
	if (!isPhpMap(value)) throw wrongValue(path);
	if (isEmpty(value.type)) throw required(`${path}.type`);
	if (!Object.hasOwn(kinds, value.type)) throw notListed(`${path}.type`);
	make(kinds[value.type])(value, path);
};

const scope = oneOf(['web', 'mobile']);
const slider = object({ width: integer, leftBoundary: integer, title: text });
const ACTIONS = {
	redirect: { 'uri!': string },
	restEvent: { 'id!': string, actionParams: anyMap, animationType: oneOf(['disable', 'loader']) },
	openRestApp: { actionParams: anyMap, sliderParams: slider },
};
const action = typed(ACTIONS, (fields) => object({ 'type!': string, ...fields }));

const SIMPLE = ['text', 'link', 'deadline'];
/** a block that stands inside another one */
const simpleBlock = (value, path) => {
	if (isMap(value) && Object.hasOwn(BLOCKS, value.type) && !SIMPLE.includes(value.type))
		throw notListed(`${path}.type`);
	block(value, path);
};
const BLOCKS = {
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
function block(value, path) {
	blockOf(value, path);
}

const TONES = ['warning', 'success', 'failure', 'primary', 'secondary'];
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
function checkLayout(value) {
	if (isEmpty(value)) throw coded('ERROR_EMPTY_LAYOUT', 'The field layout must be filled');
	layout(value, 'layout');
}

module.exports = { checkLayout, ICONS, LOGOS, TONES, LANGUAGES, BOOLEANS };
