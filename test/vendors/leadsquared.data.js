'use strict';
/** The records a fresh fake LeadSquared account has: the same ones each time. */
const { createHash } = require('node:crypto');
const { stampWithMs } = require('./leadsquared.answers');

const FIRST = ['Aarav', 'Bina', 'Chetan', 'Divya', 'Esha', 'Farhan', 'Gauri', 'Hari', 'Isha', 'Jatin', 'Kavya'];
const LAST = ['Agarwal', 'Bose', 'Chopra', 'Das', 'Fernandes', 'Gupta', 'Iyer', 'Joshi', 'Kumar', 'Mehta', 'Nair', 'Patel', 'Rao'];
const BASE = Date.UTC(2026, 0, 1);
const COUNTS = { users: 60, leads: 2000, activities: 3000 };

const pick = (list, n) => list[n % list.length];
const range = (count) => Array.from({ length: count }, (_, index) => index + 1);

/** the n-th (from 1) user, lead or activity always has this GUID */
function guid(kind, n) {
	const hash = createHash('sha1').update(`${kind} ${n}`).digest('hex');
	return [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `a${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-');
}

const optionSet = (options) =>
	JSON.stringify(options.map((Value, Order) => ({ IsDefault: Order === 0, Text: '', Value, Order, CanEdit: 1, CanDelete: 1, IsLastOption: 0 })));

/** FieldMeta (contract 4.11) */
function field(SchemaName, DisplayName, DataType, { options = [], ...more } = {}) {
	return {
		SchemaName,
		InternalName: SchemaName,
		DisplayName,
		Value: null,
		DataType,
		IsMandatory: false,
		ShowInForm: true,
		Sequence: 0,
		ParentField: '',
		OptionSet: options.length > 0 ? optionSet(options) : '',
		DependentOptionSet: '',
		IsDefault: false,
		IsReadOnly: false,
		RenderType: '',
		IsMultiSelectDropdown: false,
		IncludeOthersOption: false,
		CustomObjectType: 2,
		MaxFieldLength: 1000,
		...more,
	};
}

const STATUSES = ['Active', 'Completed', 'Cancelled'];
const OUTCOMES = ['Interested', 'Not interested', 'Call back'];
const SOURCES = ['Website', 'Walk-in', 'Referral', 'Fair', 'Partner'];
const CITIES = ['Mumbai', 'Pune', 'Delhi'];
const own = (n) => `mx_Custom_${n}`;

/** what every type has beside its own fields (contract 4.2) */
const shared = () => [field('Status', 'Status', 'SearchableDropdown', { options: STATUSES }), field('Owner', 'Owner', 'ActiveUsers')];

/** one of each data type the vendor's samples print (contract 4.12), and the ways a field can refuse */
const visit = () => [
	field(own(1), 'Purpose', 'String', { IsMandatory: true }),
	field(own(2), 'Guests', 'Number'),
	field(own(3), 'Visit On', 'DateTime'),
	field(own(4), 'Outcome', 'SearchableDropdown', { options: OUTCOMES }),
	field(own(5), 'Source', 'SearchableDropdown'),
	field(own(6), 'Accompanied By', 'ActiveUsers'),
	field(own(7), 'Ticket Number', 'String', { IsReadOnly: true }),
	field(own(8), 'Remarks', 'String', { MaxFieldLength: 200 }),
	field(own(9), 'City', 'SearchableDropdown', { options: CITIES, IncludeOthersOption: true }),
	field(own(10), 'Address', 'CustomObject', { CustomObjectType: 1 }),
];
const call = () => [field(own(1), 'Duration', 'Number'), field(own(2), 'Recording', 'String')];

/** code -> name, fields; custom types from 200, system ones below, opportunities from 12000 (contract 4.12) */
const TYPES = [
	{ code: 201, name: 'Site Visit', kind: 2, fields: visit() },
	{ code: 202, name: 'Follow-up', kind: 2, fields: [field(own(1), 'Topic', 'String'), field(own(2), 'Next Call', 'DateTime')] },
	{ code: 203, name: 'Demo', kind: 2, fields: [field(own(1), 'Product', 'Product'), field(own(2), 'Seats', 'Number')] },
	{ code: 204, name: 'Survey', kind: 2, fields: range(50).map((n) => field(own(n), `Question ${n}`, 'String')) },
	{ code: 205, name: 'Letter', kind: 2, fields: [] },
	{ code: 21, name: 'Inbound Phone Call Activity', kind: 3, fields: call() },
	{ code: 22, name: 'Outbound Phone Call Activity', kind: 3, fields: call() },
	{
		code: 12000,
		name: 'Loan',
		kind: 2,
		fields: [field(own(1), 'Opportunity Name', 'String', { IsMandatory: true }), field(own(2), 'Amount', 'Number')],
	},
].map((type) => ({ ...type, fields: [...type.fields, ...shared()].map((one, index) => ({ ...one, Sequence: index + 1 })) }));

/** drop-downs whose OptionSet is empty, and those inside a custom field set (contract 4.12) */
const OPTIONS = { [`201 ${own(5)}`]: SOURCES, [`201 ${own(10)} mx_CustomObject_2`]: ['Home', 'Office'] };
const SET_FIELDS = { [`201 ${own(10)}`]: ['mx_CustomObject_1', 'mx_CustomObject_2', 'mx_CustomObject_3', 'Status'] };

function user(n) {
	return {
		ID: guid('user', n),
		FirstName: pick(FIRST, n),
		LastName: pick(LAST, n * 3),
		EmailAddress: `user${n}@account.example`,
		Role: n === 1 ? 'Administrator' : pick(['Sales_User', 'Sales_Manager', 'Marketing_User'], n),
		StatusCode: n % 12 === 0 ? 1 : 0,
		...(n % 4 === 0 ? { MemberOfGroups: ['North'] } : {}),
		Tag: null,
		IsPhoneCallAgent: n % 5 === 0,
	};
}

/** Lead values are strings (contract 6). */
function lead(n, counts) {
	const owner = user(1 + (n % counts.users));
	const name = pick(FIRST, n);
	return {
		ProspectID: guid('lead', n),
		ProspectAutoId: String(n),
		FirstName: name,
		LastName: pick(LAST, Math.floor(n / 11) + n),
		EmailAddress: `${name.toLowerCase()}.${n}@example.com`,
		Phone: `+91-98${String(10_000_000 + n)}`,
		Mobile: '',
		ProspectStage: pick(['Prospect', 'Opportunity', 'Customer'], n),
		OwnerId: owner.ID,
		OwnerIdName: `${owner.FirstName} ${owner.LastName}`,
		OwnerIdEmailAddress: owner.EmailAddress,
		DoNotCall: n % 7 === 0 ? '1' : '0',
		CreatedOn: stampWithMs(BASE + n * 60_000),
		ModifiedOn: stampWithMs(BASE + n * 120_000),
	};
}

const LEAD_TYPES = {
	EmailAddress: 'Email',
	Phone: 'Phone',
	Mobile: 'Phone',
	DoNotCall: 'Boolean',
	CreatedOn: 'Date',
	ModifiedOn: 'Date',
	ProspectStage: 'Select',
	OwnerId: 'ActiveUsers',
};
const leadFields = (one) =>
	Object.keys(one).map((SchemaName) => ({
		SchemaName,
		DisplayName: SchemaName.replace(/([a-z])([A-Z])/g, '$1 $2'),
		DataType: LEAD_TYPES[SchemaName] ?? 'Text',
		IsMandatory: SchemaName === 'LastName',
	}));

const VALUES = {
	201: (n) => ({
		[own(1)]: `Visit ${n}`,
		[own(2)]: String(n % 9),
		[own(3)]: `2026-02-${String(1 + (n % 28)).padStart(2, '0')} 10:00:00`,
		[own(4)]: pick(OUTCOMES, n),
		[own(5)]: pick(SOURCES, n),
		[own(7)]: `T-${n}`,
		[own(10)]: { mx_CustomObject_1: `Street ${n}`, Status: 'Pending' },
	}),
	202: (n) => ({ [own(1)]: `Topic ${n}` }),
	203: (n) => ({ [own(2)]: String(n % 50) }),
	204: (n) => Object.fromEntries(range(50).map((k) => [own(k), k % 5 === 0 ? `Answer ${k} of ${n}` : ''])),
	12000: (n) => ({ [own(1)]: `Loan ${n}`, [own(2)]: String(1000 * n) }),
};

/** Every fifth activity is on lead 1; four of a type share a creation second, none a modification moment. */
function activity(n, counts) {
	const { code } = pick(TYPES, n);
	const phone = code === 21 || code === 22;
	const at = BASE + Math.floor(n / 32) * 60_000;
	return {
		ProspectActivityId: guid('activity', n),
		AutoId: n,
		ActivityEvent: code,
		RelatedProspectId: guid('lead', n % 5 === 0 ? 1 : 1 + (n % counts.leads)),
		ActivityNote: phone ? `Status{=}Answered{next}Duration{=}${n}{next}Status{=}` : `Note ${n}`,
		Status: pick(STATUSES, n),
		Owner: guid('user', 1 + (n % 9)),
		CreatedBy: guid('user', 1),
		CreatedOn: at,
		ModifiedOn: at + 3_600_000 + n,
		Fields: VALUES[code]?.(n) ?? {},
	};
}

const made = new Map();

/** Made once for each size and copied for each reset; nothing writes into what is nested in a record. */
function pristine(counts) {
	const key = JSON.stringify(counts);
	if (!made.has(key)) {
		made.set(key, {
			users: range(counts.users).map(user),
			leads: range(counts.leads).map((n) => lead(n, counts)),
			activities: range(counts.activities).map((n) => activity(n, counts)),
		});
	}
	return made.get(key);
}

const copied = (records, key) => new Map(records.map((record) => [record[key], { ...record }]));

/** @param {{users?: number, leads?: number, activities?: number}} [records] how many of each kind */
function seed(records = {}) {
	const first = pristine({ ...COUNTS, ...records });
	return {
		users: copied(first.users, 'ID'),
		leads: copied(first.leads, 'ProspectID'),
		activities: copied(first.activities, 'ProspectActivityId'),
		types: new Map(TYPES.map((type) => [type.code, type])),
	};
}

module.exports = { seed, guid, leadFields, OPTIONS, SET_FIELDS };
