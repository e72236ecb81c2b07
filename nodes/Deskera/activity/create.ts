import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Reader } from '../../shared/contract/field';
import { checkExternalId, externalId, SOURCE_SYSTEM } from '../../shared/form/externalId';
import { collection, integer, required } from '../../shared/form/fields';
import { byId } from '../../shared/form/recordPickers';
import { multiStep } from '../../shared/operation/define';
import { later } from '../../shared/text/dates';
import { startBefore, staysAsIs } from '../times';
import { asNumber, asObject, asText, defined, withoutNulls } from '../../shared/text/unknownJson';
import { remove } from './delete';
import { activitiesNamed, activityFrom, activityIdFrom } from './externalId';
import { ACTIVITY_FIELDS, activityBody, notesOption } from './fields';
import { newFromPortable, toPortable } from './portable';
import { creating, replacing } from './requests';
import { asInput, readActivity } from './present';
import { written } from './simplify';
import { statusOperations } from './status';
import { checkOrder, update } from './update';

const { name, activity_type, start, end, ...details } = ACTIVITY_FIELDS;

const endOrDuration: typeof end = {
	...end,
	property: (key) => ({
		...end.property(key),
		description:
			'When the activity ends. Sent in UTC. Required unless Duration (Minutes) is added.',
	}),
};

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create an activity',
	description: 'Add a call, meeting, task, deadline, email or lunch',
	effect: 'write',
	writes: 'newOrFound',
	records: ({ additionalFields: { source } }, { externalId: id }) =>
		id === undefined ? [] : [[source ?? SOURCE_SYSTEM, id]],
	fields: {
		name: required(name),
		activity_type: required(activity_type),
		start: required(start),
		end: endOrDuration,
		additionalFields: collection('Additional Fields', {
			...details,
			duration: integer('Duration (Minutes)', {
				min: 1,
				fallback: 30,
				description: 'How long the activity takes. Used when End is empty.',
			}),
		}),
	},
	fromPortable: {
		...newFromPortable,
		linkToSource: {
			vendor: 'deskera',
			update,
			parameters: (id) => ({ activityId: byId(id) }),
			present: {
				read: (id) => readActivity(Number(id)),
				portable: (body) => toPortable(asObject(body)),
			},
			ifDeleted: {
				find: activityIdFrom,
				complete: statusOperations.find(({ value }) => value === 'complete'),
				remove,
			},
			unlinked: {
				likely: ({ title = '' }) => activitiesNamed(title),
				portable: toPortable,
				link(activity, external) {
					const source = { source: SOURCE_SYSTEM, source_id: external };
					return replacing(asNumber(activity.id) ?? 0, { ...asInput(activity), ...source });
				},
			},
		},
	},
	options: { ...notesOption, externalId },
	*steps(
		{ additionalFields: { duration, ...more }, end: until, ...form },
		{ notesAreBase64, externalId: external },
		item,
	) {
		if (until === undefined && duration === undefined)
			throw new InvalidInput(
				'"End" is empty',
				'Fill in End, or add Duration (Minutes) under Additional Fields.',
			);
		if (external !== undefined) checkExternalId(external, more.source_id, 'Source ID');
		const main = { ...form, start: startBefore(form.start, until, item.madeUp('start')) };
		const ends = until ?? later(main.start, { minutes: duration ?? 0 });
		const source =
			external === undefined ? {} : { source: more.source ?? SOURCE_SYSTEM, source_id: external };
		const wanted = activityBody({ ...main, ...more, ...source, end: ends }, notesAreBase64);
		const present =
			external === undefined
				? undefined
				: yield* activityFrom(source.source ?? SOURCE_SYSTEM, external);
		if (present !== undefined) {
			const id = asNumber(present.id) ?? 0;
			const current = asInput(present);
			const changes = saidOf(wanted, current, item);
			checkOrder({ ...current, ...changes });
			yield replacing(id, { ...current, ...changes });
			return { ...written(id, changes), updated: true };
		}
		const filled = activityBody(
			{ ...main, ...withoutNulls(more), ...source, end: ends },
			notesAreBase64,
		);
		const body: IDataObject = {
			is_send_invitation: false,
			is_send_contacts_invitation: false,
			user_timezone: item.zone,
			...filled,
		};
		return written(asNumber(asObject(yield creating(body, external !== undefined)).id), {
			...body,
			is_status: body.is_status ?? false,
		});
	},
});

/**
 * What an activity that exists gets: times that were made up for a new one are left out, unless it would end before it
 * starts without.
 */
function saidOf(wanted: IDataObject, current: IDataObject, item: Reader): IDataObject {
	const { start, end, ...rest } = wanted;
	const fits = asText(current.end) >= asText(start);
	const begins = staysAsIs(current, end);
	return defined({
		...rest,
		start: item.madeUp('start') && begins ? undefined : start,
		end: item.madeUp('additionalFields.duration') && fits ? undefined : end,
	});
}
