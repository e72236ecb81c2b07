/** A caller of the fake Bitrix24 for its own tests. */
import { bitrix24, type PortalOptions } from './bitrix24.cts';
import type { Item } from './bitrix24.records.cts';
import { startFake } from './server.cts';

export type Row = Readonly<Record<string, unknown>>;

/** What results are made of, as tests look at them: each method gives some of it. */
export interface Told {
	readonly id: number;
	readonly task: { readonly ufTaskWebdavFiles?: readonly number[] } & Row;
	readonly tasks: ReadonlyArray<{
		readonly id: string;
		readonly status: string;
		readonly subStatus: string;
		readonly deadline: string | null;
	}>;
	readonly item: Item;
	readonly items: readonly Item[];
	readonly activity: { readonly id: number } & Row;
	readonly badges: ReadonlyArray<{ readonly code: string }>;
	readonly messages: ReadonlyArray<{ readonly id: number; readonly text: string }>;
	readonly fields: Readonly<Record<string, Row>>;
	readonly CALL_ID: string;
	readonly FILE_ID: number;
}

/** What a batch gives: by command, or lists where it has none. */
export interface Batch {
	readonly result: Row;
	readonly result_error: Readonly<Record<string, { readonly error: string }>>;
	readonly result_total: Row;
	readonly result_next: Row;
	readonly result_time: ReadonlyArray<{ readonly start: number; readonly duration: number }> & Row;
}

export interface Answered<Result = Told, Refused = string> {
	readonly result: Result;
	readonly total: number;
	readonly next: number;
	readonly time: { readonly duration: number } & Row;
	readonly error: Refused;
	readonly error_description: string;
}

export type Client = Awaited<ReturnType<typeof portal>>;

/**
 * A started fake: `post(path, params)` and, as the webhook, `ask(method, params)` -> { status, body }, whose body the
 * test expects to be of a certain form; `refusal(method, params)` -> [status, code, text]
 */
export async function portal(options?: PortalOptions) {
	const vendor = bitrix24({ bucket: { burst: 10_000, perSecond: 1000 }, ...options });
	const fake = await startFake(vendor);
	const post = async <Result = Told, Refused = string>(
		path: string,
		params: object = {},
		headers: Record<string, string> = {},
	) => {
		const response = await fetch(fake.url + path, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(params),
		});
		return {
			status: response.status,
			body: (await response.json()) as Answered<Result, Refused>,
		};
	};
	const { webhookPath } = vendor.credentials;
	const ask = async <Result = Told,>(method: string, params?: object) =>
		await post<Result>(webhookPath + method, params);
	const refusal = async (method: string, params?: object) => {
		const { status, body } = await ask(method, params);
		return [status, body.error, body.error_description];
	};
	/** The result of a batch, of commands without names. */
	const batch = async (...cmd: string[]) => {
		const named = Object.fromEntries(cmd.map((one, index) => [`i${index}`, one]));
		return (await ask<Batch>('batch', { cmd: named })).body.result;
	};
	return {
		vendor,
		fake,
		base: fake.url + webhookPath,
		post,
		ask,
		refusal,
		batch,
		task: (id: number) => vendor.store.tasks.get(id),
		update: (id: unknown, fields: object) => refusal('crm.activity.update', { id, fields }),
	};
}
