'use strict';
/** Lists are built as n8n's own: whose, how many, which, in which order, and everything else. */
const { ACTIONS, NODES, operationsOf, operationsShowing } = require('../support/descriptions');

const ORDER = [
	'returnAll',
	'limit',
	'pageSize',
	'filters',
	'conditions',
	'sort',
	'simple',
	'output',
	'options',
	'batching',
];

const listsOf = (description) =>
	operationsOf(description)
		.map(({ resource, operation }) =>
			description.properties
				.filter(
					({ displayOptions }) =>
						displayOptions?.show?.resource?.includes(resource) &&
						displayOptions.show.operation?.includes(operation),
				)
				.map(({ name }) => name),
		)
		.filter((names) => names.includes('returnAll'));

it.each(Object.entries(ACTIONS))(
	'%s: Return All, Limit, Filters, Sort, Options and Batching come in this order, and last',
	(_name, { make }) => {
		const lists = listsOf(make().description);
		expect(lists.length).toBeGreaterThan(0);
		for (const names of lists) {
			const behind = names.slice(names.indexOf('returnAll'));
			expect(behind).toEqual(ORDER.filter((name) => names.includes(name)));
		}
	},
);

/** Where the values come from, whether the copy is linked to it, and how its people are found. */
const CONTROLS = [
	'valuesFrom',
	'portableActivity',
	'linkToSource',
	'ifBothChanged',
	'ifDeleted',
	'linkPresent',
	'matchPeople',
	'ifNobody',
	'standIn',
	'peopleTable',
	'options',
	'batching',
];
const NEW_ONLY = ['linkToSource', 'ifBothChanged', 'ifDeleted', 'linkPresent'];

it.each(Object.entries(ACTIONS))(
	'%s: a form never begins with where its values come from',
	(_name, { make }) => {
		const { description } = make();
		const { properties } = description;
		const sources = properties.filter(({ name }) => name === 'valuesFrom');
		for (const { resource, operation } of sources.flatMap((source) =>
			operationsShowing(description, source),
		)) {
			const names = properties
				.filter(
					({ displayOptions: { show = {} } = {} }) =>
						show.resource?.includes(resource) && show.operation?.includes(operation),
				)
				.map(({ name }) => name)
				.filter((name) => name !== 'output');
			const controls = CONTROLS.filter((name) => names.includes(name) || !NEW_ONLY.includes(name));
			expect([resource, operation, names.slice(-controls.length)]).toEqual([
				resource,
				operation,
				controls,
			]);
		}
	},
);

const TRIGGERS = Object.entries(NODES).filter(([name]) => name.endsWith('Trigger'));

it.each(TRIGGERS)('%s says what it waits for and what publishing has begun', (_name, { make }) => {
	const { activationMessage, eventTriggerDescription, polling } = make().description;
	expect(activationMessage).toMatch(/^From now on, .+\.$/);
	expect([polling === true, eventTriggerDescription !== undefined]).toEqual([
		polling === true,
		polling !== true,
	]);
});
