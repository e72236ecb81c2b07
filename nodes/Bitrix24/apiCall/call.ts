import type { IDataObject } from 'n8n-workflow';
import { flag, json, required, text } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { isObject } from '../../shared/text/unknownJson';
import { ANSWERED } from '../answerProofs';
import { batch } from '../bulk';
import { method, resultOf } from '../vendor';
import { changedRecords } from './changedRecords';
import { methodName } from './methodName';

export const callMethod = operation({
	value: 'call',
	name: 'Make',
	action: 'Make an API call',
	description: 'Call any method of the Bitrix24 REST API',
	effect: 'write',
	fields: {
		method: required(text('Method', { placeholder: 'e.g. crm.deal.list' })),
		parameters: json('Parameters (JSON)', {
			description:
				'The method\'s parameters, such as { "id": 5 }. Some task methods count them, so keep the documented order.',
		}),
		readsOnly: flag(
			'Read-Only',
			'Whether the method changes nothing, so that it may be repeated when an answer is lost',
		),
	},
	records: ({ method: name, parameters, readsOnly }) =>
		readsOnly === true ? [] : changedRecords(name, parameters),
	request: ({ method: name, parameters = {}, readsOnly }) =>
		method(methodName(name), parameters, readsOnly === true ? 'read' : 'write', ANSWERED),
	output: (body) => asItems(resultOf(body)),
	bulk: batch,
});

/**
 * A list becomes an item per row; what is no object goes under `result`, so does an object that
 * n8n would take for an error.
 */
function asItems(result: unknown): IDataObject | IDataObject[] {
	return Array.isArray(result) ? result.map(asItem) : asItem(result);
}

function asItem(value: unknown): IDataObject {
	return isObject(value) && !('error' in value)
		? value
		: ({ result: value ?? null } as IDataObject);
}
