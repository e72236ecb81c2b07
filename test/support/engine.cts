/**
 * n8n's own engine, in this process: runs one of the nodes that are there (nodeTypes.cts) on given items. Everything
 * between the node and the fake vendor is n8n's code; only the credential store is a stand-in.
 */
import type {
	ExecutionStatus,
	Failure,
	IBinaryKeyData,
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	IRun,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
	NodeExecutionHint,
	OnError,
	ResourceMapperFields,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { CredentialStore, notUsed } from './credentialStore.cts';
import { core, ofCore, PACKAGE, workflow } from './n8n.cts';
import { safeJson, withLog } from './n8nLog.cts';
import { loading, nodeTypes } from './nodeTypes.cts';
import { inTheirCollections } from './runOptions.cts';

const flatted = ofCore<{ parse<T>(text: string): T; stringify(value: unknown): string }>('flatted');

/** A node as it stands in a workflow. */
export interface NodeSetup {
	/** such as 'ivvy', or the full name of a type that was registered */
	readonly node: string;
	readonly typeVersion?: number;
	/** credential type, such as 'ivvyApi' */
	readonly credential: string;
	/** of a credential that several runs share */
	readonly credentialId?: string;
	/** parameters that go with the credential */
	readonly fixed?: object;
	/** expressions work */
	readonly parameters?: object;
	readonly onError?: OnError;
	readonly retryOnFail?: boolean;
	readonly maxTries?: number;
	readonly waitBetweenTries?: number;
}

export interface Account {
	/** what a user would have typed */
	readonly credentials: object;
}

/** A run of a node. */
export interface Setup extends NodeSetup, Account {
	/** the items' json, or { json, binary } */
	readonly items?: readonly object[];
	readonly timezone?: string;
	/** n8n gives each run an ID of its own */
	readonly executionId?: string;
	/** gets a function that cancels the run */
	readonly during?: (cancel: () => void) => void;
}

/** What an item holds that comes out. */
export interface ItemJson extends IDataObject {
	/** of one that failed, in the Continue modes */
	error?: string;
	details?: {
		readonly whatToDo: string;
		readonly completed: Completed;
		readonly [more: string]: unknown;
	};
}

/** How much of an item was done that failed. */
export type Completed = 'yes' | 'partly' | 'no' | 'unknown';

/** An item that comes out. `Json` is what the test knows of it. */
export interface Item<Json = ItemJson> {
	readonly json: Json;
	readonly binary?: IBinaryKeyData;
	readonly pairedItem: { readonly item: number };
	readonly error?: RunError;
}

/** What stopped a node. */
export interface RunError extends Error {
	readonly description?: string | null;
	readonly httpCode?: string | null;
	readonly failure?: Failure;
	readonly context?: IDataObject;
}

/** What came of a run. */
export interface Result<Json = ItemJson> {
	readonly status: ExecutionStatus;
	readonly error: RunError | undefined;
	readonly output: Array<Item<Json>>;
	readonly errorOutput: Item[];
	/** what the nodes behind both outputs got */
	readonly behind: { readonly good: Item[]; readonly bad: Item[] };
	readonly hints: NodeExecutionHint[];
	/** as n8n would store it, and the same as text */
	readonly run: IRun;
	readonly stored: string;
	/** what n8n logged meanwhile */
	readonly log: string;
}

let credentialCount = 0;

export function additionalDataFor(
	credentials: object,
	extra: Partial<IWorkflowExecuteAdditionalData> = {},
): IWorkflowExecuteAdditionalData {
	const base = 'http://127.0.0.1:5678/';
	return {
		credentialsHelper: new CredentialStore(credentials as ICredentialDataDecryptedObject),
		restApiUrl: base,
		instanceBaseUrl: base,
		formWaitingBaseUrl: base,
		webhookBaseUrl: base,
		webhookWaitingBaseUrl: base,
		webhookTestBaseUrl: base,
		currentNodeParameters: undefined,
		executeWorkflow: notUsed,
		getRunExecutionData: async () => undefined,
		setExecutionStatus() {},
		sendDataToUI() {},
		variables: {},
		startRunnerTask: notUsed,
		...extra,
	} as IWorkflowExecuteAdditionalData;
}

export function nodeOf({
	node,
	typeVersion = 1,
	credential,
	credentialId,
	fixed = {},
	parameters = {},
	onError,
	retryOnFail,
	maxTries,
	waitBetweenTries,
}: NodeSetup): INode {
	return {
		id: 'node',
		name: 'Node',
		type: node.includes('.') ? node : `${PACKAGE}.${node}`,
		typeVersion,
		position: [0, 0],
		parameters: inTheirCollections({ ...fixed, ...parameters }) as INodeParameters,
		credentials: { [credential]: { id: credentialId ?? `c${++credentialCount}`, name: 'Test' } },
		...(onError === undefined ? {} : { onError }),
		...(retryOnFail === true ? { retryOnFail, maxTries, waitBetweenTries } : {}),
	};
}

export function workflowOf(node: INode, timezone: string): Workflow {
	const pass = (name: string): INode => ({
		id: name,
		name,
		type: 'test.pass',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	});
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	return new workflow.Workflow({
		id: 'workflow',
		nodes: [pass('Start'), node, pass('Good'), pass('Bad')],
		connections: {
			Start: { main: [to('Node')] },
			Node: { main: [to('Good'), to('Bad')] },
		},
		active: false,
		nodeTypes,
		settings: { timezone, executionOrder: 'v1' },
	});
}

const inputOf = (items: readonly object[] = [{}]): INodeExecutionData[] =>
	items.map((item, index) => ({
		json: {},
		...('json' in item || 'binary' in item
			? (item as Partial<INodeExecutionData>)
			: { json: item as IDataObject }),
		pairedItem: { item: index },
	}));

/**
 * The run alone, for those who measure it.
 * @returns the run as n8n would store it, and the milliseconds n8n took
 */
export async function executeNode(
	setup: Setup,
	input = inputOf(setup.items),
): Promise<{ run: IRun; milliseconds: number }> {
	const node = nodeOf(setup);
	const data = workflow.createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node, data: { main: [input] }, source: { main: [{ previousNode: 'Start' }] } },
			],
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
		},
		resultData: {
			runData: {
				Start: [
					{
						startTime: 0,
						executionTime: 0,
						executionIndex: 0,
						executionStatus: 'success',
						source: [],
						data: { main: [structuredClone(input)] },
					},
				],
			},
		},
	});
	return await executeFrom(setup, node, data, 'manual');
}

