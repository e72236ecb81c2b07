import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { about } from '../../shared/http/proof';
import { asObject } from '../../shared/text/unknownJson';
import { idAt, recordAt } from '../answerProofs';
import { method, resultOf } from '../vendor';
import { SAME_LAYOUT, type LayoutChange } from './layout';
import { isHeld } from '../../shared/operation/findOut';
import { sameValues } from '../../shared/text/sameValues';

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
	yield {
		...method(
			'crm.activity.configurable.update',
			{ id, fields, layout },
			'write',
			about(id, idAt('activity', 'id')),
		),
		findOut: isHeld({
			read: readLayout(id),
			holds(body) {
				const { fields: held, layout: shown } = activityIn(body);
				const isLaidOut = sameValues(layout, asObject(shown));
				return isLaidOut === false ? false : isLaidOut && sameValues(fields, asObject(held));
			},
			answer: () => ({ result: { activity: { id } } }),
		}),
	};
	return layout;
}

function* layoutOf(id: number): Generator<RequestSpec, IDataObject, unknown> {
	return asObject(activityIn(yield readLayout(id)).layout);
}

function readLayout(id: number): RequestSpec {
	const proof = about(id, { ...recordAt('activity', 'layout'), id: idAt('activity', 'id').id });
	return method('crm.activity.configurable.get', { id }, 'read', proof);
}

function activityIn(body: unknown): IDataObject {
	return asObject(asObject(resultOf(body)).activity);
}
