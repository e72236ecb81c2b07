'use strict';
/**
 * More ways in which the form of an operation can stand, for fields that no entry of test/support/operations/ shows;
 * and what the other fields of a row hold while one of them is tried.
 */
const { byId, VENDORS } = require('../support/fakes.cts');

const leadSquared = VENDORS.leadSquared.make();
const OPPORTUNITY = 7;

/** An activity as any vendor's nodes give it with Output set to Portable. */
const portableOf = (kind) => ({
	parameters: {
		valuesFrom: 'portable',
		portableActivity: '={{ $json.portable }}',
		matchPeople: true,
		ifNobody: 'standIn',
		standIn: '3',
		peopleTable: '{ "jane@old.example": "3" }',
	},
	item: {
		portable: {
			kind,
			title: 'From elsewhere',
			description: 'About it',
			start: '2026-12-01T09:00:00Z',
			end: '2026-12-01T10:00:00Z',
			due: '2026-12-01T09:00:00Z',
		},
	},
});
const changed = (parameters) => ({ parameters });

const OWNERS = [
	['contact', { contactId: byId('45001') }],
	['company', { companyId: byId('701') }],
	['lead', { leadId: byId('2001') }],
	['opportunity', { opportunityId: byId('5001'), venueId: byId('1') }],
];
/** The record of a portable activity is picked where none of its people is known. */
const picked = {
	belongsTo: 'companyAndContact',
	companyId: byId('701'),
	contactId: byId('45001'),
};
const owned = (by) => OWNERS.map(([kind, ids]) => changed({ [by]: kind, ...ids }));
const onBooking = (more = {}) =>
	changed({ noteOn: 'booking', bookingId: byId('7101'), venueId: byId('1'), ...more });
const layout = {
	lines: { values: [{ kind: 'text', label: 'Address', value: 'Here', url: '', bold: false }] },
	tags: { values: [{ title: 'New', type: 'success' }] },
	buttons: {
		values: [
			{
				title: 'Confirm',
				type: 'primary',
				action: 'restEvent',
				event: 'confirm',
				url: '',
				parameters: '',
			},
		],
	},
};
const json = changed({
	layoutMode: 'json',
	layoutJson: JSON.stringify({
		icon: { code: 'call-completed' },
		header: { title: 'Visit' },
		body: {
			logo: { code: 'call-incoming' },
			blocks: { one: { type: 'text', properties: { value: 'Here' } } },
		},
	}),
});

/**
 * By the name of an entry: what is changed in its parameters, and what its first item holds beside its own.
 * `instead`: the entry as it is is not tried.
 */
