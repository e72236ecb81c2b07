import type { IDataObject } from 'n8n-workflow';
import type { FindOut } from '../../shared/contract/call';
import { isHeld } from '../../shared/operation/findOut';
import { sameValues } from '../../shared/text/sameValues';
import { asObject, asRows } from '../../shared/text/unknownJson';
import { BADGES } from '../answerProofs';
import { method, resultOf } from '../vendor';

const read = method('crm.activity.badge.list', {}, 'read', BADGES);
const rowsIn = (body: unknown) => asRows(asObject(resultOf(body)).badges ?? resultOf(body));

/** All come at once, each known by its own name. */
export function isThere(written: IDataObject, result: unknown): FindOut {
	return isHeld({
		read,
		holds: (body) => rowsIn(body).some((row) => sameValues(written, row) === true),
		answer: () => ({ result }),
	});
}

export function isNotThere(name: string): FindOut {
	return isHeld({
		read,
		holds: (body) => rowsIn(body).every((row) => row.code !== name),
		answer: () => ({ result: true }),
	});
}
