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
import { apiCall } from './apiCall';
import { listSearches } from './lookups';
import { user } from './user';
import { deskera } from './vendor';

const resources = [activity, apiCall, user];

/** Each operation has a section of its own there. */
const DOCS =
	'https://github.com/crm-activities/n8n-nodes-crm-activities/blob/main/docs/operations/deskera.md';

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
		builderHint: {
			searchHint:
				'One node for CRM activities: tasks, calls, meetings, emails and others are its types. ' +
				'Give users and contacts by email. Update Many and Delete Many take hundreds of IDs in ' +
				'one request; the option External ID of Create makes an import safe to run again.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-crm-activities.deskeraTrigger',
					relationHint: 'Starts a workflow when activities are created, changed or completed',
				},
			],
		},
		hints: nodeHints(),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'deskeraApi', required: true }],
		properties: describe(resources, DOCS),
	};

	methods = { listSearch: listSearches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, deskera, resources);
	}
}
