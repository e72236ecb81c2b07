import type { Resource } from '../../shared/operation';
import { update } from './update';

export const customActivity: Resource = { value: 'customActivity', name: 'Custom Activity', operations: [update] };
