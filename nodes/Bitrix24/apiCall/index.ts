import type { Resource } from '../../shared/contract/operation';
import { callBatch } from './batch';
import { callMethod } from './call';

export const apiCall: Resource = {
	value: 'apiCall',
	name: 'API Call',
	operations: [callBatch, callMethod],
};
