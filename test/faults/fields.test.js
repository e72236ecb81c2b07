'use strict';
/** The blanks of the matrix reach every field of the built forms, each in a form that shows it. */
const { ACTIONS, operationsOf } = require('../support/descriptions.cts');
const { fieldsOf } = require('./fields');
const { allRows } = require('./rows');

const DESCRIPTIONS = Object.values(ACTIONS).map(({ make }) => make().description);
const nameOf = ({ resource, operation }, node, { place }) =>
	`${node} ${resource} ${operation}: ${place}`;
const isOpen = ({ property: { noDataExpression, type }, ofRun }) =>
	ofRun || noDataExpression !== true || type === 'resourceMapper';

let rows;
beforeAll(async () => (rows = await allRows()));

it('no field is forgotten', () => {
	const all = DESCRIPTIONS.flatMap((description) =>
		operationsOf(description).flatMap((chosen) =>
			fieldsOf(description, chosen)
				.filter(isOpen)
				.map((field) => nameOf(chosen, description.name, field)),
		),
	);
	const tried = rows.flatMap(({ node, entry, fields }) =>
		fields.map(({ field }) => nameOf(entry.parameters, node, field)),
	);
	expect(all.length).toBeGreaterThan(700);
	expect(tried.sort()).toEqual(all.sort());
});

it('each is shown by a form; test/faults/bases.js is the place for more', () => {
	const hidden = rows.flatMap(({ node, entry, fields }) =>
		fields
			.filter(({ base }) => base === undefined)
			.map(({ field }) => nameOf(entry.parameters, node, field)),
	);
	expect(hidden).toEqual([]);
});

/** A dependency has no text, a call a number, a sale a product: any other text is refused. */
const WITHOUT_TEXT = [
	'bitrix24 activityLink create',
	'bitrix24 taskDependency create',
	'bitrix24 call create',
	'leadSquared salesActivity create',
	'leadSquared salesActivity update',
];

it('an operation that writes has a text to tell items apart, unless it has no field for one', () => {
	const without = rows.filter(
		({ text, entry: { parameters } }) =>
			text === undefined && ['create', 'update', 'upsert'].includes(parameters.operation),
	);
	expect(without.map(({ entry }) => entry.name)).toEqual(WITHOUT_TEXT);
});
