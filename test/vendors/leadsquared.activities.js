'use strict';
/** ProspectActivity.svc of the fake LeadSquared (contract 4; update: seed 003). */
const { Refusal, mx, malformed, shaped, moment, stamp, stampUs, pageOf, sorted } = require('./leadsquared.answers');
const { OPTIONS, SET_FIELDS } = require('./leadsquared.data');

const FIRST_OPPORTUNITY = 12_000;
const FIRST_CUSTOM = 100;
const MOST_FIELDS = 50;
const MOST_IN_BULK = 25;

const noActivity = () => mx('UnknownProspectActivity', 'Activity does not exist.');
const noType = (code) => mx('InvalidActivity', `Invalid activity event code ${code}.`);
const badField = ({ SchemaName, DataType }, what) => mx('InvalidActivityFields', `Field name : '${SchemaName}' of datatype : '${DataType}' ${what}.`);

function clean(text) {
	if (/<script/i.test(text)) throw mx('XSS', 'Potentially dangerous content was detected.');
	return text;
}

/** The values a drop-down takes, whether its OptionSet says them or only Options/Get does. */
function optionsOf(code, { SchemaName, OptionSet }) {
	return OPTIONS[`${code} ${SchemaName}`] ?? (OptionSet === '' ? undefined : JSON.parse(OptionSet).map((option) => option.Value));
}

/** data type -> refuses a value; other types are plain text (contract 4.12) */
const CHECKS = {
	Number: (value, meta) => {
		if (!/^-?\d+(\.\d+)?$/.test(value)) throw badField(meta, 'has an invalid value');
	},
	DateTime: (value, meta) => {
		if (moment(value) === undefined) throw badField(meta, 'has an invalid value');
	},
	ActiveUsers: (value, meta, { store }) => {
		if (store.users.get(value)?.StatusCode !== 0) throw mx('InvalidEntityReference', `Field name : '${meta.SchemaName}': no active user ${value}.`);
	},
	/** `ValidateDropDownOptions: true` skips this, in spite of its name (contract 9 no. 1, seed 003) */
	SearchableDropdown: (value, meta, { code, lenient }) => {
		if (lenient || meta.IncludeOthersOption || optionsOf(code, meta).includes(value)) return;
		throw mx('InvalidEntityReference', `Field name : '${meta.SchemaName}': value '${value}' is not in the drop-down.`);
	},
};

/** A field's value as it is to be stored; an empty one clears (contract 4.6). */
function accepted({ Value = '', Fields }, meta, context) {
	if (meta.IsReadOnly) throw badField(meta, 'is read only');
	if (Fields !== undefined) return nested(Fields, meta, context);
	clean(Value);
	if (Value === '' && meta.IsMandatory) throw badField(meta, 'is mandatory');
	if (Value.length > meta.MaxFieldLength) throw badField(meta, `exceeds the maximum length of ${meta.MaxFieldLength}`);
	if (Value !== '') CHECKS[meta.DataType]?.(Value, meta, context);
	return Value;
}

/** the values of a custom field set (contract 4.2) */
function nested(fields, meta, { code }) {
	const inner = SET_FIELDS[`${code} ${meta.SchemaName}`];
	if (inner === undefined) throw badField(meta, 'is not a custom field set');
	return Object.fromEntries(
		fields.map((one) => {
			if (!inner.includes(one.SchemaName)) throw mx('InvalidActivityFields', `Field name : '${one.SchemaName}' is not in '${meta.SchemaName}'.`);
			return [one.SchemaName, clean(one.Value)];
		}),
	);
}

/** JSON types first: they are the parser's business, whatever the values mean (contract 3.2). */
function parsedFields(fields = []) {
	for (const one of fields) {
		shaped(one, { SchemaName: 'string', Value: 'string', Fields: 'list' }, 'Fields');
		if (one.SchemaName === undefined) throw malformed('attribute SchemaName is missing in Fields');
		if (one.Value === undefined && one.Fields === undefined) throw malformed(`attribute Value is missing for ${one.SchemaName}`);
		for (const inner of one.Fields ?? []) {
			shaped(inner, { SchemaName: 'string', Value: 'string' }, `Fields of ${one.SchemaName}`);
			if (inner.SchemaName === undefined || inner.Value === undefined) throw malformed(`attribute missing in Fields of ${one.SchemaName}`);
		}
	}
	return fields;
}

