/** The messy rows as activities of Deskera. */
import { byId, type VendorOf } from '../fakes.cts';
import type { Part } from '../messyOutcomes.cts';
import { RECORDS, utc } from '../messyRows.cts';
import { there } from '../there.cts';
import type { Activity } from '../../vendors/deskera.data.cts';

const details = {
	notes: '={{ $json.description }}',
	is_status: '={{ $json.confirmed }}',
	assignee_ids: { values: [{ id: byId('={{ $json.people }}') }] },
};
const places = (collection: string) => ({
	description: [`${collection}.notes`],
	confirmed: [`${collection}.is_status`],
	people: [`${collection}.assignee_ids`],
});
const later = (start: string, minutes: number) => utc(Date.parse(start) + minutes * 60_000);

const shown = (activity: Activity) => ({
	title: activity.name,
	description: activity.notes,
	start: utc(activity.start),
	end: utc(activity.end),
	confirmed: activity.is_status,
	people: activity.assignee_ids,
	type: activity.activity_type,
	external_id: activity.source_id,
});

export const deskera: Part<VendorOf<'deskera'>> = {
	node: 'deskera',
	bulk: false,
	fakeOptions: { records: { activities: 20 } },
	prepare({ vendor: { store } }) {
		const like = there(store.activities.get(1));
		const before = {
			name: 'Before',
			notes: 'As it was',
			start: '2025-01-01T09:00:00Z',
			end: '2029-01-01T09:00:00Z',
			is_status: false,
			assignee_ids: [46950],
			activity_type: 'lunch',
			source: 'WEB',
			source_id: 'before',
		};
		for (const id of RECORDS)
			store.activities.set(id, { ...structuredClone(like), id, ...structuredClone(before) });
	},
	operations: {
		create: {
			byExternalId: true,
			parameters: {
				resource: 'activity',
				operation: 'create',
				name: '={{ $json.title }}',
				activity_type: '={{ $json.type }}',
				start: '={{ $json.start }}',
				end: '={{ $json.end }}',
				additionalFields: { ...details, duration: '={{ $json.minutes }}' },
				options: { externalId: '={{ $json.external_id }}' },
			},
			places: {
				title: ['name'],
				type: ['activity_type'],
				start: ['start'],
				end: ['end'],
				minutes: ['additionalFields.duration'],
				external_id: ['options.externalId'],
				...places('additionalFields'),
			},
		},
		update: {
			parameters: {
				resource: 'activity',
				operation: 'update',
				activityId: byId('={{ $json.record }}'),
				updateFields: {
					...details,
					name: '={{ $json.title }}',
					activity_type: '={{ $json.type }}',
					start: '={{ $json.start }}',
					end: '={{ $json.end }}',
				},
			},
			places: {
				record: ['activityId'],
				title: ['updateFields.name'],
				type: ['updateFields.activity_type'],
				start: ['updateFields.start'],
				end: ['updateFields.end'],
				...places('updateFields'),
			},
		},
	},
	stored: ({ vendor: { store } }) =>
		new Map([...store.activities].map(([id, activity]) => [String(id), shown(activity)])),
	recordIn: 'record',
	keyOf: (record) => String(record),
	writes: ({ vendor }) => vendor.writes.map(({ id }) => String(id)),
	fresh: {
		title: '',
		description: '',
		start: null,
		end: null,
		confirmed: false,
		people: [],
		type: '',
		external_id: '',
	},
	/** Duration counts where a new activity has no end. */
	meant: (want, operation) => ({
		...want,
		...(operation === 'create' && want.end === undefined
			? { end: later(there(want.start), there(want.minutes)) }
			: {}),
		...(operation === 'update' ? { external_id: undefined } : {}),
	}),
	starts: {
		place: 'start',
		parameters: (start) => ({
			resource: 'activity',
			operation: 'create',
			name: 'Start',
			activity_type: 'call',
			start,
			end: '',
			additionalFields: { duration: 30 },
		}),
		column: 'start',
	},
};
