'use strict';
/**
 * What somebody adds from the list below a collection does what its name says, without a second
 * click: a toggle never comes up with the value that holds while it is not there.
 */
const { ACTIONS, groupsOf, NODES, parametersOf } = require('../support/descriptions');

/** Toggles that turn off what is on by default; every other one turns something on. */
const TURNS_OFF = [
	{ option: 'Batch Items', node: 'bitrix24' },
	{ option: 'Batch Items', node: 'deskera' },
	{ option: 'Batch Items', node: 'leadSquared', unless: /job in the background/ },
	{ option: 'Leave Out Empty Fields', node: 'leadSquared' },
	...['bitrix24', 'ivvy', 'leadSquared'].map((node) => ({ option: 'Look Up Names', node })),
	{ option: 'Show Delete in Menu', node: 'bitrix24' },
	{ option: 'Show Pin in Menu', node: 'bitrix24' },
	{ option: 'Show Postpone in Menu', node: 'bitrix24' },
];

const turnsOff = (node, { displayName, description }) =>
	TURNS_OFF.some(
		(one) =>
			one.node === node &&
			one.option === displayName &&
			!(one.unless !== undefined && one.unless.test(description)),
	);

function togglesOf({ description }) {
	return parametersOf(description.properties)
		.filter(({ property }) => property.type === 'collection')
		.flatMap(({ property, place }) =>
			groupsOf(property).flatMap(({ values }) =>
				values
					.filter(({ type }) => type === 'boolean')
					.map((toggle) => ({ toggle, place: `${place}.${toggle.name}` })),
			),
		);
}

it.each(Object.entries(NODES))('%s: a toggle that is added changes something', (_name, node) => {
	const made = node.make();
	for (const { toggle, place } of togglesOf(made))
		expect([place, toggle.default]).toEqual([place, !turnsOff(made.description.name, toggle)]);
});

it.each(Object.entries(ACTIONS))('%s has toggles to add', (_name, node) => {
	expect(togglesOf(node.make()).length).toBeGreaterThan(0);
});
