import type { RequestSpec } from '../../shared/contract/call';
import { leadByField, leadIn } from '../leads';
import { leadByPhone, leadsWithPhone } from '../people';
import type { Target } from './target';

/** The lead of an activity. @returns its ID, or undefined where there is no such lead */
export function* targetLead(to: Target): Generator<RequestSpec, string | undefined, unknown> {
	if (to.by === 'id') return to.leadId;
	if (to.by === 'field') return leadIn(yield leadByField(to.name, to.value));
	return leadIn(leadsWithPhone(yield leadByPhone(to.value), to.value));
}
