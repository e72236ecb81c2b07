import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { about } from '../../shared/http/proof';
import { asObject } from '../../shared/text/unknownJson';
import { idAt, recordAt } from '../answerProofs';
import { method, resultOf } from '../vendor';
import { SAME_LAYOUT, type LayoutChange } from './layout';

/**
 * Changes a custom activity. Bitrix24 wants fields and layout in every update
 * (docs/contracts/bitrix24.md section 2.5), so the present layout is read unless a whole one is given.
 * @returns the layout that was written
 */
export function* changeCustomActivity(
	id: number,
	fields: IDataObject,
	change: LayoutChange = SAME_LAYOUT,
): Generator<RequestSpec, IDataObject, unknown> {
	const layout = change.on(change.isWhole ? {} : yield* layoutOf(id));
	yield method(
		'crm.activity.configurable.update',
		{ id, fields, layout },
		'write',
		about(id, idAt('activity', 'id')),
	);
	return layout;
}

function* layoutOf(id: number): Generator<RequestSpec, IDataObject, unknown> {
	const proof = about(id, { ...recordAt('activity', 'layout'), id: idAt('activity', 'id').id });
	const answer = yield method('crm.activity.configurable.get', { id }, 'read', proof);
	return asObject(asObject(asObject(resultOf(answer)).activity).layout);
}
