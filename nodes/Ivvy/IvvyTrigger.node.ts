import { NodeConnectionTypes, type IDataObject, type IHookFunctions, type INodeType, type INodeTypeDescription, type IWebhookFunctions, type IWebhookResponseData } from 'n8n-workflow';
import { asText } from '../shared/values';
import { confirmSubscription, isFromIvvy, isFromSns, parsed, readEnvelope } from './believed';
import { isOwnChange, isRepeated, notifiedItem } from './notified';
import { EVENTS, familiesOf, subscribe, topicsOf, unsubscribe } from './subscriptions';
import { outputProperty } from '../shared/output';

export class IvvyTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'iVvy Trigger',
		name: 'ivvyTrigger',
		icon: { light: 'file:../../icons/ivvy.svg', dark: 'file:../../icons/ivvy.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].length }} event(s)',
		description: 'Starts the workflow when activities, tasks, opportunities, notes, contacts or companies change in iVvy',
		defaults: { name: 'iVvy Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ivvyApi', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
		properties: [
			{
				displayName: 'Subscribes to the notifications of iVvy when the workflow is activated. The API key has to belong to the primary user of the account, or to no user; with any other key use the iVvy Polling Trigger.',
				name: 'howTo',
				type: 'notice',
				default: '',
			},
			{ displayName: 'Events', name: 'events', type: 'multiOptions', options: EVENTS.map((event) => ({ ...event })), default: [], required: true },
			{
				displayName: 'Ignore Own Changes',
				name: 'ignoreOwn',
				type: 'boolean',
				default: true,
				description: 'Whether changes made with the API key of the credential start nothing, so that a workflow that writes to iVvy does not start itself',
			},
			outputProperty(),
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				const known = this.getWorkflowStaticData('node');
				return known.url === this.getNodeWebhookUrl('default') && familiesOf(wantedEvents(this)).every((family) => family in topicsOf(known));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await subscribe(this, familiesOf(wantedEvents(this)), this.getNodeWebhookUrl('default') ?? '');
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await unsubscribe(this);
				return true;
			},
		},
	};

	/** Topic, Amazon's signature, iVvy's own: nothing of a message is used before all three were checked (vendors/ivvy.md section 11). */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const envelope = readEnvelope(bodyText(this));
		const known = this.getWorkflowStaticData('node');
		const topics = Object.values(topicsOf(known));
		if (envelope === undefined) return refused(this);
		// The first confirmation may come before n8n has kept the topic; without one it says whose messages would come, and they are checked again.
		const isOurs = topics.includes(envelope.topic) || (topics.length === 0 && envelope.type === 'SubscriptionConfirmation');
		if (!isOurs || !(await isFromSns(this, envelope))) return refused(this);
		if (envelope.type === 'SubscriptionConfirmation') return (await confirmSubscription(this, envelope.subscribeUrl)) ? { webhookResponse: 'Confirmed' } : refused(this);
		if (envelope.type !== 'Notification') return { webhookResponse: 'Ignored' };
		const message = parsed(envelope.message);
		if (message === undefined || !(await isFromIvvy(this, message))) return refused(this);
		const subject = asText(message.Subject);
		const unwanted = !wantedEvents(this).includes(subject) || (this.getNodeParameter('ignoreOwn', true) === true && (await isOwnChange(this, message)));
		if (unwanted || isRepeated(known, [envelope.messageId, asText(message.TxnId)].filter((id) => id !== ''))) return { webhookResponse: 'Ignored' };
		return { workflowData: [[{ json: notifiedItem(subject, message, this.getNodeParameter('output', 'simplified')) }]] };
	}
}

function wantedEvents(context: IHookFunctions | IWebhookFunctions): string[] {
	return context.getNodeParameter('events', []) as string[];
}

/** SNS sends JSON as plain text, so n8n may have read it or not. */
function bodyText(context: IWebhookFunctions): string {
	const raw: unknown = context.getRequestObject().rawBody;
	return Buffer.isBuffer(raw) ? raw.toString('utf8') : JSON.stringify(context.getBodyData() as IDataObject);
}

function refused(context: IWebhookFunctions): IWebhookResponseData {
	context.getResponseObject().status(403).json({ message: 'Not from iVvy' });
	return { noWebhookResponse: true };
}
