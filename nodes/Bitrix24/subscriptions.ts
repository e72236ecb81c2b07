import type { IHookFunctions, NodeApiError } from 'n8n-workflow';
import { callOnce } from '../shared/drive';
import { toNodeError } from '../shared/errors';
import type { RequestSpec } from '../shared/operation';
import type { Registry } from '../shared/subscription';
import { asNumber, asObject, asRows, asText } from '../shared/values';
import { bitrix24, method, resultOf } from './vendor';

/**
 * Event bindings of the app (vendors/bitrix24.md section 6.2). They have no ID: event and handler tell
 * one from another, and each pair exists once.
 */
export function bindings(context: IHookFunctions): Registry {
	const send = async (spec: RequestSpec): Promise<unknown> =>
		resultOf(await callOnce(context, bitrix24, spec));
	const unclear = (title: string): NodeApiError =>
		toNodeError(context.getNode(), { kind: 'unclear', title, advice: 'Try again.' }, 0, false);
	return {
		async list() {
			const rows = await send(method('event.get', {}, 'read'));
			if (!Array.isArray(rows))
				throw unclear('Bitrix24 did not answer with a list of subscriptions');
			return asRows(rows).map((row) => {
				const event = asText(row.event).toUpperCase();
				const handler = asText(row.handler);
				return { id: idOf(event, handler), subject: event, url: handler };
			});
		},
		async register(event, handler) {
			const bound = await send(method('event.bind', { event, handler }, 'write'));
			if (bound !== true) throw unclear(`Bitrix24 did not confirm the subscription to ${event}`);
			return idOf(event, handler);
		},
		// Event and handler together, as a broader call would end other nodes' bindings.
		async remove({ subject: event, url: handler }) {
			const { count } = asObject(await send(method('event.unbind', { event, handler }, 'write')));
			if (asNumber(count) === undefined)
				throw unclear(`Bitrix24 did not confirm the end of the subscription to ${event}`);
		},
	};
}

function idOf(event: string, handler: string): string {
	return `${event} ${handler}`;
}
