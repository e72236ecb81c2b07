/** Changes of activities in the fake LeadSquared (contract 4.6, 4.14). */
import { there } from '../support/there.cts';
import {
	Refusal,
	mx,
	malformed,
	shaped,
	demand,
	admitRow,
	clean,
	done,
	type Account,
	type Context,
	type Endpoints,
	type Shaped,
} from './leadsquared.answers.cts';
import type { Activity } from './leadsquared.data.cts';
import {
	FIRST_OPPORTUNITY,
	FIRST_CUSTOM,
	noActivity,
	noType,
	parsedFields,
	acceptedFields,
	isLenient,
	keep,
} from './leadsquared.fields.cts';
import { parsedUrl, type Call } from './server.cts';

const MOST_IN_BULK = 25;

/** What a change leaves in the history (contract 4.1, A14). */
function remember(activity: Activity, values: Activity['Fields'], { store, userId }: Account) {
	const before: Activity['Fields'] = {
		...activity.Fields,
		Status: activity.Status,
		Owner: activity.Owner,
		ActivityEvent_Note: activity.ActivityNote,
	};
	const text = (value: Activity['Fields'][string] = '') =>
		typeof value === 'string' ? value : JSON.stringify(value);
	for (const [SchemaName, value] of Object.entries(values)) {
		const [OldValue, NewValue] = [text(before[SchemaName]), text(value)];
		if (OldValue === NewValue) continue;
		const { ProspectActivityId, ActivityEvent, RelatedProspectId } = activity;
		store.history.push({
			ProspectActivityId,
			ActivityEvent,
			RelatedProspectId,
			SchemaName,
			OldValue,
			NewValue,
			ModifiedBy: userId(1),
			ModifiedOn: Date.now(),
		});
	}
}

type Sent = Shaped<typeof ONE> & { readonly ProspectActivityId: string };

function changed(sent: Sent, { account, operation }: Context) {
	const activity = account.store.activities.get(sent.ProspectActivityId.toLowerCase());
	if (activity === undefined) throw noActivity();
	const code = activity.ActivityEvent;
	if (sent.ActivityEvent !== undefined && sent.ActivityEvent !== code)
		throw noType(sent.ActivityEvent);
	// says success and changes nothing (contract 4.6)
	if (code >= FIRST_OPPORTUNITY) return activity.ProspectActivityId;
	if (code < FIRST_CUSTOM) throw noType(code);
	const context = { store: account.store, code, lenient: isLenient(sent, account), isNew: false };
	const values = acceptedFields(sent.Fields ?? [], there(account.store.types.get(code)), context);
	const note = sent.ActivityNote === undefined ? undefined : clean(sent.ActivityNote);
	remember(
		activity,
		{ ...values, ...(note === undefined ? {} : { ActivityEvent_Note: note }) },
		account,
	);
	keep(activity, values);
	if (note !== undefined) activity.ActivityNote = note;
	activity.ModifiedOn = Date.now();
	account.writes.push({
		operation,
		id: activity.ProspectActivityId,
		fields: structuredClone(values),
		note,
	});
	return activity.ProspectActivityId;
}

const ONE = {
	ProspectActivityId: 'string',
	ActivityEvent: 'integer',
	ActivityNote: 'string',
	Fields: 'fields',
	ProcessFilesAsync: 'boolean',
	ValidateDropDownOptions: 'boolean',
} as const;
/** the note about ValidateDropDownOptions stands on the vendor's bulk page too */
const ROW = {
	ProspectActivityId: 'string',
	ActivityNote: 'string',
	Fields: 'fields',
	ValidateDropDownOptions: 'boolean',
} as const;

const demandId = (sent: Shaped<typeof ONE>) => demand(sent, ['ProspectActivityId']);

/** A7 */
function update({ json }: Call, context: Context) {
	const body = shaped(json, ONE, 'the body');
	parsedFields(body.Fields);
	const sent = demandId(body);
	if (sent.ActivityEvent === undefined) throw mx('InvalidInput', 'ActivityEvent is missing.');
	if (!context.account.store.activities.has(sent.ProspectActivityId.toLowerCase()))
		throw noActivity();
	if (!context.account.store.types.has(sent.ActivityEvent)) throw noType(sent.ActivityEvent);
	return done(changed(sent, context));
}

/** A8: 200 whatever happened to the rows, each on its own (contract 3.4) */
function updateMany({ json }: Call, context: Context) {
	if (!Array.isArray(json)) throw malformed('the body must be an array');
	const rows = json.map((row) => shaped(row, ROW, 'a row'));
	for (const row of rows) parsedFields(row.Fields);
	if (json.length === 0 || json.length > MOST_IN_BULK)
		throw mx('InvalidInput', `The number of activities must be between 1 and ${MOST_IN_BULK}.`);
	return {
		Status: 'Success',
		Response: rows.map((row, index) => outcome(row, index + 1, context)),
	};
}

function outcome(row: Shaped<typeof ROW>, RowNumber: number, context: Context) {
	const { ProspectActivityId } = row;
	try {
		admitRow(context.account);
		changed(demandId(row), context);
		return { RowNumber, ActivityUpdated: true, ProspectActivityId };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return {
			RowNumber,
			ActivityUpdated: false,
			ProspectActivityId,
			ExceptionType: error.type,
			ExceptionMessage: error.message,
		};
	}
}

const isAddress = (text: string) => /^https?:$/.test(parsedUrl(text)?.protocol ?? '');

/** A22: works only if the type has Allow Attachments on */
function attach({ json }: Call, { account, operation }: Context) {
	const shape = {
		ProspectActivityId: 'string',
		AttachmentName: 'string',
		Description: 'string',
		AttachmentFile: 'string',
	} as const;
	const sent = demand(shaped(json, shape, 'the body'), [
		'ProspectActivityId',
		'AttachmentName',
		'AttachmentFile',
	]);
	const activity = account.store.activities.get(sent.ProspectActivityId.toLowerCase());
	if (activity === undefined) throw noActivity();
	if (!there(account.store.types.get(activity.ActivityEvent)).allowAttachments)
		throw mx('InvalidInput', 'Attachments are not allowed for this activity type.');
	if (!isAddress(sent.AttachmentFile))
		throw mx('InvalidInput', 'AttachmentFile is not a valid URL.');
	const Id = account.newId();
	account.store.attachments.set(Id, {
		Id,
		...sent,
		ProspectActivityId: activity.ProspectActivityId,
	});
	account.writes.push({ operation, id: Id, activity: activity.ProspectActivityId });
	return done(Id);
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Endpoints = {
	'ProspectActivity.svc/CustomActivity/Update': ['POST', update],
};

export const ENDPOINTS: Endpoints = {
	...SHOWN,
	'ProspectActivity.svc/Bulk/CustomActivity/Update': ['POST', updateMany],
	'ProspectActivity.svc/Attachment/Add': ['POST', attach],
};
