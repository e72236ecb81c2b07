import type { IHookFunctions } from 'n8n-workflow';
import { callOnce } from '../shared/drive';
import type { RequestSpec } from '../shared/operation';
import { asRows, asText } from '../shared/values';
import { ANSWERED, DONE, listAt } from './proofs';
import { bitrix24, method, resultOf } from './vendor';

/** The events of this node that the portal sends to this address already. @throws NodeApiError */
export async function boundEvents(context: IHookFunctions, events: readonly string[], handler: string): Promise<string[]> {
	const bound = asRows(resultOf(await send(context, method('event.get', {}, 'read', listAt()))));
	return bound.filter((row) => row.handler === handler).map(({ event }) => asText(event).toUpperCase()).filter((event) => events.includes(event));
}

/** Binds what is not bound yet: binding a pair twice is an error (vendors/bitrix24.md section 6.2). @throws NodeApiError */
export async function bindEvents(context: IHookFunctions, events: readonly string[], handler: string): Promise<void> {
	const bound = await boundEvents(context, events, handler);
	for (const event of events.filter((name) => !bound.includes(name))) await send(context, method('event.bind', { event, handler }, 'write', DONE));
}

/** Event and address together, as a broader call would remove other nodes' bindings. @throws NodeApiError */
export async function unbindEvents(context: IHookFunctions, events: readonly string[], handler: string): Promise<void> {
	for (const event of await boundEvents(context, events, handler)) await send(context, method('event.unbind', { event, handler }, 'write', ANSWERED));
}

const send = async (context: IHookFunctions, spec: RequestSpec): Promise<unknown> => await callOnce(context, bitrix24, spec);
