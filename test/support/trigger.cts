/** A trigger node in n8n's own engine, as while its workflow is active. */
import type {
	IDataObject,
	IHookFunctions,
	IPollFunctions,
	IWebhookData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalDataFor, nodeOf, type Account, type Item, type NodeSetup } from './engine.cts';
import { core, workflow as n8nWorkflow } from './n8n.cts';
import { loading, nodeTypes } from './nodeTypes.cts';
import { there } from './there.cts';

/** A trigger in a workflow of its own. */
export interface TriggerSetup extends NodeSetup, Account {
	/** is in the address */
	readonly webhookId?: string;
	/** where this n8n is reached, for one that has moved */
	readonly webhookBaseUrl?: string;
	/** what the node knows already, for a workflow that came with its data */
	readonly staticData?: object;
	/** where requests to addresses that tests can't reach go instead */
	readonly rewrite?: (url: string) => string;
}

/** An HTTP request to a webhook. */
export interface Delivery {
	readonly method?: string;
	readonly headers?: object;
	readonly query?: object;
	readonly body?: string | Buffer;
	/** what n8n makes of the body by its content type */
	readonly parsed?: unknown;
}

/** What became of it: the answer, and the items with which the workflow begins. */
export interface Delivered {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: unknown;
	readonly answeredHere: boolean;
	readonly items: Item[] | undefined;
}

/** What n8n calls on activation, on deactivation and meanwhile; `deliver` is one HTTP request to the webhook. */
export interface Trigger {
	staticData(): IDataObject;
	url(): string | undefined;
	exists(): Promise<boolean>;
	create(): Promise<boolean>;
	remove(): Promise<boolean>;
	deliver(request: Delivery, name?: 'default' | 'setup'): Promise<Delivered>;
	/** @param change of what n8n hands to the node */
	poll(
		mode?: WorkflowExecuteMode,
		change?: (context: IPollFunctions) => void,
	): Promise<Item[][] | null>;
}

/** A trigger node as n8n holds it while its workflow is active: one workflow, whose static data stay. */
export async function triggerOf(setup: TriggerSetup): Promise<Trigger> {
	await loading;
	const node = { ...nodeOf(setup), webhookId: setup.webhookId ?? 'hook' };
	const workflow = new n8nWorkflow.Workflow({
		id: 'workflow',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
		settings: { timezone: 'Europe/Berlin' },
	});
	Object.assign(
		workflow.getStaticData('node', node),
		JSON.parse(JSON.stringify(setup.staticData ?? {})),
	);
	const type = nodeTypes.getByNameAndVersion(node.type);
	const { webhookBaseUrl, rewrite } = setup;
	const additionalData = (more: object = {}) =>
		additionalDataFor(setup.credentials, {
			...(webhookBaseUrl === undefined ? {} : { webhookBaseUrl }),
			...more,
		});
	const webhookOf = (name: string) =>
		({
			webhookDescription: type.description.webhooks?.find((webhook) => webhook.name === name),
			isTest: false,
		}) as IWebhookData;
	const hookContext = () =>
		new core.HookContext(
			workflow,
			node,
			additionalData(),
			'trigger',
			'activate',
			webhookOf('default'),
		);
	const hook = async (method: 'checkExists' | 'create' | 'delete') =>
		await (
			there(type.webhookMethods?.default?.[method]) as (this: IHookFunctions) => Promise<boolean>
		).call(hookContext());
	return {
		staticData: () => workflow.getStaticData('node', node),
		url: () => hookContext().getNodeWebhookUrl('default'),
		exists: async () => await hook('checkExists'),
		create: async () => await hook('create'),
		remove: async () => await hook('delete'),
		async deliver(request, name = 'default') {
			const { headers = {}, body = '', method = 'POST', query = {} } = request;
			const { answer, httpResponse } = responseOf();
			const httpRequest = {
				method,
				headers,
				query,
				params: {},
				rawBody: Buffer.from(body),
				body: 'parsed' in request ? request.parsed : parsedBody(body),
			};
			const context = new core.WebhookContext(
				workflow,
				node,
				additionalData({ httpRequest, httpResponse }),
				'trigger',
				webhookOf(name),
				[],
				null,
			);
			if (rewrite !== undefined) {
				const { httpRequest: send } = context.helpers;
				context.helpers.httpRequest = async (options) =>
					await send({ ...options, url: rewrite(options.url) });
			}
			const { workflowData, noWebhookResponse, webhookResponse } = await there(type.webhook).call(
				context,
			);
			return {
				...answer,
				...(webhookResponse === undefined ? {} : { body: webhookResponse }),
				answeredHere: noWebhookResponse === true,
				items: workflowData?.[0] as Item[] | undefined,
			};
		},
		async poll(mode = 'trigger', change = () => {}) {
			const context = new core.PollContext(workflow, node, additionalData(), mode, 'activate');
			change(context);
			return (await there(type.poll).call(context)) as Item[][] | null;
		},
	};
}

/** What a node answers through, and what it has answered. */
function responseOf() {
	const answer: { status: number; headers: Record<string, string>; body?: unknown } = {
		status: 200,
		headers: {},
	};
	const say = (sent?: unknown) => {
		answer.body = sent;
		return httpResponse;
	};
	const httpResponse = {
		status(code: number) {
			answer.status = code;
			return httpResponse;
		},
		json: say,
		send: say,
		end: (sent?: unknown) => (sent === undefined ? httpResponse : say(sent)),
		setHeader(key: string, value: string) {
			answer.headers[key.toLowerCase()] = value;
			return httpResponse;
		},
	};
	return { answer, httpResponse };
}

function parsedBody(body: string | Buffer): unknown {
	try {
		return JSON.parse(String(body)) as unknown;
	} catch {
		return {};
	}
}
