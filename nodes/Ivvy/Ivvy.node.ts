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
import { activityPurpose } from './activityPurpose';
import { apiCall } from './apiCall';
import { listSearches } from './lookups';
import { note } from './note';
import { task } from './task';
import { user } from './user';
import { ivvy } from './vendor';

const resources = [activity, activityPurpose, apiCall, note, task, user];

export class Ivvy implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'iVvy',
		name: 'ivvy',
		icon: { light: 'file:../../icons/ivvy.svg', dark: 'file:../../icons/ivvy.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Create and update CRM activities and tasks in iVvy',
		defaults: { name: 'iVvy' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ivvyApi', required: true }],
		properties: describe(resources),
	};

	methods = { listSearch: listSearches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, ivvy, resources);
	}
}
