import type { RequestSpec } from '../../shared/contract/call';
import { InvalidInput } from '../../shared/contract/errors';
import { aList } from '../../shared/http/proof';
import { recordsOf } from '../../shared/operation/paging';
import { shown } from '../../shared/text/sentences';
import type { Edge } from '../../shared/text/dates';
import { asNumber, asRows, asText } from '../../shared/text/unknownJson';
import { taskTypeName } from '../lookups';
import { get } from '../vendor';
import { found } from './answers';
import { isDay, type Due } from './fields';
import { simplify } from './simplify';

const APPOINTMENT = 0;

const TYPES = get('/Task.svc/RetrieveTaskType', aList(undefined, 'a list of task types'));

/** The ID of a task type: lists of tasks are filtered by it (section 5.5). @throws InvalidInput where there is none */
export function* typeIdOf(type: string): Generator<RequestSpec, string, unknown> {
	const own = recordsOf(yield TYPES)?.find(
		(one) => taskTypeName(one) === type || asText(one.Id).toLowerCase() === type.toLowerCase(),
	);
	if (own !== undefined) return asText(own.Id);
	throw new InvalidInput(
		`"Task Type" can't be ${shown(type)}: LeadSquared has no such type`,
		'Pick it from the list.',
	);
}

/**
 * What a due day means: an appointment starts at its first moment, a to-do has to be done by its end
 * (docs/contracts/leadsquared.md section 5.2). The type decides which of them a new task is.
 */
export function* edgeFor(
	due: Due | undefined,
	type: string,
): Generator<RequestSpec, Edge, unknown> {
	if (due === undefined || !isDay(due)) return 'end';
	const own = recordsOf(yield TYPES)?.find((one) => taskTypeName(one) === type);
	return asNumber(own?.Category) === APPOINTMENT ? 'start' : 'end';
}

/** The same for a task that exists. */
export function* edgeOf(due: Due | undefined, id: string): Generator<RequestSpec, Edge, unknown> {
	if (due === undefined || !isDay(due)) return 'end';
	const [task = {}] = asRows(yield get('/Task.svc/Retrieve.GetById', found(id), { id }));
	return simplify(task).kind === 'Appointment' ? 'start' : 'end';
}
