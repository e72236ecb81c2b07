/** The messy rows as custom activities of LeadSquared, of a type with a field of each kind. */
import { byId, type VendorOf } from '../fakes.cts';
import type { Part } from '../messyOutcomes.cts';
import { LEADS, RECORDS, emailOf, guidOf, leadId, phoneOf, utc } from '../messyRows.cts';
import { there } from '../there.cts';
import type { Activity } from '../../vendors/leadsquared.data.cts';
import { complete, field, own } from '../../vendors/leadsquared.types.data.cts';

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

const mapped = (isNew: boolean) => ({
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
const SAYS: Readonly<Record<string, boolean>> = {
	true: true,
	1: true,
	yes: true,
	false: false,
	0: false,
	no: false,
};
const yesNo = (text: string | undefined) =>
	text === undefined || text === '' ? null : (SAYS[text.toLowerCase()] ?? text);
const number = (text: string | undefined) =>
	text === undefined || text === '' ? null : Number(text);

function shown({ ActivityNote, Fields, RelatedProspectId }: Activity) {
	const [title, amount, start, confirmed] = [1, 2, 3, 4].map(
		(n) => Fields[own(n)] as string | undefined,
	);
	return {
		title,
		description: ActivityNote,
		start: start ? utc(`${start.replace(' ', 'T')}Z`) : null,
		amount: number(amount),
		confirmed: yesNo(confirmed),
		lead: RelatedProspectId,
		external_id: Fields[KEY] ?? '',
	};
}

export const leadsquared: Part<VendorOf<'leadSquared'>> = {
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
		const lead = there([...store.leads.values()][0]);
		for (const n of LEADS)
			store.leads.set(leadId(n), {
				...lead,
				ProspectID: leadId(n),
				ProspectAutoId: String(900_000 + n),
				EmailAddress: emailOf(n),
				Phone: phoneOf(n),
				Mobile: '',
			});
		const like = there([...store.activities.values()][0]);
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
				RelatedProspectId: leadId(there(LEADS[0])),
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
	writes: ({ vendor }) => vendor.writes.map(({ id }) => String(id)),
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
		lead: operation === 'create' ? leadId(there(want.lead)) : undefined,
		external_id: operation === 'create' ? want.external_id : undefined,
	}),
	starts: {
		place: `fields.${own(3)}`,
		parameters: (start) => ({
			resource: 'customActivity',
			operation: 'create',
			activityType: byId(String(TYPE)),
			leadBy: 'id',
			lead: byId(leadId(there(LEADS[0]))),
			fields: { ...mapped(true), value: { [own(1)]: 'Start', [own(3)]: start } },
			additionalFields: {},
		}),
		column: 'start',
	},
};
