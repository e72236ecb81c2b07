/** Everything n8n logs, as text: in this process, and in the run that goes on, as runs can go on side by side. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { ofCore } from './n8n.cts';

const { Container } = ofCore<{
	Container: { reset(): void; set(key: object, value: object): void };
}>('@n8n/di');
const { Logger } = ofCore<{ Logger: object }>('@n8n/backend-common');

const log: string[] = [];
const ownLog = new AsyncLocalStorage<string[]>();
const record = (level: string) => (message: string, meta?: unknown) => {
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

export const wholeLog = (): string => log.join('\n');

/** Does something. @returns what it gave, and what n8n has logged of it */
export async function withLog<T>(run: () => Promise<T>): Promise<[done: T, logged: string]> {
	const logged: string[] = [];
	const done = await ownLog.run(logged, run);
	return [done, logged.join('\n')];
}

/** JSON of anything, errors with what they say, and each object once. */
export function safeJson(value: unknown): string {
	const seen = new WeakSet();
	return JSON.stringify(value, (_key, inner: unknown) => {
		if (typeof inner !== 'object' || inner === null) return inner;
		if (seen.has(inner)) return '[seen]';
		seen.add(inner);
		if (!(inner instanceof Error)) return inner;
		const { message, stack, description } = inner as Error & { description?: unknown };
		return { ...inner, message, stack, description };
	});
}
