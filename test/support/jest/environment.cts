/**
 * Tests run in the realm of Node.js itself. In a realm that Jest makes, each mention of a global such
 * as `Object` or `Date` takes a hundred times as long, and no library can be kept from one file to
 * the next (`runtime.js`). What a file leaves in `globalThis` and in `process` is put back at its end.
 */
import vm from 'node:vm';
import type { JestEnvironment, JestEnvironmentConfig } from '@jest/environment';
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';
import { Settings } from 'luxon';

/** What Jest hands on as the realm in which it compiles a file. */
const THIS_REALM = vm.createContext({});
/** Of Node.js; Jest sets ten times as many, and each error pays for them. */
const { stackTraceLimit } = Error;

const { compileFunction } = vm;
vm.compileFunction = (code, parameters, options) => {
	if (options?.parsingContext !== THIS_REALM) return compileFunction(code, parameters, options);
	const { parsingContext: _realm, ...others } = options;
	return compileFunction(code, parameters, others);
};

type Descriptors = ReadonlyMap<PropertyKey, PropertyDescriptor | undefined>;

function descriptorsOf(owner: object): Descriptors {
	return new Map(
		Reflect.ownKeys(owner).map((key) => [key, Reflect.getOwnPropertyDescriptor(owner, key)]),
	);
}

function restore(owner: object, before: Descriptors): void {
	for (const key of Reflect.ownKeys(owner))
		if (!before.has(key)) Reflect.deleteProperty(owner, key);
	for (const [key, then] of before) {
		const now = Reflect.getOwnPropertyDescriptor(owner, key);
		const isSame = now !== undefined && now.value === then?.value && now.get === then?.get;
		if (then !== undefined && !isSame) Reflect.defineProperty(owner, key, then);
	}
}

/** Jest's environment of one test file. */
export default class OwnRealm implements JestEnvironment {
	/** With what Jest adds to it, of which TypeScript knows nothing. */
	readonly global: JestEnvironment['global'] = vm.runInThisContext('globalThis');
	readonly moduleMocker = new ModuleMocker(globalThis);
	readonly fakeTimers = null;
	readonly fakeTimersModern: ModernFakeTimers;
	private readonly globals = descriptorsOf(globalThis);
	private readonly variables = descriptorsOf(process.env);
	private readonly exit = process.exit;

	constructor({ projectConfig }: JestEnvironmentConfig) {
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
	}

	getVmContext(): vm.Context {
		return THIS_REALM;
	}

	exportConditions(): string[] {
		return ['node', 'node-addons'];
	}

	async setup(): Promise<void> {
		Error.stackTraceLimit = stackTraceLimit;
	}

	async teardown(): Promise<void> {
		this.fakeTimersModern.dispose();
		process.exit = this.exit;
		restore(process.env, this.variables);
		restore(globalThis, this.globals);
		// n8n sets the zone of each workflow that it runs.
		Settings.defaultZone = 'system';
	}
}
