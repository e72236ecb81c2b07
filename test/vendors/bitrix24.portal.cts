/** What the methods of a fake Bitrix24 portal are given and what they give. */
import type { seed } from './bitrix24.data.cts';
import type { Deliver } from './bitrix24.events.cts';

export type Store = ReturnType<typeof seed>;

/** Who calls: the webhook, or an app with a token. */
export interface Caller {
	kind: 'app' | 'webhook';
	userId: number;
	app?: AppName;
	token?: string;
}

/** The local app, or another one of the same portal. */
export type AppName = 'own' | 'other';

/** What a call asks for, where its address and its token say so. */
export interface Asked {
	method: string;
	version: 2 | 3;
	caller: Caller;
}

/** How a batch shows a method that answers null (contract 4). */
export type BatchNulls = 'missing' | 'null';

export interface Portal {
	store: Store;
	secret: string;
	userId: number;
	scopes: readonly string[];
	closedTodoCode?: string;
	requiredTaskFields: readonly string[];
	batchNulls: BatchNulls;
	commandMs?: number;
	deliver: Deliver;
	nextId: () => number;
	apps: Record<AppName, { id: number; code: string }>;
	/** as the last call named it */
	origin?: string;
}

/** what a method needs, by its first word: one of these scopes (contract 1.4) */
export type Needs = Readonly<Record<string, readonly string[]>>;

export type Params = Record<string, unknown>;

/** How a method is executed: alone or as a command of a batch, and when its time begins. */
export interface Execution {
	caller: Caller;
	batch?: boolean;
	version?: 2 | 3;
	begins?: number;
	takes?: number;
}

export interface Context {
	portal: Portal;
	caller: Caller;
	batch: boolean;
	begins: number;
	execute: (method: string, params: Params, execution: Execution) => TimedAnswer;
	wrote: (id: unknown, fields: unknown) => void;
}

export interface MethodAnswer {
	result: unknown;
	total?: number;
	next?: number;
	takes?: number;
	/** whether the vendor prints `time` inside `result` (contract 9) */
	timeInside?: boolean;
}

export interface TimedAnswer extends Omit<MethodAnswer, 'timeInside'> {
	time?: object;
}

export type Method = (params: Params, context: Context) => MethodAnswer;
export type Methods = Record<string, Method>;

/** What a webhook hears of a method for apps. */
export type Refusals = Record<string, () => Error>;
