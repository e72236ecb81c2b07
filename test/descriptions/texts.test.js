'use strict';
/** Names and texts, by the rules of n8n's lint, which reads literals only and does not see what is put together. */
const path = require('node:path');
const { ACTIONS, CREDENTIALS, groupsOf, NODES, parametersOf } = require('../support/descriptions');

const { titleCase } = require(
	require.resolve('title-case', {
		paths: [path.dirname(require.resolve('eslint-plugin-n8n-nodes-base/package.json'))],
	}),
);

/** What has texts: parameters and their options, with the place they stand at. */
function textsOf(properties) {
	const all = parametersOf(properties);
	const parameters = all.map(({ property, place }) => ({
		...property,
		place,
		title: property.displayName,
		isParameter: true,
	}));
	const options = all
		.filter(
			({ property }) =>
				Array.isArray(property.options) &&
				(property.type === 'options' || property.type === 'multiOptions'),
		)
		.flatMap(({ property, place }) =>
			property.options.map((option) => ({
				...option,
				place: `${place} = ${option.value}`,
				title: option.name,
			})),
		);
	const groups = all.flatMap(({ property, place }) =>
		groupsOf(property)
			.filter(({ displayName }) => displayName !== undefined)
			.map((group) => ({ title: group.displayName, place: `${place}.${group.name}` })),
	);
	const modes = all.flatMap(({ property, place }) =>
		(property.modes ?? []).map((mode) => ({
			...mode,
			place: `${place} [${mode.name}]`,
			title: mode.displayName,
		})),
	);
	return {
		parameters,
		options,
		groups,
		modes,
		all: [...parameters, ...options, ...groups, ...modes],
	};
}

const bad = (texts, isBad, show) =>
	texts.filter(isBad).map((text) => `${text.place}: ${show(text)}`);

const SENTENCE_END = /[.!?](?=\s+\S)/g;
/** How many sentences a text has; "e.g." ends none. */
const sentences = (text) =>
	(text.replace(/\b(?:e\.g|i\.e)\./g, '').match(SENTENCE_END) ?? []).length + 1;

const TEXTS = {
	...Object.fromEntries(
		Object.entries(NODES).map(([name, { make }]) => [name, make().description.properties]),
	),
	...Object.fromEntries(
		Object.entries(CREDENTIALS).map(([name, { make }]) => [name, make().properties]),
	),
};

describe('the count of sentences', () => {
	it.each([
		['One', 1],
		['One.', 1],
		['One. Two.', 2],
		['One, e.g. two', 1],
		['Ends, e.g. so. Two', 2],
		['Why? So!', 2],
		['Version 1.5 of it', 1],
	])('of %j is %i', (text, count) => expect(sentences(text)).toBe(count));
});

