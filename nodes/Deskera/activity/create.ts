import { InvalidInput } from '../../shared/contract/errors';
import { externalId, ORIGIN } from '../../shared/form/externalId';
import { collection, integer, required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { later } from '../../shared/text/dates';
import { asNumber, asObject, withoutNulls } from '../../shared/text/unknownJson';
import { activityFrom } from './externalId';
import { ACTIVITY_FIELDS, activityBody, notesOption } from './fields';
import { newFromPortable } from './portable';
import { creating, replacing } from './requests';
import { asInput } from './update';

const { name, activity_type, start, end, ...details } = ACTIVITY_FIELDS;

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create an activity',
	description: 'Add a call, meeting, task, deadline, email or lunch',
	effect: 'write',
	writes: 'newOrPresent',
	records: ({ additionalFields: { source } }, { externalId: id }) =>
		id === undefined ? [] : [[source ?? ORIGIN, id]],
	fields: {
		name: required(name),
		activity_type: required(activity_type),
		start: required(start),
		end,
		additionalFields: collection('Additional Fields', {
			...details,
			duration: integer('Duration (Minutes)', {
				min: 1,
				description: 'How long the activity takes. Used when End is empty.',
			}),
		}),
	},
	fromPortable: newFromPortable,
	options: { ...notesOption, externalId },
	*steps(
		{ additionalFields: { duration, ...more }, end: until, ...main },
		{ notesAreBase64, externalId: external },
		{ zone },
	) {
		if (until === undefined && duration === undefined)
			throw new InvalidInput(
				'"End" is empty',
				'Fill in End, or add Duration (Minutes) under Additional Fields.',
			);
		const ends = until ?? later(main.start, { minutes: duration ?? 0 });
		const source =
			external === undefined ? {} : { source: more.source ?? ORIGIN, source_id: external };
		const written = activityBody({ ...main, ...more, ...source, end: ends }, notesAreBase64);
		const present =
			external === undefined ? undefined : yield* activityFrom(source.source ?? ORIGIN, external);
		if (present !== undefined) {
			const id = asNumber(present.id) ?? 0;
			yield replacing(id, { ...asInput(present), ...written });
			return { id, updated: true, ...written };
		}
		const filled = activityBody(
			{ ...main, ...withoutNulls(more), ...source, end: ends },
			notesAreBase64,
		);
		const body = {
			is_send_invitation: false,
			is_send_contacts_invitation: false,
			user_timezone: zone,
			...filled,
		};
		return { id: asNumber(asObject(yield creating(body)).id), ...body };
	},
});
