/**
 * How the fake LeadSquared shows an activity: each call in a form of its own (contract 4.8 to 4.11,
 * 7.4).
 */
import { moment, stamp, stampUs, type Account } from './leadsquared.answers.cts';
import type { Activity } from './leadsquared.data.cts';
import { FIRST_OPPORTUNITY } from './leadsquared.fields.cts';
import { FILE_FIELDS, type ActivityType } from './leadsquared.types.data.cts';

/** How rows are shown. */
interface Form {
	readonly how: Account['how'];
	/** Addresses of files stand for their names. */
	readonly withUrls?: boolean;
}

const addressOf = (name: string) => `https://files.leadsquared.example/${encodeURIComponent(name)}`;
const addresses = (list: string) => list.split(',').map(addressOf).join(',');

/**
 * Values of custom field sets come as a JSON text; with `getFileURL=true` files are addresses
 * (contract 4.8, 4.9, 4.14).
 */
function texts({ ActivityEvent, Fields }: Activity, withUrls: boolean): Record<string, string> {
	const shown = (name: string, value: Activity['Fields'][string]) => {
		if (typeof value === 'string') return value;
		const files = withUrls ? (FILE_FIELDS[`${ActivityEvent} ${name}`] ?? []) : [];
		return JSON.stringify(
			Object.fromEntries(
				Object.entries(value).map(([inner, one]) => [
					inner,
					files.includes(inner) && one !== '' ? addresses(one) : one,
				]),
			),
		);
	};
	return Object.fromEntries(
		Object.entries(Fields).map(([name, value]) => [name, shown(name, value)]),
	);
}

export const flat = (activity: Activity, withUrls = false): Record<string, string> => ({
	Status: activity.Status,
	Owner: activity.Owner,
	...texts(activity, withUrls),
});

export const filled = (fields: Readonly<Record<string, string>>) =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

/** `ActivityFields` of A10: no empty values, dates in US form, absent on some system events (contract 2.1, 4.8) */
function activityFields(
	activity: Activity,
	{ code, fields }: ActivityType,
	{ how, withUrls }: Form,
): object {
	if (code === 21) return {};
	const dated = fields
		.filter((meta) => meta.DataType === 'DateTime' && activity.Fields[meta.SchemaName])
		.map(({ SchemaName }) => [SchemaName, stampUs(moment(activity.Fields[SchemaName]) ?? NaN)]);
	return {
		[how.activityFieldsKey]: {
			...filled(flat(activity, withUrls)),
			...Object.fromEntries(dated),
			CreatedBy: activity.CreatedBy,
			ActivityEvent_Note: activity.ActivityNote,
			ProspectActivityAutoId: String(activity.AutoId),
		},
	};
}

function item(activity: Activity, type: ActivityType, form: Form) {
	const Id = activity.ProspectActivityId;
	return {
		Id,
		EventCode: type.code,
		EventName: type.name,
		ActivityScore: 0,
		CreatedOn: stamp(activity.CreatedOn),
		ModifiedOn: stamp(activity.ModifiedOn),
		ActivityType: type.kind,
		Type: 'Inbound',
		IsEmailType: false,
		SessionId: Id,
		TrackLocation: 0,
		Latitude: '',
		Longitude: '',
		RelatedProspectId: activity.RelatedProspectId,
		...(activity.RelatedOpportunityId === undefined
			? {}
			: { RelatedOpportunityId: activity.RelatedOpportunityId }),
		Data: Object.entries(filled(flat(activity, form.withUrls))).map(([Key, Value]) => ({
			Key,
			Value,
		})),
		...activityFields(activity, type, form),
	};
}

/** A10 */
type Item = ReturnType<typeof item> & { ActivityFields?: object; Fields?: object };

/** A10: the row, and beside an opportunity, if asked for, what the vendor adds to it (contract 4.12, 9 no. 12) */
export function itemsOf(
	activity: Activity,
	type: ActivityType,
	form: Form & { twinOf: Account['twinId'] },
) {
	const row: Item = item(activity, type, form);
	if (form.how.systemRows === 'absent' || type.code < FIRST_OPPORTUNITY) return [row];
	const { [form.how.activityFieldsKey]: _, ...bare } = row;
	return [
		row,
		{
			...bare,
			Id: form.twinOf(row.Id),
			EventCode: 33,
			EventName: 'Opportunity marker',
			Data: [],
			RelatedOpportunityId: row.Id,
		},
		{ ...row, EventCode: 3011, EventName: 'Opportunity mirror', ActivityType: 26 },
	];
}

/** a row of A12 (contract 4.10) */
export function modifiedRow(
	activity: Activity,
	type: ActivityType,
	{ how, withFields }: Form & { withFields: boolean },
) {
	const {
		Id,
		EventCode,
		EventName,
		ActivityScore,
		CreatedOn,
		ModifiedOn,
		RelatedProspectId,
		RelatedOpportunityId = '',
		Data,
	} = item(activity, type, { how });
	const row = {
		Id,
		EventCode,
		EventName,
		ActivityScore,
		CreatedOn,
		ModifiedOn,
		RelatedProspectId,
		RelatedOpportunityId,
		Data,
	};
	if (!withFields) return row;
	const values = {
		...filled(flat(activity)),
		CreatedBy: activity.CreatedBy,
		ActivityEvent_Note: activity.ActivityNote,
	};
	return {
		...row,
		Fields: Object.entries(values).map(([name, Value]) => ({
			[how.modifiedFieldKey]: name,
			Value,
		})),
	};
}

/** a row of A11: flat, numbers as texts (contract 4.9) */
export function flatRow(
	activity: Activity,
	type: ActivityType,
	account: Account,
	withoutEmpty: boolean,
): Record<string, string> {
	const every: Record<string, string> = {
		...Object.fromEntries(type.fields.map((meta) => [meta.SchemaName, ''])),
		...flat(activity),
	};
	return {
		ProspectActivityId: activity.ProspectActivityId,
		RelatedProspectId: activity.RelatedProspectId,
		ActivityType: String(type.kind),
		ActivityEvent: String(type.code),
		...(withoutEmpty ? filled(every) : every),
		ActivityEvent_Note: activity.ActivityNote,
		CreatedOn: stamp(activity.CreatedOn),
		ModifiedOn: stamp(activity.ModifiedOn),
		CreatedBy: activity.CreatedBy,
		CreatedByEmailAddress: account.store.users.get(activity.CreatedBy)?.EmailAddress ?? '',
	};
}

/** what a webhook is told of an activity (contract 7.4) */
export function payload(activity: Activity, type: ActivityType) {
	return {
		ProspectActivityId: activity.ProspectActivityId,
		RelatedProspectId: activity.RelatedProspectId,
		ActivityEvent: String(type.code),
		ActivityEventName: type.name,
		ActivityType: String(type.kind),
		CreatedBy: activity.CreatedBy,
		CreatedOn: stamp(activity.CreatedOn),
		Score: type.score,
		Data: { ...filled(flat(activity)), Note: activity.ActivityNote },
	};
}