describe.each(Object.entries(TEXTS))('%s', (_name, properties) => {
	const { parameters, options, all } = textsOf(properties);
	const titled = all.filter(({ type }) => type !== 'notice');
	const described = all.filter(({ description }) => description !== undefined);

	it('has texts', () => {
		expect(all.length).toBeGreaterThan(0);
		expect(
			bad(
				all,
				({ title }) => typeof title !== 'string' || title.trim() === '',
				({ title }) => title,
			),
		).toEqual([]);
	});

	it('writes names in Title Case', () => {
		expect(
			bad(
				titled,
				({ title }) => titleCase(title) !== title,
				({ title }) => title,
			),
		).toEqual([]);
		expect(
			bad(
				titled,
				({ title }) => / (?:A|An|And|As|At|By|For|In|Nor|Of|On|Or|The|To|With)(?= )/.test(title),
				({ title }) => title,
			),
		).toEqual([]);
	});

	it('writes names in words, not as they stand in a program', () => {
		const ofVendors = /\b(?:LeadSquared|iVvy)\b/g;
		expect(
			bad(
				titled,
				({ title }) => /[a-z][A-Z]|_/.test(title.replace(ofVendors, '')),
				({ title }) => title,
			),
		).toEqual([]);
	});

	it('writes ID, URL and JSON in capitals', () => {
		expect(
			bad(
				titled,
				({ title }) => /\b(?:Ids?|Urls?|Json|Api|Html|id|url|json)\b/.test(title),
				({ title }) => title,
			),
		).toEqual([]);
	});

	it('has no pictures, mark-up or blanks that do not belong there', () => {
		const wrong = (text) =>
			text !== undefined &&
			(/\p{Extended_Pictographic}|`|<br|\s{2}|\n/u.test(text) || text !== text.trim());
		expect(
			bad(
				all,
				({ title, description, hint, placeholder }) =>
					[title, description, hint, placeholder].some(wrong),
				({ title }) => title,
			),
		).toEqual([]);
	});

	it('begins descriptions with a capital', () => {
		expect(
			bad(
				described,
				({ description }) => !/^(?:[A-Z]|iVvy)/.test(description),
				({ description }) => description,
			),
		).toEqual([]);
	});

	it('ends a description of one sentence without a period and one of several with it', () => {
		const hints = all
			.filter(({ hint }) => hint !== undefined)
			.map((text) => ({ ...text, description: text.hint }));
		for (const group of [described, hints]) {
			expect(
				bad(
					group,
					({ description }) =>
						sentences(description) > 1 ? !/[.!?]$/.test(description) : description.endsWith('.'),
					({ description }) => description,
				),
			).toEqual([]);
		}
	});

	it('has no description that says the name again', () => {
		expect(
			bad(
				described,
				({ description, title }) => description.toLowerCase() === title.toLowerCase(),
				({ description }) => description,
			),
		).toEqual([]);
	});

	it('begins the description of a switch with Whether, and no other', () => {
		expect(
			bad(
				parameters.filter(({ type }) => type === 'boolean'),
				({ description }) => !/^Whether /.test(description ?? ''),
				({ description }) => description,
			),
		).toEqual([]);
		expect(
			bad(
				parameters.filter(({ type }) => type !== 'boolean'),
				({ description }) => /^Whether /.test(description ?? ''),
				({ description }) => description,
			),
		).toEqual([]);
	});

	it('begins placeholders with "e.g." or "Add"', () => {
		const isCollection = ({ type }) => type === 'collection' || type === 'fixedCollection';
		expect(
			bad(
				all.filter(({ placeholder }) => placeholder !== undefined),
				(text) => !(isCollection(text) ? /^Add \S/ : /^e\.g\. \S/).test(text.placeholder),
				({ placeholder }) => placeholder,
			),
		).toEqual([]);
		expect(
			bad(
				parameters.filter(isCollection),
				({ placeholder }) => placeholder === undefined,
				({ title }) => title,
			),
		).toEqual([]);
	});

	it("uses n8n's own words for Limit, Return All, Simplify and Create or Update", () => {
		const named = (name) => parameters.filter((parameter) => parameter.name === name);
		for (const limit of named('limit'))
			expect(limit).toMatchObject({
				displayName: 'Limit',
				type: 'number',
				default: 50,
				description: 'Max number of results to return',
				typeOptions: { minValue: 1 },
			});
		for (const all of named('returnAll'))
			expect(all).toMatchObject({
				displayName: 'Return All',
				type: 'boolean',
				default: false,
				description: 'Whether to return all results or only up to a given limit',
			});
		for (const simplify of named('simple'))
			expect(simplify).toMatchObject({
				displayName: 'Simplify',
				type: 'boolean',
				default: true,
				description:
					'Whether to return a simplified version of the response instead of the raw data',
			});
		for (const upsert of options.filter(({ value }) => value === 'upsert'))
			expect(upsert).toMatchObject({
				name: 'Create or Update',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
			});
		for (const dynamic of parameters.filter(
			({ typeOptions }) => typeOptions?.loadOptionsMethod !== undefined,
		))
			expect(dynamic.displayName).toMatch(/Names? or IDs?$/);
	});
});

describe.each(Object.entries(ACTIONS))('the operations of %s', (_name, { make }) => {
	const { properties } = make().description;
	const resources = properties.find(({ name }) => name === 'resource').options;
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			options.map((option) => ({
				...option,
				resource: resources.find(({ value }) => value === displayOptions.show.resource[0]),
			})),
		);
	const plural = (noun) => (/[^aeiou]y$/.test(noun) ? noun.replace(/y$/, 'ies') : `${noun}s`);

	it.each(
		operations.map((operation) => [`${operation.resource.value} ${operation.value}`, operation]),
	)(
		'%s has an action in sentence case that names the resource',
		(_value, { action, name, resource }) => {
			const noun = resource.name.toLowerCase();
			expect(action).toMatch(/^[A-Z][a-z]/);
			expect(action.slice(1)).toBe(
				action
					.slice(1)
					.toLowerCase()
					.replace(/\bapi\b/g, 'API'),
			);
			expect(action).not.toMatch(/\.$/);
			expect(
				action.toLowerCase().includes(` ${noun}`) ||
					action.toLowerCase().includes(` ${plural(noun)}`),
			).toBe(true);
			expect(action.toLowerCase().startsWith(name.toLowerCase())).toBe(true);
		},
	);

	it('have actions that are all different, and descriptions', () => {
		expect(new Set(operations.map(({ action }) => action)).size).toBe(operations.length);
		expect(operations.filter(({ description }) => !/\S/.test(description ?? ''))).toEqual([]);
	});

	it('are called what n8n calls them', () => {
		const names = {
			create: 'Create',
			get: 'Get',
			getMany: 'Get Many',
			update: 'Update',
			delete: 'Delete',
			upsert: 'Create or Update',
			updateMany: 'Update Many',
			deleteMany: 'Delete Many',
		};
		for (const { value, name } of operations) if (value in names) expect(name).toBe(names[value]);
	});

	it('call the fields of an update "Update Fields"', () => {
		const ofUpdates = properties.filter(
			({ type, displayOptions }) =>
				type === 'collection' &&
				displayOptions.show.operation?.some(
					(value) => value === 'update' || value === 'updateMany',
				),
		);
		expect(
			[...new Set(ofUpdates.map(({ displayName }) => displayName))]
				.filter((label) => label !== 'Layout Options')
				.sort(),
		).toEqual(ofUpdates.length === 0 ? [] : ['Batching', 'Options', 'Update Fields']);
	});
});
