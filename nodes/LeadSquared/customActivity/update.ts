import { mustChange } from '../../shared/checks';
import { multiStep } from '../../shared/define';
import { collection, required, text } from '../../shared/fields';
import type { Bulk } from '../../shared/operation';
import { asObject, defined } from '../../shared/values';
import { attach, attachments, checkedAttachments } from './attachments';
import { BULK_SIZE, rowsFor } from './bulkRows';
import { activityId, activityType, fields, fieldValues, named, owner, realActivity, status, writtenValues } from './fields';
import { changesFromPortable } from './portable';
import { updateRequest } from './requests';
import { flagsOf, hasFlags, writeOptions } from './writeOptions';

const BULK_PATH = '/ProspectActivity.svc/Bulk/CustomActivity/Update';

/** Up to 25 updates in one call, each with a row of its own in the answer (section 4.6). The bulk call lacks the two flags. */
const bulkUpdate: Bulk = {
	size: BULK_SIZE,
	most: BULK_SIZE,
	fits: ({ body }) => !hasFlags(body),
	pack: (specs) => ({
		method: 'POST',
		path: BULK_PATH,
		effect: 'write',
		body: specs.map(({ body }) => {
			const { ProspectActivityId, ActivityNote, Fields } = asObject(body);
			return defined({ ProspectActivityId, ActivityNote, Fields });
		}),
	}),
	unpack: rowsFor,
};

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a custom activity',
	description: 'Change note, status, owner and fields of a custom activity. What is not filled in stays as it is.',
	effect: 'write',
	fields: {
		activityType: required(activityType),
		activityId: required(activityId),
		fields,
		updateFields: collection('Update Fields', {
			note: text('Note', { rows: 4 }),
			owner,
			status,
		}),
		attachments,
	},
	fromPortable: changesFromPortable,
	options: writeOptions,
	*steps({ activityType: code, activityId: id, fields: mapped, updateFields: { note, owner: user, status: chosen }, attachments: files }, options, { zone }) {
		const listed = checkedAttachments(files);
		const changed = [...fieldValues(mapped, zone), ...named('Status', chosen), ...named('Owner', user)];
		const changes = { ActivityNote: note, Fields: changed.length === 0 ? undefined : changed };
		mustChange({ ...changes, attachments: listed.length === 0 ? undefined : listed });
		const ActivityEvent = realActivity(code);
		// Attachments alone need no update.
		if (note !== undefined || changed.length > 0) yield updateRequest(id, ActivityEvent, defined(changes), flagsOf(options));
		yield* attach(id, listed);
		return defined({ id, activityType: code, note, fields: writtenValues(changed), attachments: listed.length === 0 ? undefined : listed.length });
	},
	bulk: bulkUpdate,
});