async function executeFrom(
	setup: Setup,
	node: INode,
	data: IRunExecutionData,
	mode: WorkflowExecuteMode,
): Promise<{ run: IRun; milliseconds: number }> {
	await loading;
	const { timezone = 'Europe/Berlin', during, executionId = 'execution' } = setup;
	const additionalData = additionalDataFor(setup.credentials, {
		executionId,
		hooks: new core.ExecutionLifecycleHooks(mode, 'execution', {
			id: 'workflow',
			name: 'Test',
			nodes: [],
			connections: {},
			active: false,
			activeVersionId: null,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
		}),
	});
	const started = performance.now();
	const execution = new core.WorkflowExecute(additionalData, mode, data).processRunExecutionData(
		workflowOf(node, timezone),
	);
	during?.(() => execution.cancel());
	const run = await execution;
	return { run, milliseconds: performance.now() - started };
}

/**
 * Runs a node on items.
 * @returns what came of it, and whether the items are as they were
 */
export async function runNode<Json = ItemJson>(
	setup: Setup,
): Promise<Result<Json> & { readonly inputUntouched: boolean }> {
	const input = inputOf(setup.items);
	const before = JSON.stringify(input);
	const [{ run }, log] = await withLog(async () => await executeNode(setup, input));
	return { ...resultOf<Json>(run, log), inputUntouched: JSON.stringify(input) === before };
}

