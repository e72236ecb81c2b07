/** What a started n8n leaves behind for the test files; environment.js hands it over as the global `realN8n`. */
import type { Browser, Page } from 'playwright-core';
import type { Example, itemsOf, shortfalls } from '../../../scripts/lib/examples.mts';
import { endAll } from '../../../scripts/lib/commands.mts';
import type { Worker } from '../../../scripts/lib/queue.mts';
import type { Owner, Rest } from '../../../scripts/lib/rest.mts';
import type { Server } from '../../../scripts/lib/server.mts';
import type { Vendors } from '../../../scripts/lib/vendors.mts';

export interface RealN8n {
	address: string;
	owner: Owner;
	rest: Rest;
	vendors: Vendors;
	examples: Example[];
	itemsOf: typeof itemsOf;
	shortfalls: typeof shortfalls;
	server: Server;
	/** n8n's. */
	userFolder: string;
	/** Of queue mode. */
	workers: Worker[];
	/** Of the editor. */
	browser: Browser;
	page: Page;
	/** Ends everything that was started, last one first. */
	end: () => Promise<void>;
	/** Has something done by `end`. */
	onEnd: (task: () => unknown) => void;
}

declare global {
	var realN8n: Partial<RealN8n> & Pick<RealN8n, 'end' | 'onEnd'>;
}

/** Makes `realN8n`, and sees to it that Ctrl-C ends what is put into it. */
export function newRealN8n(): typeof globalThis.realN8n {
	const tasks: Array<() => unknown> = [];
	const end = async () => {
		for (const task of tasks.splice(0).reverse()) await task();
	};
	for (const signal of ['SIGINT', 'SIGTERM'])
		process.once(signal, async () => {
			await endAll();
			await end();
			process.exit(1);
		});
	globalThis.realN8n = { end, onEnd: (task) => void tasks.push(task) };
	return globalThis.realN8n;
}

/** Jest takes nothing down when its setup fails. */
export async function endedOnFailure(work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		await globalThis.realN8n.end();
		throw error;
	}
}
