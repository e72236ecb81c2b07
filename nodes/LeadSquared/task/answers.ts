import type { Problem, Proof } from '../../shared/contract/call';
import { about, anId, GUID, proved, unless } from '../../shared/http/proof';
import { refusedTitle } from '../../shared/http/statusProblems';
import { asNumber, asObject, asRows, asText } from '../../shared/text/unknownJson';
import { rowProblem } from '../vendor';

const NO_TASK: Problem = {
	kind: 'missing',
	title: 'The task does not exist',
	field: ['taskId'],
	advice: 'It may have been deleted in LeadSquared.',
};

const affectedRows = (body: unknown) => asNumber(asObject(asObject(body).Message).AffectedRows);
/**
 * A change of a task that does not exist is not refused: no row is affected
 * (docs/contracts/leadsquared.md section 5.3, unverified).
 */
const noneAffected = (body: unknown) => (affectedRows(body) === 0 ? NO_TASK : undefined);

export const UPDATED: Proof = unless(
	noneAffected,
	proved('the number of changed tasks', (body) => (affectedRows(body) ?? 0) > 0),
);

/** What it answers is not documented (section 5.4): LeadSquared's word for yes, or a number of rows. */
export const COMPLETED: Proof = unless(
	noneAffected,
	proved('a confirmation', (body) => UPDATED.holds(body) || asObject(body).Status === 'Success'),
);

/** The task is the only one of a list, which is empty when there is none (section 5.5). */
export const found = (id: string): Proof =>
	unless(
		(body) => (Array.isArray(body) && body.length === 0 ? NO_TASK : undefined),
		about(
			id,
			anId(GUID, (body) => asRows(body)[0]?.UserTaskId, 'the task'),
		),
	);

/** The answer to one task of a bulk call that was taken as a job, and tells no IDs. */
export const QUEUED = { queued: true } as const;

/** Of a single call, or of a row of a bulk call, whose keys are not documented (section 5.6). */
export function createdId(body: unknown): string {
	const { Message, Id, UserTaskId, TaskId } = asObject(body);
	return asText([asObject(Message).Id, Id, UserTaskId, TaskId].find(GUID));
}

export const CREATED: Proof = unless(
	(body) => rowProblem(asObject(body)),
	proved('the ID of the task', (body) => body === QUEUED || createdId(body) !== '', createdId),
);

/**
 * What an answer to a deletion says, of one task or of many (sections 5.6 and 12). The counts are
 * missing where it is queued.
 */
function deletionOf(body: unknown): {
	readonly deleted: number | undefined;
	readonly of: number;
	readonly reason: string;
} {
	const { DeletedTasksCount, TasksCount, FailureReason } = asObject(body);
	return {
		deleted: asNumber(DeletedTasksCount),
		of: asNumber(TasksCount) ?? 1,
		reason: asText(FailureReason),
	};
}

function notDeleted(body: unknown): Problem | undefined {
	const { deleted, of, reason } = deletionOf(body);
	if ((deleted ?? (reason === '' ? of : 0)) >= of) return undefined;
	return reason === ''
		? NO_TASK
		: { ...NO_TASK, title: refusedTitle('LeadSquared', reason), field: [], advice: '' };
}

/**
 * A count of all tasks, or LeadSquared's word for yes where it counts none. A reason to fail is
 * no yes, whatever the count says.
 */
export const DELETED: Proof = unless(
	notDeleted,
	proved('the number of deleted tasks', (body) => {
		const { deleted, reason } = deletionOf(body);
		return reason === '' && (deleted !== undefined || asObject(body).Status === 'Success');
	}),
);

/** How many of several were deleted; undefined where they are queued and not counted. */
export function deletedOf(body: unknown): number | undefined {
	const { deleted, reason } = deletionOf(body);
	return deleted ?? (reason === '' ? undefined : 0);
}
