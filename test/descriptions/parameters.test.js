'use strict';
/** The built parameters: what n8n and its editor rely on and no lint can see in generated descriptions. */
const {
	ACTIONS,
	choicesOf,
	CREDENTIALS,
	groupsOf,
	isShown,
	NODES,
	operationsShowing,
	parametersOf,
} = require('../support/descriptions');

const repeated = (values) => values.filter((value, index) => values.indexOf(value) !== index);
const byName = (a, b) => a.localeCompare(b, 'en');
/** n8n asks for alphabetical order from so many on. */
const SORTED_FROM = 5;
const sorted = (names) => (names.length < SORTED_FROM ? names : [...names].sort(byName));

const PROPERTIES = {
	...Object.fromEntries(
		Object.entries(NODES).map(([name, { make }]) => [name, make().description.properties]),
	),
	...Object.fromEntries(
		Object.entries(CREDENTIALS).map(([name, { make }]) => [name, make().properties]),
	),
};

describe.each(Object.entries(PROPERTIES))('%s', (_name, properties) => {
	const all = parametersOf(properties);
	const ofType = (...types) => all.filter(({ property }) => types.includes(property.type));
	/** Those with options of their own; the others get them from the vendor. */
	const dropDowns = ofType('options', 'multiOptions').filter(
		({ property }) => property.typeOptions?.loadOptionsMethod === undefined,
	);

	it('sorts the options of a drop-down by name, from five up', () => {
		for (const { property, place } of dropDowns) {
			const names = property.options.map(({ name }) => name);
			expect([place, names]).toEqual([place, sorted(names)]);
		}
	});

	it('sorts the fields of a collection by display name, from five up', () => {
		for (const { property, place } of ofType('collection')) {
			const names = property.options.map(({ displayName }) => displayName);
			expect([place, names]).toEqual([place, sorted(names)]);
		}
	});

	it('has options with names and values of their own', () => {
		for (const { property, place } of dropDowns) {
			expect(property.options.length).toBeGreaterThan(0);
			expect([
				place,
				repeated(property.options.map(({ name }) => name)),
				repeated(property.options.map(({ value }) => value)),
			]).toEqual([place, [], []]);
		}
	});

	it('has options that can be told apart when an expression gives their name or value in any case', () => {
		for (const { property, place } of dropDowns) {
			const words = ({ name, value }) => [
				...new Set([String(value).toLowerCase(), name.toLowerCase()]),
			];
			expect([place, repeated(property.options.flatMap(words))]).toEqual([place, []]);
		}
	});

	it('has fields with names of their own in each collection', () => {
		for (const { property, place } of all) {
			for (const { values } of groupsOf(property)) {
				expect([
					place,
					repeated(values.map(({ name }) => name)),
					repeated(values.map(({ displayName }) => displayName)),
				]).toEqual([place, [], []]);
			}
		}
	});

	it('has a default of the right kind for each parameter', () => {
		const fits = {
			string: (value) => typeof value === 'string',
			dateTime: (value) => value === '',
			hidden: (value) => typeof value === 'string',
			json: (value) => typeof value === 'string',
			notice: (value) => value === '',
			number: (value, { typeOptions: { minValue = -Infinity, maxValue = Infinity } = {} }) =>
				typeof value === 'number' && value >= minValue && value <= maxValue,
			boolean: (value) => typeof value === 'boolean',
			options: (value, property) => choicesOf(property).includes(value),
			multiOptions: (value, { options }) =>
				Array.isArray(value) &&
				value.every((one) => options.some((option) => option.value === one)),
			collection: (value) => JSON.stringify(value) === '{}',
			fixedCollection: (value) => JSON.stringify(value) === '{}',
			resourceLocator: (value, { modes }) =>
				value.mode === modes[0].name && value.value === '' && Object.keys(value).length === 2,
			resourceMapper: (value) => value.mappingMode === 'defineBelow' && value.value === null,
		};
		for (const { property, place } of all)
			expect([place, property.type, fits[property.type]?.(property.default, property)]).toEqual([
				place,
				property.type,
				true,
			]);
	});

	it('marks as required only what stands outside a collection, and never as not required', () => {
		const wrong = all.filter(
			({ property, within }) =>
				property.required === false || (property.required === true && within === 'collection'),
		);
		expect(wrong.map(({ place }) => place)).toEqual([]);
	});

	it('has names that fit into an expression', () => {
		expect(
			all
				.filter(({ property }) => !/^[A-Za-z][A-Za-z0-9_]*$/.test(property.name))
				.map(({ place }) => place),
		).toEqual([]);
	});
});

