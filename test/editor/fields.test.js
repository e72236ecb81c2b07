'use strict';
/** Every resource and operation, picked in the editor: the right fields in the right order with their labels and defaults, and no others. */
const { ACTIONS, NODES, operationsOf, switchesOf, choicesOf } = require('../support/descriptions');
const { credentialOf, referenceTo, typeOf } = require('../n8n/support/nodes');
const { expectedFields, shownProperties, withDefaults } = require('./support/expected');
const { flip, openNode, pick, pickCredential, shownFields } = require('./support/panel');
const { expectShown } = require('./support/until');

const { vendors } = realN8n;

/** node -> the credential by value of `authentication` */
const byAuthentication = (value) => vendors.credentials.find(({ type }) => type === { webhook: 'bitrix24WebhookApi', oAuth2: 'bitrix24OAuth2Api' }[value]);

const nameOf = (property, value) => property.options.find((option) => option.value === value).name;

/** Sets a parameter as a user does. */
async function set(property, value) {
	if (property.name === 'authentication') await pickCredential(byAuthentication(value));
	else if (property.type === 'boolean') await flip(property.name);
	else await pick(property.name, nameOf(property, value));
}

/** What can be switched in this state: the drop-downs and switches that others depend on and that are shown. */
function shownSwitches(description, values) {
	const { resource, operation } = values;
	const shown = new Set(shownProperties(description, values).map(({ name }) => name));
	return switchesOf(description, resource === undefined ? {} : { resource, operation }).filter((property) => choicesOf(property) !== undefined && (property.name === 'authentication' || shown.has(property.name)));
}

/** Looks at the form as it is, then at each other value of each switch, and inside those at the switches that came with them. */
async function walk(description, values, done = []) {
	await expectShown(shownFields, expectedFields(description, values));
	const switches = shownSwitches(description, values).filter(({ name }) => !done.includes(name));
	const known = [...done, ...switches.map(({ name }) => name)];
	for (const property of switches) {
		const now = withDefaults(description, values)[property.name];
		for (const value of choicesOf(property).filter((choice) => choice !== now)) {
			await set(property, value);
			await walk(description, { ...values, [property.name]: value }, known);
		}
		await set(property, now);
	}
}


describe.each(Object.entries(ACTIONS))('%s', (className, { make }) => {
	const { description } = make();
	const resources = description.properties.find(({ name }) => name === 'resource');

	beforeAll(async () => await openNode({ type: typeOf(description.name), credentials: referenceTo(credentialOf(description.name)) }));

	test.each(resources.options)('$name', async ({ name, value: resource }) => {
		await pick('resource', name);
		for (const { operation } of operationsOf(description).filter((chosen) => chosen.resource === resource)) {
			const property = description.properties.find((candidate) => candidate.name === 'operation' && candidate.displayOptions.show.resource.includes(resource));
			await pick('operation', nameOf(property, operation));
			await walk(description, { resource, operation });
		}
	});
});
