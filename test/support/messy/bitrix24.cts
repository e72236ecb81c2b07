/** The messy rows as tasks of Bitrix24. */
import { byId, type VendorOf } from '../fakes.cts';
import type { Part } from '../messyOutcomes.cts';
import { PEOPLE, RECORDS, utc } from '../messyRows.cts';
import { there } from '../there.cts';
import type { Task } from '../../vendors/bitrix24.records.cts';

const PRIORITIES = ['low', 'medium', 'high'];
const NONE = { mappingMode: 'defineBelow', value: null };
const custom = {
	mappingMode: 'defineBelow',
	value: { UF_AUTO_456: '={{ $json.confirmed }}' },
	schema: [
		{
			id: 'UF_AUTO_456',
			displayName: 'Legal review',
			required: false,
			defaultMatch: false,
			display: true,
			type: 'boolean',
		},
	],
};
const main = {
	title: '={{ $json.title }}',
	responsible: byId('={{ $json.responsible }}'),
	deadline: '={{ $json.due }}',
	description: '={{ $json.description }}',
	priority: '={{ $json.priority }}',
};
const details = {
	START_DATE_PLAN: '={{ $json.start }}',
	END_DATE_PLAN: '={{ $json.end }}',
	timeEstimate: '={{ $json.minutes }}',
	TASK_CONTROL: '={{ $json.confirmed }}',
	TAGS: '={{ $json.tags }}',
	AUDITORS: { values: [{ id: byId('={{ $json.people }}') }] },
};
const places = (collection: string) => ({
	title: ['title'],
	responsible: ['responsible'],
	description: ['description'],
	start: [`${collection}.START_DATE_PLAN`],
	end: [`${collection}.END_DATE_PLAN`],
	due: ['deadline'],
	minutes: [`${collection}.timeEstimate`],
	confirmed: [`${collection}.TASK_CONTROL`, 'customFields.UF_AUTO_456'],
	tags: [`${collection}.TAGS`],
	people: [`${collection}.AUDITORS`],
	priority: ['priority'],
});

const shown = (task: Task) => ({
	title: task.TITLE,
	description: task.DESCRIPTION,
	start: utc(task.START_DATE_PLAN),
	end: utc(task.END_DATE_PLAN),
	due: utc(task.DEADLINE),
	minutes: Number(task.TIME_ESTIMATE) / 60,
	confirmed: task.UF_AUTO_456 === '1',
	approval: task.TASK_CONTROL === 'Y',
	tags: task.TAGS,
	people: task.AUDITORS.map(Number),
	responsible: Number(task.RESPONSIBLE_ID),
	priority: PRIORITIES[Number(task.PRIORITY)],
});

export const bitrix24: Part<VendorOf<'bitrix24'>> = {
	node: 'bitrix24',
	bulk: true,
	fakeOptions: {
		bucket: { burst: 100_000, perSecond: 1000 },
		records: { tasks: 20, activities: 20 },
	},
	hurry: (credentials) => Object.assign(credentials, { plan: 'enterprise' }),
	prepare({ vendor: { store } }) {
		for (const id of PEOPLE) store.users.set(id, { ...there(store.users.get(2)), ID: String(id) });
		const like = there(store.tasks.get(2));
		const before = {
			TITLE: 'Before',
			DESCRIPTION: 'As it was',
			START_DATE_PLAN: '2025-01-01T10:00:00+03:00',
			END_DATE_PLAN: '2029-01-01T10:00:00+03:00',
			DEADLINE: '2025-06-01T10:00:00+03:00',
			TIME_ESTIMATE: '900',
			UF_AUTO_456: '0',
			TASK_CONTROL: 'N',
			TAGS: ['before'],
			AUDITORS: ['3'],
			RESPONSIBLE_ID: '2',
			PRIORITY: '0',
			STATUS: '2',
			PARENT_ID: null,
		};
		for (const id of RECORDS)
			store.tasks.set(id, {
				...structuredClone(like),
				ID: String(id),
				...structuredClone(before),
			});
	},
	operations: {
		create: {
			parameters: {
				resource: 'task',
				operation: 'create',
				...main,
				additionalFields: details,
				customFields: custom,
			},
			places: places('additionalFields'),
		},
		update: {
			parameters: {
				resource: 'task',
				operation: 'update',
				taskId: byId('={{ $json.record }}'),
				...main,
				updateFields: details,
				customFields: custom,
			},
			places: { record: ['taskId'], ...places('updateFields') },
		},
	},
	stored: ({ vendor: { store } }) =>
		new Map([...store.tasks].map(([id, task]) => [String(id), shown(task)])),
	recordIn: 'record',
	keyOf: (record) => String(record),
	writes: ({ vendor }) => vendor.writes.map(({ id }) => String(id)),
	fresh: {
		title: '',
		description: '',
		start: null,
		end: null,
		due: null,
		minutes: 0,
		confirmed: false,
		approval: false,
		tags: [],
		people: [],
		responsible: 0,
		priority: 'medium',
	},
	meant: (want) => ({
		...want,
		...(want.confirmed === undefined ? {} : { approval: want.confirmed }),
	}),
	starts: {
		place: 'deadline',
		parameters: (start) => ({
			resource: 'task',
			operation: 'create',
			title: 'Start',
			responsible: byId('4'),
			deadline: start,
			additionalFields: {},
			customFields: NONE,
		}),
		column: 'due',
	},
};
