import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { outputProperty } from '../shared/form/outputChoice';
import { asText } from '../shared/text/unknownJson';
import { withAddresses } from '../shared/operation/portablePeople';
import { completed, startItems } from '../shared/trigger/callsWithoutItems';
import { bodyText } from '../shared/trigger/deliveredBody';
import { Deliveries } from '../shared/trigger/deliveries';
import { ignoreOwnProperty, ignoresOwn } from '../shared/trigger/ownChanges';
import { isSubscribed, subscribe, unsubscribe } from '../shared/trigger/subscription';
import { eventsSubtitle } from '../shared/trigger/subtitles';
import { addresses } from './addresses';
import { EVENTS, familiesOf } from './trigger/events';
import { isNews, isOwnChange, notifiedItem } from './trigger/item';
import { askedTopics, notifications, topicsOf } from './trigger/subscription';
import {
	confirmSubscription,
	isFromIvvy,
	isFromSns,
	parsed,
	readEnvelope,
	unlessUnchecked,
	type Envelope,
} from './trigger/verify';
import { ivvy } from './vendor';

export class IvvyTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'iVvy Trigger',
		name: 'ivvyTrigger',
		icon: { light: 'file:../../icons/ivvy.svg', dark: 'file:../../icons/ivvy.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle(EVENTS),
		description:
			'Starts the workflow when activities, tasks, opportunities, notes, contacts or companies change in iVvy',
		eventTriggerDescription: 'Waiting for iVvy to send a notification',
		activationMessage: 'From now on, the changes you chose in iVvy start this workflow.',
		defaults: { name: 'iVvy Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ivvyApi', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [
			{
				displayName:
					'Subscribes to the notifications of iVvy when the workflow is published. The API key ' +
					'must belong to the primary user of the account, or to no user; with any other key ' +
					'use the iVvy Polling Trigger.',
				name: 'howTo',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: EVENTS.map((event) => ({ ...event })),
				default: [],
				required: true,
			},
			ignoreOwnProperty('iVvy names the API key that made a change.'),
			outputProperty(),
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isSubscribed(this, notifications(this), familiesOf(wantedEvents(this)));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await subscribe(this, notifications(this), familiesOf(wantedEvents(this)));
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await unsubscribe(this, notifications(this));
				return true;
			},
		},
	};

	/**
	 * Topic, Amazon's signature, iVvy's own: nothing of a message is used before all three were checked
	 * (docs/contracts/ivvy.md section 11).
	 */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		// SNS sends JSON as plain text, so n8n may have read it or not.
		const envelope = readEnvelope(bodyText(this));
		if (envelope === undefined) return refused(this);
		return await unlessUnchecked(
			envelope.type === 'SubscriptionConfirmation'
				? confirmed(this, envelope)
				: notified(this, envelope),
			() => refused(this, LATER),
		);
	}
}

async function notified(
	context: IWebhookFunctions,
	envelope: Envelope,
): Promise<IWebhookResponseData> {
	if (!topicsOf(context).includes(envelope.topic) || !(await isFromSns(context, envelope)))
		return refused(context);
	if (envelope.type !== 'Notification') return { webhookResponse: 'Ignored' };
	const message = parsed(envelope.message);
	if (message === undefined || !(await isFromIvvy(context, envelope, message)))
		return refused(context);
	const subject = asText(message.Subject);
	const unwanted =
		!wantedEvents(context).includes(subject) ||
		(ignoresOwn(context) && (await isOwnChange(context, message)));
	const deliveries = new Deliveries(context.getWorkflowStaticData('node'));
	if (unwanted || !isNews(deliveries, envelope, message)) return { webhookResponse: 'Ignored' };
	const json = notifiedItem(message, context.getNodeParameter('output', 'simplified'));
	const items = await completed(context, ivvy, [json], withAddresses([json], addresses));
	const workflowData = await startItems(context, ivvy, items);
	deliveries.keep();
	return { workflowData };
}

/**
 * Confirms a subscription that this node has asked for, and no other: Amazon signs a stranger's topic as
 * well. While topics are missing, as another process of this n8n may not have stored them yet, Amazon is
 * asked to come again.
 */
async function confirmed(
	context: IWebhookFunctions,
	envelope: Envelope,
): Promise<IWebhookResponseData> {
	const topics = new Set(await askedTopics(context));
	const isAsked = topics.has(envelope.topic);
	const mayCome = topics.size < familiesOf(wantedEvents(context)).length;
	if (!(isAsked || mayCome) || !(await isFromSns(context, envelope))) return refused(context);
	if (!isAsked) return refused(context, LATER);
	return (await confirmSubscription(context, envelope))
		? { webhookResponse: 'Confirmed' }
		: refused(context);
}

function wantedEvents(context: IHookFunctions | IWebhookFunctions): string[] {
	return context.getNodeParameter('events', []) as string[];
}

/** Amazon repeats only what was answered with a status from 500 on: three times, 20 seconds apart. */
const LATER = 503;
const FORBIDDEN = 403;

function refused(context: IWebhookFunctions, status = FORBIDDEN): IWebhookResponseData {
	context
		.getResponseObject()
		.status(status)
		.json({ message: status === LATER ? 'Send this again later' : 'Not from iVvy' });
	return { noWebhookResponse: true };
}
