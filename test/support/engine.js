'use strict';
/**
 * n8n's own engine, in this process: loads the built package as n8n does and runs one of its nodes on given items.
 * Everything between the node and the fake vendor is n8n's code; only the credential store is a stand-in.
 */
const { AsyncLocalStorage } = require('node:async_hooks');
const path = require('node:path');
const { core, ofCore, PACKAGE, PACKAGE_FOLDER, ROOT, workflow } = require('./n8n');
const { inTheirCollections } = require('./runOptions');
const { Container } = ofCore('@n8n/di');
const { Logger } = ofCore('@n8n/backend-common');
const flatted = ofCore('flatted');
const { Workflow, createRunExecutionData, ICredentialsHelper } = workflow;

/** Everything n8n logged, as text: in this process, and in the run that goes on, as runs can go on side by side. */
const log = [];
const ownLog = new AsyncLocalStorage();
const record = (level) => (message, meta) => {
	const line = `${level} ${message} ${safeJson(meta)}`;
	log.push(line);
	ownLog.getStore()?.push(line);
};
const logger = {
	error: record('error'),
	warn: record('warn'),
	info: record('info'),
	debug: record('debug'),
	scoped: () => logger,
};
// Another file of tests may have run n8n in this process, with a log of its own.
Container.reset();
Container.set(Logger, logger);

function safeJson(value) {
	const seen = new WeakSet();
	return JSON.stringify(value, (_key, inner) => {
		if (typeof inner !== 'object' || inner === null) return inner;
		if (seen.has(inner)) return '[seen]';
		seen.add(inner);
		return inner instanceof Error
			? { ...inner, message: inner.message, stack: inner.stack, description: inner.description }
			: inner;
	});
}

const loader = new core.PackageDirectoryLoader(PACKAGE_FOLDER);
const loading = loader.loadAll();

/** A node that hands its items on, for what stands behind the node under test. */
const passThrough = {
	description: {
		displayName: 'Pass',
		name: 'pass',
		group: [],
		version: 1,
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
		defaults: {},
	},
	async execute() {
		return [this.getInputData()];
	},
};

/** Node types that are not the package's, by full name such as `test.pass`. */
const otherTypes = new Map([['test.pass', passThrough]]);

/** Makes a node of another package runnable here. @param {string} type with the package's name before a dot */
function registerType(type, node) {
	otherTypes.set(type, node);
}

const nodeTypes = {
	getByName: (type) => nodeTypes.getByNameAndVersion(type),
	getByNameAndVersion(type) {
		return otherTypes.get(type) ?? loader.getNode(type.replace(`${PACKAGE}.`, '')).type;
	},
	getKnownTypes: () => ({}),
};

