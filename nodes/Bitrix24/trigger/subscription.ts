import type { IHookFunctions } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { asRows, asText } from '../../shared/text/unknownJson';
import { callOnce } from '../../shared/trigger/callsWithoutItems';
import type { Registry } from '../../shared/trigger/subscription';
import { COUNTED, DONE, listAt } from '../answerProofs';
import { bitrix24, method, resultOf } from '../vendor';

/**
 * Event bindings of the app (docs/contracts/bitrix24.md section 6.2). They have no ID: event and handler tell
 * one from another, and each pair exists once.
 */
export function bindings(context: IHookFunctions): Registry {
	const send = async (spec: RequestSpec): Promise<unknown> =>
		resultOf(await callOnce(context, bitrix24, spec));
	return {
		async list() {
			const rows = await send(method('event.get', {}, 'read', listAt()));
			return asRows(rows).map((row) => {
				const event = asText(row.event).toUpperCase();
				const handler = asText(row.handler);
				return { id: idOf(event, handler), subject: event, url: handler };
			});
		},
		async register(event, handler) {
			await send(method('event.bind', { event, handler }, 'write', DONE));
			return idOf(event, handler);
		},
		// Event and handler together, as a broader call would end other nodes' bindings.
		async remove({ subject: event, url: handler }) {
			await send(method('event.unbind', { event, handler }, 'write', COUNTED));
		},
	};
}

function idOf(event: string, handler: string): string {
	return `${event} ${handler}`;
}