/** schema name -> accepted value, of all fields or of none */
function acceptedFields(fields, type, context) {
	if (fields.filter((one) => one.SchemaName.startsWith('mx_Custom_')).length > MOST_FIELDS)
		throw mx('InvalidInput', `More than ${MOST_FIELDS} custom fields.`);
	return Object.fromEntries(
		fields.map((one) => {
			const meta = type.fields.find((candidate) => candidate.SchemaName === one.SchemaName);
			if (meta === undefined) throw mx('InvalidActivityFields', `Field name : '${one.SchemaName}' does not exist.`);
			return [one.SchemaName, accepted(one, meta, context)];
		}),
	);
}

const SYSTEM = ['Status', 'Owner'];

function store(activity, values, note) {
	const custom = Object.fromEntries(Object.entries(values).filter(([name]) => !SYSTEM.includes(name)));
	for (const name of SYSTEM) if (name in values) activity[name] = values[name];
	if (note !== undefined) activity.ActivityNote = note;
	activity.Fields = { ...activity.Fields, ...custom };
	activity.ModifiedOn = Date.now();
}

function changed(sent, { account, operation }) {
	const activity = account.store.activities.get(sent.ProspectActivityId.toLowerCase());
	if (activity === undefined) throw noActivity();
	const code = activity.ActivityEvent;
	if (sent.ActivityEvent !== undefined && sent.ActivityEvent !== code) throw noType(sent.ActivityEvent);
	// says success and changes nothing (contract 4.6)
	if (code >= FIRST_OPPORTUNITY) return activity.ProspectActivityId;
	if (code < FIRST_CUSTOM) throw noType(code);
	const context = { store: account.store, code, lenient: sent.ValidateDropDownOptions === true };
	const values = acceptedFields(sent.Fields ?? [], account.store.types.get(code), context);
	const note = sent.ActivityNote === undefined ? undefined : clean(sent.ActivityNote);
	store(activity, values, note);
	account.writes.push({ operation, id: activity.ProspectActivityId, fields: structuredClone(values), note });
	return activity.ProspectActivityId;
}

const ONE = {
	ProspectActivityId: 'string',
	ActivityEvent: 'integer',
	ActivityNote: 'string',
	Fields: 'list',
	ProcessFilesAsync: 'boolean',
	ValidateDropDownOptions: 'boolean',
};
/** the note about ValidateDropDownOptions stands on the vendor's bulk page too */
const ROW = { ProspectActivityId: 'string', ActivityNote: 'string', Fields: 'list', ValidateDropDownOptions: 'boolean' };

function demandId(sent) {
	if (sent.ProspectActivityId === undefined || sent.ProspectActivityId === '')
		throw mx('MandatoryAttributeMissing', 'ProspectActivityId is missing.');
}

/** A7 */
function update({ json }, context) {
	const sent = shaped(json, ONE, 'the body');
	parsedFields(sent.Fields);
	demandId(sent);
	if (sent.ActivityEvent === undefined) throw mx('InvalidInput', 'ActivityEvent is missing.');
	if (!context.account.store.activities.has(sent.ProspectActivityId.toLowerCase())) throw noActivity();
	if (!context.account.store.types.has(sent.ActivityEvent)) throw noType(sent.ActivityEvent);
	return { Status: 'Success', Message: { Id: changed(sent, context) } };
}

/** A8: 200 whatever happened to the rows, each on its own (contract 3.4) */
function updateMany({ json }, context) {
	if (!Array.isArray(json)) throw malformed('the body must be an array');
	for (const row of json) parsedFields(shaped(row, ROW, 'a row').Fields);
	if (json.length === 0 || json.length > MOST_IN_BULK) throw mx('InvalidInput', `The number of activities must be between 1 and ${MOST_IN_BULK}.`);
	return { Status: 'Success', Response: json.map((row, index) => outcome(row, index + 1, context)) };
}