/** Keeps credentials in memory; authenticates with the package's own credential classes. */
class Credentials extends ICredentialsHelper {
	constructor(values) {
		super();
		this.values = values;
	}
	getParentTypes(name) {
		return loader.getCredential(name).type.extends ?? [];
	}
	async authenticate(credentials, typeName, options) {
		return await loader.getCredential(typeName).type.authenticate(credentials, options);
	}
	/** As n8n: when the expirable property is empty or its session was refused, and what comes back is stored. */
	async preAuthentication(helpers, credentials, typeName, _node, expired) {
		const { properties, preAuthentication } = loader.getCredential(typeName).type;
		const expirable = properties.find(
			({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
		)?.name;
		if (
			expirable === undefined ||
			preAuthentication === undefined ||
			!(credentials[expirable] === '' || expired)
		)
			return undefined;
		const output = await preAuthentication.call(helpers, credentials);
		if (output[expirable] === undefined) return undefined;
		Object.assign(this.values, structuredClone(output));
		return Object.assign(credentials, output);
	}
	async runPreAuthentication(helpers, credentials, typeName) {
		return (
			(await loader.getCredential(typeName).type.preAuthentication?.call(helpers, credentials)) ??
			undefined
		);
	}
	async getCredentials() {
		throw new Error('not used');
	}
	/** n8n fills in what was never saved. */
	async getDecrypted(_additionalData, _node, typeName) {
		const hidden = loader
			.getCredential(typeName)
			.type.properties.filter(({ type }) => type === 'hidden')
			.map((property) => [property.name, property.default]);
		return { ...Object.fromEntries(hidden), ...structuredClone(this.values) };
	}
	isCredentialUsableByNode() {
		return true;
	}
	async updateCredentials() {}
	/** n8n stores renewed OAuth2 tokens; the test that passed the values sees them. */
	async updateCredentialsOauthTokenData(_node, _type, { oauthTokenData }) {
		this.values.oauthTokenData = structuredClone(oauthTokenData);
	}
	getCredentialsProperties() {
		return [];
	}
}

let credentialCount = 0;

/**
 * What a run without a credential ID of its own learns of the limits of its account is forgotten with it, as it would
 * be in another process: runs of one file would hold each other up otherwise. Runs that name a credential share what
 * is known of the account, as in n8n.
 */
const UNNAMED = /\/c\d+$/;
void loading.then(() => {
	const { Limits } = require(
		path.join(PACKAGE_FOLDER, 'dist', 'nodes', 'shared', 'http', 'budgets.js'),
	);
	const { of } = Limits.prototype;
	Limits.prototype.of = function (owner, credential, ...more) {
		const account = UNNAMED.test(credential) ? `${owner} of ${credential}` : owner;
		return of.call(this, account, credential, ...more);
	};
});

function additionalDataFor(credentials, extra = {}) {
	const base = 'http://127.0.0.1:5678/';
	return {
		credentialsHelper: new Credentials(credentials),
		restApiUrl: base,
		instanceBaseUrl: base,
		formWaitingBaseUrl: base,
		webhookBaseUrl: base,
		webhookWaitingBaseUrl: base,
		webhookTestBaseUrl: base,
		currentNodeParameters: undefined,
		executeWorkflow: async () => {
			throw new Error('not used');
		},
		getRunExecutionData: async () => undefined,
		setExecutionStatus() {},
		sendDataToUI() {},
		variables: {},
		async startRunnerTask() {},
		...extra,
	};
}

function nodeOf({
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
}) {
	return {
		id: 'node',
		name: 'Node',
		type: node.includes('.') ? node : `${PACKAGE}.${node}`,
		typeVersion,
		position: [0, 0],
		parameters: inTheirCollections({ ...fixed, ...parameters }),
		credentials: { [credential]: { id: credentialId ?? `c${++credentialCount}`, name: 'Test' } },
		...(onError === undefined ? {} : { onError }),
		...(retryOnFail === true ? { retryOnFail, maxTries, waitBetweenTries } : {}),
	};
}

function workflowOf(node, timezone) {
	const pass = (name) => ({
		id: name,
		name,
		type: 'test.pass',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	});
	return new Workflow({
		id: 'workflow',
		nodes: [pass('Start'), node, pass('Good'), pass('Bad')],
		connections: {
			Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] },
			Node: {
				main: [
					[{ node: 'Good', type: 'main', index: 0 }],
					[{ node: 'Bad', type: 'main', index: 0 }],
				],
			},
		},
		active: false,
		nodeTypes,
		settings: { timezone, executionOrder: 'v1' },
	});
}

const inputOf = (items = [{}]) =>
	items.map((item, index) => ({
		json: {},
		...('json' in item || 'binary' in item ? item : { json: item }),
		pairedItem: { item: index },
	}));

/**
 * The run alone, for those who measure it.
 * @param {object} setup as in runNode
 * @returns the run as n8n would store it, and the milliseconds n8n took
 */
