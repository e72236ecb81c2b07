'use strict';
/** What the editor has to show for a state of the form, by the node's description and n8n's own rules. */
const { NodeHelpers } = require('n8n-workflow');

/** Appended by n8n to the drop-downs of nodes with credentials. */
const CUSTOM_API_CALL = 'Custom API Call';
const WITH_CUSTOM_API_CALL = ['resource', 'operation'];

/** A mapper stands under the name of its first drop-down, and shows its own name over the fields it has found. */
const MAPPING_MODE = 'Mapping Column Mode';

const typeVersion = 1;

/** The form with every default that n8n fills in. */
function withDefaults(description, values) {
	return NodeHelpers.getNodeParameters(
		description.properties,
		values,
		true,
		false,
		{ typeVersion },
		description,
	);
}

/** The parameters that are shown. `authentication` is not: the credential's drop-down stands for it. */
function shownProperties(description, values) {
	const parameters = withDefaults(description, values);
	const node = { typeVersion, parameters };
	return description.properties.filter(
		(property) =>
			property.type !== 'hidden' &&
			property.name !== 'authentication' &&
			NodeHelpers.displayParameter(parameters, property, node, description),
	);
}

/** @returns as `shownFields` of panel.js */
function expectedFields(description, values) {
	const parameters = withDefaults(description, values);
	return [
		...addedByN8n(description),
		...shownProperties(description, values).map((property) => {
			const { displayName: label, name, type, options = [] } = property;
			if (type === 'options')
				return {
					label,
					value: options.find(({ value }) => value === parameters[name]).name,
					choices: [
						...options.map((option) => option.name),
						...(hasCustomApiCall(description, name) ? [CUSTOM_API_CALL] : []),
					],
				};
			if (type === 'multiOptions')
				return { label, value: '', choices: options.map((option) => option.name) };
			if (type === 'resourceMapper') return { label: MAPPING_MODE };
			// A collection of one has a button instead of a drop-down.
			if (type === 'collection' && options.length > 1)
				return {
					label,
					adds: options
						.filter((option) =>
							NodeHelpers.displayParameter(
								{},
								option,
								{ typeVersion, parameters },
								description,
								parameters,
							),
						)
						.map((option) => option.displayName),
				};
			return { label };
		}),
	];
}

/** Over the parameters of a node that polls. */
function addedByN8n({ polling }) {
	const [
		{
			values: [mode],
		},
	] = NodeHelpers.cronNodeOptions;
	return polling === true
		? [
				{
					label: 'Poll Times',
					value: 'Every Minute',
					choices: mode.options.map(({ name }) => name),
				},
			]
		: [];
}

function hasCustomApiCall(description, name) {
	return (
		WITH_CUSTOM_API_CALL.includes(name) &&
		description.properties.some((property) => property.name === 'operation')
	);
}

module.exports = { expectedFields, shownProperties, withDefaults };
