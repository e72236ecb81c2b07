import type { Bulk } from '../../shared/contract/call';
import { required } from '../../shared/form/fields';
import { ANYTHING } from '../../shared/http/proof';
import { ALWAYS, operation } from '../../shared/operation/define';
import { asArray, asObject } from '../../shared/text/unknownJson';
import { write } from '../vendor';
import { DELETED, deletedOf } from './answers';
import { taskId } from './fields';
import { taskIsGone } from './findOut';

const MOST = 5000;
const PATH = '/Task.svc/DeleteTasks';

/**
 * Up to 5,000 IDs in one call (docs/contracts/leadsquared.md section 5.6). It counts what it has deleted and names
 * none, and to delete a task twice does no harm: so the culprit is looked for. What the answer says is read for each
 * task by itself.
 */
const bulkDelete: Bulk = {
	size: 500,
	most: MOST,
	divides: true,
	deletes: true,
	completed: deletedOf,
	pack: (specs) =>
		write(
			PATH,
			{ TaskIds: specs.flatMap(({ body }) => asArray(asObject(body).TaskIds)) },
			ANYTHING,
		),
	unpack: (body, specs) => specs.map(() => ({ ok: true, body })),
};

export const remove = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a task',
	description: 'Delete a task. LeadSquared does it in the background a little later.',
	effect: 'write',
	isDestructive: ALWAYS,
	records: ({ taskId: id }) => [id],
	fields: { taskId: required(taskId) },
	request: ({ taskId: id }) => ({
		...write(PATH, { TaskIds: [id] }, DELETED, { joins: bulkDelete }),
		findOut: taskIsGone(id),
	}),
	output: (_body, _request, { taskId: id }) => ({ deleted: true, queued: true, id }),
	bulk: bulkDelete,
});
