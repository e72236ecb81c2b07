/** Activities of the fake LeadSquared as they are read (contract 4.8 to 4.11). */
import { there } from '../support/there.cts';
import {
	mx,
	shaped,
	demand,
	moment,
	stamp,
	stampWithMs,
	offsetOf,
	listed,
	tooBig,
	pageOf,
	sorted,
	sortingOf,
	type Account,
	type Context,
	type Endpoints,
} from './leadsquared.answers.cts';
import type { Change } from './leadsquared.extra.data.cts';
import { noActivity } from './leadsquared.fields.cts';
import { flat, itemsOf, modifiedRow, flatRow } from './leadsquared.rows.cts';
import { salesOf } from './leadsquared.sales.cts';
import { typeOf } from './leadsquared.types.cts';
import type { Call } from './server.cts';

/** A13; the id is the activity's, the lead's is not shown (contract 4.11) */
function details({ query }: Call, { account }: Context) {
	const activity = account.store.activities.get((query.get('activityId') ?? '').toLowerCase());
	if (activity === undefined) throw noActivity();
	const { name, fields } = typeOf(activity.ActivityEvent, account);
	const values = flat(activity, query.get('getFileURL') === 'true');
	return {
		ID: activity.ProspectActivityId,
		Name: name,
		DisplayName: name,
		Fields: fields.map((meta) => ({ ...meta, Value: values[meta.SchemaName] ?? '' })),
	};
}

/** A10; what Offset counts is murky (contract 2.2): rows to skip, or pages with the option offsetCounts */
function ofLead({ query, json = {} }: Call, { account }: Context) {
	const { Parameter = {}, Paging } = shaped(json, { Parameter: 'map', Paging: 'map' }, 'the body');
	const { ActivityEvent } = shaped(Parameter, { ActivityEvent: 'count' }, 'Parameter');
	const lead = query.get('leadId');
	if (lead === null || lead === '') throw mx('MandatoryAttributeMissing', 'leadId is missing.');
	const { how, twinId: twinOf, store } = account;
	const { begin, size } = offsetOf(Paging, how.offsetCounts);
	const form = { how, twinOf, withUrls: query.get('getFileURL') === 'true' };
	const activities = [...store.activities.values()]
		.filter((one) => one.RelatedProspectId === lead.toLowerCase())
		.toSorted((left, right) => right.CreatedOn - left.CreatedOn || left.AutoId - right.AutoId)
		.flatMap((one) => itemsOf(one, typeOf(one.ActivityEvent, account), form));
	const rows = [...activities, ...salesOf(lead.toLowerCase(), account)].filter(
		(row) => ActivityEvent === undefined || row.EventCode === Number(ActivityEvent),
	);
	return listed(rows.length, 'ProspectActivities', rows.slice(begin, begin + size), account);
}

/** A window of time, both ends of which must be there. */
function windowOf(sent: { readonly FromDate?: string; readonly ToDate?: string }) {
	return (['FromDate', 'ToDate'] as const).map((name) => {
		const at = moment(sent[name]);
		if (at === undefined) throw mx('InvalidInput', `${name} is not a valid date.`);
		return at;
	}) as [from: number, to: number];
}

const BODY = { Parameter: 'map', Paging: 'map', Sorting: 'map' } as const;

/**
 * A11: window on ModifiedOn in whole seconds, both ends inclusive; no `List` when nothing fits
 * (contract 2.1, 2.2, 4.9)
 */
function byEvent({ json }: Call, { account }: Context) {
	const sent = shaped(json, BODY, 'the body');
	const asked = shaped(
		sent.Parameter ?? {},
		{ FromDate: 'string', ToDate: 'string', ActivityEvent: 'count', RemoveEmptyValue: 'boolean' },
		'Parameter',
	);
	if (asked.ActivityEvent === undefined) throw mx('InvalidInput', 'ActivityEvent is missing.');
	const type = typeOf(asked.ActivityEvent, account);
	const [from, to] = windowOf(asked);
	const page = pageOf(sent.Paging, { usual: 25, most: 1000, tooBig: tooBig(1000) });
	const columns = ['ModifiedOn', 'CreatedOn', 'ProspectActivityId'];
	const Sorting = sortingOf(sent.Sorting, 'ModifiedOn', columns);
	const rows = [...account.store.activities.values()].filter(
		(one) => one.ActivityEvent === type.code && one.ModifiedOn >= from && one.ModifiedOn <= to,
	);
	const List = sorted(rows, Sorting, 'ProspectActivityId', page)
		.slice(page.begin, page.begin + page.size)
		.map((one) => flatRow(one, type, account, asked.RemoveEmptyValue === true));
	return listed(rows.length, 'List', List, account);
}

const COLUMNS: Record<string, string> = {
	ModifiedOn: 'ModifiedOn',
	CreatedOn: 'CreatedOn',
	ProspectActivityId: 'ProspectActivityId',
	Id: 'ProspectActivityId',
};

