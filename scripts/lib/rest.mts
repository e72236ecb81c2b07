/**
 * The requests that n8n's editor makes, with its session cookie. Routes as of the pinned n8n; they are not a public
 * API.
 */
import axios, { type AxiosInstance } from 'axios';
import { parse } from 'flatted';
import { until } from './until.mts';

const RUN_LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 100;
const UNDER_WAY = ['new', 'running', 'waiting', 'unknown'];

export interface Owner {
	email: string;
	/** At least 8 characters, with a digit and a capital letter. */
	password: string;
}

/** What a node put out in one run. */
export interface NodeRun {
	data?: { main?: Array<Array<{ json: object }> | null> };
}

/** A stored run. */
export interface Execution {
	id: string;
	status: string;
	mode: string;
	data: { resultData: { runData: Record<string, NodeRun[]>; error?: { message: string } } };
}

interface StoredExecution extends Omit<Execution, 'data'> {
	data: string;
}

export interface Reference {
	id: string;
	name: string;
	type: string;
}

/** What a form asks for while it is filled in. */
export interface FormRequest {
	/** The node's type. */
	node: string;
	/** The method that answers. */
	method: string;
	parameters?: object;
	path?: string;
	credentials?: object;
	[more: string]: unknown;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Every request throws an Error with n8n's answer when that is a refusal. */
export interface Rest {
	/** One request, as text. */
	text: (method: Method, place: string, body?: unknown) => Promise<string>;
	/** One request; n8n wraps what it answers in `data`. The caller says what that is. */
	call: <T>(method: Method, place: string, body?: unknown) => Promise<T>;
	/** All node or credential types as the editor gets them. */
	types: (kind: 'nodes' | 'credentials') => Promise<object[]>;
	createCredential: (credential: object) => Promise<Reference>;
	/** The Test of the credential form. */
	testCredential: (credential: object) => Promise<{ status: 'OK' | 'Error'; message: string }>;
	listSearch: (
		request: FormRequest,
	) => Promise<{ results: Array<{ name: string; value: unknown }>; paginationToken?: string }>;
	mapperFields: (request: FormRequest) => Promise<{ fields: object[]; emptyFieldsNotice?: string }>;
	/** Runs a workflow from its trigger, as "Execute workflow" does, and gives the stored run. */
	runWorkflow: (id: string, trigger: string) => Promise<Execution>;
	/** Publishes a workflow; its triggers are registered. Throws what the trigger says. */
	activate: (id: string) => Promise<void>;
	deactivate: (id: string) => Promise<void>;
	/** Runs of a workflow that its trigger started, as soon as there are `count` that have ended. */
	triggeredRuns: (
		id: string,
		count: number,
		options?: { limitMs?: number },
	) => Promise<Execution[]>;
	/** The stored executions, each as the text that n8n answers with. */
	storedExecutions: () => Promise<string[]>;
}

/** Answers as text whatever their status, on a connection each. */
const clientOf = (address: string, headers: Record<string, string> = {}): AxiosInstance =>
	axios.create({
		baseURL: address,
		headers: { ...headers, connection: 'close' },
		responseType: 'text',
		transformResponse: (answer: string) => answer,
		validateStatus: () => true,
		proxy: false,
	});

/** Whether an n8n has no owner yet. */
export async function needsOwner(address: string): Promise<boolean> {
	const { data } = await clientOf(address).get<string>('/rest/settings');
	const answer: { data: { userManagement: { showSetupOnFirstLoad?: boolean } } } = JSON.parse(data);
	return answer.data.userManagement.showSetupOnFirstLoad === true;
}

/** Logs in, and makes the owner first when there is none. @param address e.g. `http://127.0.0.1:5678` */
export async function session(address: string, { email, password }: Owner): Promise<Rest> {
	const [place, body] = (await needsOwner(address))
		? ['/rest/owner/setup', { email, password, firstName: 'Demo', lastName: 'Owner' }]
		: ['/rest/login', { emailOrLdapLoginId: email, password }];
	const { status, data, headers } = await clientOf(address).post<string>(place, body);
	if (status >= 300) throw new Error(`${place} answered ${status}: ${data}`);
	const cookies = headers['set-cookie'] ?? [];
	return editor(
		clientOf(address, { cookie: cookies.map((line) => line.split(';', 1)[0]).join('; ') }),
	);
}

function editor(client: AxiosInstance): Rest {
	const text: Rest['text'] = async (method, place, body) => {
		const { status, data } = await client.request<string>({ method, url: place, data: body });
		if (status >= 300) throw new Error(`${method} ${place} answered ${status}: ${data}`);
		return data;
	};

	const call: Rest['call'] = async (method, place, body) =>
		JSON.parse(await text(method, place, body)).data;

	async function dynamic<T>(kind: string, request: FormRequest): Promise<T> {
		const { node, method, parameters = {}, path = '', credentials, ...rest } = request;
		return await call('POST', `/rest/dynamic-node-parameters/${kind}`, {
			path: `parameters.${path}`,
			methodName: method,
			nodeTypeAndVersion: { name: node, version: 1 },
			currentNodeParameters: parameters,
			credentials,
			...rest,
		});
	}

	const executionOf = async (id: string): Promise<Execution | undefined> => {
		const stored = await call<StoredExecution>('GET', `/rest/executions/${id}`);
		return UNDER_WAY.includes(stored.status) ? undefined : { ...stored, data: parse(stored.data) };
	};

	const listed = async (filter = '') =>
		(
			await call<{ results: StoredExecution[] }>(
				'GET',
				`/rest/executions?limit=100${filter === '' ? '' : `&filter=${encodeURIComponent(filter)}`}`,
			)
		).results;

	return {
		text,
		call,
		types: async (kind) => JSON.parse(await text('GET', `/types/${kind}.json`)),
		createCredential: async (credential) => await call('POST', '/rest/credentials', credential),
		testCredential: async (credentials) =>
			await call('POST', '/rest/credentials/test', { credentials }),
		listSearch: async (request) => await dynamic('resource-locator-results', request),
		mapperFields: async (request) => await dynamic('resource-mapper-fields', request),
		async runWorkflow(id, trigger) {
			const body = { triggerToStartFrom: { name: trigger } };
			const { executionId } = await call<{ executionId: string }>(
				'POST',
				`/rest/workflows/${id}/run`,
				body,
			);
			return await until(
				async () => await executionOf(executionId),
				() => new Error(`execution ${executionId} runs for more than ${RUN_LIMIT_MS / 1000} s`),
				{ limitMs: RUN_LIMIT_MS, everyMs: LOOK_EVERY_MS },
			);
		},
		async activate(id) {
			const { versionId } = await call<{ versionId: string }>('GET', `/rest/workflows/${id}`);
			await call('POST', `/rest/workflows/${id}/activate`, { versionId });
		},
		deactivate: async (id) => await call('POST', `/rest/workflows/${id}/deactivate`, {}),
		async triggeredRuns(id, count, { limitMs = RUN_LIMIT_MS } = {}) {
			let seen = 0;
			return await until(
				async () => {
					const ended = (await listed(JSON.stringify({ workflowId: id }))).filter(
						({ mode, status }) => mode !== 'manual' && !UNDER_WAY.includes(status),
					);
					seen = ended.length;
					if (seen < count) return undefined;
					const runs = await Promise.all(ended.map(async (run) => await executionOf(run.id)));
					return runs.filter((run) => run !== undefined);
				},
				() => new Error(`workflow ${id} has run ${seen} times instead of ${count}`),
				{ limitMs, everyMs: LOOK_EVERY_MS },
			);
		},
		async storedExecutions() {
			const runs = await listed();
			return await Promise.all(
				runs.map(async ({ id }) => await text('GET', `/rest/executions/${id}`)),
			);
		},
	};
}
