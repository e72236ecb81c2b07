import { mustChange } from '../../shared/checks';
import { operation } from '../../shared/define';
import { collection, flag, required, text } from '../../shared/fields';
import type { Bulk } from '../../shared/operation';
import { TEXT_ID, picker } from '../../shared/pickers';
import { asObject, asRows, asText, defined } from '../../shared/values';
import { rowVerdict } from '../vendor';
import { activityId, activityType, fields, fieldValues, owner, realActivity, type FieldValue } from './fields';

const PATH = '/ProspectActivity.svc/CustomActivity/Update';
const BULK_PATH = '/ProspectActivity.svc/Bulk/CustomActivity/Update';
const BULK_SIZE = 25;

/** Up to 25 updates in one call, each with a row of its own in the answer (section 4.6). The bulk call lacks the two flags. */
const bulkUpdate: Bulk = {
	size: BULK_SIZE,
	most: BULK_SIZE,
	fits: ({ body }) => !('ProcessFilesAsync' in asObject(body)) && !('ValidateDropDownOptions' in asObject(body)),
	pack: (specs) => ({
		method: 'POST',
		path: BULK_PATH,
		effect: 'write',
		body: specs.map(({ body }) => {
			const { ProspectActivityId, ActivityNote, Fields } = asObject(body);
			return defined({ ProspectActivityId, ActivityNote, Fields });
		}),
	}),
	unpack(body, specs) {
		const rows = asRows(asObject(body).Response);
		return specs.map((_spec, index) => rowVerdict(rows.find(({ RowNumber }) => Number(RowNumber) === index + 1) ?? (rows[index]?.RowNumber === undefined ? rows[index] : undefined)));
	},
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
			status: picker('Status', TEXT_ID, { search: 'searchStatuses', description: 'Status of the activity, one of those that its type has' }),
		}),
	},
	options: {
		processFilesAsync: flag('Process Files in Background', 'Whether LeadSquared may store the files of custom field sets after it has answered'),
		validateDropDownOptions: flag('Validate Drop-Down Options', "Whether to send ValidateDropDownOptions as true. LeadSquared's text says that true skips the check of drop-down values; its name says the opposite."),
	},
	request({ activityType: code, activityId: id, fields: mapped, updateFields: { note, owner: user, status } }, { processFilesAsync, validateDropDownOptions }, { zone }) {
		const special = [named('Status', status), named('Owner', user)].filter((field) => field !== undefined);
		const changed = [...fieldValues(mapped, zone), ...special];
		const changes = mustChange({ ActivityNote: note, Fields: changed.length === 0 ? undefined : changed });
		const flags = { ProcessFilesAsync: processFilesAsync, ValidateDropDownOptions: validateDropDownOptions };
		return { method: 'POST', path: PATH, body: defined({ ProspectActivityId: id, ActivityEvent: realActivity(code), ...changes, ...flags }), effect: 'write' };
	},
	output(_body, { body }) {
		const { ProspectActivityId, ActivityEvent, ActivityNote, Fields } = asObject(body);
		const written = asRows(Fields).map(({ SchemaName, Value }): [string, unknown] => [asText(SchemaName), Value]);
		return defined({ id: ProspectActivityId, activityType: ActivityEvent, note: ActivityNote, fields: Object.fromEntries(written) });
	},
	bulk: bulkUpdate,
});

function named(SchemaName: string, Value: string | undefined): FieldValue | undefined {
	return Value === undefined ? undefined : { SchemaName, Value };
}
