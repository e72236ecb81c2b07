import type { IDataObject } from 'n8n-workflow';
import { person, related } from '../../shared/operation/simplifiedRecord';
import { asText, defined } from '../../shared/text/unknownJson';
import { isDone } from '../activityRecord';
import { isEmail } from '../owners';
import { isoOf } from '../times';
import { orCleared, writtenValues, type FieldValue } from './fields';

/** What was written of an activity; what was not is undefined. */
interface Written {
	readonly id: string;
	readonly leadId?: string;
	readonly opportunityId?: string;
	readonly code: number;
	/** Null where it was cleared. */
	readonly note?: unknown;
	/** As it was sent. */
	readonly date?: unknown;
	/** Where it does not stand among the fields. */
	readonly ownerEmail?: string;
	readonly fields: readonly FieldValue[];
	/** How many were added. */
	readonly attachments?: number;
	readonly leadScore?: unknown;
	/** It was found by its External ID. */
	readonly updated?: true;
}

/** The output of a write, in the keys of an activity that is read. */
export function written({
	id,
	leadId,
	opportunityId,
	code,
	note,
	date,
	...more
}: Written): IDataObject {
	const { Status, Owner, ...fields } = writtenValues(more.fields);
	const owner = asText(Owner) || more.ownerEmail;
	return defined({
		id,
		description: note === undefined ? undefined : orCleared(note) || null,
		kind: 'Activity',
		start: date === undefined ? undefined : isoOf(date),
		status: Status === undefined ? undefined : asText(Status) || null,
		done: Status === undefined ? undefined : isDone(Status),
		assignedTo: owner === undefined ? undefined : personOf(owner),
		relatedTo:
			leadId === undefined && opportunityId === undefined
				? undefined
				: [...related('lead', leadId), ...related('opportunity', opportunityId)],
		typeCode: code,
		fields,
		attachments: more.attachments,
		leadScore: more.leadScore,
		updated: more.updated,
	});
}

/** A user by what names one in a request: an email address or an ID. */
export function personOf(user: string): IDataObject | null {
	return person(isEmail(user) ? { email: user } : { id: user });
}
