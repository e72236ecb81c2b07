import type { IDataObject } from 'n8n-workflow';
import type { FindOut } from '../../shared/contract/call';
import { SOURCE_SYSTEM } from '../../shared/form/externalId';
import { holdsValues, isGone } from '../../shared/operation/findOut';
import { readsLike, sameValues } from '../../shared/text/sameValues';
import { asObject, asText, defined } from '../../shared/text/unknownJson';
import { isAmongRows } from '../recentRows';
import { resultOf } from '../vendor';
import { readActivity } from './requests';

/** Reads that show what became of a write; docs/contracts/bitrix24.md sections 2.2 and 2.3. */

const activityIn = (body: unknown) => asObject(resultOf(body));

/**
 * The activity has the values that were written. Files, and whom it is with, are not among those that are read.
 * @param before the activity as it was read just before the write: a later time of change is that of the write
 */
export function activityHolds(
	id: number | undefined,
	fields: IDataObject,
	answer: unknown = { result: true },
	before?: IDataObject,
): FindOut | undefined {
	if (id === undefined) return undefined;
	const changedIn = (body: unknown) => asText(activityIn(body).LAST_UPDATED);
	return holdsValues(fields, {
		read: readActivity(id),
		record: activityIn,
		texts: ['SUBJECT', 'DESCRIPTION', 'LOCATION'],
		changed: changedIn,
		isOwnChange: (body) => Date.parse(changedIn(body)) > Date.parse(asText(before?.LAST_UPDATED)),
		answer: () => answer,
	});
}

export function activityIsGone(id: number): FindOut {
	return isGone(readActivity(id), { result: true });
}

/** What a new activity without an origin gets, so that it can be found again. */
export function markedOrigin(mark: string) {
	return { ORIGINATOR_ID: SOURCE_SYSTEM, ORIGIN_ID: mark };
}

/** How far an origin tells an activity from others. */
interface OfOrigin {
	/** No other has it: it is a mark, or an External ID. */
	readonly isUnique: boolean;
	/** Where the origin is the user's own, which several may share: the record that the activity belongs to. */
	readonly owner?: IDataObject;
}

/** The new activity has the origin that it was written with. @param result of the method that makes it */
export function activityIsFrom(
	{ ORIGINATOR_ID, ORIGIN_ID }: IDataObject,
	result: (id: unknown) => unknown,
	{ isUnique, owner = {} }: OfOrigin,
): FindOut {
	return isAmongRows({
		isMarked: true,
		isUnique,
		list: 'crm.activity.list',
		parameters: {
			order: { ID: 'DESC' },
			filter: { '=ORIGINATOR_ID': ORIGINATOR_ID, '=ORIGIN_ID': ORIGIN_ID },
			select: ['ID', 'CREATED', 'ORIGINATOR_ID', 'ORIGIN_ID', ...Object.keys(owner)],
		},
		created: 'CREATED',
		isIt: (row) => sameValues({ ORIGINATOR_ID, ORIGIN_ID, ...owner }, row) === true,
		result: ({ ID }) => result(ID),
	});
}

/** A to-do keeps no origin: it is known by its content among the newest to-dos of its record. */
export function todoIsListed({
	ownerTypeId,
	ownerId,
	deadline,
	title,
	description,
	responsibleId,
}: IDataObject): FindOut {
	const written = defined({
		DEADLINE: deadline,
		SUBJECT: title,
		DESCRIPTION: description,
		RESPONSIBLE_ID: responsibleId,
	});
	return isAmongRows({
		list: 'crm.activity.list',
		parameters: {
			order: { ID: 'DESC' },
			filter: { OWNER_TYPE_ID: ownerTypeId, OWNER_ID: ownerId, PROVIDER_ID: 'CRM_TODO' },
			select: ['ID', 'CREATED', 'DEADLINE', 'SUBJECT', 'DESCRIPTION', 'RESPONSIBLE_ID'],
		},
		created: 'CREATED',
		isIt: (row) => readsLike(written, row),
		result: ({ ID }) => ({ id: ID }),
	});
}
