import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { update } from './update';

export const activityPurpose: Resource = {
	value: 'activityPurpose',
	name: 'Activity Purpose',
	operations: [create, update],
};
