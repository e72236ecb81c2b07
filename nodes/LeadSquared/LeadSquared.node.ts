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
import { activityType } from './activityType';
import { apiCall } from './apiCall';
import { customActivity } from './customActivity';
import { listSearches } from './lookups';
import { resourceMappings } from './mappedFields';
import { note } from './note';
import { opportunityActivity } from './opportunityActivity';
import { salesActivity } from './salesActivity';
import { task } from './task';
import { user } from './user';
import { leadSquared } from './vendor';

const resources = [
	activity,
	activityType,
	apiCall,
	customActivity,
	note,
	opportunityActivity,
	salesActivity,
	task,
	user,
];

export class LeadSquared implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LeadSquared',
		name: 'leadSquared',
		icon: {
			light: 'file:../../icons/leadsquared.svg',
			dark: 'file:../../icons/leadsquared.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Work with activities, sales activities, notes and tasks in LeadSquared',
		defaults: { name: 'LeadSquared' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'leadSquaredApi', required: true }],
		properties: describe(resources),
	};

	methods = { listSearch: listSearches, resourceMapping: resourceMappings };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, leadSquared, resources);
	}
}
