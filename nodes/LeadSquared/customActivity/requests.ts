import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec, Bulk } from '../../shared/contract/call';
import { about, aList, anId, GUID, NAME, proved, unless } from '../../shared/http/proof';
import { asObject, asRows, asText, defined, withCleared } from '../../shared/text/unknownJson';
import { numberOf, rowsFor, rowVerdict, theOnly } from '../bulk';
import { rowProblem, write } from '../vendor';
import { activityHolds } from './findOut';

const SINGLE = '/ProspectActivity.svc/Create';
const CREATING = '/ProspectActivity.svc/CreateCustom';
const BY_LEAD_ID = '/ProspectActivity.svc/Bulk/CustomActivity/Add/ByLeadId';
const BY_LEAD_FIELD = '/ProspectActivity.svc/Bulk/CustomActivity/Add/ByLeadField';
const UPDATE = '/ProspectActivity.svc/CustomActivity/Update';
const BULK_UPDATE = '/ProspectActivity.svc/Bulk/CustomActivity/Update';

/** Of all bulk calls of activities (sections 4.5 and 4.6). */
const BULK_SIZE = 25;
const ROWS = aList((body) => asObject(body).Response, 'the results of the items');

/** What an answer says about one activity: the message of a single call, the only row of a bulk call, or such a row. */
function toldOf(body: unknown): IDataObject {
	const answer = asObject(body);
	if (Array.isArray(answer.Response)) return rowsFor(answer, 1)[0] ?? {};
	const { Id, RelatedId } = asObject(answer.Message);
	return defined({
		...answer,
		ProspectActivityId: Id ?? answer.ProspectActivityId,
		ProspectId: RelatedId ?? answer.ProspectId,
	});
}

/**
 * The IDs in an answer that has proved itself. Which lead it was is not told by all calls
 * (sections 3.4, 4.2 and 4.4).
 */
export function createdIds(body: unknown): {
	readonly activityId: string;
	readonly leadId: string | undefined;
} {
	const { ProspectActivityId, RelatedProspectId, ProspectId } = toldOf(body);
	return {
		activityId: asText(ProspectActivityId),
		leadId: asText(RelatedProspectId) || asText(ProspectId) || undefined,
	};
}

const isRefused = (body: unknown) => rowProblem(toldOf(body));
/** Without an ID nobody knows what happened (section 4.2). */
export const MADE = unless(
	isRefused,
	anId(GUID, (body) => toldOf(body).ProspectActivityId, 'the ID of the activity'),
);
const CHANGED = unless(
	isRefused,
	proved(
		'the ID of the activity',
		(body) => MADE.holds(body) || toldOf(body).ActivityUpdated === true,
		MADE.id,
	),
);

/** Up to 25 new activities in one call; what stands alone takes the single call where it can. */
export const bulkAdd: Bulk = {
	size: BULK_SIZE,
	most: BULK_SIZE,
	key: ({ path, query }) => (path === BY_LEAD_FIELD ? `by ${String(query?.searchBy)}` : 'by id'),
	pack: (specs) =>
		write(
			specs[0].path === BY_LEAD_FIELD ? BY_LEAD_FIELD : BY_LEAD_ID,
			specs.flatMap(({ body }) => (Array.isArray(body) ? asRows(body) : [asObject(body)])),
			ROWS,
			{ query: specs[0].query },
		),
	unpack: (body, specs) => rowsFor(body, specs.length).map(rowVerdict),
};

/**
 * Up to 25 updates in one call. Its rows take the same keys but the type, and no files in the
 * background (section 4.6).
 */
export const bulkUpdate: Bulk = {
	size: BULK_SIZE,
	most: BULK_SIZE,
	pack: (specs) =>
		write(
			BULK_UPDATE,
			specs.map(({ body }) => defined({ ...asObject(body), ActivityEvent: undefined })),
			ROWS,
		),
	unpack(body, specs) {
		const rows = asRows(asObject(body).Response);
		const numbered = rowsFor(body, specs.length);
		return specs.map(({ body: sent }, index) =>
			rowVerdict(rowOf(asText(asObject(sent).ProspectActivityId), numbered[index], rows)),
		);
	},
};

