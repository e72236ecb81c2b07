import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import type { MappedValue } from '../../shared/form/customFields';
import { checkExternalId, externalId } from '../../shared/form/externalId';
import { clearable, collection, date, required } from '../../shared/form/fields';
import { byId, picker } from '../../shared/form/recordPickers';
import { multiStep } from '../../shared/operation/define';
import { toSqlUtc } from '../../shared/text/dates';
import { defined } from '../../shared/text/unknownJson';
import { foundLead } from '../leads';
import { isEmail, OWNER, ownerId } from '../owners';
import { ownerFinder, usersRequest } from '../people';
import { attach, attachments, checkedAttachments } from './attachments';
import { activityIsListed } from './findOut';
import { activityFrom, externalIdField, externalIdOf, type ExternalId } from './externalId';
import {
	activityNote,
	allFields,
	fieldValues,
	named,
	realActivity,
	status,
	type FieldValue,
	valueText,
	writableType,
} from './fields';
import { inNote, newFromPortable } from './portable';
import {
	bulkAdd,
	createdIds,
	fitsRow,
	onFoundLead,
	onLead,
	onLeadWithOwner,
	onNewLead,
	updateRequest,
} from './requests';
import { checkFoundBy, leadBody, leadKeys, TARGET_FIELDS, targetOf, type Target } from './target';
import { targetLead } from './targetLead';
import { flagsOf, includeLeadScore, scoreIn, wantsScore, writeOptions } from './writeOptions';
import { written } from './written';
import { update } from './update';

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a custom activity',
	description: 'Add a custom activity to the timeline of a lead',
	effect: 'write',
	writes: 'newOrFound',
	// Then the lead is written as well, which may be there.
	mayFind: (item) => item.raw('createLead') === true,
	records: ({ activityType: code, ...target }, { externalId: id }) => [
		...(id === undefined ? [] : [['external', code, id]]),
		...leadKeys(target),
	],
	fields: {
		activityType: required(writableType),
		...TARGET_FIELDS,
		note: activityNote,
		fields: allFields,
		attachments,
		additionalFields: collection('Additional Fields', {
			date: date('Start', 'start', {
				description:
					'When it took place. If not added, LeadSquared uses the current time. An activity that ' +
					'is found by its External ID keeps its time.',
			}),
			owner: clearable(
				picker('Assigned To', OWNER, {
					search: 'searchOwners',
					people: ownerFinder,
					description:
						'The user who owns the activity in LeadSquared. By email, many activities travel in one request; by ' +
						'ID, each needs its own.',
				}),
			),
			status: clearable(status),
		}),
	},
	fromPortable: {
		...newFromPortable,
		linkToSource: {
			vendor: 'leadSquared',
			update,
			parameters: (id, reader) => ({
				activityId: byId(id),
				activityType: reader.raw('activityType'),
			}),
		},
	},
	options: { ...writeOptions, externalId, externalIdField, includeLeadScore },
	*steps(
		{
			activityType: code,
			note,
			fields: mapped,
			attachments: files,
			additionalFields: { date: at, owner, status: chosen },
			createLead,
			newLead,
			leadAttributes,
			...target
		},
		options,
		item,
	) {
		const ActivityEvent = realActivity(code);
		const to = targetOf({ ...target, createLead, newLead, leadAttributes });
		const lead = leadBody({ newLead, leadAttributes });
		if (createLead === true) checkFoundBy(to, lead, newLead);
		const external = externalIdOf(options);
		const listed = checkedAttachments(files);
		const flags = flagsOf(options);
		const creates = createLead === true && to.by !== 'id';
		const scored = wantsScore(options, creates);
		for (const { id, value, label } of mapped)
			if (id === external?.field)
				checkExternalId(external.id, value === null ? null : valueText(value), label);
		const given: Given = { mapped, status: chosen, external };
		const fieldsNow = fieldsWith(given);
		const attached = listed.length === 0 ? undefined : listed.length;
		const email = typeof owner === 'string' && isEmail(owner) ? owner : undefined;
		const present = external === undefined ? undefined : yield* activityFrom(to, code, external);
		if (present !== undefined) {
			const Fields = [
				...fieldsNow,
				...named('Owner', email === undefined ? owner : ownerId(yield usersRequest, email)),
			];
			const ActivityNote =
				typeof note === 'string' && item.madeUp('note') ? inNote(note, present.note) : note;
			yield updateRequest(present.id, ActivityEvent, { ActivityNote, Fields }, flags);
			yield* attach(present.id, listed);
			return written({
				id: present.id,
				code,
				note: ActivityNote,
				fields: Fields,
				attachments: attached,
				updated: true,
			});
		}
		// Only the rows of bulk calls name an owner by email.
		const call = { ...flags, ...scored };
		const rowEmail = creates || !fitsRow(call) ? undefined : email;
		const knownOwner =
			email === undefined
				? owner
				: rowEmail === undefined
					? ownerId(yield usersRequest, email)
					: undefined;
		const Fields = [
			...fieldsWith(nothingToClear(given)),
			...named('Owner', knownOwner ?? undefined),
		];
		const activity = defined({
			ActivityEvent,
			ActivityNote: note ?? undefined,
			ActivityDateTime: at && toSqlUtc(at),
			Fields: Fields.length === 0 ? undefined : Fields,
		});
		const { spec, leadId: known } = yield* requestFor(to, {
			activity,
			email: rowEmail,
			flags: call,
			creates,
			lead,
			inRow: fitsRow(call) && !knownOwner,
		});
		const answer = yield { ...spec, findOut: activityIsListed(to, code, activity, external) };
		const { activityId, leadId } = createdIds(answer);
		yield* attach(activityId, listed);
		return written({
			id: activityId,
			leadId: known ?? leadId,
			code,
			note: activity.ActivityNote,
			date: activity.ActivityDateTime,
			ownerEmail: rowEmail,
			fields: Fields,
			attachments: attached,
			leadScore: scoreIn(answer),
		});
	},
	bulk: bulkAdd,
});

