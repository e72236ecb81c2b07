import type { RequestSpec } from '../shared/contract/call';
import { ORIGIN } from '../shared/form/externalId';
import { asNumber, asRows } from '../shared/text/unknownJson';
import { listAt } from './answerProofs';
import { method, resultOf } from './vendor';

/** Where an activity comes from, as Bitrix24 keeps it; docs/contracts/bitrix24.md section 2.2. */
export interface Origin {
	readonly ORIGINATOR_ID: string;
	readonly ORIGIN_ID: string;
}

export function originOf(externalId: string, originator: string | null | undefined): Origin {
	return { ORIGINATOR_ID: originator ?? ORIGIN, ORIGIN_ID: externalId };
}

/** The activity that was made from the same origin. @returns its ID, or undefined when there is none */
export function* activityFrom(origin: Origin): Generator<RequestSpec, number | undefined, unknown> {
	const filter = { '=ORIGINATOR_ID': origin.ORIGINATOR_ID, '=ORIGIN_ID': origin.ORIGIN_ID };
	const found = yield method(
		'crm.activity.list',
		{ order: { ID: 'ASC' }, filter, select: ['ID'], start: -1 },
		'read',
		listAt(),
	);
	return asNumber(asRows(resultOf(found))[0]?.ID);
}