/**
 * What "Retry" in n8n's list of executions does with a failed one: n8n stores it, takes it out again, removes the
 * failed node's run and begins where it stopped.
 * @param setup as in runNode
 * @param failed what runNode gave
 */
export async function retryNode(setup: Setup, { run }: Pick<Result, 'run'>): Promise<Result> {
	const data = flatted.parse<IRunExecutionData>(flatted.stringify(run.data));
	const { resultData, executionData } = data;
	delete resultData.error;
	resultData.runData[resultData.lastNodeExecuted ?? '']?.pop();
	const node = executionData?.nodeExecutionStack[0]?.node;
	if (node === undefined) throw new Error('There is nothing to begin with');
	const [{ run: retried }, log] = await withLog(
		async () => await executeFrom(setup, node, data, 'retry'),
	);
	return resultOf(retried, log);
}

function resultOf<Json>(run: IRun, log: string): Result<Json> {
	const { runData, error } = run.data.resultData;
	const outputOf = <J = ItemJson,>(name: string, index = 0) =>
		(runData[name]?.[0]?.data?.main?.[index] ?? []) as unknown as Array<Item<J>>;
	const [ran] = runData.Node ?? [];
	return {
		status: run.status,
		error: (ran?.error ?? error) as RunError | undefined,
		output: outputOf<Json>('Node'),
		errorOutput: outputOf('Node', 1),
		behind: { good: outputOf('Good'), bad: outputOf('Bad') },
		hints: ran?.hints ?? [],
		run,
		stored: safeJson(run),
		log,
	};
}

/** What the editor asks a node for, by kind, while a form is filled in. */
interface Lists {
	listSearch: INodeListSearchResult;
	loadOptions: INodePropertyOptions[];
	resourceMapping: ResourceMapperFields;
}

export type ListKind = keyof Lists;

export interface Asked<Kind extends ListKind = 'listSearch'> extends NodeSetup, Account {
	readonly kind?: Kind;
	readonly method: string;
	readonly args?: readonly unknown[];
	/** of the parameter that is filled in */
	readonly path?: string;
}

/** Calls one of a node's list searches or resource mappings, as the editor does while a form is filled in. */
export async function lookUp<Kind extends ListKind = 'listSearch'>(
	asked: Asked<Kind>,
): Promise<Lists[Kind]> {
	const { kind = 'listSearch', method, args = [], path = '', credentials, ...setup } = asked;
	const { context, node } = await editorContext(setup, credentials, path);
	const ofKind = nodeTypes.getByNameAndVersion(node.type).methods?.[kind] as
		Record<string, (...given: unknown[]) => Promise<Lists[Kind]>> | undefined;
	const call = ofKind?.[method];
	if (call === undefined) throw new Error(`${node.type} has no ${kind} called ${method}`);
	return await call.call(context, ...args);
}

async function editorContext(setup: NodeSetup, credentials: object, path = '') {
	await loading;
	const node = nodeOf(setup);
	// It fills in the defaults.
	const made = workflowOf(node, 'Europe/Berlin');
	const additionalData = additionalDataFor(credentials, { currentNodeParameters: node.parameters });
	return { context: new core.LoadOptionsContext(made, node, additionalData, path), node };
}

/** What n8n hands to a credential that makes requests of its own. @param rewrite where they go instead */
export async function credentialHelper(rewrite = (url: string): string => url) {
	const { context } = await editorContext({ node: 'test.pass', credential: 'none' }, {});
	return {
		helpers: {
			httpRequest: async (options: IHttpRequestOptions): Promise<unknown> =>
				await context.helpers.httpRequest({ ...options, url: rewrite(options.url) }),
		},
	};
}
