import type { IDataObject } from 'n8n-workflow';
import { plainText } from '../../shared/text/html';
import { asObject, asRows, asText } from '../../shared/text/unknownJson';
import { toIso } from '../times';

/**
 * The ten most useful fields of an activity, flat, notes as plain text. Times stay in the offset that Deskera gives
 * them.
 */
export function simplify(activity: IDataObject): IDataObject {
	const { id, name, activity_type: type, start, end, is_status: done, notes } = activity;
	const assignees = asRows(activity.assignee_details).map((user) =>
		`${asText(user.first_name)} ${asText(user.last_name)}`.trim(),
	);
	return {
		id,
		name,
		type,
		start,
		end,
		done,
		notes: typeof notes === 'string' ? plainText(notes) : notes,
		assignees: assignees.join(', '),
		deal: asText(asObject(activity.deal_details).name),
		updatedAt: toIso(asText(activity.updated_at)),
	};
}
