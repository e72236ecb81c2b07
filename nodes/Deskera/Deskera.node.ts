import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { run } from '../shared/engine/run';
import { describe, subtitleOf } from '../shared/form/nodeProperties';
import { activity } from './activity';
import { apiCall } from './apiCall';
import { listSearches } from './lookups';
import { user } from './user';
import { deskera } from './vendor';

const resources = [activity, apiCall, user];

export class Deskera implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Deskera',
		name: 'deskera',
		icon: { light: 'file:../../icons/deskera.svg', dark: 'file:../../icons/deskera.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Create, read, update and delete CRM activities in Deskera',
		defaults: { name: 'Deskera' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'deskeraApi', required: true }],
		properties: describe(resources),
	};

	methods = { listSearch: listSearches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, deskera, resources);
	}
}
