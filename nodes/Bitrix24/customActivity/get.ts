import type { IDataObject } from 'n8n-workflow';
import { required } from '../../shared/form/fields';
import { asObject, defined } from '../../shared/text/unknownJson';
import { CUSTOM, simplify as simplifyActivity } from '../activity/simplify';
import { addresses } from '../addresses';
import { idAt } from '../answerProofs';
import { appNotice, needsApp } from '../needsApp';
import { byExternalId } from '../activity/byExternalId';
import { findableActivity } from '../recordPickers';
import { restMethod } from '../restMethod';

export const get = restMethod({
	value: 'get',
	name: 'Get',
	action: 'Get a custom activity',
	description: 'Read one custom activity of your app with its layout',
	effect: 'read',
	needs: needsApp,
	fields: { app: appNotice, activityId: required(findableActivity(byExternalId)) },
	simplify,
	addresses,
	method: 'crm.activity.configurable.get',
	parameters: ({ activityId: id }) => ({ id }),
	proof: idAt('activity', 'id'),
	about: ({ activityId: id }) => id,
	output: (result) => asObject(asObject(result).activity),
});

/** It names the fields in its own way, and keeps the title in the layout. */
function simplify({ id, ownerTypeId, ownerId, fields, layout }: IDataObject): IDataObject {
	const { typeId, completed, deadline, responsibleId, badgeCode, originId } = asObject(fields);
	return {
		...simplifyActivity({
			ID: id,
			SUBJECT: asObject(asObject(layout).header).title,
			PROVIDER_ID: CUSTOM,
			PROVIDER_TYPE_ID: typeId,
			COMPLETED: completed === true ? 'Y' : completed,
			DEADLINE: deadline,
			RESPONSIBLE_ID: responsibleId,
			OWNER_TYPE_ID: ownerTypeId,
			OWNER_ID: ownerId,
			ORIGIN_ID: originId,
		}),
		...defined({ badgeCode }),
	};
}
