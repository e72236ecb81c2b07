import type { RequestSpec } from '../../shared/contract/call';
import { required } from '../../shared/form/fields';
import { about, anId, NUMBER } from '../../shared/http/proof';
import { operation } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { ACTIVITIES } from '../paths';
import { activityId } from './fields';
import { toPortable } from './portable';
import { simplify } from './simplify';

export function readActivity(id: number): RequestSpec {
	return {
		method: 'GET',
		path: `${ACTIVITIES}/${id}`,
		effect: 'read',
		proof: about(
			id,
			anId(NUMBER, (body) => asObject(body).id, 'the activity'),
		),
	};
}

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get an activity',
	description: 'Read one activity',
	effect: 'read',
	fields: { activityId: required(activityId) },
	simplify,
	portable: toPortable,
	request: ({ activityId: id }) => readActivity(id),
	output: asObject,
});
