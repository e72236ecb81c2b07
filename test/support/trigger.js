'use strict';
/** A trigger node in n8n's own engine, as while its workflow is active. */
const { additionalDataFor, loading, nodeOf, nodeTypes } = require('./engine');
const { core, workflow: n8nWorkflow } = require('./n8n');
const { Workflow } = n8nWorkflow;

/**
 * A trigger node as n8n holds it while its workflow is active: one workflow, whose static data stay.
 * @param {Record<string, any>} setup as in runNode; `webhookId` is in the address
 * @param {string} [setup.webhookBaseUrl] where this n8n is reached, for one that has moved
 * @param {object} [setup.staticData] what the node knows already, for a workflow that came with its data
 * @param {(url: string) => string} [setup.rewrite] where requests to addresses that tests can't reach go instead
 * @returns what n8n calls on activation and deactivation, and `deliver`, which is one HTTP request to the webhook
 */
async function triggerOf(setup) {
	await loading;
	const node = { ...nodeOf(setup), webhookId: setup.webhookId ?? 'hook' };
	const workflow = new Workflow({
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
	const reachedAt =
		setup.webhookBaseUrl === undefined ? {} : { webhookBaseUrl: setup.webhookBaseUrl };
	const webhookOf = (name) => ({
		webhookDescription: type.description.webhooks?.find((webhook) => webhook.name === name),
		isTest: false,
	});
	const hook = async (method) => {
		const context = new core.HookContext(
			workflow,
			node,
			additionalDataFor(setup.credentials, reachedAt),
			'trigger',
			'activate',
			webhookOf('default'),
		);
		return await type.webhookMethods.default[method].call(context);
	};
	return {
		staticData: () => workflow.getStaticData('node', node),
		url: () =>
			new core.HookContext(
				workflow,
				node,
				additionalDataFor(setup.credentials, reachedAt),
				'trigger',
				'activate',
				webhookOf('default'),
			).getNodeWebhookUrl('default'),
		exists: () => hook('checkExists'),
		create: () => hook('create'),
		remove: () => hook('delete'),
		/** @param {Record<string, any>} request `parsed`: what n8n makes of the body by its content type */
		async deliver(request, name = 'default') {
			const { headers = {}, body = '', method = 'POST', query = {} } = request;
			const answer = { status: 200, headers: {} };
			const httpResponse = {
				status(code) {
					answer.status = code;
					return httpResponse;
				},
				json(sent) {
					answer.body = sent;
					return httpResponse;
				},
				send(sent) {
					answer.body = sent;
					return httpResponse;
				},
				end(sent) {
					if (sent !== undefined) answer.body = sent;
					return httpResponse;
				},
				setHeader(key, value) {
					answer.headers[key.toLowerCase()] = value;
					return httpResponse;
				},
			};
			const httpRequest = {
				method,
				headers,
				query,
				params: {},
				rawBody: Buffer.from(body),
				body: 'parsed' in request ? request.parsed : parsedBody(body),
			};
			const additionalData = additionalDataFor(setup.credentials, {
				httpRequest,
				httpResponse,
				...reachedAt,
			});
			const context = new core.WebhookContext(
				workflow,
				node,
				additionalData,
				'trigger',
				webhookOf(name),
				[],
				null,
			);
			if (setup.rewrite !== undefined) {
				const { httpRequest: send } = context.helpers;
				context.helpers.httpRequest = async (options) =>
					await send({ ...options, url: setup.rewrite(options.url) });
			}
			const { workflowData, noWebhookResponse, webhookResponse } = await type.webhook.call(context);
			return {
				...answer,
				...(webhookResponse === undefined ? {} : { body: webhookResponse }),
				answeredHere: noWebhookResponse === true,
				items: workflowData?.[0],
			};
		},
		/** @param {(context: object) => void} [change] of what n8n hands to the node */
		async poll(mode = 'trigger', change = () => {}) {
			const context = new core.PollContext(
				workflow,
				node,
				additionalDataFor(setup.credentials),
				mode,
				'activate',
			);
			change(context);
			return await type.poll.call(context);
		},
	};
}

function parsedBody(body) {
	try {
		return JSON.parse(body);
	} catch {
		return {};
	}
}

module.exports = { triggerOf };
