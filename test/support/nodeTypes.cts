/** The built package, loaded as n8n does, and what else can be run here: the node types and credentials that there are. */
import path from 'node:path';
import type { IExecuteFunctions, INodeType, INodeTypes } from 'n8n-workflow';
// First, as what loads the package writes to the log.
import './n8nLog.cts';
import { core, PACKAGE, PACKAGE_FOLDER } from './n8n.cts';

export const loader = new core.PackageDirectoryLoader(PACKAGE_FOLDER);
export const loading = loader.loadAll();

/** A node that hands its items on, for what stands behind the node under test. */
const passThrough: INodeType = {
	description: {
		displayName: 'Pass',
		name: 'pass',
		group: [],
		description: '',
		version: 1,
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
		defaults: {},
	},
	async execute(this: IExecuteFunctions) {
		return [this.getInputData()];
	},
};

/** Node types that are not the package's, by full name such as `test.pass`. */
const otherTypes = new Map([['test.pass', passThrough]]);

/** Makes a node of another package runnable here. @param type with the package's name before a dot */
export function registerType(type: string, node: INodeType): void {
	otherTypes.set(type, node);
}

/** Each is there in one version. */
interface NodeTypes extends INodeTypes {
	getByName(type: string): INodeType;
}

export const nodeTypes: NodeTypes = {
	getByName: (type) => nodeTypes.getByNameAndVersion(type),
	getByNameAndVersion: (type) =>
		otherTypes.get(type) ?? (loader.getNode(type.replace(`${PACKAGE}.`, '')).type as INodeType),
	getKnownTypes: () => ({}),
};

/** `resource operation` of every operation that the built node offers. */
export async function builtOperations(node: string): Promise<string[]> {
	await loading;
	return nodeTypes
		.getByName(node)
		.description.properties.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			options.map((option) => {
				const { resource = [] } = displayOptions?.show ?? {};
				return `${String(resource[0])} ${'value' in option ? String(option.value) : ''}`;
			}),
		);
}

interface Budgets {
	readonly Limits: {
		readonly prototype: { of(owner: string, credential: string, ...more: unknown[]): unknown };
	};
}

/**
 * What a run without a credential ID of its own learns of the limits of its account is forgotten with it, as it would
 * be in another process: runs of one file would hold each other up otherwise. Runs that name a credential share what
 * is known of the account, as in n8n.
 */
const UNNAMED = /\/c\d+$/;
void loading.then(() => {
	const { Limits } = require(
		path.join(PACKAGE_FOLDER, 'dist', 'nodes', 'shared', 'http', 'budgets.js'),
	) as Budgets;
	const { of } = Limits.prototype;
	Limits.prototype.of = function (owner, credential, ...more) {
		const account = UNNAMED.test(credential) ? `${owner} of ${credential}` : owner;
		return of.call(this, account, credential, ...more);
	};
});
