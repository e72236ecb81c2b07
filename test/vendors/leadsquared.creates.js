'use strict';
/** New activities in the fake LeadSquared, one or many (contract 4.2 to 4.5). */
const {
	Refusal,
	mx,
	malformed,
	shaped,
	demand,
	admitRow,
	momentOf,
	clean,
	done,
} = require('./leadsquared.answers');
const {
	FIRST_OPPORTUNITY,
	noActivity,
	noType,
	parsedFields,
	acceptedFields,
	demandFields,
	isLenient,
	keep,
} = require('./leadsquared.fields');
const {
	leadOf,
	leadBy,
	noLead,
	checkUnique,
	attributesOf,
	upsert,
	create: createLead,
} = require('./leadsquared.leads');

const MOST_IN_BULK = 25;
const COMMON = {
	ActivityEvent: 'integer',
	ActivityNote: 'string',
	ActivityDateTime: 'string',
	Fields: 'list',
	ValidateDropDownOptions: 'boolean',
};
const FLAGS = { ProcessFilesAsync: 'boolean', IncludeLeadScore: 'boolean', Score: 'number' };
const PERSON = { EmailAddress: 'string', FirstName: 'string', LastName: 'string', Phone: 'string' };

/** The activity as it is to be kept, without a lead; everything that can be refused is. */
function drafted(sent, { account }) {
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
function posted(activity, related, { account, operation }) {
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
function create({ json }, context) {
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
		: leadBy('EmailAddress', EmailAddress, context.account);
	const activity = drafted(sent, context);
	const id = posted(
		activity,
		{ RelatedProspectId: lead?.ProspectID ?? newLead(sent, context) },
		context,
	);
	// what else the answer holds then is not known (contract 4.2)
	return done(id, sent.IncludeLeadScore === true ? { LeadScore: 10 } : {});
}

function newLead({ EmailAddress, FirstName = '', LastName = '', Phone = '' }, context) {
	const person = { EmailAddress, FirstName: clean(FirstName), LastName: clean(LastName), Phone };
	if (Phone !== '' && leadBy('Phone', Phone, context.account) !== undefined)
		throw mx('DuplicateEntry', 'A Lead with same Phone already exists.');
	return createLead(person, context);
}

/** A3: the activity is looked at before the lead is written, so a refusal writes neither */
function createCustom({ json }, context) {
	const { LeadDetails, Activity } = shaped(
		json,
		{ LeadDetails: 'list', Activity: 'map' },
		'the body',
	);
	if (LeadDetails === undefined || Activity === undefined)
		throw mx('MandatoryAttributeMissing', 'LeadDetails and Activity are required.');
	shaped(Activity, { ...COMMON, ProcessFilesAsync: 'boolean' }, 'Activity');
	parsedFields(Activity.Fields);
	const write = upsert(attributesOf(LeadDetails, context.account), context);
	const activity = drafted(Activity, context);
	const RelatedProspectId = write();
	const id = posted(activity, { RelatedProspectId }, context);
	return done(
		id,
		context.account.how.createCustomAnswer === 'related' ? { RelatedId: RelatedProspectId } : {},
	);
}

function ownerOf({ ActivityOwnerEmail: address }, { store }) {
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
 * @param {string} key what a row names its lead by, if it does
 * @param {(row: object, call: object, account: object) => object} related the lead of a row, and the opportunity
 * @param {(call: object, account: object) => void} check what refuses the whole call
 */
const bulk =
	(key, related, check = () => {}) =>
	(call, context) => {
		const { json } = call;
		if (!Array.isArray(json)) throw malformed('the body must be an array');
		const shape = {
			...(key === undefined ? {} : { [key]: 'string' }),
			...COMMON,
			ActivityOwnerEmail: 'string',
		};
		for (const row of json) parsedFields(shaped(row, shape, 'a row').Fields);
		if (json.length === 0 || json.length > MOST_IN_BULK)
			throw mx('InvalidInput', `The number of activities must be between 1 and ${MOST_IN_BULK}.`);
		check(call, context.account);
		const one = (row) => {
			if (key !== undefined) demand(row, [key]);
			const lead = related(row, call, context.account);
			return posted({ ...drafted(row, context), ...ownerOf(row, context.account) }, lead, context);
		};
		return {
			Status: 'Success',
			Response: json.map((row, index) => outcome(() => one(row), index + 1, context.account)),
		};
	};

function outcome(post, RowNumber, { how, store }) {
	const full = how.bulkRows === 'full';
	try {
		admitRow(how);
		const ProspectActivityId = post();
		const more = full
			? {
					ProspectId: store.activities.get(ProspectActivityId).RelatedProspectId,
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

const fieldOf = ({ query }) => query.get('searchBy') ?? '';

function byField({ SearchByValue }, call, account) {
	const lead = leadBy(fieldOf(call), SearchByValue, account);
	if (lead === undefined) throw noLead();
	return { RelatedProspectId: lead.ProspectID };
}

function opportunityOf({ query }, { store }) {
	const found = store.activities.get((query.get('opportunityId') ?? '').toLowerCase());
	if (found === undefined || found.ActivityEvent < FIRST_OPPORTUNITY) throw noActivity();
	return {
		RelatedProspectId: found.RelatedProspectId,
		RelatedOpportunityId: found.ProspectActivityId,
	};
}

function byOpportunity(row, call, account) {
	demand(row, ['ActivityOwnerEmail']);
	return opportunityOf(call, account);
}

const byId = ({ RelatedProspectId }, _call, account) => ({
	RelatedProspectId: leadOf(RelatedProspectId, account).ProspectID,
});
const BULK = 'ProspectActivity.svc/Bulk/CustomActivity/Add';

/** What these have done can be read afterwards, so that a lost answer can be found out. */
const SHOWN = {
	'ProspectActivity.svc/Create': ['POST', create],
	'ProspectActivity.svc/CreateCustom': ['POST', createCustom],
	[`${BULK}/ByLeadId`]: ['POST', bulk('RelatedProspectId', byId)],
	[`${BULK}/ByLeadField`]: [
		'POST',
		bulk('SearchByValue', byField, (call) => checkUnique(fieldOf(call))),
	],
	[`${BULK}/ByOpportunityId`]: ['POST', bulk(undefined, byOpportunity, opportunityOf)],
};

module.exports = { ENDPOINTS: SHOWN, SHOWN };
