import type { Resource } from '../../shared/contract/operation';
import { call } from './call';

export const apiCall: Resource = {
	value: 'apiCall',
	name: 'API Call',
	operations: [call],
};