async function executeNode(setup, input = inputOf(setup.items)) {
	const node = nodeOf(setup);
	const data = createRunExecutionData({
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

async function executeFrom(setup, node, data, mode) {
	await loading;
	// n8n gives each run an ID of its own.
	const { timezone = 'Europe/Berlin', during, executionId = 'execution' } = setup;
	const workflow = workflowOf(node, timezone);
	const additionalData = additionalDataFor(setup.credentials, {
		executionId,
		hooks: new core.ExecutionLifecycleHooks(mode, 'execution', {
			id: 'workflow',
			name: 'Test',
			nodes: [],
			connections: {},
			active: false,
			createdAt: new Date(),
			updatedAt: new Date(),
		}),
	});
	const started = performance.now();
	const execution = new core.WorkflowExecute(additionalData, mode, data).processRunExecutionData(
		workflow,
	);
	during?.(() => execution.cancel());
	const run = await execution;
	return { run, milliseconds: performance.now() - started };
}

/**
 * Runs a node of the package on items.
 * @param {object} setup
 * @param {string} setup.node e.g. 'ivvy', or the full name of a type that was registered
 * @param {string} setup.credential credential type, e.g. 'ivvyApi'
 * @param {object} setup.credentials what a user would have typed
 * @param {string} [setup.credentialId] of a credential that several runs share
 * @param {object} setup.parameters node parameters; expressions work
 * @param {object[]} [setup.items] the items' json, or { json, binary }
 * @param {'stopWorkflow'|'continueRegularOutput'|'continueErrorOutput'} [setup.onError]
 * @param {string} [setup.timezone]
 * @param {(cancel: () => void) => void} [setup.during] gets a function that cancels the run
 * @returns error, output and error items of the node, the whole run as n8n would store it (text), and what was logged
 */
async function runNode(setup) {
	const input = inputOf(setup.items);
	const before = JSON.stringify(input);
	const logged = [];
	const { run } = await ownLog.run(logged, async () => await executeNode(setup, input));
	return { ...resultOf(run, logged), inputUntouched: JSON.stringify(input) === before };
}

/**
 * What "Retry" in n8n's list of executions does with a failed one: n8n stores it, takes it out again, removes the
 * failed node's run and begins where it stopped.
 * @param {object} setup as in runNode
 * @param {object} failed what runNode gave
 */
async function retryNode(setup, { run }) {
	const data = flatted.parse(flatted.stringify(run.data));
	const { resultData, executionData } = data;
	delete resultData.error;
	resultData.runData[resultData.lastNodeExecuted].pop();
	const logged = [];
	const { run: retried } = await ownLog.run(
		logged,
		async () => await executeFrom(setup, executionData.nodeExecutionStack[0].node, data, 'retry'),
	);
	return resultOf(retried, logged);
}

function resultOf(run, logged) {
	const { runData, error } = run.data.resultData;
	const outputs = runData.Node?.[0]?.data?.main ?? [];
	return {
		status: run.status,
		error: runData.Node?.[0]?.error ?? error,
		output: outputs[0] ?? [],
		errorOutput: outputs[1] ?? [],
		behind: {
			good: runData.Good?.[0]?.data?.main?.[0] ?? [],
			bad: runData.Bad?.[0]?.data?.main?.[0] ?? [],
		},
		hints: runData.Node?.[0]?.hints ?? [],
		run,
		stored: safeJson(run),
		log: logged.join('\n'),
	};
}

/**
 * Calls one of a node's list searches or resource mappings, as the editor does while a form is filled in.
 * @param {Record<string, any> & { method: string, kind?: string, args?: readonly unknown[] }} asked as in runNode, and
 * the method with its arguments
 */
async function lookUp({ kind = 'listSearch', method, args = [], ...setup }) {
	await loading;
	const node = nodeOf(setup);
	const workflow = workflowOf(node, 'Europe/Berlin');
	const additionalData = additionalDataFor(setup.credentials, {
		currentNodeParameters: node.parameters,
	});
	const context = new core.LoadOptionsContext(
		workflow,
		workflow.nodes.Node,
		additionalData,
		setup.path ?? '',
	);
	return await nodeTypes
		.getByNameAndVersion(node.type)
		.methods[kind][method].call(context, ...args);
}

/**
 * What n8n hands to a credential that makes requests of its own. @param {(url: string) => string}
 * rewrite where they go instead
 */
async function credentialHelper(rewrite = (url) => url) {
	await loading;
	const node = nodeOf({ node: 'test.pass', credential: 'none' });
	const workflow = workflowOf(node, 'Europe/Berlin');
	const { helpers } = new core.LoadOptionsContext(
		workflow,
		workflow.nodes.Node,
		additionalDataFor({}),
		'',
	);
	return {
		helpers: {
			httpRequest: async (options) =>
				await helpers.httpRequest({ ...options, url: rewrite(options.url) }),
		},
	};
}

/** `resource operation` of every operation that the built node offers. */
async function builtOperations(node) {
	await loading;
	return loader
		.getNode(node)
		.type.description.properties.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			options.map(({ value }) => `${displayOptions.show.resource[0]} ${value}`),
		);
}

module.exports = {
	additionalDataFor,
	builtOperations,
	credentialHelper,
	nodeOf,
	workflowOf,
	registerType,
	executeNode,
	runNode,
	retryNode,
	lookUp,
	loader,
	loading,
	nodeTypes,
	safeJson,
	ROOT,
	PACKAGE,
	wholeLog: () => log.join('\n'),
};
