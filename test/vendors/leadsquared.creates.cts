/** New activities in the fake LeadSquared, one or many (contract 4.2 to 4.5). */
import {
	Refusal,
	mx,
	malformed,
	shaped,
	demand,
	admitRow,
	momentOf,
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
	noActivity,
	noType,
	parsedFields,
	acceptedFields,
	demandFields,
	isLenient,
	keep,
} from './leadsquared.fields.cts';
import {
	leadOf,
	leadBy,
	noLead,
	checkUnique,
	attributesOf,
	upsert,
	create as createLead,
} from './leadsquared.leads.cts';
import type { Call } from './server.cts';

const MOST_IN_BULK = 25;
const COMMON = {
	ActivityEvent: 'integer',
	ActivityNote: 'string',
	ActivityDateTime: 'string',
	Fields: 'fields',
	ValidateDropDownOptions: 'boolean',
} as const;
const FLAGS = {
	ProcessFilesAsync: 'boolean',
	IncludeLeadScore: 'boolean',
	Score: 'number',
} as const;
const PERSON = {
	EmailAddress: 'string',
	FirstName: 'string',
	LastName: 'string',
	Phone: 'string',
} as const;

type Sent = Shaped<typeof COMMON>;
type Drafted = Omit<Activity, 'ProspectActivityId' | 'AutoId' | 'RelatedProspectId'>;
type Related = Pick<Activity, 'RelatedProspectId' | 'RelatedOpportunityId'>;

/** The activity as it is to be kept, without a lead; everything that can be refused is. */
function drafted(sent: Sent, { account }: Context): Drafted {
	const { store, userId } = account;
	const code = sent.ActivityEvent;
	if (code === undefined) throw mx('InvalidInput', 'ActivityEvent is missing.');
	const type = store.types.get(code);
	// opportunities have a service of their own (contract 6.1)
	if (type === undefined || code >= FIRST_OPPORTUNITY) throw noType(code);
	const values = acceptedFields(sent.Fields ?? [], type, {
		store,
		code,
		lenient: isLenient(sent, account),
		isNew: true,
	});
	demandFields(values, type);
	const at = momentOf(sent, 'ActivityDateTime', Date.now());
	const activity = {
		ActivityEvent: code,
		ActivityNote: clean(sent.ActivityNote ?? ''),
		Status: 'Active',
		Owner: userId(1),
		CreatedBy: userId(1),
		CreatedOn: at,
		ModifiedOn: Date.now(),
		Fields: {},
	};
	keep(activity, values);
	return activity;
}

/** Keeps a new activity and gives its id. */
function posted(activity: Drafted, related: Related, { account, operation }: Context) {
	const { store } = account;
	const id = account.newId();
	store.activities.set(id, {
		ProspectActivityId: id,
		AutoId: 1_000_000 + store.made,
		...activity,
		...related,
	});
	const { ActivityEvent: event, ActivityNote: note, Fields: fields } = activity;
	account.writes.push({
		operation,
		id,
		lead: related.RelatedProspectId,
		event,
		note,
		fields: structuredClone(fields),
	});
	return id;
}

/** A1; without a lead's id it is A2, which creates the lead if there is none */
function create({ json }: Call, context: Context) {
	const sent = shaped(
		json,
		{ RelatedProspectId: 'string', ...PERSON, ...COMMON, ...FLAGS },
		'the body',
	);
	parsedFields(sent.Fields);
	const { RelatedProspectId, EmailAddress } = sent;
	if (!RelatedProspectId && !EmailAddress)
		throw mx('MandatoryAttributeMissing', 'RelatedProspectId is missing.');
	const lead = RelatedProspectId
		? leadOf(RelatedProspectId, context.account)
		: leadBy('EmailAddress', EmailAddress ?? '', context.account);
	const activity = drafted(sent, context);
	const id = posted(
		activity,
		{ RelatedProspectId: lead?.ProspectID ?? newLead(sent, context) },
		context,
	);
	// what else the answer holds then is not known (contract 4.2)
	return done(id, sent.IncludeLeadScore === true ? { LeadScore: 10 } : {});
}

function newLead(
	{ EmailAddress = '', FirstName = '', LastName = '', Phone = '' }: Shaped<typeof PERSON>,
	context: Context,
) {
	const person = { EmailAddress, FirstName: clean(FirstName), LastName: clean(LastName), Phone };
	if (Phone !== '' && leadBy('Phone', Phone, context.account) !== undefined)
		throw mx('DuplicateEntry', 'A Lead with same Phone already exists.');
	return createLead(person, context);
}

/** A3: the activity is looked at before the lead is written, so a refusal writes neither */
function createCustom({ json }: Call, context: Context) {
	const { LeadDetails, Activity } = shaped(
		json,
		{ LeadDetails: 'list', Activity: 'map' },
		'the body',
	);
	if (LeadDetails === undefined || Activity === undefined)
		throw mx('MandatoryAttributeMissing', 'LeadDetails and Activity are required.');
	const sent = shaped(Activity, { ...COMMON, ProcessFilesAsync: 'boolean' }, 'Activity');
	parsedFields(sent.Fields);
	const write = upsert(attributesOf(LeadDetails, context.account), context);
	const activity = drafted(sent, context);
	const RelatedProspectId = write();
	const id = posted(activity, { RelatedProspectId }, context);
	return done(
		id,
		context.account.how.createCustomAnswer === 'related' ? { RelatedId: RelatedProspectId } : {},
	);
}

