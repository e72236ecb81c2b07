'use strict';
/** What the editor has to show for a state of the form, by the node's description and n8n's own rules. */
const { NodeHelpers } = require('n8n-workflow');

/** Appended by n8n to the drop-downs of nodes with credentials. */
const CUSTOM_API_CALL = 'Custom API Call';
const WITH_CUSTOM_API_CALL = ['resource', 'operation'];

const typeVersion = 1;

/** The form with every default that n8n fills in. */
function withDefaults(description, values) {
	return NodeHelpers.getNodeParameters(description.properties, values, true, false, { typeVersion }, description);
}

/** The parameters that are shown. `authentication` is not: the credential's drop-down stands for it. */
function shownProperties(description, values) {
	const parameters = withDefaults(description, values);
	const node = { typeVersion, parameters };
	return description.properties.filter((property) => property.type !== 'hidden' && property.name !== 'authentication' && NodeHelpers.displayParameter(parameters, property, node, description));
}

/** @returns as `shownFields` of panel.js */
function expectedFields(description, values) {
	const parameters = withDefaults(description, values);
	return shownProperties(description, values).map((property) => {
		const { displayName: label, name, type, options = [] } = property;
		if (type === 'options') return { label, value: options.find(({ value }) => value === parameters[name]).name, choices: [...options.map((option) => option.name), ...(hasCustomApiCall(description, name) ? [CUSTOM_API_CALL] : [])] };
		if (type === 'multiOptions') return { label, value: '', choices: options.map((option) => option.name) };
		if (type === 'collection') return { label, adds: options.filter((option) => NodeHelpers.displayParameter({}, option, { typeVersion, parameters }, description, parameters)).map((option) => option.displayName) };
		return { label };
	});
}

function hasCustomApiCall(description, name) {
	return WITH_CUSTOM_API_CALL.includes(name) && description.properties.some((property) => property.name === 'operation');
}

module.exports = { expectedFields, shownProperties, withDefaults };
