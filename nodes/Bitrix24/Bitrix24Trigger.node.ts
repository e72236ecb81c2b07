import {
	NodeConnectionTypes,
	type IDataObject,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { formBody } from '../shared/text/formBody';
import { ignoreOwnProperty, ignoresOwn } from '../shared/trigger/ownChanges';
import { isSubscribed, subscribe, unsubscribe } from '../shared/trigger/subscription';
import { eventsSubtitle } from '../shared/trigger/subtitles';
import { authentication } from './authentication';
import { EVENTS, readDelivery } from './trigger/events';
import { deliveredItem, isNews } from './trigger/item';
import { bindings } from './trigger/subscription';
import { isFromPortal, requireToken } from './trigger/verify';
import { APP_CREDENTIAL, WEBHOOK_CREDENTIAL } from './vendor';

export class Bitrix24Trigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bitrix24 Trigger',
		name: 'bitrix24Trigger',
		icon: { light: 'file:../../icons/bitrix24.svg', dark: 'file:../../icons/bitrix24.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle(EVENTS),
		description:
			'Starts the workflow when activities, tasks, comments or CRM records change in Bitrix24',
		eventTriggerDescription: 'Waiting for Bitrix24 to send an event',
		activationMessage: 'From now on, the events you chose in Bitrix24 start this workflow.',
		defaults: { name: 'Bitrix24 Trigger' },
		inputs: [],
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
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [
			authentication(),
			{
				displayName:
					'In Bitrix24 open Developer resources > Other > Outbound webhook, paste the ' +
					'Production URL of this node as the handler, tick the events, and copy the application ' +
					'token that Bitrix24 shows into the credential',
				name: 'howTo',
				type: 'notice',
				default: '',
				displayOptions: { show: { authentication: ['webhook'] } },
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: EVENTS.map((event) => ({ ...event })),
				default: [],
				required: true,
				description:
					'With OAuth2 they are subscribed when the workflow is published, and only these. ' +
					'With a webhook, events that were not chosen here are ignored.',
			},
			{
				displayName: 'Fetch Record',
				name: 'fetchRecord',
				type: 'boolean',
				default: true,
				description:
					'Whether to read the record of the event. Bitrix24 itself sends the ID only. A ' +
					'deleted record can no longer be read.',
			},
			{
				...ignoreOwnProperty(
					'Bitrix24 says who changed an activity or a task, and who wrote a comment in a timeline; ' +
						'everything else is never left out. Give the integration a user of its own, as what a person ' +
						'does with this user is left out, too.',
				),
				displayOptions: { show: { fetchRecord: [true] } },
			},
			{
				displayName: 'Output',
				name: 'output',
				type: 'options',
				options: [
					{
						name: 'Portable',
						value: 'portable',
						description:
							'Activities and tasks with the keys that Create and Update of the other vendors can take; ' +
							'other events as Raw',
					},
					{
						name: 'Raw',
						value: 'raw',
						description: 'The event, and the record as the service sends it',
					},
					{
						name: 'Simplified',
						value: 'simplified',
						description:
							'The most useful fields of activities, tasks and comments, flat, with ISO dates; other ' +
							'events as Raw',
					},
				],
				default: 'simplified',
				displayOptions: { show: { fetchRecord: [true] } },
				description: 'What each output item holds',
			},
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				if (isApp(this)) return await isSubscribed(this, bindings(this), wantedEvents(this));
				await requireToken(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				if (isApp(this)) await subscribe(this, bindings(this), wantedEvents(this));
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				if (isApp(this)) await unsubscribe(this, bindings(this));
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const request = this.getRequestObject();
		const raw: unknown = request.rawBody;
		const delivery = readDelivery(
			Buffer.isBuffer(raw) ? formBody(raw.toString('utf8')) : (this.getBodyData() as IDataObject),
		);
		if (!(await isFromPortal(this, delivery))) {
			this.getResponseObject().status(403).json({ message: 'Wrong application token' });
			return { noWebhookResponse: true };
		}
		if (!wantedEvents(this).includes(delivery.event)) return { webhookResponse: 'Ignored' };
		const { json, record, isOwn } = await deliveredItem(this, delivery, {
			fetchRecord: this.getNodeParameter('fetchRecord', true) === true,
			output: this.getNodeParameter('output', 'simplified'),
			ignoreOwn: ignoresOwn(this),
		});
		return isOwn !== true && isNews(this, delivery, record)
			? { workflowData: [[{ json }]] }
			: { webhookResponse: 'Ignored' };
	}
}

/** With a webhook, the events are chosen in Bitrix24 by hand. */
function isApp(context: IHookFunctions): boolean {
	return context.getNodeParameter('authentication') === 'oAuth2';
}

function wantedEvents(context: IHookFunctions | IWebhookFunctions): string[] {
	return context.getNodeParameter('events', []) as string[];
}
