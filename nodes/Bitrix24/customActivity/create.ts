import type { IDataObject } from 'n8n-workflow';
import { checkExternalId, externalId } from '../../shared/form/externalId';
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
import { activityIsFrom, markedOrigin } from '../activity/findOut';

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a custom activity',
	description: 'Add an activity with a layout of your own to a CRM record',
	effect: 'write',
	writes: 'newOrFound',
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
	*steps(
		{ ownerType: ownerTypeId, owner, additionalFields, ...parts },
		{ externalId: external },
		{ mark },
	) {
		const layout = newLayout(parts);
		if (external !== undefined) checkExternalId(external, additionalFields.originId, 'Origin ID');
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
		const fields: IDataObject = { ...fieldsBody(withoutNulls(additionalFields)), ...ids };
		const { originatorId, originId } = fields;
		const isMarked = originatorId === undefined && originId === undefined;
		const { ORIGINATOR_ID, ORIGIN_ID } = isMarked
			? markedOrigin(mark)
			: { ORIGINATOR_ID: originatorId, ORIGIN_ID: originId };
		const sent = isMarked
			? { ...fields, originatorId: ORIGINATOR_ID, originId: ORIGIN_ID }
			: fields;
		const made = yield {
			...method(
				'crm.activity.configurable.add',
				{ ownerTypeId, ownerId: owner, fields: sent, layout },
				'write',
				idAt('activity', 'id'),
			),
			findOut:
				ORIGIN_ID === undefined
					? undefined
					: activityIsFrom({ ORIGINATOR_ID, ORIGIN_ID }, (id) => ({ activity: { id } }), {
							isUnique: isMarked || external !== undefined,
							owner: isMarked ? {} : { OWNER_TYPE_ID: ownerTypeId, OWNER_ID: owner },
						}),
		};
		const added = asObject(resultOf(made));
		const id = asNumber(asObject(added.activity).id);
		return {
			...writtenAs({ PROVIDER_ID: CUSTOM }, id, { ownerTypeId, ownerId: owner, ...fields }),
			layout,
		};
	},
	bulk: batch,
});