function outcome(row, RowNumber, context) {
	const { ProspectActivityId } = row;
	try {
		demandId(row);
		changed(row, context);
		return { RowNumber, ActivityUpdated: true, ProspectActivityId };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { RowNumber, ActivityUpdated: false, ProspectActivityId, ExceptionType: error.type, ExceptionMessage: error.message };
	}
}

/** A17 */
function types(_call, { account }) {
	return [...account.store.types.values()].map(({ code, name, kind, fields }) => ({
		ActivityEvent: code,
		ActivityEventName: name,
		DisplayName: name,
		EventType: kind,
		EventDirection: code === 22 ? 1 : 0,
		Tags: null,
		Score: 0,
		ActivityProperties: JSON.stringify({
			FormMetaData: fields.map(({ SchemaName, DisplayName, DataType, IsMandatory }) => ({ SchemaName, DisplayName, DataType, IsMandatory })),
		}),
	}));
}

function typeOf(value, account) {
	const type = account.store.types.get(Number(value));
	if (type === undefined) throw noType(value ?? '');
	return type;
}

/** A18 */
function setting({ query }, { account }) {
	const { code, name, fields } = typeOf(query.get('code') ?? undefined, account);
	return { ID: account.typeId(code), Name: name, DisplayName: name, Fields: fields };
}

/** A19 */
function options({ json }, { account }) {
	const { Parameter = {}, Paging } = shaped(json, { Parameter: 'map', Paging: 'map' }, 'the body');
	const {
		SchemaName,
		ActivityEventCode,
		CustomObjectSchemaName: inner,
	} = shaped(Parameter, { SchemaName: 'string', ActivityEventCode: 'count', CustomObjectSchemaName: 'string' }, 'Parameter');
	const { code, fields } = typeOf(ActivityEventCode, account);
	const meta = fields.find((one) => one.SchemaName === SchemaName);
	const found = inner === undefined ? meta && optionsOf(code, meta) : OPTIONS[`${code} ${SchemaName} ${inner}`];
	if (found === undefined) throw mx('InvalidInput', `${inner ?? SchemaName} is not a drop-down field.`);
	const { begin, size } = pageOf(Paging, { usual: 1000, most: 1000, tooBig: tooBig(1000) });
	return { Options: found.slice(begin, begin + size) };
}

const tooBig = (most) => () => mx('InvalidInput', `PageSize can not be more than ${most}.`);

/** A13; the id is the activity's, the lead's is not shown (contract 4.11) */
function details({ query }, { account }) {
	const activity = account.store.activities.get((query.get('activityId') ?? '').toLowerCase());
	if (activity === undefined) throw noActivity();
	const { name, fields } = account.store.types.get(activity.ActivityEvent);
	return {
		ID: activity.ProspectActivityId,
		Name: name,
		DisplayName: name,
		Fields: fields.map((meta) => ({ ...meta, Value: flat(activity)[meta.SchemaName] ?? '' })),
	};
}

/** Values of custom field sets come as a JSON text (contract 4.9). */
const texts = (fields) =>
	Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
const flat = (activity) => ({ Status: activity.Status, Owner: activity.Owner, ...texts(activity.Fields) });

const unset = ([, value]) => value === '';
const filled = (fields) => Object.fromEntries(Object.entries(fields).filter((entry) => !unset(entry)));

/** `ActivityFields` of A10: no empty values, dates in US form, absent on some system events (contract 2.1, 4.8) */
function activityFields(activity, { code, fields }) {
	if (code === 21) return {};
	const dated = fields
		.filter((meta) => meta.DataType === 'DateTime' && activity.Fields[meta.SchemaName])
		.map(({ SchemaName }) => [SchemaName, stampUs(moment(activity.Fields[SchemaName]))]);
	return {
		ActivityFields: {
			...filled(flat(activity)),
			...Object.fromEntries(dated),
			CreatedBy: activity.CreatedBy,
			ActivityEvent_Note: activity.ActivityNote,
			ProspectActivityAutoId: String(activity.AutoId),
		},
	};
}

function item(activity, type) {
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
		Data: Object.entries(filled(flat(activity))).map(([Key, Value]) => ({ Key, Value })),
		...activityFields(activity, type),
	};
}

