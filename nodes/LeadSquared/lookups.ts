import type { FieldType, IDataObject, ILoadOptionsFunctions, INodePropertyOptions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { InvalidInput } from '../shared/errors';
import { currentParameter, listSearch, lookUp, type Lookup } from '../shared/lookups';
import { asArray, asNumber, asObject, asRows, asText } from '../shared/values';
import { get, leadSquared, search } from './vendor';

const PAGE = 100;
const RECENT_DAYS = 90;
const ACTIVE = 0;

/** A list that comes whole: one page, searched here. */
const whole = { next: () => undefined, filterHere: true } as const;

const activityTypes: Lookup = {
	...whole,
	request: () => get('/ProspectActivity.svc/ActivityTypes.Get'),
	rows: asRows,
	item({ ActivityEvent, ActivityEventName, DisplayName }) {
		const code = asNumber(ActivityEvent);
		return code === undefined ? undefined : { name: `${asText(DisplayName) || asText(ActivityEventName)} (${code})`, value: code };
	},
};

const users: Lookup = {
	...whole,
	request: () => get('/UserManagement.svc/Users.Get'),
	rows: (body) => asRows(body).filter(({ StatusCode }) => (asNumber(StatusCode) ?? ACTIVE) === ACTIVE),
	item: ({ ID, FirstName, LastName, EmailAddress }) => (asText(ID) === '' ? undefined : { name: `${asText(FirstName)} ${asText(LastName)} (${asText(EmailAddress)})`.trim(), value: asText(ID) }),
};

/** Activities of the chosen type, newest changes first; vendors/leadsquared.md section 4.9. */
const activities: Lookup = {
	request(_filter, at, parameter) {
		const until = DateTime.utc();
		return search('/ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent', {
			Parameter: { FromDate: sql(until.minus({ days: RECENT_DAYS })), ToDate: sql(until.plus({ minutes: 1 })), ActivityEvent: chosenType(parameter), RemoveEmptyValue: true },
			Paging: { PageIndex: at + 1, PageSize: PAGE },
			Sorting: { ColumnName: 'ModifiedOn', Direction: 1 },
		});
	},
	rows: (body) => asRows(asObject(body).List),
	item({ ProspectActivityId, ActivityEvent_Note, CreatedOn }) {
		const id = asText(ProspectActivityId);
		return id === '' ? undefined : { name: `${asText(ActivityEvent_Note).slice(0, 60) || id} (${asText(CreatedOn).slice(0, 16)})`, value: id };
	},
	next: (body, at) => ((at + 1) * PAGE < (asNumber(asObject(body).RecordCount) ?? 0) ? at + 1 : undefined),
	filterHere: true,
};

const statuses: Lookup = {
	...whole,
	request: (_filter, _at, parameter) => dropDown('Status', chosenType(parameter)),
	rows: (body) => asArray(asObject(body).Options).map((option): IDataObject => ({ option: asText(option) })),
	item: ({ option }) => ({ name: asText(option), value: asText(option) }),
};

function chosenType(parameter: (name: string) => unknown): string {
	const code = asText(parameter('activityType'));
	if (code === '') throw new InvalidInput('Pick the activity type first', 'What can be picked here depends on it.');
	return code;
}

function dropDown(schemaName: string, code: string) {
	return search('/ProspectActivity.svc/ActivityField/Dropdown/Options/Get', { Parameter: { SchemaName: schemaName, ActivityEventCode: code } });
}

function sql(moment: DateTime): string {
	return moment.toFormat('yyyy-MM-dd HH:mm:ss');
}

/** Set by fields of their own in the form. */
const OWN_FIELDS = new Set(['Status', 'Owner', 'ActivityEvent_Note']);
const MOST_OPTION_CALLS = 10;

/** Names confirmed in the documentation's samples; any other type is text (section 4.12). */
const TYPES: Readonly<Record<string, FieldType>> = { Number: 'number', DateTime: 'dateTime', SearchableDropdown: 'options', Dropdown: 'options', ActiveUsers: 'options' };

/** The fields of the chosen activity type, as LeadSquared's metadata describes them; read-only ones are left out. */
async function getActivityFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const code = asText(currentParameter(this)('activityType'));
	if (code === '') return { fields: [], emptyFieldsNotice: 'Pick the activity type first.' };
	const setting = asObject(await lookUp(this, leadSquared, get('/ProspectActivity.svc/CustomActivity/GetActivitySetting', { code })));
	const writable = asRows(setting.Fields).filter(({ SchemaName, IsReadOnly }) => !OWN_FIELDS.has(asText(SchemaName)) && IsReadOnly !== true);
	const options = new OptionReader(this, code);
	const fields: ResourceMapperField[] = [];
	for (const meta of writable) fields.push(await mapperField(meta, options));
	return { fields, emptyFieldsNotice: 'This activity type has no fields of its own.' };
}

async function mapperField(meta: IDataObject, reader: OptionReader): Promise<ResourceMapperField> {
	const id = asText(meta.SchemaName);
	const options = TYPES[asText(meta.DataType)] === 'options' ? await reader.optionsOf(meta) : [];
	const type = TYPES[asText(meta.DataType)] ?? 'string';
	return {
		id,
		displayName: `${asText(meta.DisplayName) || id} (${id})`,
		required: false,
		defaultMatch: false,
		display: true,
		type: type === 'options' && options.length === 0 ? 'string' : type,
		...(options.length === 0 ? {} : { options }),
	};
}

/** Options of drop-downs: from the metadata, else asked for one by one, but not for too many at once. */
class OptionReader {
	private calls = 0;
	private users: INodePropertyOptions[] | undefined;

	constructor(
		private readonly context: ILoadOptionsFunctions,
		private readonly code: string,
	) {}

	async optionsOf(meta: IDataObject): Promise<INodePropertyOptions[]> {
		if (meta.DataType === 'ActiveUsers') return await this.activeUsers();
		const listed = listedOptions(meta.OptionSet);
		if (listed.length > 0 || this.calls >= MOST_OPTION_CALLS) return listed;
		this.calls++;
		const body = asObject(await lookUp(this.context, leadSquared, dropDown(asText(meta.SchemaName), this.code)));
		return asArray(body.Options).map((option) => ({ name: asText(option), value: asText(option) }));
	}

	private async activeUsers(): Promise<INodePropertyOptions[]> {
		this.users ??= users.rows(await lookUp(this.context, leadSquared, users.request('', 0, () => undefined, undefined))).map(users.item).filter((item) => item !== undefined).map(({ name, value }) => ({ name, value }));
		return this.users;
	}
}

/** `OptionSet` is a JSON text of `[{ Text, Value, … }]`, or empty even for drop-downs. */
function listedOptions(optionSet: unknown): INodePropertyOptions[] {
	if (typeof optionSet !== 'string' || optionSet === '') return [];
	try {
		return asRows(JSON.parse(optionSet)).map(({ Text, Value }) => ({ name: asText(Text) || asText(Value), value: asText(Value) || asText(Text) }));
	} catch {
		return [];
	}
}

export const listSearches = {
	searchActivities: listSearch(leadSquared, activities),
	searchActivityTypes: listSearch(leadSquared, activityTypes),
	searchStatuses: listSearch(leadSquared, statuses),
	searchUsers: listSearch(leadSquared, users),
};

export const resourceMappings = { getActivityFields };
