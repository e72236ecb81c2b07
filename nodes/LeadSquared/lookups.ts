import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { InvalidInput } from '../shared/contract/errors';
import { listSearch, mayHaveMore, type Lookup, type LookupPage } from '../shared/form/lookups';
import { SOME_JSON } from '../shared/http/proof';
import { recordsOf } from '../shared/operation/paging';
import { asNumber, asObject, asRows, asText } from '../shared/text/unknownJson';
import { isWritable } from './customActivity/fields';
import { isEmail } from './owners';
import { rowsOf, totalOf } from './paging';
import { isActive, leadName, leadRow, USERS_PATH } from './people';
import { simplify as simplifySale } from './salesActivity/simplify';
import { get as getFrom, leadSquared, search as searchIn } from './vendor';

const get = (path: string, query?: RequestSpec['query']) => getFrom(path, SOME_JSON, query);
const search = (path: string, body: unknown) => searchIn(path, body, SOME_JSON);

const PAGE = 100;
const RECENT_DAYS = 90;

/** A list that comes whole: one page, searched here. */
const whole = { next: () => undefined, filterHere: true } as const;

/** A page of a list with its number of all rows beside it. */
function pageOf(key: string) {
	return (body: unknown, at: number) =>
		rowsOf(body, { key, records: key }, at === 0 ? undefined : {});
}

function nextNumber(body: unknown, page: LookupPage): number | undefined {
	return mayHaveMore(page, PAGE, totalOf(body)) ? page.at + 1 : undefined;
}

const activityTypes: Lookup = {
	...whole,
	request: () => get('/ProspectActivity.svc/ActivityTypes.Get'),
	rows: recordsOf,
	item({ ActivityEvent, ActivityEventName, DisplayName }) {
		const code = asNumber(ActivityEvent);
		return code === undefined
			? undefined
			: { name: `${asText(DisplayName) || asText(ActivityEventName)} (${code})`, value: code };
	},
};

/** Those of which activities can be written. */
const writableTypes: Lookup = {
	...activityTypes,
	item(row) {
		const type = activityTypes.item(row);
		return type !== undefined && isWritable(Number(type.value)) ? type : undefined;
	},
};

export const users: Lookup = {
	...whole,
	request: () => get(USERS_PATH),
	rows: (body) => recordsOf(body)?.filter(isActive),
	item: ({ ID, FirstName, LastName, EmailAddress }) =>
		asText(ID) === ''
			? undefined
			: {
					name: `${asText(FirstName)} ${asText(LastName)} (${asText(EmailAddress)})`.trim(),
					value: asText(ID),
				},
};

/** Activities of the chosen type, newest changes first; docs/contracts/leadsquared.md section 4.9. */
const activities: Lookup = {
	request(_filter, at, parameter) {
		const until = DateTime.utc();
		return search('/ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent', {
			Parameter: {
				FromDate: sql(until.minus({ days: RECENT_DAYS })),
				ToDate: sql(until.plus({ minutes: 1 })),
				ActivityEvent: chosenType(parameter),
				RemoveEmptyValue: true,
			},
			Paging: { PageIndex: at + 1, PageSize: PAGE },
			Sorting: { ColumnName: 'ModifiedOn', Direction: 1 },
		});
	},
	rows: (body, _before, at) => pageOf('List')(body, at),
	item({ ProspectActivityId, ActivityEvent_Note, CreatedOn }) {
		const id = asText(ProspectActivityId);
		return id === ''
			? undefined
			: {
					name: `${asText(ActivityEvent_Note).slice(0, 60) || id} (${asText(CreatedOn).slice(0, 16)})`,
					value: id,
				};
	},
	next: nextNumber,
	filterHere: true,
};

const statuses: Lookup = {
	...whole,
	request: (_filter, _at, parameter) => dropDown('Status', chosenType(parameter)),
	rows(body) {
		const { Options } = asObject(body);
		return Array.isArray(Options)
			? Options.map((option): IDataObject => ({ option: asText(option) }))
			: undefined;
	},
	item: ({ option }) => ({ name: asText(option), value: asText(option) }),
};

