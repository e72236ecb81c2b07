import { multiStep } from '../../shared/define';
import { externalId } from '../../shared/externalId';
import { required } from '../../shared/fields';
import { asNumber, asObject } from '../../shared/values';
import { batch } from '../batch';
import { appNotice, needsApp } from '../needsApp';
import { activityFrom, originOf } from '../origin';
import { ownerId, ownerType } from '../pickers';
import { method, resultOf } from '../vendor';
import { changeCustomActivity } from './change';
import { details, fieldsBody } from './fields';
import { LAYOUT_FIELDS, layoutOf } from './layout';

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a custom activity',
	description: 'Add an activity with a layout of your own to a CRM record',
	effect: 'write',
	needs: needsApp,
	fields: { app: appNotice, ownerType: required(ownerType), owner: required(ownerId), ...LAYOUT_FIELDS, additionalFields: details },
	options: { externalId },
	*steps({ ownerType: ownerTypeId, owner, additionalFields, ...parts }, { externalId: external }) {
		const layout = layoutOf(parts);
		const origin = external === undefined ? undefined : originOf(external, additionalFields.originatorId);
		const fields = { ...fieldsBody(additionalFields), ...(origin === undefined ? {} : { originatorId: origin.ORIGINATOR_ID, originId: origin.ORIGIN_ID }) };
		const present = origin === undefined ? undefined : yield* activityFrom(origin);
		if (present !== undefined) {
			yield* changeCustomActivity(present, fields, layout);
			return { id: present, updated: true, ...fields, layout };
		}
		const added = asObject(resultOf(yield method('crm.activity.configurable.add', { ownerTypeId, ownerId: owner, fields, layout }, 'write')));
		return { id: asNumber(asObject(added.activity).id), ownerTypeId, ownerId: owner, ...fields, layout };
	},
	bulk: batch,
});
