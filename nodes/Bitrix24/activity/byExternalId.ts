import { externalIdSearch } from '../../shared/form/externalId';
import { asText } from '../../shared/text/unknownJson';
import { activityFrom, originOf } from '../externalOrigin';
import { todoFrom } from './todoReference';

/** Finds an activity of any kind that was made with an External ID, and without an Originator ID of its own. */
export const byExternalId = externalIdSearch('activity', function* (id) {
	const found = yield* activityFrom(originOf(id, undefined));
	if (found !== undefined) return String(found);
	const todo = yield* todoFrom(id);
	return todo === undefined ? undefined : asText(todo.ID);
});
