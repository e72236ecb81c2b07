import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { getMany } from './getMany';

export const opportunityActivity: Resource = {
	value: 'opportunityActivity',
	name: 'Opportunity Activity',
	operations: [create, getMany],
};
