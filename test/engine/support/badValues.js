'use strict';
/** The values of an operation's form that an expression can give, and what can't be read in their place. */
const { NodeHelpers } = require('n8n-workflow');
const { ACTIONS, isShown } = require('../../support/descriptions');

const NODE_OF = { bitrix24App: 'bitrix24' };
const DESCRIPTIONS = new Map(
	Object.values(ACTIONS)
		.map(({ make }) => make().description)
		.map((description) => [description.name, description]),
);
/** The item that gets the bad value. */
const SECOND = 1;

/** Parameters that take no value of an item, or that take an object. */
const OTHER_TYPES = ['notice', 'json', 'resourceMapper', 'hidden'];
const isLocator = (value) => typeof value === 'object' && value !== null && '__rl' in value;
const isNothing = (value) =>
	isLocator(value) ? isNothing(value.value) : value === undefined || value === null || value === '';
const isExpression = (value) => typeof value === 'string' && value.startsWith('=');

/** The parameter with another value for the second item. @param {string} instead JavaScript */
function withSecond(value, instead) {
	if (isLocator(value)) return { ...value, value: withSecond(value.value, instead) };
	const [, inner] = /^=\{\{([\s\S]*)\}\}$/.exec(value) ?? [];
	return `={{ $itemIndex === ${SECOND} ? ${instead} : (${inner ?? JSON.stringify(value)}) }}`;
}

/**
 * Values of an operation that an expression can give, at the top and inside collections.
 * @returns `{ place, label, property, inFilter, isGiven, change(instead) }`: parameters with
 * another value for the second item
 */
function valuesOf(description, parameters) {
	const all = {
		...NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			{ typeVersion: 1 },
			description,
		),
		...parameters,
	};
	const isFixed = ({ displayOptions: { show = {} } = {} }) =>
		Object.keys(show).every((name) => !isExpression(all[name]));
	const shown = description.properties.filter(
		(property) =>
			isShown(description, all, property) &&
			isFixed(property) &&
			!['resource', 'operation', 'authentication', 'options', 'batching'].includes(property.name),
	);
	return shown.flatMap((property) => {
		const value = all[property.name];
		if (property.type === 'collection')
			return inCollection(property, value, (inner) => ({ ...parameters, [property.name]: inner }));
		if (property.type === 'fixedCollection')
			return inEntries(property, value, (inner) => ({ ...parameters, [property.name]: inner }));
		return oneValue(property, value, property.name, (changed) => ({
			...parameters,
			[property.name]: changed,
		}));
	});
}

function oneValue(property, value, place, put, inFilter = false) {
	if (
		OTHER_TYPES.includes(property.type) ||
		property.noDataExpression === true ||
		(typeof value === 'object' && !isLocator(value))
	)
		return [];
	return [
		{
			place,
			label: property.displayName,
			property,
			inFilter,
			isGiven: !isNothing(value),
			change: (instead) => put(withSecond(value, instead)),
		},
	];
}

/** Only what was added. */
function inCollection(property, given = {}, put) {
	return Object.entries(given).flatMap(([name, value]) => {
		const inner = property.options.find((option) => option.name === name);
		const place = `${property.name}.${name}`;
		if (inner.type === 'fixedCollection')
			return inEntries(
				inner,
				value,
				(changed) => put({ ...given, [name]: changed }),
				property.displayName,
			);
		return oneValue(
			inner,
			value,
			place,
			(changed) => put({ ...given, [name]: changed }),
			property.name === 'filters',
		);
	});
}

/** The first entry; messages name the list that it is in. */
function inEntries(property, given = {}, put) {
	const [group] = property.options;
	const [entry, ...more] = given[group.name] ?? [];
	if (entry === undefined) return [];
	return Object.entries(entry)
		.flatMap(([name, value]) =>
			oneValue(
				group.values.find((one) => one.name === name),
				value,
				`${property.name}.${name}`,
				(changed) => put({ ...given, [group.name]: [{ ...entry, [name]: changed }, ...more] }),
			),
		)
		.map((found) => ({ ...found, label: [found.label, property.displayName] }));
}

const PERIOD = ['from', 'to'];
/** Where nothing may not come: what is required, drop-downs, filters and periods. */
const mustBeGiven = ({ property, place, inFilter }) =>
	property.required === true ||
	inFilter ||
	PERIOD.includes(place) ||
	(property.type === 'options' && !(property.options ?? []).some(({ value }) => value === ''));

const labels = ({ label }) => [label].flat();
const names = (text, value) =>
	labels(value).some((label) => text.includes(`"${label}"`) || text.includes(`"${label} of `));

/** Whatever can't be read. */
const BAD = [
	['an object', '({ a: 1 })', () => true],
	['an empty text', '""', mustBeGiven],
	['blanks', '" \\u00a0 "', mustBeGiven],
	['null', 'null', mustBeGiven],
];

const cellsOf = (node, parameters) => {
	const description = DESCRIPTIONS.get(NODE_OF[node] ?? node);
	const given = node === 'bitrix24App' ? { authentication: 'oAuth2', ...parameters } : parameters;
	return valuesOf(description, given).flatMap((value) =>
		BAD.filter(([, , fits]) => fits(value)).map(([what, instead]) => ({
			what: `${value.place}: ${what}`,
			instead,
			value,
			parameters: value.change(instead),
		})),
	);
};

module.exports = { BAD, SECOND, cellsOf, names };