/** A row may name its activity: then it is about that one, and where it has no number that is how it is found. */
function rowOf(
	activityId: string,
	numbered: IDataObject | undefined,
	rows: readonly IDataObject[],
): IDataObject | undefined {
	const named = (row: IDataObject) => asText(row.ProspectActivityId).toLowerCase();
	if (numbered !== undefined)
		return ['', activityId.toLowerCase()].includes(named(numbered)) ? numbered : undefined;
	return theOnly(
		rows.filter((row) => numberOf(row) === undefined && named(row) === activityId.toLowerCase()),
	);
}

/** The rows of bulk calls take no files in the background and tell no score (sections 4.2, 4.5 and 4.6). */
export const fitsRow = (flags: IDataObject): boolean =>
	flags.ProcessFilesAsync === undefined && flags.IncludeLeadScore === undefined;

/** In the rows of a bulk call an owner is named by email, in the single call by ID (section 4.5). */
const hasOwner = ({ Fields }: IDataObject) =>
	asRows(Fields).some(({ SchemaName }) => SchemaName === 'Owner');

/** On a lead that is known; the owner is an ID here (section 4.2). */
export function onLead(leadId: string, activity: IDataObject, flags: IDataObject): RequestSpec {
	const joins = fitsRow(flags) && !hasOwner(activity) ? bulkAdd : undefined;
	return write(SINGLE, { RelatedProspectId: leadId, ...activity, ...flags }, MADE, { joins });
}

/**
 * The same with an owner named by email, which only the bulk call takes (section 4.5). @param
 * flags none that a row lacks
 */
export function onLeadWithOwner(
	leadId: string,
	activity: IDataObject,
	ownerEmail: string,
	flags: IDataObject,
): RequestSpec {
	return write(
		BY_LEAD_ID,
		[{ RelatedProspectId: leadId, ...activity, ActivityOwnerEmail: ownerEmail, ...flags }],
		MADE,
		{ joins: bulkAdd },
	);
}

/**
 * On the lead that has a value in a unique field; never creates one (section 4.5). @param flags
 * none that a row lacks
 */
export function onFoundLead(
	field: string,
	value: string,
	activity: IDataObject,
	ownerEmail: string | undefined,
	flags: IDataObject,
): RequestSpec {
	return write(
		BY_LEAD_FIELD,
		[defined({ SearchByValue: value, ...activity, ActivityOwnerEmail: ownerEmail, ...flags })],
		MADE,
		{ query: { searchBy: field }, joins: bulkAdd },
	);
}

/**
 * On the lead that has a value in a unique field; creates it when there is none, and writes its
 * other fields either way (section 4.4).
 */
export function onNewLead(
	field: string,
	value: string,
	lead: IDataObject,
	activity: IDataObject,
	flags: IDataObject,
): RequestSpec {
	const details = Object.entries({ ...lead, [field]: value }).map(([Attribute, Value]) => ({
		Attribute,
		Value,
	}));
	return write(
		CREATING,
		{
			LeadDetails: [...details, { Attribute: 'SearchBy', Value: field }],
			Activity: { ...activity, ...flags },
		},
		MADE,
	);
}

/** Changes an activity; what is not named stays, and an empty value clears (section 4.6). */
export function updateRequest(
	activityId: string,
	ActivityEvent: number,
	changes: { readonly ActivityNote?: string | null; readonly Fields?: readonly object[] },
	flags: IDataObject,
): RequestSpec {
	const body = withCleared(
		defined({ ProspectActivityId: activityId, ActivityEvent, ...changes, ...flags }),
		{
			ActivityNote: '',
		},
	);
	return {
		...write(UPDATE, body, about(activityId, CHANGED), {
			joins: fitsRow(flags) ? bulkUpdate : undefined,
		}),
		findOut: activityHolds(activityId, ActivityEvent, changes),
	};
}

/** A file at a public address; the type of the activity has to allow attachments (section 4.14). */
export function attachment(
	activityId: string,
	{
		name,
		url,
		description,
	}: { readonly name?: string; readonly url?: string; readonly description?: string },
): RequestSpec {
	const body = defined({
		ProspectActivityId: activityId,
		AttachmentName: name,
		Description: description,
		AttachmentFile: url,
	});
	return write(
		'/ProspectActivity.svc/Attachment/Add',
		body,
		anId(NAME, (answer) => asObject(asObject(answer).Message).Id, 'the ID of the attachment'),
	);
}
