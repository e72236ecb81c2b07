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
import { activityLink } from './activityLink';
import { apiCall } from './apiCall';
import { authentication } from './authentication';
import { badge } from './badge';
import { calendarEvent } from './calendarEvent';
import { call } from './call';
import { customActivity } from './customActivity';
import { customActivityType } from './customActivityType';
import { listSearches, optionLists, resourceMappings } from './lookups';
import { task } from './task';
import { taskChecklistItem } from './taskChecklistItem';
import { taskComment } from './taskComment';
import { taskDependency } from './taskDependency';
import { taskResult } from './taskResult';
import { taskTime } from './taskTime';
import { timelineComment } from './timelineComment';
import { timelineLog } from './timelineLog';
import { timelineNote } from './timelineNote';
import { user } from './user';
import { bitrix24, APP_CREDENTIAL, WEBHOOK_CREDENTIAL } from './vendor';

const resources = [
	activity,
	activityLink,
	apiCall,
	badge,
	calendarEvent,
	call,
	customActivity,
	customActivityType,
	task,
	taskChecklistItem,
	taskComment,
	taskDependency,
	taskResult,
	taskTime,
	timelineComment,
	timelineLog,
	timelineNote,
	user,
];

/** Each operation has a section of its own there. */
const DOCS =
	'https://github.com/crm-activities/n8n-nodes-crm-activities/blob/main/docs/operations/bitrix24.md';

export class Bitrix24 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bitrix24',
		name: 'bitrix24',
		icon: { light: 'file:../../icons/bitrix24.svg', dark: 'file:../../icons/bitrix24.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Work with CRM activities, custom activities, tasks and comments in Bitrix24',
		defaults: { name: 'Bitrix24' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'One node for all activities of a CRM record (to-do, call, meeting, email, custom ' +
				'activity), its timeline, and tasks with checklists, comments, results and time. Give ' +
				'people by email in fields such as Assigned To. Use Create with the option External ID ' +
				'for imports that may run again, and Get Many for lists. Custom activities and badges ' +
				'need the OAuth2 credential.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-crm-activities.bitrix24Trigger',
					relationHint: 'Starts a workflow when activities, tasks, comments or CRM records change',
				},
			],
		},
		hints: nodeHints(),
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: WEBHOOK_CREDENTIAL,
				required: true,
				displayOptions: { show: { authentication: ['webhook'] } },
			},
			{
				name: APP_CREDENTIAL,
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties: [authentication(), ...describe(resources, DOCS)],
	};

	methods = {
		listSearch: listSearches,
		loadOptions: optionLists,
		resourceMapping: resourceMappings,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, bitrix24, resources);
	}
}
