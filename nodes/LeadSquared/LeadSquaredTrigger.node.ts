import {
	NodeConnectionTypes,
	NodeOperationError,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { outputProperty } from '../shared/form/outputChoice';
import { pickers } from '../shared/form/recordPickers';
import { withAddresses } from '../shared/operation/portablePeople';
import { completed, NO_ITEM, reading, startItems } from '../shared/trigger/callsWithoutItems';
import { bodyOfJson } from '../shared/trigger/deliveredBody';
import { Deliveries } from '../shared/trigger/deliveries';
import { ignoreOwnProperty, ignoresOwn, withoutOwn } from '../shared/trigger/ownChanges';
import { isSubscribed, subscribe, unsubscribe } from '../shared/trigger/subscription';
import { eventsSubtitle } from '../shared/trigger/subtitles';
import { addresses } from './addresses';
import { EVENT_CODE } from './customActivity/fields';
import { listSearches } from './lookups';
import { ownDeliveries } from './trigger/authors';
import { ACTIVITY_EVENTS, EVENTS, subjectsOf } from './trigger/events';
import { deliveredItem, deliveredOf, payloadsOf } from './trigger/item';
import { webhooks } from './trigger/subscription';
import { eventOf, isOurs } from './trigger/verify';
import { leadSquared } from './vendor';

const activityTypes = pickers('Activity Types', 'Activity Type', EVENT_CODE, {
	search: 'searchWritableTypes',
	description: 'The types whose activities start the workflow; LeadSquared gets a webhook for each',
});

export class LeadSquaredTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LeadSquared Trigger',
		name: 'leadSquaredTrigger',
		icon: {
			light: 'file:../../icons/leadsquared.svg',
			dark: 'file:../../icons/leadsquared.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle(EVENTS),
		description: 'Starts the workflow when activities, tasks or leads change in LeadSquared',
		eventTriggerDescription: 'Waiting for LeadSquared to call the webhook',
		activationMessage: 'From now on, the events you chose in LeadSquared start this workflow.',
		defaults: { name: 'LeadSquared Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'leadSquaredApi', required: true }],
		webhooks: [
			{ name: 'setup', httpMethod: 'HEAD', responseMode: 'onReceived', path: 'webhook' },
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '={{ ({ Status: "Success", StatusReason: "" }) }}',
				path: 'webhook',
			},
		],
		properties: [
			{
				displayName:
					'The webhooks are registered in LeadSquared when the workflow is published, for ' +
					'which the keys must be those of an administrator. Without such keys use the ' +
					'LeadSquared Polling Trigger.',
				name: 'howTo',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: EVENTS.map(({ name, value }) => ({ name, value })),
				default: [],
				required: true,
				description:
					'Activities arrive one to two minutes late, several at once. Each becomes an item.',
			},
			{
				...activityTypes.property('activityTypes'),
				displayOptions: { show: { events: [...ACTIVITY_EVENTS] } },
			},
			ignoreOwnProperty(
				'LeadSquared says who created an activity, but not who changed one: its updates are never left out. ' +
					'Give the integration a user of its own, as what a person does with this user is left out, too.',
			),
			outputProperty(),
		],
	};

	methods = { listSearch: { searchWritableTypes: listSearches.searchWritableTypes } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isSubscribed(this, webhooks(this), wantedSubjects(this));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await subscribe(this, webhooks(this), wantedSubjects(this));
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await unsubscribe(this, webhooks(this));
				return true;
			},
		},
	};

	/**
	 * Ten answers other than 200 switch a webhook off until a person switches it on again
	 * (docs/contracts/leadsquared.md section 7.3): so the answer is always 200.
	 */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		if (this.getWebhookName() === 'setup') return { webhookResponse: '' };
		if (!isOurs(this))
			return { webhookResponse: { Status: 'Error', StatusReason: 'Unknown sender' } };
		const event = eventOf(this);
		const deliveries = new Deliveries(this.getWorkflowStaticData('node'));
		const news = isUnwanted(this, event)
			? []
			: payloadsOf(bodyOfJson(this)).filter((payload) =>
					deliveries.isNew(deliveredOf(event, payload)),
				);
		if (news.length === 0) return { webhookResponse: { Status: 'Success', StatusReason: '' } };
		const output = this.getNodeParameter('output', 'simplified');
		const wanted = ignoresOwn(this)
			? await withoutOwn(this, leadSquared, news, ownDeliveries(event))
			: news;
		if (wanted.length === 0) {
			deliveries.keep();
			return { webhookResponse: { Status: 'Success', StatusReason: '' } };
		}
		const items = wanted.map((payload) => deliveredItem(event, payload, output));
		const told = await completed(this, leadSquared, items, withAddresses(items, addresses));
		const workflowData = await startItems(this, leadSquared, told);
		deliveries.keep();
		return { workflowData };
	}
}

/** An event that was chosen once: its webhook could not be removed. */
function isUnwanted(context: IWebhookFunctions, event: string): boolean {
	return (
		EVENTS.some(({ value }) => value === event) &&
		!(context.getNodeParameter('events', []) as string[]).includes(event)
	);
}

/** @throws NodeOperationError when activities are wanted of no type */
function wantedSubjects(context: IHookFunctions): string[] {
	const events = context.getNodeParameter('events', []) as string[];
	const types =
		reading(context, () =>
			activityTypes.read(context.getNodeParameter('activityTypes', {}), NO_ITEM),
		) ?? [];
	if (events.length === 0)
		throw new NodeOperationError(context.getNode(), '"Events" is empty', {
			description: 'Pick at least one event.',
		});
	if (types.length === 0 && events.some((event) => ACTIVITY_EVENTS.includes(event))) {
		throw new NodeOperationError(context.getNode(), '"Activity Types" is empty', {
			description: 'LeadSquared wants a webhook for each type of activity. Pick at least one.',
		});
	}
	return subjectsOf(events, types);
}
