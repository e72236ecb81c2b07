/**
 * The requests that n8n's editor makes, with its session cookie. Routes as of the pinned n8n;
 * they are not a public API.
 */
import { setTimeout as sleep } from 'node:timers/promises';

const RUN_LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 100;
const UNDER_WAY = ['new', 'running', 'waiting', 'unknown'];

/**
 * @typedef {object} Owner
 * @property {string} email
 * @property {string} password at least 8 characters, with a digit and a capital letter
 */

/** Whether an n8n has no owner yet. */
export async function needsOwner(address) {
	const { data } = await (await fetch(`${address}/rest/settings`)).json();
	return data.userManagement.showSetupOnFirstLoad === true;
}

/**
 * Logs in, and makes the owner first when there is none.
 * @param {string} address e.g. `http://127.0.0.1:5678`
 * @param {Owner} owner
 * @throws Error with n8n's answer, from here and from every request
 */
export async function session(address, { email, password }) {
	const [place, body] = (await needsOwner(address))
		? ['/rest/owner/setup', { email, password, firstName: 'Demo', lastName: 'Owner' }]
		: ['/rest/login', { emailOrLdapLoginId: email, password }];
	const response = await fetch(address + place, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok)
		throw new Error(`${place} answered ${response.status}: ${await response.text()}`);
	const cookie = response.headers
		.getSetCookie()
		.map((line) => line.split(';', 1)[0])
		.join('; ');
	return editor(address, cookie);
}

function editor(address, cookie) {
	/** One request, as text. */
	async function text(method, place, body) {
		const headers = {
			cookie,
			connection: 'close',
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		};
		const response = await fetch(address + place, {
			method,
			headers,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const answer = await response.text();
		if (!response.ok) throw new Error(`${method} ${place} answered ${response.status}: ${answer}`);
		return answer;
	}

	/** One request; n8n wraps what it answers in `data`. */
	async function call(method, place, body) {
		return JSON.parse(await text(method, place, body)).data;
	}

	/**
	 * What a form asks for while it is filled in. `request`: the node's type, parameters and
	 * credentials, and the method.
	 */
	async function dynamic(kind, { node, method, parameters = {}, path = '', credentials, ...rest }) {
		const payload = {
			path: `parameters.${path}`,
			methodName: method,
			nodeTypeAndVersion: { name: node, version: 1 },
			currentNodeParameters: parameters,
			credentials,
			...rest,
		};
		return await call('POST', `/rest/dynamic-node-parameters/${kind}`, payload);
	}

	return {
		text,
		call,
		/** All node or credential types as the editor gets them. @param {'nodes'|'credentials'} kind */
		types: async (kind) => JSON.parse(await text('GET', `/types/${kind}.json`)),
		/** @returns {Promise<{id: string, name: string, type: string}>} */
		createCredential: async (credential) => await call('POST', '/rest/credentials', credential),
		/** The Test of the credential form. @returns {Promise<{status: 'OK'|'Error', message: string}>} */
		testCredential: async (credential) =>
			await call('POST', '/rest/credentials/test', { credentials: credential }),
		/** @returns {Promise<{results: Array<{name: string, value: unknown}>, paginationToken?: string}>} */
		listSearch: async (request) => await dynamic('resource-locator-results', request),
		/** @returns {Promise<{fields: object[], emptyFieldsNotice?: string}>} */
		mapperFields: async (request) => await dynamic('resource-mapper-fields', request),
		/**
		 * Runs a workflow from its trigger, as "Execute workflow" does. @returns {Promise<{id:
		 * string, status: string, data: object}>} the stored run
		 */
		async runWorkflow(id, trigger) {
			const { executionId } = await call('POST', `/rest/workflows/${id}/run`, {
				triggerToStartFrom: { name: trigger },
			});
			const until = Date.now() + RUN_LIMIT_MS;
			for (;;) {
				const execution = await call('GET', `/rest/executions/${executionId}`);
				if (!UNDER_WAY.includes(execution.status))
					return { ...execution, data: unflatten(execution.data) };
				if (Date.now() > until)
					throw new Error(
						`execution ${executionId} is still ${execution.status} after ${RUN_LIMIT_MS / 1000} seconds`,
					);
				await sleep(LOOK_EVERY_MS);
			}
		},
		/** Publishes a workflow; its triggers are registered. @throws Error with what the trigger says */
		async activate(id) {
			const { versionId } = await call('GET', `/rest/workflows/${id}`);
			await call('POST', `/rest/workflows/${id}/activate`, { versionId });
		},
		deactivate: async (id) => await call('POST', `/rest/workflows/${id}/deactivate`, {}),
		/**
		 * Runs of a workflow that its trigger started, as soon as there are `count` that have ended.
		 * @param {{limitMs?: number}} [options] how long to wait
		 */
		async triggeredRuns(id, count, { limitMs = RUN_LIMIT_MS } = {}) {
			const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
			const until = Date.now() + limitMs;
			for (;;) {
				const { results } = await call('GET', `/rest/executions?limit=100&filter=${filter}`);
				const ended = results.filter(
					({ mode, status }) => mode !== 'manual' && !UNDER_WAY.includes(status),
				);
				if (ended.length >= count)
					return await Promise.all(
						ended.map(async (run) => {
							const execution = await call('GET', `/rest/executions/${run.id}`);
							return { ...execution, data: unflatten(execution.data) };
						}),
					);
				if (Date.now() > until)
					throw new Error(`workflow ${id} has run ${ended.length} times instead of ${count}`);
				await sleep(LOOK_EVERY_MS);
			}
		},
		/** The stored executions, each as the text that n8n answers with. @returns {Promise<string[]>} */
		async storedExecutions() {
			const { results } = await call('GET', '/rest/executions?limit=100');
			return await Promise.all(
				results.map(async ({ id }) => await text('GET', `/rest/executions/${id}`)),
			);
		},
	};
}

/** n8n stores runs as a list of values in which every text inside a value is the place of another value. */
function unflatten(stored) {
	const values = JSON.parse(stored);
	const made = new Map();
	const at = (place) => {
		if (made.has(place)) return made.get(place);
		const value = values[place];
		if (typeof value !== 'object' || value === null) return value;
		const whole = Array.isArray(value) ? [] : {};
		made.set(place, whole);
		for (const [key, inner] of Object.entries(value))
			whole[key] = typeof inner === 'string' ? at(Number(inner)) : inner;
		return whole;
	};
	return at(0);
}