/** Leads by name, email or phone; without a text the ones changed last. */
const leads: Lookup = {
	request(filter, at) {
		if (filter !== '') return get('/LeadManagement.svc/Leads.GetByQuickSearch', { key: filter });
		const until = DateTime.utc();
		return search('/LeadManagement.svc/Leads.RecentlyModified', {
			Parameter: {
				FromDate: sql(until.minus({ days: RECENT_DAYS })),
				ToDate: sql(until.plus({ minutes: 1 })),
			},
			Columns: { Include_CSV: 'ProspectID,FirstName,LastName,EmailAddress,Phone' },
			Paging: { PageIndex: at + 1, PageSize: PAGE },
		});
	},
	rows: (body, _before, at) =>
		(Array.isArray(body) ? recordsOf(body) : pageOf('Leads')(body, at))?.map(leadRow),
	item(row) {
		const id = asText(row.ProspectID);
		const contact = asText(row.EmailAddress) || asText(row.Phone);
		return id === ''
			? undefined
			: { name: `${leadName(row) || id}${contact === '' ? '' : ` (${contact})`}`, value: id };
	},
	next: (body, page) => (Array.isArray(body) ? undefined : nextNumber(body, page)),
};

/**
 * Fields of leads; LeadSquared keeps Email, Phone and Mobile unique by default
 * (docs/contracts/leadsquared.md section 4.5), so they come first.
 */
const leadFields: Lookup = {
	...whole,
	request: () => get('/LeadManagement.svc/LeadsMetaData.Get'),
	rows: (body) => recordsOf(body)?.sort((a, b) => uniqueRank(a) - uniqueRank(b)),
	item: ({ SchemaName, DisplayName }) =>
		asText(SchemaName) === ''
			? undefined
			: {
					name: `${asText(DisplayName) || asText(SchemaName)} (${asText(SchemaName)})`,
					value: asText(SchemaName),
				},
};
const UNIQUE = ['EmailAddress', 'Phone', 'Mobile'];
const uniqueRank = ({ SchemaName }: IDataObject) =>
	UNIQUE.includes(asText(SchemaName)) ? UNIQUE.indexOf(asText(SchemaName)) : UNIQUE.length;

/** Users by email, as bulk calls and tasks take them. */
const owners: Lookup = {
	...users,
	item: ({ FirstName, LastName, EmailAddress }) =>
		asText(EmailAddress) === ''
			? undefined
			: {
					name: `${asText(FirstName)} ${asText(LastName)} (${asText(EmailAddress)})`.trim(),
					value: asText(EmailAddress),
				},
};

const taskTypes: Lookup = {
	...whole,
	request: () => get('/Task.svc/RetrieveTaskType'),
	rows: recordsOf,
	item: (row) =>
		taskTypeName(row) === ''
			? undefined
			: {
					name: `${taskTypeName(row)} (${asNumber(row.Category) === 0 ? 'appointment' : 'to-do'})`,
					value: taskTypeName(row),
				},
};
/** The key of the name is not confirmed (section 5.7). */
export const taskTypeName = ({ Name, TaskTypeName }: IDataObject) =>
	asText(Name) || asText(TaskTypeName);

/** Custom fields of the chosen task type. */
const taskFields: Lookup = {
	...whole,
	request: () => get('/Task.svc/RetrieveTaskType'),
	rows(body) {
		const fields = recordsOf(body)?.flatMap(({ ColumnConfiguration }) =>
			asRows(ColumnConfiguration),
		);
		const first = (field: IDataObject) =>
			fields?.find(({ SchemaName }) => SchemaName === field.SchemaName);
		return fields?.filter((field) => field === first(field));
	},
	item: ({ SchemaName, DisplayName }) => ({
		name: `${asText(DisplayName) || asText(SchemaName)} (${asText(SchemaName)})`,
		value: asText(SchemaName),
	}),
};

/**
 * Open tasks of the owner in the form, or of the owner of the keys; tasks can only be listed by owner (section 5.5).
 * What an offset counts is not clear (section 2.2), so each page is asked for together with those before it.
 */
const tasks: Lookup = {
	before: () => get('/Authentication.svc/UserByAccessKey.Get'),
	request(_filter, at, parameter, keys) {
		const chosen = asText(parameter('owner')) || asText(asObject(keys).EmailAddress);
		const LookupName = isEmail(chosen) ? 'OwnerEmailAddress' : 'OwnerId';
		const Parameter = { LookupName, LookupValue: chosen, StatusCode: 0 };
		const Paging = { Offset: '0', RowCount: String(at + PAGE) };
		return search('/Task.svc/Retrieve', {
			Parameter,
			Sorting: { ColumnName: 'Duedate', Direction: 1 },
			Paging,
		});
	},
	rows: (body, _before, at) => pageOf('List')(body, at)?.slice(at),
	item: ({ UserTaskId, Name, DueDate }) =>
		asText(UserTaskId) === ''
			? undefined
			: { name: `${asText(Name)} (${asText(DueDate).slice(0, 16)})`, value: asText(UserTaskId) },
	next: (body, page) => (mayHaveMore(page, PAGE, totalOf(body)) ? page.at + page.rows : undefined),
	filterHere: true,
};

