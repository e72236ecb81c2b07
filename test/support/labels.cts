/** The labels of a node's forms, as the editor shows them. */
import path from 'node:path';
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { PACKAGE_FOLDER } from './n8n.cts';

const FOLDERS: Readonly<Record<string, string>> = {
	bitrix24: 'Bitrix24',
	leadSquared: 'LeadSquared',
	ivvy: 'Ivvy',
	deskera: 'Deskera',
};

function propertiesOf(node: string): INodeProperties[] {
	const folder = String(FOLDERS[node]);
	const built = require(
		path.join(PACKAGE_FOLDER, 'dist', 'nodes', folder, `${folder}.node.js`),
	) as Record<string, new () => INodeType>;
	return Object.values(built)
		.slice(0, 1)
		.flatMap((Node) => new Node().description.properties);
}

/** A property's label and those inside it. */
function labelsOf({ displayName, type, options = [] }: INodeProperties): string[] {
	const inner = options.map((option) => ('displayName' in option ? option.displayName : ''));
	return [displayName, ...(type === 'collection' ? inner : [])];
}

/** Labels that the form of an operation has, whatever stands in its fields. */
export function shownLabels(
	node: string,
	{ resource, operation }: { resource: string; operation: string },
): Set<string> {
	const shown = propertiesOf(node).filter(
		({ displayOptions: { show } = {} }) =>
			show?.resource?.includes(resource) === true && show.operation?.includes(operation) === true,
	);
	return new Set(shown.flatMap(labelsOf));
}

/** Labels of all forms of a node. */
export function allLabels(node: string): string[] {
	return [...new Set(propertiesOf(node).flatMap(labelsOf))];
}
