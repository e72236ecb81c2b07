import type { IDataObject } from 'n8n-workflow';
import { multiStep } from '../../shared/define';
import { toSqlUtc } from '../../shared/dates';
import { externalId } from '../../shared/externalId';
import { collection, date, required, text } from '../../shared/fields';
import { complete } from '../../shared/mapper';
import type { RequestSpec } from '../../shared/operation';
import { picker } from '../../shared/pickers';
import { defined } from '../../shared/values';
import { foundLead, leadByField, leadByPhone } from '../leads';
import { isEmail, OWNER, ownerId, usersRequest } from '../owners';
import { attach, attachments, checkedAttachments } from './attachments';
import { activityType, fields, fieldValues, named, realActivity, status, writtenValues } from './fields';
import { activityFrom, externalIdField, originOf } from './origin';
import { newFromPortable } from './portable';
import { bulkAdd, createdIds, onFoundLead, onLead, onLeadWithOwner, onNewLead, updateRequest } from './requests';
import { TARGET_FIELDS, targetOf, type Target } from './target';
import { flagsOf, writeOptions } from './writeOptions';

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a custom activity',
	description: 'Add a custom activity to the timeline of a lead',
	effect: 'write',
	fields: {
		activityType: required(activityType),
		...TARGET_FIELDS,
		note: text('Note', { rows: 4 }),
		fields: complete(fields),
		attachments,
		additionalFields: collection('Additional Fields', {
			date: date('Date', { description: 'When it took place. Without it LeadSquared takes the present moment.' }),
			owner: picker('Owner', OWNER, { search: 'searchOwners', description: 'The user who owns the activity. By email, many activities travel in one request; by ID, each needs its own.' }),
			status,
		}),
	},
	fromPortable: newFromPortable,
	options: { ...writeOptions, externalId, externalIdField },
	async *steps({ activityType: code, note, fields: mapped, attachments: files, additionalFields: { date: at, owner, status: chosen }, createLead, newLead, ...target }, options, { zone }) {
		const to = targetOf({ ...target, createLead, newLead });
		const origin = originOf(options);
		const listed = checkedAttachments(files);
		const flags = flagsOf(options);
		const creates = createLead === true && to.by !== 'id';
		const email = owner !== undefined && isEmail(owner) && !creates ? owner : undefined;
		const byId = owner === undefined || email !== undefined ? undefined : isEmail(owner) ? ownerId(yield usersRequest, owner) : owner;
		const values = [...fieldValues(mapped, zone), ...named('Status', chosen), ...named('Owner', byId), ...(origin === undefined ? [] : named(origin.field, origin.id))];
		const activity = defined({ ActivityEvent: realActivity(code), ActivityNote: note, ActivityDateTime: at && toSqlUtc(at), Fields: values.length === 0 ? undefined : values });
		const present = origin === undefined ? undefined : yield* activityFrom(to, code, origin);
		if (present !== undefined) {
			const owned = email === undefined ? [] : named('Owner', ownerId(yield usersRequest, email));
			const Fields = [...values, ...owned];
			yield updateRequest(present, activity.ActivityEvent, { ActivityNote: note, Fields }, flags);
			yield* attach(present, listed);
			return defined({ id: present, updated: true, activityType: code, note, fields: writtenValues(Fields), attachments: listed.length === 0 ? undefined : listed.length });
		}
		const { spec, leadId: known } = yield* requestFor(to, { activity, email, flags, creates, lead: defined(newLead), ownerById: byId !== undefined });
		const body = yield spec;
		const { activityId, leadId } = createdIds(body);
		yield* attach(activityId, listed);
		return defined({ id: activityId, leadId: known ?? leadId, activityType: code, note, date: activity.ActivityDateTime, fields: writtenValues(values), attachments: listed.length === 0 ? undefined : listed.length });
	},
	bulk: bulkAdd,
});

interface Circumstances {
	readonly activity: IDataObject;
	readonly email: string | undefined;
	readonly flags: IDataObject;
	readonly creates: boolean;
	readonly lead: IDataObject;
	readonly ownerById: boolean;
}

/** The call that creates the activity, and the lead where it is known. The bulk call finds a lead by field itself; the others need its ID first. */
function* requestFor(to: Target, { activity, email, flags, creates, lead, ownerById }: Circumstances): Generator<RequestSpec, { spec: RequestSpec; leadId?: string }, unknown> {
	if (to.by !== 'id' && creates) return { spec: onNewLead(to.by === 'phone' ? 'Phone' : to.name, to.value, lead, activity, flags) };
	if (to.by === 'field' && !ownerById) return { spec: onFoundLead(to.name, to.value, activity, email, flags) };
	const leadId = yield* leadOf(to);
	return { leadId, spec: email === undefined ? onLead(leadId, activity, flags) : onLeadWithOwner(leadId, activity, email, flags) };
}

/** @throws Refused when there is no such lead */
function* leadOf(to: Target): Generator<RequestSpec, string, unknown> {
	if (to.by === 'id') return to.leadId;
	if (to.by === 'phone') return foundLead(yield leadByPhone(to.value), `the phone number ${to.value}`);
	return foundLead(yield leadByField(to.name, to.value), `${to.name} ${to.value}`);
}