/** Notes of the lead in the form, the newest first (section 4.15). */
const notes: Lookup = {
	request: (_filter, at, parameter) =>
		search('/LeadManagement.svc/RetrieveNote', {
			Parameter: { RelatedId: chosenLead(parameter) },
			Paging: { PageIndex: at + 1, PageSize: PAGE },
			Sorting: { ColumnName: 'CreatedOn', Direction: 1 },
		}),
	rows: (body, _before, at) => pageOf('List')(body, at),
	item({ ProspectNoteId, Note, CreatedOn }) {
		const id = asText(ProspectNoteId);
		return id === ''
			? undefined
			: {
					name: `${asText(Note).slice(0, 60) || id} (${asText(CreatedOn).slice(0, 16)})`,
					value: id,
				};
	},
	next: nextNumber,
	filterHere: true,
};

/** Sales activities of the lead in the form (section 4.17). */
const salesActivities: Lookup = {
	...whole,
	request: (_filter, _at, parameter) =>
		get('/SalesActivity.svc/RetrieveByLeadId', {
			leadId: chosenLead(parameter),
			includeOption: false,
		}),
	rows: recordsOf,
	item(row) {
		const { id, product, status } = simplifySale(row);
		const name = asText(asObject(product).name) || asText(id);
		return asText(id) === ''
			? undefined
			: { name: `${name} (${asText(status)})`, value: asText(id) };
	},
};

/** Opportunities of the lead in the form; most accounts want their type, too (section 6.1). */
const opportunities: Lookup = {
	request(_filter, at, parameter) {
		const type = asText(parameter('opportunityType'));
		const list = search('/OpportunityManagement.svc/GetOpportunitiesOfLead', {
			Paging: { PageIndex: at + 1, PageSize: PAGE },
		});
		return {
			...list,
			query: {
				leadId: chosenLead(parameter),
				...(type === '' ? {} : { opportunityType: type }),
			},
		};
	},
	rows: (body, _before, at) => pageOf('List')(body, at),
	item({ OpportunityId, OpportunityEventName, mx_Custom_1: named }) {
		const id = asText(OpportunityId);
		return id === ''
			? undefined
			: { name: [asText(named), asText(OpportunityEventName)].join(' ').trim() || id, value: id };
	},
	next: nextNumber,
	filterHere: true,
};

const opportunityTypes: Lookup = {
	...whole,
	request: () => get('/OpportunityManagement.svc/GetOpportunityTypes'),
	rows: recordsOf,
	item({ EventCode, Name, DisplayName }) {
		const code = asNumber(EventCode);
		return code === undefined
			? undefined
			: { name: `${asText(DisplayName) || asText(Name)} (${code})`, value: code };
	},
};

function chosenLead(parameter: (name: string) => unknown): string {
	const id = asText(parameter('lead'));
	if (id === '')
		throw new InvalidInput('Pick the lead first', 'What can be picked here depends on it.');
	return id;
}

function chosenType(parameter: (name: string) => unknown): string {
	const code = asText(parameter('activityType'));
	if (code === '')
		throw new InvalidInput(
			'Pick the activity type first',
			'What can be picked here depends on it.',
		);
	return code;
}

/** The options of a drop-down of an activity type. */
export function dropDown(schemaName: string, code: string) {
	return search('/ProspectActivity.svc/ActivityField/Dropdown/Options/Get', {
		Parameter: { SchemaName: schemaName, ActivityEventCode: code },
	});
}

function sql(moment: DateTime): string {
	return moment.toFormat('yyyy-MM-dd HH:mm:ss');
}

export const listSearches = {
	searchActivities: listSearch(leadSquared, activities),
	searchActivityTypes: listSearch(leadSquared, activityTypes),
	searchLeadFields: listSearch(leadSquared, leadFields),
	searchLeads: listSearch(leadSquared, leads),
	searchNotes: listSearch(leadSquared, notes),
	searchOpportunities: listSearch(leadSquared, opportunities),
	searchOpportunityTypes: listSearch(leadSquared, opportunityTypes),
	searchOwners: listSearch(leadSquared, owners),
	searchSalesActivities: listSearch(leadSquared, salesActivities),
	searchStatuses: listSearch(leadSquared, statuses),
	searchTaskFields: listSearch(leadSquared, taskFields),
	searchTasks: listSearch(leadSquared, tasks),
	searchTaskTypes: listSearch(leadSquared, taskTypes),
	searchUsers: listSearch(leadSquared, users),
	searchWritableTypes: listSearch(leadSquared, writableTypes),
};
