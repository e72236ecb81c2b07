import { mustChange } from '../../shared/checks';
import { operation } from '../../shared/define';
import { collection, required, text } from '../../shared/fields';
import type { Bulk } from '../../shared/operation';
import { asObject, defined } from '../../shared/values';
import { BULK_SIZE, rowsFor } from './bulkRows';
import { activityId, activityType, fields, fieldValues, named, owner, realActivity, status, writtenValues, type FieldValue } from './fields';
import { flagsOf, hasFlags, writeOptions } from './writeOptions';

const PATH = '/ProspectActivity.svc/CustomActivity/Update';
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

export const update = operation({
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
	},
	options: writeOptions,
	request({ activityType: code, activityId: id, fields: mapped, updateFields: { note, owner: user, status: chosen } }, options, { zone }) {
		const changed = [...fieldValues(mapped, zone), ...named('Status', chosen), ...named('Owner', user)];
		const changes = mustChange({ ActivityNote: note, Fields: changed.length === 0 ? undefined : changed });
		return { method: 'POST', path: PATH, body: defined({ ProspectActivityId: id, ActivityEvent: realActivity(code), ...changes, ...flagsOf(options) }), effect: 'write' };
	},
	output(_body, { body }) {
		const { ProspectActivityId, ActivityEvent, ActivityNote, Fields } = asObject(body);
		return defined({ id: ProspectActivityId, activityType: ActivityEvent, note: ActivityNote, fields: writtenValues((Fields ?? []) as FieldValue[]) });
	},
	bulk: bulkUpdate,
});
