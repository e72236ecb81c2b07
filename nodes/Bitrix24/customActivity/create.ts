import { checkOrigin, externalId } from '../../shared/form/externalId';
import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { asNumber, asObject, withoutNulls } from '../../shared/text/unknownJson';
import { CUSTOM, writtenAs } from '../activity/simplify';
import { idAt } from '../answerProofs';
import { batch } from '../bulk';
import { activityFrom, originKey, originOf } from '../externalOrigin';
import { appNotice, needsApp } from '../needsApp';
import { ownerId, ownerType } from '../recordPickers';
import { method, resultOf } from '../vendor';
import { changeCustomActivity } from './change';
import { details, fieldsBody } from './fields';
import { LAYOUT_FIELDS, layoutChange, newLayout } from './layout';

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a custom activity',
	description: 'Add an activity with a layout of your own to a CRM record',
	effect: 'write',
	writes: 'newOrPresent',
	records: ({ additionalFields: { originatorId } }, { externalId: external }) =>
		external === undefined ? [] : [originKey(external, originatorId)],
	needs: needsApp,
	fields: {
		app: appNotice,
		ownerType: required(ownerType),
		owner: required(ownerId),
		...LAYOUT_FIELDS,
		additionalFields: details,
	},
	options: { externalId },
	*steps({ ownerType: ownerTypeId, owner, additionalFields, ...parts }, { externalId: external }) {
		const layout = newLayout(parts);
		if (external !== undefined) checkOrigin(external, additionalFields.originId, 'Origin ID');
		const origin =
			external === undefined ? undefined : originOf(external, additionalFields.originatorId);
		const ids =
			origin === undefined
				? {}
				: { originatorId: origin.ORIGINATOR_ID, originId: origin.ORIGIN_ID };
		const present = origin === undefined ? undefined : yield* activityFrom(origin);
		if (present !== undefined) {
			const changed = { ...fieldsBody(additionalFields), ...ids };
			const written = yield* changeCustomActivity(present, changed, layoutChange(parts));
			return {
				...writtenAs({ PROVIDER_ID: CUSTOM }, present, changed),
				layout: written,
				updated: true,
			};
		}
		const fields = { ...fieldsBody(withoutNulls(additionalFields)), ...ids };
		const added = asObject(
			resultOf(
				yield method(
					'crm.activity.configurable.add',
					{ ownerTypeId, ownerId: owner, fields, layout },
					'write',
					idAt('activity', 'id'),
				),
			),
		);
		const id = asNumber(asObject(added.activity).id);
		return {
			...writtenAs({ PROVIDER_ID: CUSTOM }, id, { ownerTypeId, ownerId: owner, ...fields }),
			layout,
		};
	},
	bulk: batch,
});
