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
import { activityPurpose } from './activityPurpose';
import { apiCall } from './apiCall';
import { listSearches } from './lookups';
import { note } from './note';
import { task } from './task';
import { user } from './user';
import { ivvy } from './vendor';

const resources = [activity, activityPurpose, apiCall, note, task, user];

/** Each operation has a section of its own there. */
const DOCS =
	'https://github.com/crm-activities/n8n-nodes-crm-activities/blob/main/docs/operations/ivvy.md';

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
		builderHint: {
			searchHint:
				'One node for activities, tasks and notes of companies, contacts, leads and ' +
				'opportunities. Give people by email in fields such as Assigned To. Create or Update ' +
				'changes the record that is there; the option External ID of Create makes an import safe ' +
				'to run again.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-crm-activities.ivvyTrigger',
					relationHint:
						'Starts a workflow when activities, tasks, opportunities, notes, contacts or companies change',
				},
				{
					nodeType: 'n8n-nodes-crm-activities.ivvyPollingTrigger',
					relationHint: 'The same for keys that may not subscribe',
				},
			],
		},
		hints: nodeHints(),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ivvyApi', required: true }],
		properties: describe(resources, DOCS),
	};

	methods = { listSearch: listSearches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, ivvy, resources);
	}
}
