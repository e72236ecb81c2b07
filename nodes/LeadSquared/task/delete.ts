import { operation } from '../../shared/define';
import { required } from '../../shared/fields';
import type { Bulk, Verdict } from '../../shared/operation';
import { asArray, asObject, asText } from '../../shared/values';
import { taskId } from './fields';

const MOST = 5000;
const PATH = '/Task.svc/DeleteTasks';

/** Up to 5,000 IDs in one call, all of them or none (vendors/leadsquared.md section 5.6). */
const bulkDelete: Bulk = {
	size: 500,
	most: MOST,
	pack: (specs) => ({ method: 'POST', path: PATH, effect: 'write', body: { TaskIds: specs.flatMap(({ body }) => asArray(asObject(body).TaskIds)) } }),
	unpack: (body, specs) => specs.map((): Verdict => refused(body) ?? { ok: true, body }),
};

function refused(body: unknown): Verdict | undefined {
	const reason = asText(asObject(body).FailureReason);
	return reason === '' ? undefined : { ok: false, problem: { kind: 'invalid', title: reason, advice: 'Check the task IDs.' } };
}

export const remove = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a task',
	description: 'Delete a task. LeadSquared does it in the background a little later.',
	effect: 'write',
	fields: { taskId: required(taskId) },
	request: ({ taskId: id }) => ({ method: 'POST', path: PATH, effect: 'write', body: { TaskIds: [id] } }),
	output: (_body, _request, { taskId: id }) => ({ deleted: true, queued: true, id }),
	bulk: bulkDelete,
});
