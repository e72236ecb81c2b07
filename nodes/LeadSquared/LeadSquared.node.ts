import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { run } from '../shared/engine/run';
import { nodeHints } from '../shared/form/nodeHints';
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

/** Each operation has a section of its own there. */
const DOCS =
	'https://github.com/crm-activities/n8n-nodes-crm-activities/blob/main/docs/operations/leadsquared.md';

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
		builderHint: {
			searchHint:
				'One node for activities, custom activities of any type, sales activities, tasks and ' +
				'notes of leads. Find the lead by ID, email or phone in the same step, and give owners by ' +
				'email. Use Custom Activity > Create for many rows at once: 25 of them travel in one ' +
				'request.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-crm-activities.leadSquaredTrigger',
					relationHint: 'Starts a workflow when activities, tasks or leads change',
				},
				{
					nodeType: 'n8n-nodes-crm-activities.leadSquaredPollingTrigger',
					relationHint: 'The same for keys that may not register webhooks',
				},
			],
		},
		hints: nodeHints(),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'leadSquaredApi', required: true }],
		properties: describe(resources, DOCS),
	};

	methods = { listSearch: listSearches, resourceMapping: resourceMappings };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, leadSquared, resources);
	}
}
