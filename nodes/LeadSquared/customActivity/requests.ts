import type { IDataObject } from 'n8n-workflow';
import { Refused } from '../../shared/errors';
import type { Bulk, RequestSpec } from '../../shared/operation';
import { asObject, asRows, asText, defined } from '../../shared/values';
import { rowVerdict } from '../vendor';
import { BULK_SIZE, rowsFor } from './bulkRows';

const SINGLE = '/ProspectActivity.svc/Create';
const CREATING = '/ProspectActivity.svc/CreateCustom';
const BY_LEAD_ID = '/ProspectActivity.svc/Bulk/CustomActivity/Add/ByLeadId';
const BY_LEAD_FIELD = '/ProspectActivity.svc/Bulk/CustomActivity/Add/ByLeadField';

const write = (path: string, body: unknown, query?: RequestSpec['query']): RequestSpec => ({ method: 'POST', path, body, query, effect: 'write' });

/** On a lead that is known; the owner is an ID here (vendors/leadsquared.md section 4.2). */
export function onLead(leadId: string, activity: IDataObject, flags: IDataObject): RequestSpec {
	return write(SINGLE, defined({ RelatedProspectId: leadId, ...activity, ...flags }));
}

/** The same with an owner named by email, which only the bulk call takes (section 4.5). */
export function onLeadWithOwner(leadId: string, activity: IDataObject, ownerEmail: string, flags: IDataObject): RequestSpec {
	return write(BY_LEAD_ID, [defined({ RelatedProspectId: leadId, ...activity, ActivityOwnerEmail: ownerEmail, ...flags })]);
}

/** On the lead that has a value in a unique field; never creates one (section 4.5). */
export function onFoundLead(field: string, value: string, activity: IDataObject, ownerEmail: string | undefined, flags: IDataObject): RequestSpec {
	return write(BY_LEAD_FIELD, [defined({ SearchByValue: value, ...activity, ActivityOwnerEmail: ownerEmail, ...flags })], { searchBy: field });
}

/** On the lead that has a value in a unique field; creates it when there is none, and writes its other fields either way (section 4.4). */
export function onNewLead(field: string, value: string, lead: IDataObject, activity: IDataObject, flags: IDataObject): RequestSpec {
	const details = Object.entries({ ...lead, [field]: value }).map(([Attribute, Value]) => ({ Attribute, Value }));
	return write(CREATING, { LeadDetails: [...details, { Attribute: 'SearchBy', Value: field }], Activity: { ...activity, ...flags } });
}

/** Changes an activity; what is not named stays (section 4.6). */
export function updateRequest(activityId: string, ActivityEvent: unknown, changes: IDataObject, flags: IDataObject): RequestSpec {
	return write('/ProspectActivity.svc/CustomActivity/Update', defined({ ProspectActivityId: activityId, ActivityEvent, ...changes, ...flags }));
}

/** What the bulk call lacks: an owner by ID and the flag for files. */
const fitsRow = (body: IDataObject) => !('ProcessFilesAsync' in body) && !asRows(body.Fields).some(({ SchemaName }) => SchemaName === 'Owner');

/** Up to 25 new activities in one call; what stands alone takes the single call where it can. */
export const bulkAdd: Bulk = {
	size: BULK_SIZE,
	most: BULK_SIZE,
	fits: ({ path, body }) => path === BY_LEAD_FIELD || path === BY_LEAD_ID || (path === SINGLE && fitsRow(asObject(body))),
	key: ({ path, query }) => (path === BY_LEAD_FIELD ? `by ${String(query?.searchBy)}` : 'by id'),
	pack: (specs) => write(specs[0].path === BY_LEAD_FIELD ? BY_LEAD_FIELD : BY_LEAD_ID, specs.flatMap(({ body }) => (Array.isArray(body) ? asRows(body) : [asObject(body)])), specs[0].query),
	unpack: rowsFor,
};

/**
 * The IDs in an answer, of a single call or a row of a bulk one.
 * @throws Refused when the row was refused, or no ID came: then nobody knows what happened (section 4.2)
 */
export function createdIds(body: unknown): { readonly activityId: string; readonly leadId: string | undefined } {
	const answer = asObject(body);
	const rows = asRows(answer.Response);
	const verdict = rows.length > 0 ? rowVerdict(rows[0]) : undefined;
	if (verdict?.ok === false) throw new Refused(verdict.problem);
	const row = rows[0] ?? answer;
	const message = asObject(answer.Message);
	const activityId = asText(message.Id) || asText(row.ProspectActivityId);
	if (activityId === '') throw new Refused({ kind: 'unclear', title: 'LeadSquared did not say which activity it has made', advice: 'Look at the activities of the lead before you run this item again.' });
	return { activityId, leadId: asText(message.RelatedId) || asText(row.RelatedProspectId) || asText(row.ProspectId) || undefined };
}

/** A file at a public address; the type of the activity has to allow attachments (section 4.14). */
export function attachment(activityId: string, { name, url, description }: { readonly name?: string; readonly url?: string; readonly description?: string }): RequestSpec {
	return write('/ProspectActivity.svc/Attachment/Add', defined({ ProspectActivityId: activityId, AttachmentName: name, Description: description, AttachmentFile: url }));
}
