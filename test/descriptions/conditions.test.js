'use strict';
/** When the built parameters are shown: under conditions that can be met, never two of a kind at once. */
const { isDeepStrictEqual } = require('node:util');
const { NodeHelpers } = require('n8n-workflow');
const {
	ACTIONS,
	choicesOf,
	isShown,
	operationsOf,
	parametersOf,
	settingsOf,
	switchesOf,
} = require('../support/descriptions');

const repeated = (values) => values.filter((value, index) => values.indexOf(value) !== index);
/** A condition that an expression meets. */
const EXPRESSION = { _cnd: { between: { from: '=', to: '>' } } };
/** The forms of an operation in which one of its drop-downs holds an expression. */
const withExpressions = (description, chosen) =>
	settingsOf(description, chosen).flatMap((setting) =>
		switchesOf(description, chosen)
			.filter(({ noDataExpression }) => noDataExpression !== true)
			.map(({ name }) => ({ ...setting, [name]: '={{ $json.a }}' })),
	);

describe.each(Object.entries(ACTIONS))('the conditions of %s', (_name, { make }) => {
	const { description } = make();
	const { properties } = description;
	const all = parametersOf(properties);
	const operations = operationsOf(description);
	const called = ({ resource, operation }) => `${resource}.${operation}`;

	it('name parameters that exist, and values that they can have', () => {
		for (const { property, place, siblings } of all) {
			for (const [key, values] of Object.entries({
				...property.displayOptions?.show,
				...property.displayOptions?.hide,
			})) {
				if (key === '@version' || key === '@tool') continue;
				const { resource = [], operation = [] } = property.displayOptions.show ?? {};
				const stand = key.startsWith('/') ? properties : siblings;
				const named = stand.filter(
					({ name, displayOptions }) =>
						name === key.replace(/^\//, '') &&
						(siblings !== properties || overlaps(displayOptions?.show, { resource, operation })),
				);
				expect([place, key, named.length > 0]).toEqual([place, key, true]);
				// Nothing may stand in any drop-down, and an expression.
				const isOwn = (one) => one !== '' && !isDeepStrictEqual(one, EXPRESSION);
				for (const value of values.filter(isOwn))
					expect([place, key, value, named.some((one) => choicesOf(one)?.includes(value))]).toEqual(
						[place, key, value, true],
					);
			}
		}
	});

	it('stand on parameters with a fixed number of values, so that all cases can be gone through', () => {
		for (const chosen of operations)
			expect(
				switchesOf(description, chosen)
					.filter((property) => choicesOf(property) === undefined)
					.map(({ name }) => name),
			).toEqual([]);
	});

	it.each(operations.map((chosen) => [called(chosen), chosen]))(
		'%s: never show two parameters of one name at a time',
		(_operation, chosen) => {
			const forms = [...settingsOf(description, chosen), ...withExpressions(description, chosen)];
			for (const setting of forms) {
				const shown = properties
					.filter((property) => isShown(description, setting, property))
					.map(({ name }) => name);
				expect([setting, repeated(shown)]).toEqual([setting, []]);
				expect(shown).toEqual(expect.arrayContaining(['resource', 'operation', 'batching']));
			}
		},
	);

	it.each(operations.map((chosen) => [called(chosen), chosen]))(
		'%s: never show two parameters with one label at a time',
		(_operation, chosen) => {
			for (const setting of settingsOf(description, chosen)) {
				const shown = properties
					.filter((property) => isShown(description, setting, property))
					.map(({ displayName }) => displayName);
				expect([setting, repeated(shown)]).toEqual([setting, []]);
			}
		},
	);

	it('let each parameter be seen in some case', () => {
		const settings = operations.flatMap((chosen) => [
			...settingsOf(description, chosen),
			...withExpressions(description, chosen),
		]);
		const tool = { ...description, name: `${description.name}Tool` };
		expect(
			properties
				.filter((property) => !settings.some((setting) => isShown(tool, setting, property)))
				.map(({ name, displayOptions }) => [name, displayOptions]),
		).toEqual([]);
	});

	it('keep resource and operation free of expressions, as the run reads them once', () => {
		for (const property of properties.filter(
			({ name }) => name === 'resource' || name === 'operation',
		))
			expect(property).toMatchObject({ type: 'options', noDataExpression: true });
	});

	it.each(operations.map((chosen) => [called(chosen), chosen]))(
		'%s: are understood by n8n, which fills in the rest',
		(_operation, chosen) => {
			for (const setting of settingsOf(description, chosen)) {
				const values = NodeHelpers.getNodeParameters(
					properties,
					setting,
					true,
					false,
					{ typeVersion: 1 },
					description,
				);
				const shown = properties.filter(
					(property) => property.type !== 'notice' && isShown(description, setting, property),
				);
				expect(Object.keys(values)).toEqual(expect.arrayContaining(shown.map(({ name }) => name)));
				for (const { name, default: fallback } of shown)
					if (!(name in setting)) expect([name, values[name]]).toEqual([name, matching(fallback)]);
			}
		},
	);

	it('put Limit after Return All, and show it only without it', () => {
		const limits = properties.filter(({ name }) => name === 'limit');
		const lists = properties.filter(({ name }) => name === 'returnAll');
		expect(limits).toHaveLength(lists.length);
		limits.forEach((limit, index) => {
			expect(limit.displayOptions.show.returnAll).toEqual([false]);
			expect(properties.indexOf(limit)).toBe(properties.indexOf(lists[index]) + 1);
		});
	});
});

function overlaps(show, { resource, operation }) {
	const meets = (own, others) =>
		own === undefined || others.length === 0 || own.some((value) => others.includes(value));
	return meets(show?.resource, resource) && meets(show?.operation, operation);
}

/** A default as n8n hands it out: a locator's gets n8n's mark. */
const matching = (fallback) =>
	typeof fallback === 'object' && fallback !== null ? expect.objectContaining(fallback) : fallback;