/** A10; what Offset counts is murky (contract 2.2): rows to skip, or pages with the option offsetCounts */
function ofLead({ query, json = {} }, { account }) {
	const { Parameter = {}, Paging = {} } = shaped(json, { Parameter: 'map', Paging: 'map' }, 'the body');
	const { ActivityEvent } = shaped(Parameter, { ActivityEvent: 'count' }, 'Parameter');
	const { Offset = 0, RowCount = 25 } = shaped(Paging, { Offset: 'count', RowCount: 'count' }, 'Paging');
	const lead = query.get('leadId');
	if (lead === null || lead === '') throw mx('MandatoryAttributeMissing', 'leadId is missing.');
	const rows = [...account.store.activities.values()].filter(
		(one) => one.RelatedProspectId === lead.toLowerCase() && (ActivityEvent === undefined || one.ActivityEvent === Number(ActivityEvent)),
	);
	const begin = Number(Offset) * (account.offsetCounts === 'pages' ? Number(RowCount) : 1);
	const found = rows.toSorted((left, right) => right.CreatedOn - left.CreatedOn || left.AutoId - right.AutoId).slice(begin, begin + Number(RowCount));
	return { RecordCount: rows.length, ProspectActivities: found.map((one) => item(one, account.store.types.get(one.ActivityEvent))) };
}

function windowOf(Parameter, name) {
	const at = moment(Parameter[name]);
	if (at === undefined) throw mx('InvalidInput', `${name} is not a valid date.`);
	return at;
}

/** A11: window on ModifiedOn in whole seconds, both ends inclusive; no `List` when nothing fits (contract 2.1, 2.2, 4.9) */
function byEvent({ json }, { account }) {
	const {
		Parameter = {},
		Paging,
		Sorting = { ColumnName: 'ModifiedOn', Direction: 1 },
	} = shaped(json, { Parameter: 'map', Paging: 'map', Sorting: 'map' }, 'the body');
	shaped(Parameter, { FromDate: 'string', ToDate: 'string', ActivityEvent: 'count', RemoveEmptyValue: 'boolean' }, 'Parameter');
	shaped(Sorting, { ColumnName: 'string', Direction: 'direction' }, 'Sorting');
	if (Parameter.ActivityEvent === undefined) throw mx('InvalidInput', 'ActivityEvent is missing.');
	const type = typeOf(Parameter.ActivityEvent, account);
	const [from, to] = [windowOf(Parameter, 'FromDate'), windowOf(Parameter, 'ToDate')];
	const page = pageOf(Paging, { usual: 25, most: 1000, tooBig: tooBig(1000) });
	if (!['ModifiedOn', 'CreatedOn', 'ProspectActivityId'].includes(Sorting.ColumnName))
		throw mx('InvalidInput', `Can not sort by ${Sorting.ColumnName}.`);
	const rows = [...account.store.activities.values()].filter(
		(one) => one.ActivityEvent === type.code && one.ModifiedOn >= from && one.ModifiedOn <= to,
	);
	const List = sorted(rows, Sorting, 'ProspectActivityId', page)
		.slice(page.begin, page.begin + page.size)
		.map((one) => flatRow(one, type, account, Parameter.RemoveEmptyValue === true));
	return List.length === 0 ? { RecordCount: rows.length } : { RecordCount: rows.length, List };
}

function flatRow(activity, type, account, withoutEmpty) {
	const every = { ...Object.fromEntries(type.fields.map((meta) => [meta.SchemaName, ''])), ...flat(activity) };
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

/** path below /v2/ProspectActivity.svc/ -> [verb, handler, is the body optional] */
const ENDPOINTS = {
	'CustomActivity/Update': ['POST', update],
	'Bulk/CustomActivity/Update': ['POST', updateMany],
	'ActivityTypes.Get': ['GET', types],
	'CustomActivity/GetActivitySetting': ['GET', setting],
	'ActivityField/Dropdown/Options/Get': ['POST', options],
	GetActivityDetails: ['GET', details],
	Retrieve: ['POST', ofLead, true],
	'CustomActivity/RetrieveByActivityEvent': ['POST', byEvent],
};

module.exports = { ENDPOINTS: Object.fromEntries(Object.entries(ENDPOINTS).map(([path, endpoint]) => [`ProspectActivity.svc/${path}`, endpoint])) };
