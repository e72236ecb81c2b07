import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { about } from '../../shared/http/proof';
import { asObject } from '../../shared/text/unknownJson';
import { idAt, recordAt } from '../answerProofs';
import { method, resultOf } from '../vendor';

/**
 * Changes a custom activity. Bitrix24 wants fields and layout in every update
 * (docs/contracts/bitrix24.md section 2.5), so the
 * present layout is read where none is given.
 */
export function* changeCustomActivity(
	id: number,
	fields: IDataObject,
	layout: IDataObject | undefined,
): Generator<RequestSpec, void, unknown> {
	const present =
		layout ??
		asObject(
			asObject(
				asObject(
					resultOf(
						yield method(
							'crm.activity.configurable.get',
							{ id },
							'read',
							about(id, { ...recordAt('activity', 'layout'), id: idAt('activity', 'id').id }),
						),
					),
				).activity,
			).layout,
		);
	yield method(
		'crm.activity.configurable.update',
		{ id, fields, layout: present },
		'write',
		about(id, idAt('activity', 'id')),
	);
}
