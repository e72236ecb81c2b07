/** Activity types of the fake LeadSquared: lists, fields, drop-downs, new ones (contract 4.12, 4.13). */
import {
	mx,
	shaped,
	demand,
	pageOf,
	tooBig,
	done,
	type Account,
	type Context,
	type Endpoints,
} from './leadsquared.answers.cts';
import { MOST_FIELDS, FIRST_OPPORTUNITY, noType, optionsOf } from './leadsquared.fields.cts';
import { OPTIONS, field, complete } from './leadsquared.types.data.cts';
import type { Call } from './server.cts';

/** A17 */
function types(_call: Call, { account }: Context) {
	return [...account.store.types.values()].map(
		({ code, name, kind, fields, direction, score }) => ({
			ActivityEvent: code,
			ActivityEventName: name,
			DisplayName: name,
			EventType: kind,
			EventDirection: direction,
			Tags: null,
			Score: score,
			ActivityProperties: JSON.stringify({
				FormMetaData: fields.map(({ SchemaName, DisplayName, DataType, IsMandatory }) => ({
					SchemaName,
					DisplayName,
					DataType,
					IsMandatory,
				})),
			}),
		}),
	);
}

export function typeOf(value: unknown, account: Account) {
	const type = account.store.types.get(Number(value));
	if (type === undefined) throw noType(value ?? '');
	return type;
}

/** A18 */
function setting({ query }: Call, { account }: Context) {
	const { code, name, fields } = typeOf(query.get('code') ?? undefined, account);
	return { ID: account.typeId(code), Name: name, DisplayName: name, Fields: fields };
}

/** A19 */
function options({ json }: Call, { account }: Context) {
	const { Parameter = {}, Paging } = shaped(json, { Parameter: 'map', Paging: 'map' }, 'the body');
	const {
		SchemaName,
		ActivityEventCode,
		CustomObjectSchemaName: inner,
	} = shaped(
		Parameter,
		{ SchemaName: 'string', ActivityEventCode: 'count', CustomObjectSchemaName: 'string' },
		'Parameter',
	);
	const { code, fields } = typeOf(ActivityEventCode, account);
	const meta = fields.find((one) => one.SchemaName === SchemaName);
	const found =
		inner === undefined ? meta && optionsOf(code, meta) : OPTIONS[`${code} ${SchemaName} ${inner}`];
	if (found === undefined)
		throw mx('InvalidInput', `${inner ?? SchemaName} is not a drop-down field.`);
	const { begin, size } = pageOf(Paging, { usual: 1000, most: 1000, tooBig: tooBig(1000) });
	return { Options: found.slice(begin, begin + size) };
}

const NEW = {
	ActivityEventName: 'string',
	Score: 'number',
	Description: 'string',
	Direction: 'bit',
	TrackLocation: 'bit',
	AllowAttachments: 'bit',
	ShowInActivityGrid: 'bit',
	CanDeleteActivity: 'boolean',
	Fields: 'list',
} as const;
const NEW_FIELD = {
	SchemaName: 'string',
	DisplayName: 'string',
	DataType: 'string',
	IsMandatory: 'boolean',
	ShowInForm: 'boolean',
	Sequence: 'integer',
	OptionSet: 'string',
} as const;
const OWN = /^mx_Custom_([1-9]|[1-4]\d|50)$/;

function newField(sent: unknown) {
	const { SchemaName, DisplayName, DataType, ...more } = demand(shaped(sent, NEW_FIELD, 'Fields'), [
		'SchemaName',
		'DisplayName',
		'DataType',
	]);
	if (!OWN.test(SchemaName)) throw mx('InvalidInput', `Invalid SchemaName ${SchemaName}.`);
	return { ...field(SchemaName, DisplayName, DataType), ...more };
}

/** A20: only ActivityEventName is required */
function createType({ json }: Call, { account, operation }: Context) {
	const sent = demand(shaped(json, NEW, 'the body'), ['ActivityEventName']);
	const { types: known } = account.store;
	const name = sent.ActivityEventName;
	if ([...known.values()].some((type) => type.name.toLowerCase() === name.toLowerCase()))
		throw mx('DuplicateEntityName', `An activity type called ${name} exists already.`);
	const { Fields = [] } = sent;
	if (Fields.length > MOST_FIELDS) throw mx('InvalidInput', `More than ${MOST_FIELDS} fields.`);
	const fields = Fields.map(newField);
	if (new Set(fields.map((one) => one.SchemaName)).size < fields.length)
		throw mx('InvalidInput', 'A SchemaName is there twice.');
	const code = Math.max(...[...known.keys()].filter((one) => one < FIRST_OPPORTUNITY)) + 1;
	const {
		Direction: direction = 0,
		Score: score = 0,
		AllowAttachments = 0,
		CanDeleteActivity: canDelete = true,
	} = sent;
	known.set(
		code,
		complete({
			code,
			name,
			kind: 2,
			fields,
			direction,
			score,
			canDelete,
			allowAttachments: AllowAttachments === 1,
		}),
	);
	account.writes.push({ operation, id: code });
	return done(account.how.typeId === 'string' ? String(code) : code);
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Endpoints = {
	'ProspectActivity.svc/CreateType': ['POST', createType],
};

export const ENDPOINTS: Endpoints = {
	...SHOWN,
	'ProspectActivity.svc/ActivityTypes.Get': ['GET', types],
	'ProspectActivity.svc/CustomActivity/GetActivitySetting': ['GET', setting],
	'ProspectActivity.svc/ActivityField/Dropdown/Options/Get': ['POST', options],
};