const BASES = {
	'bitrix24 activity create (to-do)': [portableOf('task')],
	'bitrix24 activity create (call)': [
		changed({ kind: 'email', phone: undefined, email: byId('ada@example.com'), sendEmail: false }),
		changed({ kind: 'meeting', phone: undefined, direction: undefined }),
		{ ...portableOf('call'), parameters: { ...portableOf('call').parameters, kind: '' } },
		portableOf('call'),
	],
	'bitrix24 activity update': [portableOf('call')],
	'bitrix24 calendarEvent create': [
		changed({ calendar: 'group', user: undefined, group: byId('1') }),
	],
	'bitrix24 calendarEvent getMany': [
		changed({
			calendar: 'group',
			user: undefined,
			group: byId('1'),
			returnAll: false,
			limit: 1,
		}),
	],
	'bitrix24 call attachRecording': [changed({ source: 'file', recording: 'data', url: undefined })],
	'bitrix24 customActivity create': [json],
	'bitrix24 customActivity update': [
		{ ...changed({ title: 'New', ...layout }), instead: true },
		json,
	],
	'bitrix24 task create': [
		{ ...portableOf('task'), parameters: { ...portableOf('task').parameters, title: '' } },
	],
	'bitrix24 task getHistory': [changed({ returnAll: false, limit: 1 })],
	'bitrix24 task update': [portableOf('task')],
	'bitrix24 taskComment getMany': [changed({ returnAll: false, limit: 1 })],
	'bitrix24 taskComment getMany (old card)': [changed({ returnAll: false, limit: 1 })],
	'bitrix24 taskResult getMany': [changed({ returnAll: false, limit: 1 })],
	'bitrix24 taskTime getMany': [changed({ returnAll: false, limit: 1 })],
	'bitrix24 timelineLog getMany': [changed({ returnAll: false, limit: 1 })],
	'bitrix24 timelineComment getMany': [changed({ returnAll: false, limit: 1 })],
	'bitrix24 apiCall call': [
		changed({
			method: 'crm.timeline.logmessage.list',
			parameters: '{ "entityTypeId": 2, "entityId": 1 }',
			paging: 'start',
			readsOnly: true,
			returnAll: false,
			limit: 1,
		}),
	],
	'deskera apiCall call': [
		changed({
			method: 'GET',
			paging: 'pageSize',
			rowsIn: 'data',
			readsOnly: true,
			returnAll: false,
			limit: 1,
			pageSize: 5,
		}),
	],
	'deskera activity create (from a portable activity)': [
		changed({
			matchPeople: true,
			ifNobody: 'standIn',
			standIn: '46946',
			peopleTable: '{ "jane@old.example": "46946" }',
		}),
	],
	'deskera activity update': [portableOf('call')],
	'leadSquared apiCall call': [
		changed({ paging: 'offset', readsOnly: true, returnAll: false, limit: 1, pageSize: 5 }),
	],
	'ivvy apiCall call': [
		changed({
			paging: 'start',
			readsOnly: true,
			query: { values: [{ name: 'action', value: 'getLeadNoteList' }] },
			body: '={{ { leadId: $json.lead } }}',
			returnAll: false,
			limit: 1,
			pageSize: 5,
		}),
	],
	'ivvy activity create': [
		...owned('belongsTo'),
		{
			...portableOf('call'),
			parameters: {
				...portableOf('call').parameters,
				...picked,
				name: '',
				description: '',
				subType: '',
			},
		},
	],
	'ivvy activity update': [...owned('belongsTo'), portableOf('call')],
	'ivvy activity upsert': owned('belongsTo'),
	'ivvy task create': [
		...owned('belongsTo'),
		{
			...portableOf('task'),
			parameters: { ...portableOf('task').parameters, ...picked, name: '', endDatetime: '' },
		},
	],
	'ivvy task update': [...owned('belongsTo'), portableOf('task')],
	'ivvy task upsert': owned('belongsTo'),
	'ivvy note create': [...owned('noteOn'), onBooking({ additionalFields: {} })],
	'ivvy note getMany': [...owned('noteOn'), onBooking()],
	'ivvy note update': [...owned('noteOn'), onBooking({ updateFields: {} })],
	'leadSquared activity getHistory': [
		changed({ scope: 'activity', activityId: byId(leadSquared.activityId(8)) }),
		changed({ scope: 'types', activityTypes: { values: [{ id: byId('201') }] } }),
	],
	'leadSquared customActivity create': [
		changed({
			leadBy: 'field',
			uniqueField: byId('EmailAddress'),
			uniqueValue: 'lead1@example.com',
		}),
		changed({
			leadBy: 'email',
			email: 'new.person@example.com',
			createLead: true,
			newLead: { LastName: 'Lovelace' },
		}),
		changed({
			leadBy: 'phone',
			phone: '+49 30 555',
			createLead: true,
			newLead: { LastName: 'Lovelace' },
		}),
		portableOf('call'),
	],
	'leadSquared customActivity update': [portableOf('call')],
	'leadSquared salesActivity create': [
		{ ...portableOf('other'), parameters: { ...portableOf('other').parameters, status: '' } },
	],
	'leadSquared salesActivity update': [portableOf('other')],
	'leadSquared opportunityActivity create': [portableOf('call')],
	'leadSquared task create': [
		changed({ relatedTo: 5, opportunity: byId(leadSquared.activityId(OPPORTUNITY)) }),
		{ ...portableOf('task'), parameters: { ...portableOf('task').parameters, name: '' } },
	],
	'leadSquared task getMany': [
		changed({ scope: 'lead', lead: byId(leadSquared.leadId(1)) }),
		changed({
			scope: 'todos',
			users: { values: [{ id: byId(leadSquared.userId(1)) }] },
			from: '2026-11-01',
			to: '2026-12-01',
		}),
	],
	'leadSquared task update': [portableOf('task')],
};

/** By the name of an entry and the path of the parameter: rows in which one field after the other is tried. */
const ROWS = {
	'deskera apiCall call': { query: { values: [{ name: 'filter', value: 'x' }] } },
	'leadSquared apiCall call': { query: { values: [{ name: 'filter', value: 'x' }] } },
	'bitrix24 activity update': {
		'updateFields.COMMUNICATIONS': {
			values: [{ client: byId('C_1'), value: '+49 30 1', type: 'PHONE' }],
		},
	},
	'leadSquared customActivity create': {
		attachments: {
			values: [{ url: 'https://files.example.com/a.pdf', name: 'a.pdf', description: 'A' }],
		},
	},
	'leadSquared customActivity update': {
		attachments: {
			values: [{ url: 'https://files.example.com/a.pdf', name: 'a.pdf', description: 'A' }],
		},
	},
	'leadSquared task create': {
		'additionalFields.customFields': { values: [{ name: byId('mx_Custom_1'), value: 'x' }] },
	},
	'leadSquared task update': {
		'updateFields.customFields': { values: [{ name: byId('mx_Custom_1'), value: 'x' }] },
	},
};

/** A field of the vendor's own that a resource mapper offers. */
const MAPPED = { bitrix24: 'UF_AUTO_123', leadSquared: 'mx_Custom_2' };

function basesOf({ name }) {
	const bases = BASES[name] ?? [];
	return bases.some(({ instead }) => instead) ? bases : [{ parameters: {} }, ...bases];
}

const rowsFor = ({ name }) => ROWS[name] ?? {};

module.exports = { basesOf, rowsFor, MAPPED };
