import type { Resource } from '../../shared/operation';
import { update } from './update';

export const activity: Resource = { value: 'activity', name: 'Activity', operations: [update] };
