import type { RequestSpec } from '../../shared/contract/call';
import { externalIdSearch } from '../../shared/form/externalId';
import { asText } from '../../shared/text/unknownJson';
import { activityFrom, originOf } from '../externalOrigin';
import { todoFrom } from './todoReference';

/** ID of the activity of any kind that was made with an External ID, and without an Originator ID of its own. */
export function* activityIdFrom(id: string): Generator<RequestSpec, string | undefined, unknown> {
	const found = yield* activityFrom(originOf(id, undefined));
	if (found !== undefined) return String(found);
	const todo = yield* todoFrom(id);
	return todo === undefined ? undefined : asText(todo.ID);
}

/** Finds an activity by its External ID. */
export const byExternalId = externalIdSearch('activity', activityIdFrom);
