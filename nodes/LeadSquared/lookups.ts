import { DateTime } from 'luxon';
import type {
	FieldType,
	IDataObject,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { InvalidInput } from '../shared/contract/errors';
import {
	currentParameter,
	listSearch,
	lookUp,
	mayHaveMore,
	type Lookup,
	type LookupPage,
} from '../shared/form/lookups';
import { SOME_JSON } from '../shared/http/proof';
import { recordsOf } from '../shared/operation/paging';
import { asArray, asNumber, asObject, asRows, asText } from '../shared/text/unknownJson';
import { IN_SET } from './customActivity/fields';
import { isEmail } from './owners';
import { rowsOf, totalOf } from './paging';
import { isActive, leadName, leadRow, USERS_PATH } from './people';
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

const users: Lookup = {
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

function chosenType(parameter: (name: string) => unknown): string {
	const code = asText(parameter('activityType'));
	if (code === '')
		throw new InvalidInput(
			'Pick the activity type first',
			'What can be picked here depends on it.',
		);
	return code;
}

function dropDown(schemaName: string, code: string) {
	return search('/ProspectActivity.svc/ActivityField/Dropdown/Options/Get', {
		Parameter: { SchemaName: schemaName, ActivityEventCode: code },
	});
}

function sql(moment: DateTime): string {
	return moment.toFormat('yyyy-MM-dd HH:mm:ss');
}

/** Set by fields of their own in the form. */
const OWN_FIELDS = new Set(['Status', 'Owner', 'ActivityEvent_Note']);
const MOST_OPTION_CALLS = 10;

/**
 * Names that the documentation's samples print; CustomObject and Dropdown are unverified (section
 * 4.12). Any other type is text.
 */
const TYPES: Readonly<Record<string, FieldType>> = {
	Number: 'number',
	CustomObject: 'object',
	DateTime: 'dateTime',
	SearchableDropdown: 'options',
	Dropdown: 'options',
	ActiveUsers: 'options',
};

/** The fields of the chosen activity type, as LeadSquared's metadata describes them; read-only ones are left out. */
async function getActivityFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const code = asText(currentParameter(this)('activityType'));
	if (code === '') return { fields: [], emptyFieldsNotice: 'Pick the activity type first.' };
	const setting = asObject(
		await lookUp(
			this,
			leadSquared,
			get('/ProspectActivity.svc/CustomActivity/GetActivitySetting', { code }),
		),
	);
	const writable = asRows(setting.Fields)
		.flatMap(withInner)
		.filter(
			({ SchemaName, IsReadOnly }) => !OWN_FIELDS.has(asText(SchemaName)) && IsReadOnly !== true,
		);
	const options = new OptionReader(this, code);
	const isNew = currentParameter(this)('operation') === 'create';
	// A set may be left out whole, so nothing in it is required for itself.
	const required = ({ IsMandatory, SchemaName }: IDataObject) =>
		isNew && IsMandatory === true && !asText(SchemaName).includes(IN_SET);
	const fields = await Promise.all(
		writable.map(async (meta): Promise<ResourceMapperField> => ({
			...(await mapperField(meta, options)),
			required: required(meta),
		})),
	);
	return { fields, emptyFieldsNotice: 'This activity type has no fields of its own.' };
}

/**
 * Fields of a custom field set stand inside it, or beside it with the set as their parent; either
 * way they are named by both.
 */
function withInner(meta: IDataObject): IDataObject[] {
	const inner = asRows(meta.Fields);
	if (inner.length > 0)
		return inner.map((field) => ({
			...field,
			SchemaName: `${asText(meta.SchemaName)}${IN_SET}${asText(field.SchemaName)}`,
			DisplayName: `${asText(meta.DisplayName)}: ${asText(field.DisplayName)}`,
		}));
	const [parent, name] = [asText(meta.ParentField), asText(meta.SchemaName)];
	return [
		name.startsWith('mx_CustomObject_') && parent !== ''
			? { ...meta, SchemaName: `${parent}${IN_SET}${name}` }
			: meta,
	];
}

async function mapperField(
	meta: IDataObject,
	reader: OptionReader,
): Promise<Omit<ResourceMapperField, 'required'>> {
	const id = asText(meta.SchemaName);
	const options = TYPES[asText(meta.DataType)] === 'options' ? await reader.optionsOf(meta) : [];
	const type = TYPES[asText(meta.DataType)] ?? 'string';
	return {
		id,
		displayName: `${asText(meta.DisplayName) || id} (${id})`,
		defaultMatch: false,
		display: true,
		type: type === 'options' && options.length === 0 ? 'string' : type,
		...(options.length === 0 ? {} : { options }),
	};
}

/** Options of drop-downs: from the metadata, else asked for one by one, but not for too many at once. */
class OptionReader {
	private calls = 0;
	private users: Promise<INodePropertyOptions[]> | undefined;

	constructor(
		private readonly context: ILoadOptionsFunctions,
		private readonly code: string,
	) {}

	/** @returns none where they can't be read: then that one is a text field, and the others stay what they are */
	async optionsOf(meta: IDataObject): Promise<INodePropertyOptions[]> {
		try {
			return await this.read(meta);
		} catch {
			return [];
		}
	}

	private async read(meta: IDataObject): Promise<INodePropertyOptions[]> {
		if (meta.DataType === 'ActiveUsers') return await (this.users ??= this.activeUsers());
		const listed = listedOptions(meta.OptionSet);
		if (listed.length > 0 || this.calls >= MOST_OPTION_CALLS) return listed;
		this.calls++;
		const body = asObject(
			await lookUp(this.context, leadSquared, dropDown(asText(meta.SchemaName), this.code)),
		);
		return asArray(body.Options).map((option) => ({ name: asText(option), value: asText(option) }));
	}

	private async activeUsers(): Promise<INodePropertyOptions[]> {
		const request = users.request('', 0, () => undefined, undefined);
		const body = await lookUp(this.context, leadSquared, request);
		return (users.rows(body, undefined, 0) ?? [])
			.map(users.item)
			.filter((item) => item !== undefined)
			.map(({ name, value }) => ({ name, value }));
	}
}

/** `OptionSet` is a JSON text of `[{ Text, Value, … }]`, or empty even for drop-downs. */
function listedOptions(optionSet: unknown): INodePropertyOptions[] {
	if (typeof optionSet !== 'string' || optionSet === '') return [];
	try {
		return asRows(JSON.parse(optionSet)).map(({ Text, Value }) => ({
			name: asText(Text) || asText(Value),
			value: asText(Value) || asText(Text),
		}));
	} catch {
		return [];
	}
}

export const listSearches = {
	searchActivities: listSearch(leadSquared, activities),
	searchActivityTypes: listSearch(leadSquared, activityTypes),
	searchLeadFields: listSearch(leadSquared, leadFields),
	searchLeads: listSearch(leadSquared, leads),
	searchOwners: listSearch(leadSquared, owners),
	searchStatuses: listSearch(leadSquared, statuses),
	searchTaskFields: listSearch(leadSquared, taskFields),
	searchTasks: listSearch(leadSquared, tasks),
	searchTaskTypes: listSearch(leadSquared, taskTypes),
	searchUsers: listSearch(leadSquared, users),
};

export const resourceMappings = { getActivityFields };