/** A12: any type; the fields only with IncludeCustomFields: 1 (contract 4.10) */
function recentlyModified({ json }: Call, { account }: Context) {
	const sent = shaped(json, BODY, 'the body');
	const asked = shaped(
		sent.Parameter ?? {},
		{ FromDate: 'string', ToDate: 'string', ActivityEvent: 'count', IncludeCustomFields: 'bit' },
		'Parameter',
	);
	const { ActivityEvent, IncludeCustomFields } = asked;
	const code = ActivityEvent === undefined ? undefined : typeOf(ActivityEvent, account).code;
	const [from, to] = windowOf(asked);
	const page = pageOf(sent.Paging, { usual: 25, most: 1000, tooBig: tooBig(1000) });
	const Sorting = sortingOf(sent.Sorting, 'ModifiedOn', Object.keys(COLUMNS));
	const { store, how } = account;
	const rows = [...store.activities.values()].filter(
		(one) =>
			(code === undefined || one.ActivityEvent === code) &&
			one.ModifiedOn >= from &&
			one.ModifiedOn <= to,
	);
	const found = sorted(
		rows,
		{ ...Sorting, ColumnName: there(COLUMNS[Sorting.ColumnName]) },
		'ProspectActivityId',
		page,
	)
		.slice(page.begin, page.begin + page.size)
		.map((one) =>
			modifiedRow(one, typeOf(one.ActivityEvent, account), {
				how,
				withFields: IncludeCustomFields === 1,
			}),
		);
	return listed(rows.length, 'ProspectActivities', found, account);
}

/**
 * A14: of one activity, of some types or of all; both dates are required, and an id can't go along
 * with types (contract 4.1). The order is unverified there; here the newest change comes first.
 */
function changes({ json }: Call, { account }: Context) {
	const { Parameter = {}, Paging } = shaped(json, { Parameter: 'map', Paging: 'map' }, 'the body');
	const shape = {
		ActivityID: 'string',
		ActivityEvents: 'list',
		FromDate: 'string',
		ToDate: 'string',
	} as const;
	const asked = demand(shaped(Parameter, shape, 'Parameter'), ['FromDate', 'ToDate']);
	const { ActivityID: id, ActivityEvents: codes } = asked;
	if (id !== undefined && codes !== undefined)
		throw mx('InvalidInput', 'ActivityEvents and ActivityID cannot be passed together.');
	const { store } = account;
	if (id !== undefined && !store.activities.has(id.toLowerCase())) throw noActivity();
	const wanted = codes?.map((code) => typeOf(code, account).code);
	const [from, to] = windowOf(asked);
	const { begin, size } = pageOf(Paging, { usual: 25, most: 1000, tooBig: tooBig(1000) });
	const rows = store.history
		.filter((row) => id === undefined || row.ProspectActivityId === id.toLowerCase())
		.filter(
			(row) =>
				(wanted === undefined || wanted.includes(row.ActivityEvent)) &&
				row.ModifiedOn >= from &&
				row.ModifiedOn <= to,
		)
		.toReversed()
		.toSorted((left, right) => right.ModifiedOn - left.ModifiedOn);
	return listed(
		rows.length,
		'Activities',
		rows.slice(begin, begin + size).map((row) => changeRow(row, account)),
		account,
	);
}

/**
 * The activity stands in `Activity`, as the vendor's page prints it; how the change beside it is
 * called is of our making.
 */
function changeRow(row: Change, account: Account) {
	const { users, activities } = account.store;
	const type = typeOf(row.ActivityEvent, account);
	const user = there(users.get(row.ModifiedBy));
	const { CreatedOn, CreatedBy } = activities.get(row.ProspectActivityId) ?? {};
	const { ProspectActivityId, RelatedProspectId, ActivityEvent, SchemaName, OldValue, NewValue } =
		row;
	return {
		Activity: {
			ProspectActivityId,
			RelatedProspectId,
			ActivityType: '2',
			ActivityEvent: String(ActivityEvent),
			ActivityEventName: type.name,
			CreatedOn: CreatedOn === undefined ? null : stamp(CreatedOn),
			CreatedBy,
		},
		SchemaName,
		DisplayName: type.fields.find((meta) => meta.SchemaName === SchemaName)?.DisplayName ?? 'Notes',
		OldValue,
		NewValue,
		ModifiedByName: `${user.FirstName} ${user.LastName}`,
		ModifiedOn: stampWithMs(row.ModifiedOn),
	};
}

/** A15: activities whose lead fields name the lead; at most 50 a page (contract 2.2) */
function references({ query, json = {} }: Call, { account }: Context) {
	const { Paging } = shaped(json, { Paging: 'map', Sorting: 'map' }, 'the body');
	const { leadId } = demand({ leadId: query.get('leadId') }, ['leadId']);
	const { begin, size } = pageOf(Paging, { usual: 25, most: 50, tooBig: tooBig(50) });
	const rows = [...account.store.activities.values()].flatMap((activity) => {
		const type = typeOf(activity.ActivityEvent, account);
		return type.fields
			.filter(
				(meta) =>
					meta.DataType === 'Lead' &&
					String(activity.Fields[meta.SchemaName]).toLowerCase() === leadId.toLowerCase(),
			)
			.map((meta) => ({
				...flatRow(activity, type, account, true),
				ReferenceField: meta.SchemaName,
			}));
	});
	return listed(rows.length, 'List', rows.slice(begin, begin + size), account);
}

export const ENDPOINTS: Endpoints = {
	'ProspectActivity.svc/GetActivityDetails': ['GET', details],
	'ProspectActivity.svc/Retrieve': ['POST', ofLead, true],
	'ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent': ['POST', byEvent],
	'ProspectActivity.svc/RetrieveRecentlyModified': ['POST', recentlyModified],
	'ProspectActivity.svc/RetrieveActivityChange': ['POST', changes],
	'ProspectActivity.svc/GetLeadReferences': ['POST', references, true],
};