describe.each(Object.entries(ACTIONS))('the look-ups of %s', (_name, { make }) => {
	const node = make();
	const { properties } = node.description;
	const all = parametersOf(properties);
	const locators = all.filter(({ property }) => property.type === 'resourceLocator');
	const mappers = all.filter(({ property }) => property.type === 'resourceMapper');
	const searchOf = ({ modes }) =>
		modes.find(({ type }) => type === 'list')?.typeOptions.searchListMethod;

	it('exist for every locator', () => {
		for (const { property, place } of locators) {
			const method = searchOf(property);
			if (method !== undefined)
				expect([place, method, typeof node.methods.listSearch[method]]).toEqual([
					place,
					method,
					'function',
				]);
		}
	});

	it('exist for every mapper, and for every drop-down that is loaded', () => {
		for (const { property, place } of mappers) {
			const { resourceMapperMethod: method } = property.typeOptions.resourceMapper;
			expect([place, method, typeof node.methods.resourceMapping?.[method]]).toEqual([
				place,
				method,
				'function',
			]);
		}
		for (const { property, place } of all.filter(
			({ property: { typeOptions } }) => typeOptions?.loadOptionsMethod !== undefined,
		)) {
			expect([
				place,
				typeof node.methods.loadOptions?.[property.typeOptions.loadOptionsMethod],
			]).toEqual([place, 'function']);
		}
	});

	it('are loaded again when a parameter changes that exists beside them', () => {
		for (const { property, place } of mappers) {
			for (const chosen of operationsShowing(node.description, property)) {
				const beside = properties
					.filter((one) => isShown(node.description, chosen, one))
					.map(({ name }) => name);
				for (const on of property.typeOptions.loadOptionsDependsOn)
					expect([place, on, beside.includes(on.split('.')[0])]).toEqual([place, on, true]);
			}
			expect(property.noDataExpression).toBe(true);
		}
	});

	it('are all in use', () => {
		const used = {
			listSearch: locators.map(({ property }) => searchOf(property)),
			resourceMapping: mappers.map(
				({ property }) => property.typeOptions.resourceMapper.resourceMapperMethod,
			),
			loadOptions: all.map(({ property }) => property.typeOptions?.loadOptionsMethod),
		};
		for (const [kind, methods] of Object.entries(node.methods))
			expect([kind, Object.keys(methods).filter((method) => !used[kind].includes(method))]).toEqual(
				[kind, []],
			);
	});

	it('come first: From List, By URL, By ID, for stages By Name, for people By Email, By Phone, and By External ID', () => {
		for (const { property, place } of locators) {
			const order = ['list', 'url', 'id', 'name', 'email', 'phone', 'externalId'];
			const modes = property.modes.map(({ name }) => name);
			expect([place, modes]).toEqual([place, order.filter((mode) => modes.includes(mode))]);
			expect(modes).toContain('id');
			for (const { name, displayName, type } of property.modes)
				expect([place, displayName, type]).toEqual([
					place,
					...{
						list: ['From List', 'list'],
						url: ['By URL', 'string'],
						id: ['By ID', 'string'],
						name: ['By Name', 'string'],
						email: ['By Email', 'string'],
						phone: ['By Phone', 'string'],
						externalId: ['By External ID', 'string'],
					}[name],
				]);
		}
	});

	it('can be searched', () => {
		const lists = locators.flatMap(({ property }) =>
			property.modes.filter(({ type }) => type === 'list'),
		);
		expect(lists.filter(({ typeOptions }) => typeOptions.searchable !== true)).toEqual([]);
	});
});

describe('every part of a description', () => {
	/** Objects and arrays of a description with the path to each. */
	function* parts(value, at) {
		if (typeof value !== 'object' || value === null) return;
		yield [value, at];
		for (const [key, inner] of Object.entries(value)) yield* parts(inner, `${at}.${key}`);
	}

	/** Paths at which something stands that stands elsewhere already. n8n changes the descriptions it loads. */
	function shared(descriptions) {
		const seen = new Map();
		const found = [];
		for (const [name, description] of descriptions) {
			for (const [part, at] of parts(description, name)) {
				if (seen.has(part)) found.push(`${at} is ${seen.get(part)}`);
				else seen.set(part, at);
			}
		}
		return found;
	}

	it('belongs to one place of one node', () => {
		expect(
			shared(Object.entries(NODES).map(([name, { make }]) => [name, make().description])),
		).toEqual([]);
	});

	const described = {
		...Object.fromEntries(
			Object.entries(NODES).map(([name, { make }]) => [name, () => make().description]),
		),
		...Object.fromEntries(
			Object.entries(CREDENTIALS).map(([name, { make }]) => [name, () => make().properties]),
		),
	};

	it.each(Object.entries(described))('of %s is made anew for each instance', (name, make) => {
		const first = new Set([...parts(make(), name)].map(([part]) => part));
		const again = [...parts(make(), name)].filter(([part]) => first.has(part)).map(([, at]) => at);
		expect(again).toEqual([]);
	});
});
