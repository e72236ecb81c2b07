import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { asObject, asRows, asText } from '../../shared/values';

/** The ten most useful fields of an activity, flat. Times stay in the offset that Deskera gives them. */
export function simplify(activity: IDataObject): IDataObject {
	const { id, name, activity_type: type, start, end, is_status: done, notes } = activity;
	const assignees = asRows(activity.assignee_details).map((user) => `${asText(user.first_name)} ${asText(user.last_name)}`.trim());
	return {
		id,
		name,
		type,
		start,
		end,
		done,
		notes,
		assignees: assignees.join(', '),
		deal: asText(asObject(activity.deal_details).name),
		updatedAt: withoutMicroseconds(activity.updated_at),
	};
}

/** `2021-08-05T17:20:58.875416+05:30` has more digits than most nodes can read. */
function withoutMicroseconds(value: unknown): string {
	const moment = DateTime.fromISO(asText(value), { setZone: true });
	return moment.isValid ? (moment.toISO() ?? '') : asText(value);
}
