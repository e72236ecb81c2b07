import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { about } from '../../shared/http/proof';
import { asRows } from '../../shared/text/unknownJson';
import { DONE, idAt, listAt } from '../answerProofs';
import { method, methodWithFiles, resultOf } from '../vendor';

/** Calls of crm.activity.*; docs/contracts/bitrix24.md section 2.2. */

export function readActivity(id: number): RequestSpec {
	return method('crm.activity.get', { id }, 'read', about(id, idAt('ID')));
}

/** A list of one or none. Files have to be asked for by name, which only the list can. */
export function readWithFiles(id: number): RequestSpec {
	return method(
		'crm.activity.list',
		{ select: ['*', 'FILES'], filter: { ID: id }, start: -1 },
		'read',
		about(id, { ...listAt(), id: (body) => asRows(resultOf(body))[0]?.ID }),
	);
}

/** @param fields with contents of files under FILES, if any */
export function addActivity(fields: IDataObject): RequestSpec {
	return (fields.FILES === undefined ? method : methodWithFiles)(
		'crm.activity.add',
		{ fields },
		'write',
		idAt(),
	);
}

/** Changes what is named and nothing else, of an activity of any kind. */
export function changeActivity(id: number | undefined, fields: IDataObject): RequestSpec {
	return (fields.FILES === undefined ? method : methodWithFiles)(
		'crm.activity.update',
		{ id, fields },
		'write',
		DONE,
	);
}
