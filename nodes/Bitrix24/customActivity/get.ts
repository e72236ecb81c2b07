import type { IDataObject } from 'n8n-workflow';
import { required } from '../../shared/form/fields';
import { asNumber, asObject } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { appNotice, needsApp } from '../needsApp';
import { activityId } from '../recordPickers';
import { call } from '../restMethod';

export const get = call({
	value: 'get',
	name: 'Get',
	action: 'Get a custom activity',
	description: 'Read one custom activity of your app with its layout',
	effect: 'read',
	needs: needsApp,
	fields: { app: appNotice, activityId: required(activityId) },
	simplify,
	method: 'crm.activity.configurable.get',
	parameters: ({ activityId: id }) => ({ id }),
	proof: idAt('activity', 'id'),
	about: ({ activityId: id }) => id,
	output: (result) => asObject(asObject(result).activity),
});

function simplify({ id, ownerTypeId, ownerId, fields, layout }: IDataObject): IDataObject {
	const { typeId, completed, deadline, responsibleId, badgeCode } = asObject(fields);
	return {
		id: asNumber(id),
		typeId,
		title: asObject(asObject(layout).header).title,
		completed: completed === 'Y' || completed === true,
		deadline,
		responsibleId: asNumber(responsibleId),
		badgeCode,
		ownerTypeId: asNumber(ownerTypeId),
		ownerId: asNumber(ownerId),
	};
}
