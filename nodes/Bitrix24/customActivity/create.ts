import { required } from '../../shared/fields';
import { asNumber, asObject } from '../../shared/values';
import { call } from '../define';
import { appNotice, needsApp } from '../needsApp';
import { ownerId, ownerType } from '../pickers';
import { details, fieldsBody } from './fields';
import { LAYOUT_FIELDS, layoutOf } from './layout';

export const create = call({
	value: 'create',
	name: 'Create',
	action: 'Create a custom activity',
	description: 'Add an activity with a layout of your own to a CRM record',
	effect: 'write',
	needs: needsApp,
	fields: { app: appNotice, ownerType: required(ownerType), owner: required(ownerId), ...LAYOUT_FIELDS, additionalFields: details },
	method: 'crm.activity.configurable.add',
	parameters: ({ ownerType: ownerTypeId, owner, additionalFields, ...layout }) => ({ ownerTypeId, ownerId: owner, fields: fieldsBody(additionalFields), layout: layoutOf(layout) }),
	output: (result, { ownerType: ownerTypeId, owner }, { fields, layout }) => ({ id: asNumber(asObject(asObject(result).activity).id), ownerTypeId, ownerId: owner, ...asObject(fields), layout: asObject(layout) }),
});
