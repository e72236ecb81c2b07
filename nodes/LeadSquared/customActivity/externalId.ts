import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import type { externalId } from '../../shared/form/externalId';
import { text } from '../../shared/form/fields';
import { GUID, proved, SOME_JSON } from '../../shared/http/proof';
import { asArray, asObject, asText } from '../../shared/text/unknownJson';
import { activityShape, valuesAsText } from '../activityRecord';
import { offsetRows } from '../paging';
import { search } from '../vendor';
import type { Target } from './target';
import { targetLead } from './targetLead';

export const externalIdField = text('External ID Field', {
	placeholder: 'e.g. mx_Custom_5',
	description:
		'Schema name of the field of the activity type that keeps the External ID. ' +
		'LeadSquared has no built-in field for it.',
});

/** An ID from another system, and the field of the activity type that keeps it. */
export interface ExternalId {
	readonly id: string;
	readonly field: string;
}

/** @throws InvalidInput when only one of the two is given */
export function externalIdOf({
	externalId: id,
	externalIdField: field,
}: Partial<Values<{ externalId: typeof externalId; externalIdField: typeof externalIdField }>>):
	ExternalId | undefined {
	if (id === undefined) return undefined;
	if (field === undefined || !/^\w+$/.test(field.trim()))
		throw new InvalidInput(
			'"External ID Field" is empty or is not a schema name',
			'Name the field of the activity type that keeps the External ID, such as ' +
				'mx_Custom_5. Activity Type > Get shows the schema names.',
		);
	return { id, field: field.trim() };
}

/** Whether a row holds the ID as it was written: one that looks like JSON is no object here. */
export function holdsExternalId(row: IDataObject, { id, field }: ExternalId): boolean {
	return valuesAsText(row).some(([name, value]) => name === field && value === id);
}

interface Present {
	readonly id: string;
	readonly note: string;
}

/** Without its ID a row can't be changed, and without the row a second one would be made. */
const WITH_IDS = proved(
	'the IDs of the activities',
	(body) =>
		SOME_JSON.holds(body) &&
		asArray(asObject(body).ProspectActivities).every((row) =>
			GUID(activityShape(asObject(row)).id),
		),
);

/**
 * The lead's activity of this type that was made with the ID. @returns undefined when there is
 * none, or no lead yet
 */
export function* activityFrom(
	to: Target,
	code: number,
	external: ExternalId,
): Generator<RequestSpec, Present | undefined, unknown> {
	const leadId = yield* targetLead(to);
	if (leadId === undefined) return undefined;
	const list = {
		...search('/ProspectActivity.svc/Retrieve', { Parameter: { ActivityEvent: code } }, WITH_IDS),
		query: { leadId },
	};
	const rows = yield* offsetRows(list, {
		key: 'ProspectActivities',
		records: 'activities',
		limit: Infinity,
	});
	const found = rows.find((row) => holdsExternalId(row, external));
	if (found === undefined) return undefined;
	const { id, note } = activityShape(found);
	return { id: asText(id), note: asText(note) };
}