interface Given {
	readonly mapped: readonly MappedValue[];
	readonly status: string | null | undefined;
	readonly external: ExternalId | undefined;
}

function nothingToClear({ mapped, status: chosen, external }: Given): Given {
	return {
		mapped: mapped.filter(({ value }) => value !== null),
		status: chosen ?? undefined,
		external,
	};
}

/**
 * The External ID stands in its field, whatever else is mapped to that. @throws InvalidInput when
 * there are too many
 */
function fieldsWith({ mapped, status: chosen, external }: Given): FieldValue[] {
	const others = external === undefined ? mapped : mapped.filter(({ id }) => id !== external.field);
	return [
		...fieldValues(others),
		...named('Status', chosen),
		...(external === undefined ? [] : named(external.field, external.id)),
	];
}

interface Circumstances {
	readonly activity: IDataObject;
	/** Of the owner, where a row of a bulk call can name him by it. */
	readonly email: string | undefined;
	readonly flags: IDataObject;
	readonly creates: boolean;
	readonly lead: IDataObject;
	/** Whether a row of a bulk call can hold the activity. */
	readonly inRow: boolean;
}

/**
 * The call that creates the activity, and the lead where it is known. The bulk call finds a lead
 * by field itself; the others need its ID first.
 */
function* requestFor(
	to: Target,
	{ activity, email, flags, creates, lead, inRow }: Circumstances,
): Generator<RequestSpec, { spec: RequestSpec; leadId?: string }, unknown> {
	if (to.by !== 'id' && creates)
		return {
			spec: onNewLead(to.by === 'phone' ? 'Phone' : to.name, to.value, lead, activity, flags),
		};
	if (to.by === 'field' && inRow)
		return { spec: onFoundLead(to.name, to.value, activity, email, flags) };
	const leadId = yield* leadOf(to);
	return {
		leadId,
		spec:
			email === undefined
				? onLead(leadId, activity, flags)
				: onLeadWithOwner(leadId, activity, email, flags),
	};
}

/** @throws Refused when there is no such lead */
function* leadOf(to: Target): Generator<RequestSpec, string, unknown> {
	if (to.by === 'id') return to.leadId;
	const by = to.by === 'phone' ? 'the phone number' : to.name;
	return foundLead(yield* targetLead(to), `${by} ${to.value}`);
}
