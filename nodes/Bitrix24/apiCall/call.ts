import type { IDataObject } from 'n8n-workflow';
import { choice, flag, required, text } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { asObject, isObject } from '../../shared/text/unknownJson';
import { ANSWERED } from '../answerProofs';
import { batch } from '../bulk';
import { method, method3, resultOf } from '../vendor';
import { changedRecords } from './changedRecords';
import { methodName } from './methodName';
import { anyParameters, byNumber, namedParameters } from './parameters';

const VERSIONS = [
	{ name: 'Classic', value: 'classic' },
	{
		name: 'REST 3.0',
		value: 'v3',
		description: 'The second generation, such as tasks.task.result.list. One request each.',
	},
] as const;

export const callMethod = operation({
	value: 'call',
	name: 'Make',
	action: 'Make an API call',
	description: 'Call any method of the Bitrix24 REST API',
	effect: 'write',
	isDestructive: ({ readsOnly }) => readsOnly !== true,
	fields: {
		method: required(text('Method', { placeholder: 'e.g. crm.deal.list' })),
		version: choice<'classic' | 'v3'>('API Version', VERSIONS, { fallback: 'classic' }),
		parameters: anyParameters({
			description:
				'The method\'s parameters, such as { "id": 5 }. Some task methods count them: ' +
				'keep the documented order, or give a list such as [13, 5].',
		}),
		readsOnly: flag(
			'Read-Only',
			'Whether the method changes nothing, so that it may be repeated when an answer is lost',
		),
	},
	records: ({ method: name, parameters, readsOnly }) =>
		readsOnly === true ? [] : changedRecords(name, parameters),
	request({ method: name, version, parameters = {}, readsOnly }) {
		const effect = readsOnly === true ? 'read' : 'write';
		return version === 'v3'
			? method3(methodName(name), namedParameters(parameters), effect, ANSWERED)
			: method(methodName(name), byNumber(parameters), effect, ANSWERED);
	},
	output: (body, _request, { version }) =>
		asItems(version === 'v3' ? inResult3(resultOf(body)) : resultOf(body)),
	bulk: batch,
});

/**
 * A list becomes an item per row; what is no object goes under `result`, so does an object that
 * n8n would take for an error.
 */
function asItems(result: unknown): IDataObject | IDataObject[] {
	return Array.isArray(result) ? result.map(asItem) : asItem(result);
}

/** REST 3.0 puts a record under `item` and a list under `items` (docs/contracts/bitrix24.md section 2.10). */
function inResult3(result: unknown): unknown {
	const { item, items } = asObject(result);
	return items ?? item ?? result;
}

function asItem(value: unknown): IDataObject {
	return isObject(value) && !('error' in value)
		? value
		: ({ result: value ?? null } as IDataObject);
}
