import { clearable, collection, required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { attach, attachments, checkedAttachments } from './attachments';
import {
	activityId,
	activityNote,
	fields,
	fieldValues,
	named,
	owner,
	realActivity,
	status,
	writableType,
} from './fields';
import { changesFromPortable } from './portable';
import { bulkUpdate, updateRequest } from './requests';
import { flagsOf, writeOptions } from './writeOptions';
import { written } from './written';

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a custom activity',
	description:
		'Change description, status, assignee and fields of a custom activity. Fields you leave ' +
		'out stay unchanged.',
	effect: 'write',
	writes: 'present',
	records: ({ activityId: id }) => [id],
	fields: {
		activityType: required(writableType),
		activityId: required(activityId),
		fields,
		updateFields: collection('Update Fields', {
			note: activityNote,
			owner: clearable(owner),
			status: clearable(status),
		}),
		attachments,
	},
	fromPortable: changesFromPortable,
	options: writeOptions,
	*steps(
		{
			activityType: code,
			activityId: id,
			fields: mapped,
			updateFields: { note, owner: user, status: chosen },
			attachments: files,
		},
		options,
	) {
		const ActivityEvent = realActivity(code);
		const listed = checkedAttachments(files);
		const changed = [...fieldValues(mapped), ...named('Status', chosen), ...named('Owner', user)];
		const changes = { ActivityNote: note, Fields: changed.length === 0 ? undefined : changed };
		mustChange({ ...changes, attachments: listed.length === 0 ? undefined : listed });
		// Attachments alone need no update.
		if (note !== undefined || changed.length > 0)
			yield updateRequest(id, ActivityEvent, changes, flagsOf(options));
		yield* attach(id, listed);
		return written({
			id,
			code,
			note,
			fields: changed,
			attachments: listed.length === 0 ? undefined : listed.length,
		});
	},
	bulk: bulkUpdate,
});
