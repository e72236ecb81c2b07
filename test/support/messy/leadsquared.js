'use strict';
/** The messy rows as custom activities of LeadSquared, of a type with a field of each kind. */
const { byId } = require('../fakes.cts');
const { LEADS, RECORDS, emailOf, guidOf, leadId, phoneOf, utc } = require('../messyRows');
const { complete, field, own } = require('../../vendors/leadsquared.types.data.cts');

const TYPE = 250;
const FIELDS = [
	{
		id: own(1),
		name: 'Subject',
		type: 'string',
		dataType: 'String',
		column: 'title',
		required: true,
	},
	{ id: own(2), name: 'Amount', type: 'number', dataType: 'Number', column: 'amount' },
	{ id: own(3), name: 'Visit On', type: 'dateTime', dataType: 'DateTime', column: 'start' },
	{ id: own(4), name: 'Confirmed', type: 'boolean', dataType: 'Boolean', column: 'confirmed' },
];
const KEY = own(5);

const mapped = (isNew) => ({
	mappingMode: 'defineBelow',
	value: Object.fromEntries(FIELDS.map(({ id, column }) => [id, `={{ $json.${column} }}`])),
	schema: FIELDS.map(({ id, name, type, required = false }) => ({
		id,
		displayName: `${name} (${id})`,
		required: isNew && required,
		defaultMatch: false,
		display: true,
		type,
	})),
});
const places = Object.fromEntries(FIELDS.map(({ id, column }) => [column, [`fields.${id}`]]));

/** LeadSquared keeps every value as text, and prints yes and no in more than one way (vendor notes, leads). */
const SAYS = { true: true, 1: true, yes: true, false: false, 0: false, no: false };
const yesNo = (text) =>
	text === undefined || text === '' ? null : (SAYS[text.toLowerCase()] ?? text);
const number = (text) => (text === undefined || text === '' ? null : Number(text));

const shown = ({ ActivityNote, Fields, RelatedProspectId }) => ({
	title: Fields[own(1)],
	description: ActivityNote,
	start: Fields[own(3)] ? utc(`${Fields[own(3)].replace(' ', 'T')}Z`) : null,
	amount: number(Fields[own(2)]),
	confirmed: yesNo(Fields[own(4)]),
	lead: RelatedProspectId,
	external_id: Fields[KEY] ?? '',
});

module.exports = {
	leadsquared: {
		node: 'leadSquared',
		bulk: true,
		fakeOptions: {
			window: { calls: 100_000, seconds: 1 },
			records: { activities: 40, extras: 0, leads: 40, tasks: 4 },
		},
		hurry: (credentials) =>
			Object.assign(credentials, {
				plan: 'custom',
				callsPer5Seconds: 5000,
				bulkCallsPer5Seconds: 5000,
			}),
		prepare({ vendor: { store } }) {
			const more = { MaxFieldLength: 5000 };
			store.types.set(
				TYPE,
				complete({
					code: TYPE,
					name: 'Row',
					kind: 2,
					fields: [
						...FIELDS.map(({ id, name, dataType, required = false }) =>
							field(id, name, dataType, { ...more, IsMandatory: required }),
						),
						field(KEY, 'Key', 'String', more),
					],
				}),
			);
			const [lead] = store.leads.values();
			for (const n of LEADS)
				store.leads.set(leadId(n), {
					...lead,
					ProspectID: leadId(n),
					ProspectAutoId: String(900_000 + n),
					EmailAddress: emailOf(n),
					Phone: phoneOf(n),
					Mobile: '',
				});
			const [like] = store.activities.values();
			const before = {
				[own(1)]: 'Before',
				[own(2)]: '5',
				[own(3)]: '2025-01-01 09:00:00',
				[own(4)]: 'false',
				[KEY]: 'before',
			};
			for (const n of RECORDS)
				store.activities.set(guidOf(n), {
					...like,
					ProspectActivityId: guidOf(n),
					AutoId: 900_000 + n,
					ActivityEvent: TYPE,
					RelatedProspectId: leadId(LEADS[0]),
					ActivityNote: 'As it was',
					Fields: { ...before },
				});
		},
		operations: {
			create: {
				byExternalId: true,
				parameters: {
					resource: 'customActivity',
					operation: 'create',
					activityType: byId(String(TYPE)),
					leadBy: '={{ $json.lead_by }}',
					lead: byId('={{ $json.lead }}'),
					email: '={{ $json.email }}',
					phone: '={{ $json.phone }}',
					note: '={{ $json.description }}',
					fields: mapped(true),
					additionalFields: {},
					options: { externalId: '={{ $json.external_id }}', externalIdField: KEY },
				},
				places: {
					lead_by: ['leadBy'],
					lead: ['lead'],
					email: ['email'],
					phone: ['phone'],
					description: ['note'],
					external_id: ['options.externalId'],
					...places,
				},
			},
			update: {
				parameters: {
					resource: 'customActivity',
					operation: 'update',
					activityType: byId(String(TYPE)),
					activityId: byId('={{ $json.guid }}'),
					fields: mapped(false),
					updateFields: { note: '={{ $json.description }}' },
				},
				places: { guid: ['activityId'], description: ['updateFields.note'], ...places },
			},
		},
		stored: ({ vendor: { store } }) =>
			new Map(
				[...store.activities]
					.filter(([, { ActivityEvent }]) => ActivityEvent === TYPE)
					.map(([id, activity]) => [id, shown(activity)]),
			),
		recordIn: 'guid',
		keyOf: guidOf,
		writes: ({ vendor }) => vendor.writes.map(({ id }) => id),
		fresh: {
			title: '',
			description: '',
			start: null,
			amount: null,
			confirmed: null,
			lead: '',
			external_id: '',
		},
		meant: (want, operation) => ({
			...want,
			lead: operation === 'create' ? leadId(want.lead) : undefined,
			external_id: operation === 'create' ? want.external_id : undefined,
		}),
		starts: {
			place: `fields.${own(3)}`,
			parameters: (start) => ({
				resource: 'customActivity',
				operation: 'create',
				activityType: byId(String(TYPE)),
				leadBy: 'id',
				lead: byId(leadId(LEADS[0])),
				fields: { ...mapped(true), value: { [own(1)]: 'Start', [own(3)]: start } },
				additionalFields: {},
			}),
			column: 'start',
		},
	},
};
