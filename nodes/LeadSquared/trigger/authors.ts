import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { asEmail } from '../../shared/form/addresses';
import { aRecord } from '../../shared/http/proof';
import { hasNews } from '../../shared/operation/bothSides';
import { asObject, asRows, asText, isObject } from '../../shared/text/unknownJson';
import type { OwnChanges } from '../../shared/trigger/ownChanges';
import { usersRequest } from '../people';
import { get } from '../vendor';
import { CREATED } from './events';

/**
 * The owner of the keys, by email and ID: the call that tells of the keys documents the email only
 * (docs/contracts/leadsquared.md section 1.1).
 */
export function* ownUser(): Generator<RequestSpec, readonly string[], unknown> {
	const me = asObject(yield get('/Authentication.svc/UserByAccessKey.Get', aRecord()));
	const email = asText(me.EmailAddress).trim();
	const users = asRows(yield usersRequest);
	const own = users.filter(
		({ EmailAddress }) => email !== '' && asEmail(EmailAddress) === asEmail(email),
	);
	return [email, ...own.map(({ ID }) => asText(ID))];
}

/**
 * Who made the last change of a record. Not every list and delivery tells it of changes (sections 4.9, 7.4): a record
 * that has changed since it was made may have been changed by anybody.
 * @param isNew whether it was made, and nothing else has happened to it
 */
export function authorOf(record: IDataObject, isNew: boolean): unknown {
	const { ModifiedBy, CreatedBy, CreatedByEmailAddress } = record;
	if (asText(ModifiedBy).trim() !== '') return ModifiedBy;
	return isNew ? asText(CreatedBy) || CreatedByEmailAddress : undefined;
}

/** Of deliveries of an event. */
export function ownDeliveries(event: string): OwnChanges {
	return {
		user: ownUser,
		authorOf: (payload) =>
			authorOf([payload.After, payload.Current].find(isObject) ?? payload, CREATED.includes(event)),
	};
}

/** Of rows of the list of activities by type. */
export const ownRows: OwnChanges = {
	user: ownUser,
	authorOf: (row) => authorOf(row, asText(row.CreatedOn) === asText(row.ModifiedOn)),
	hasNews,
};
