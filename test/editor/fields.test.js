'use strict';
/**
 * Every resource and operation, picked in the editor: the right fields in the right order with
 * their labels and defaults, and no others.
 */
const { ACTIONS, NODES, operationsOf, switchesOf, choicesOf } = require('../support/descriptions');
const { referenceTo, typeOf } = require('../n8n/support/nodes');
const { expectedFields, shownProperties, withDefaults } = require('./support/expected');
const {
	byTestId,
	cutOffTexts,
	flip,
	openNode,
	pick,
	pickCredential,
	pickSeveral,
	shownFields,
} = require('./support/panel');
const { expectShown, seenAtLast } = require('./support/until');

const { page, vendors } = realN8n;
const TRIGGERS = Object.entries(NODES).filter(([name]) => !(name in ACTIONS));

const credentialOf = (type) => vendors.credentials.find((credential) => credential.type === type);
const BY_AUTHENTICATION = { webhook: 'bitrix24WebhookApi', oAuth2: 'bitrix24OAuth2Api' };

const nameOf = (property, value) => property.options.find((option) => option.value === value).name;

/** Sets a parameter as a user does. @param now its value so far */
async function set(property, value, now) {
	if (property.name === 'authentication')
		await pickCredential(credentialOf(BY_AUTHENTICATION[value]));
	else if (property.type === 'boolean') await flip(property.name);
	else if (property.type === 'multiOptions')
		await pickSeveral(
			property.name,
			[...now, ...value].map((one) => nameOf(property, one)),
		);
	else await pick(property.name, nameOf(property, value));
}

/** What one parameter can be set to; of a list of events each one alone. */
const valuesOf = (property) => choicesOf(property) ?? property.options.map(({ value }) => [value]);

/** What can be switched in this state: shown parameters on which others depend. */
function shownSwitches(description, values) {
	const names = new Set(switchesOf(description, values).map(({ name }) => name));
	const authentication = description.properties.filter(({ name }) => name === 'authentication');
	// What waits for a picker's choice is looked at in mapper.test.js.
	return [...authentication, ...shownProperties(description, values)].filter(
		({ name, type }) => names.has(name) && type !== 'resourceLocator',
	);
}

/**
 * Looks at the form as it is, then at each other value of each switch, and inside those at the
 * switches that came with them.
 */
async function walk(description, chosen, values = chosen, done = []) {
	await expectShown(shownFields, expectedFields(description, values));
	await expectShown(cutOffTexts, []);
	const switches = shownSwitches(description, values).filter(
		({ name }) => !done.includes(name) && !(name in chosen),
	);
	const known = [...done, ...switches.map(({ name }) => name)];
	for (const property of switches) {
		const first = withDefaults(description, values)[property.name];
		let now = first;
		for (const value of valuesOf(property).filter((choice) => choice !== first)) {
			await set(property, value, now);
			await walk(description, chosen, { ...values, [property.name]: value }, known);
			now = value;
		}
		await set(property, first, now);
	}
}

const open = async ({ name, credentials }) =>
	await openNode({
		type: typeOf(name),
		credentials: referenceTo(
			vendors.credentials.find(({ type }) =>
				credentials.some((credential) => credential.name === type),
			),
		),
	});

describe.each(Object.entries(ACTIONS))('%s', (_className, { make }) => {
	const { description } = make();
	const resources = description.properties.find(({ name }) => name === 'resource');
	const operationsFor = (resource) =>
		description.properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions.show.resource.includes(resource),
		);

	beforeAll(async () => await open(description));

	test.each(resources.options)('$name', async ({ name, value: resource }) => {
		await pick('resource', name);
		for (const { operation } of operationsOf(description).filter(
			(chosen) => chosen.resource === resource,
		)) {
			await pick('operation', nameOf(operationsFor(resource), operation));
			await walk(description, { resource, operation });
		}
	});
});

test.each(TRIGGERS)('%s', async (_className, { make }) => {
	const { description } = make();
	await open(description);
	await walk(description, {});
});

test('a text that does not fit into its place is found', async () => {
	const { description } = ACTIONS.Deskera.make();
	await open(description);
	await page.addStyleTag({ content: `${byTestId('node-parameters')} { width: 90px }` });
	expect(await seenAtLast(cutOffTexts, (texts) => texts.length > 0)).not.toEqual([]);
});