const ROW = {
	RelatedProspectId: 'string',
	SearchByValue: 'string',
	...COMMON,
	ActivityOwnerEmail: 'string',
} as const;
type Row = Shaped<typeof ROW>;

function ownerOf({ ActivityOwnerEmail: address }: Row, { store }: Account) {
	if (address === undefined || address === '') return {};
	const user = [...store.users.values()].find(
		(one) =>
			one.EmailAddress.toLowerCase() === address.trim().toLowerCase() && one.StatusCode === 0,
	);
	if (user === undefined) throw mx('InvalidInput', `No active user ${address}.`);
	return { Owner: user.ID };
}

/**
 * A4 - A6: 200 whatever happened to the rows, each on its own (contract 3.4).
 * @param key what a row names its lead by, if it does
 * @param related the lead of a row, and the opportunity
 * @param check what refuses the whole call
 */
const bulk =
	(
		key: 'RelatedProspectId' | 'SearchByValue' | undefined,
		related: (row: Row, call: Call, account: Account) => Related,
		check: (call: Call, account: Account) => unknown = () => {},
	) =>
	(call: Call, context: Context) => {
		const { json } = call;
		if (!Array.isArray(json)) throw malformed('the body must be an array');
		const { RelatedProspectId, SearchByValue, ...shape } = ROW;
		const named = key === undefined ? shape : { [key]: 'string', ...shape };
		const rows: Row[] = json.map((row) => shaped(row, named, 'a row'));
		for (const row of rows) parsedFields(row.Fields);
		if (json.length === 0 || json.length > MOST_IN_BULK)
			throw mx('InvalidInput', `The number of activities must be between 1 and ${MOST_IN_BULK}.`);
		check(call, context.account);
		const one = (row: Row) => {
			if (key !== undefined) demand(row, [key]);
			const lead = related(row, call, context.account);
			return posted({ ...drafted(row, context), ...ownerOf(row, context.account) }, lead, context);
		};
		return {
			Status: 'Success',
			Response: rows.map((row, index) => outcome(() => one(row), index + 1, context.account)),
		};
	};

function outcome(post: () => string, RowNumber: number, account: Account) {
	const full = account.how.bulkRows === 'full';
	try {
		admitRow(account);
		const ProspectActivityId = post();
		const more = full
			? {
					ProspectId: account.store.activities.get(ProspectActivityId)?.RelatedProspectId,
					ExceptionType: null,
				}
			: {};
		return {
			RowNumber,
			ActivityCreated: true,
			ProspectActivityId,
			ExceptionMessage: null,
			...more,
		};
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const more = full ? { ProspectId: null, ExceptionType: error.type } : {};
		return {
			RowNumber,
			ActivityCreated: false,
			ProspectActivityId: null,
			ExceptionMessage: error.message,
			...more,
		};
	}
}

const fieldOf = ({ query }: Call) => query.get('searchBy') ?? '';

function byField({ SearchByValue = '' }: Row, call: Call, account: Account) {
	const lead = leadBy(fieldOf(call), SearchByValue, account);
	if (lead === undefined) throw noLead();
	return { RelatedProspectId: lead.ProspectID };
}

function opportunityOf({ query }: Call, { store }: Account) {
	const found = store.activities.get((query.get('opportunityId') ?? '').toLowerCase());
	if (found === undefined || found.ActivityEvent < FIRST_OPPORTUNITY) throw noActivity();
	return {
		RelatedProspectId: found.RelatedProspectId,
		RelatedOpportunityId: found.ProspectActivityId,
	};
}

function byOpportunity(row: Row, call: Call, account: Account) {
	demand(row, ['ActivityOwnerEmail']);
	return opportunityOf(call, account);
}

const byId = ({ RelatedProspectId = '' }: Row, _call: Call, account: Account) => ({
	RelatedProspectId: leadOf(RelatedProspectId, account).ProspectID,
});
const BULK = 'ProspectActivity.svc/Bulk/CustomActivity/Add';

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Endpoints = {
	'ProspectActivity.svc/Create': ['POST', create],
	'ProspectActivity.svc/CreateCustom': ['POST', createCustom],
	[`${BULK}/ByLeadId`]: ['POST', bulk('RelatedProspectId', byId)],
	[`${BULK}/ByLeadField`]: [
		'POST',
		bulk('SearchByValue', byField, (call) => checkUnique(fieldOf(call))),
	],
	[`${BULK}/ByOpportunityId`]: ['POST', bulk(undefined, byOpportunity, opportunityOf)],
};

export const ENDPOINTS: Endpoints = SHOWN;
