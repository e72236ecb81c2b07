import type {
	FieldType,
	IDataObject,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { currentParameter, lookUp } from '../shared/form/lookups';
import { SOME_JSON } from '../shared/http/proof';
import { asArray, asObject, asRows, asText } from '../shared/text/unknownJson';
import { IN_SET } from './customActivity/fields';
import { dropDown, users } from './lookups';
import { get as getFrom, leadSquared } from './vendor';

const get = (path: string, query?: RequestSpec['query']) => getFrom(path, SOME_JSON, query);

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

/** Fields of leads that the form has no field of its own for, or that nobody writes. */
const OTHER_LEAD_FIELDS = new Set([
	'FirstName',
	'LastName',
	'EmailAddress',
	'Phone',
	'ProspectID',
	'ProspectAutoId',
	'CreatedOn',
	'ModifiedOn',
]);

/** Of the names of data types, only these are read as something else than text. */
const LEAD_TYPES: Readonly<Record<string, FieldType>> = {
	Boolean: 'boolean',
	Date: 'dateTime',
	DateTime: 'dateTime',
	Number: 'number',
};

/** The fields of leads, as the metadata describes them. */
async function getLeadFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const body = await lookUp(this, leadSquared, get('/LeadManagement.svc/LeadsMetaData.Get'));
	const fields = asRows(body)
		.filter(({ SchemaName }) => !OTHER_LEAD_FIELDS.has(asText(SchemaName)))
		.map(({ SchemaName, DisplayName, DataType }): ResourceMapperField => {
			const id = asText(SchemaName);
			return {
				id,
				displayName: `${asText(DisplayName) || id} (${id})`,
				defaultMatch: false,
				display: true,
				required: false,
				type: LEAD_TYPES[asText(DataType)] ?? 'string',
			};
		});
	return { fields, emptyFieldsNotice: 'Leads have no further fields.' };
}

export const resourceMappings = { getActivityFields, getLeadFields };
