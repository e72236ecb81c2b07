import type { Problem, RequestSpec } from '../../shared/contract/call';
import { about, anId, NUMBER, unless } from '../../shared/http/proof';
import { asArray, asObject, isObject } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { MAY_NOT_SEE } from '../methodErrors';
import { method, resultOf } from '../vendor';

const NO_EVENT: Problem = {
	kind: 'missing',
	title: 'The event does not exist',
	field: ['eventId'],
	advice: MAY_NOT_SEE,
};

/** False or something empty in place of a record: what an event that is gone gives is not documented. */
function isNothing(result: unknown): boolean {
	if (result === false || result === '') return true;
	if (Array.isArray(result)) return asArray(result).length === 0;
	return isObject(result) && Object.keys(asObject(result)).length === 0;
}

export function readEvent(id: number): RequestSpec {
	const proof = unless(
		(body) =>
			isObject(body) && 'result' in body && isNothing(resultOf(body)) ? NO_EVENT : undefined,
		anId(NUMBER, (body) => asObject(resultOf(body)).ID, 'the event'),
	);
	return method('calendar.event.getbyid', { id }, 'read', about(id, proof));
}

/** A changed event answers its ID, one of a series an object with it (docs/contracts/bitrix24.md section 2.13). */
export const EVENT_CHANGED = anId(
	NUMBER,
	(body) => {
		const result = resultOf(body);
		return isObject(result) ? result.id : result;
	},
	'the ID of the event',
);

export const EVENT_MADE = idAt();
