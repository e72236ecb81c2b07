'use strict';
/** The labels of a node's forms, as the editor shows them. */
const { PACKAGE_FOLDER } = require('./n8n');
const path = require('node:path');

const FOLDERS = {
	bitrix24: 'Bitrix24',
	leadSquared: 'LeadSquared',
	ivvy: 'Ivvy',
	deskera: 'Deskera',
};

function propertiesOf(node) {
	const folder = FOLDERS[node];
	const [Node] = Object.values(
		require(path.join(PACKAGE_FOLDER, 'dist', 'nodes', folder, `${folder}.node.js`)),
	);
	return new Node().description.properties;
}

/** A property's label and those inside it. */
function labelsOf({ displayName, type, options = [] }) {
	const inner = type === 'collection' ? options.map(({ displayName: label }) => label) : [];
	return [displayName, ...inner];
}

/**
 * Labels that the form of an operation has, whatever stands in its fields.
 * @param {string} node
 * @param {{ resource: string, operation: string }} parameters
 */
function shownLabels(node, { resource, operation }) {
	const shown = propertiesOf(node).filter(
		({ displayOptions: { show } = {} }) =>
			show?.resource?.includes(resource) && show.operation?.includes(operation),
	);
	return new Set(shown.flatMap(labelsOf));
}

/** Labels of all forms of a node. */
function allLabels(node) {
	return [...new Set(propertiesOf(node).flatMap(labelsOf))];
}

module.exports = { shownLabels, allLabels };
