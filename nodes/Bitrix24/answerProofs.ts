import type { Problem, Proof } from '../shared/contract/call';
import { aList, anId, aRecord, aTrue, NAME, NUMBER, proved, unless } from '../shared/http/proof';
import { asNumber, asObject, isObject } from '../shared/text/unknownJson';
import { MAY_NOT_SEE, TASK } from './methodErrors';
import { resultOf } from './vendor';

/**
 * What the answers of methods have to hold; docs/contracts/bitrix24.md sections 2 and 9. A command
 * of a batch has the same `result`. What else comes along, such as `time`, proves nothing.
 */

/** What stands under `result`, some keys down. */
const at = (keys: readonly string[]) => (body: unknown) =>
	keys.reduce<unknown>((value, key) => asObject(value)[key], resultOf(body));

const SAID_NO: Problem = {
	kind: 'invalid',
	title: 'Bitrix24 did not do it and gave no reason',
	advice: 'Check the IDs, and what the user of the credential may do with the record.',
};

/** Some methods answer false instead of a refusal. */
const orFalse = (proof: Proof): Proof =>
	unless((body) => (resultOf(body) === false ? SAID_NO : undefined), proof);

/** The ID of the record that was made, changed or read. */
export const idAt = (...keys: string[]): Proof => orFalse(anId(NUMBER, at(keys)));

/** The same of records that have a code in place of an ID. */
export const codeAt = (...keys: string[]): Proof => orFalse(anId(NAME, at(keys)));

export const recordAt = (...keys: string[]): Proof => orFalse(aRecord(at(keys)));

export const listAt = (...keys: string[]): Proof => orFalse(aList(at(keys)));

export const trueAt = (...keys: string[]): Proof => orFalse(aTrue(at(keys)));

export const DONE = trueAt();

/** Some changes succeed with null: then the key itself has to be there. */
export const DONE_OR_NULL = orFalse(
	proved('a confirmation', (body) => DONE.holds(body) || (isObject(body) && body.result === null)),
);

/** Ends of subscriptions say how many they were. */
export const COUNTED = orFalse(
	proved('a confirmation', (body) => asNumber(at(['count'])(body)) !== undefined),
);

/** Methods that anybody can call, about which nothing is known. */
export const ANSWERED = proved('a result', (body) => isObject(body) && 'result' in body);

/** Methods that change a task answer the task, or only that it went well. */
export const TASK_CHANGED = orFalse(
	proved(
		'the task',
		(body) => DONE.holds(body) || at(['task'])(body) === true || idAt('task', 'id').holds(body),
		at(['task', 'id']),
	),
);

const NO_TASK: Problem = {
	kind: 'missing',
	title: 'The task does not exist',
	field: TASK,
	advice: MAY_NOT_SEE,
};

/** A task that is missing or hidden comes as an empty list and status 200 (section 2.8). */
export const A_TASK = unless(
	(body) =>
		[at([]), at(['task'])].some((place) => isEmptyList(place(body))) ? NO_TASK : undefined,
	anId(NUMBER, at(['task', 'id']), 'the task'),
);

function isEmptyList(value: unknown): boolean {
	return Array.isArray(value) && value.length === 0;
}

/** Stages come as a map by their IDs; PHP says an empty list where there are none. */
export const STAGES = orFalse(
	proved('a list', (body) => isObject(resultOf(body)) || Array.isArray(resultOf(body))),
);

/** Links between tasks are confirmed by an empty list, or by true. */
export const LINKED = orFalse(
	proved(
		'a confirmation',
		(body) =>
			DONE.holds(body) ||
			isEmptyList(resultOf(body)) ||
			(isObject(resultOf(body)) && Object.keys(asObject(resultOf(body))).length === 0),
	),
);

/** Badges come as a list, or as one under their name. */
export const BADGES = orFalse(
	proved('a list', (body) => listAt().holds(body) || listAt('badges').holds(body)),
);

/** A call of which nothing was written down has null in place of its transcript (section 2.12). */
export const TRANSCRIPT = proved(
	'the transcript',
	(body) =>
		isObject(body) &&
		'result' in body &&
		(body.result === null || typeof asObject(body.result).transcription === 'string'),
);

/** Records by type; PHP says an empty list where nothing was found. */
export const FOUND_BY_ADDRESS = orFalse(
	proved('the records found', (body) => isObject(resultOf(body)) || isEmptyList(resultOf(body))),
);
