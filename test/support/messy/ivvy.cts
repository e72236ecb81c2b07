/** The messy rows as tasks of iVvy. */
import { byId, type VendorOf } from '../fakes.cts';
import type { Part } from '../messyOutcomes.cts';
import { RECORDS, utc } from '../messyRows.cts';
import { there } from '../there.cts';
import type { Task } from '../../vendors/ivvy.data.cts';

const details = {
	description: '={{ $json.description }}',
	priority: '={{ $json.priority }}',
	assignedUserId: byId('={{ $json.responsible }}'),
};
const places = (collection: string) => ({
	description: [`${collection}.description`],
	priority: [`${collection}.priority`],
	responsible: [`${collection}.assignedUserId`],
});

const shown = (task: Task) => ({
	title: task.name,
	description: task.description,
	due: task.endDatetime === null ? null : utc(`${task.endDatetime.replace(' ', 'T')}Z`),
	priority: task.priority,
	responsible: task.assignedUserId,
});

export const ivvy: Part<VendorOf<'ivvy'>> = {
	node: 'ivvy',
	bulk: true,
	fakeOptions: { batchPolls: 0, records: { tasks: 20, activities: 20 } },
	prepare({ vendor: { store } }) {
		const like = there([...store.tasks.values()][0]);
		const before = {
			name: 'Before',
			description: 'As it was',
			endDatetime: '2025-01-01 09:00:00',
			priority: 'low',
			assignedUserId: 2,
			status: 0,
		};
		for (const id of RECORDS) store.tasks.set(id, { ...structuredClone(like), id, ...before });
	},
	operations: {
		create: {
			parameters: {
				resource: 'task',
				operation: 'create',
				name: '={{ $json.title }}',
				endDatetime: '={{ $json.due }}',
				belongsTo: 'contact',
				contactId: byId('45001'),
				additionalFields: details,
			},
			places: { title: ['name'], due: ['endDatetime'], ...places('additionalFields') },
		},
		update: {
			parameters: {
				resource: 'task',
				operation: 'update',
				taskId: byId('={{ $json.record }}'),
				belongsTo: 'unchanged',
				updateFields: { ...details, name: '={{ $json.title }}', endDatetime: '={{ $json.due }}' },
			},
			places: {
				record: ['taskId'],
				title: ['updateFields.name'],
				due: ['updateFields.endDatetime'],
				...places('updateFields'),
			},
		},
	},
	stored: ({ vendor: { store } }) =>
		new Map([...store.tasks].map(([id, task]) => [String(id), shown(task)])),
	recordIn: 'record',
	keyOf: (record) => String(record),
	writes: ({ vendor }) =>
		vendor.writes
			.filter(({ operation }) => operation === 'addOrUpdateTask')
			.map(({ id }) => String(id)),
	fresh: { title: '', description: '', due: null, priority: null, responsible: null },
	meant: (want) => want,
	starts: {
		place: 'endDatetime',
		parameters: (due) => ({
			resource: 'task',
			operation: 'create',
			name: 'Due',
			endDatetime: due,
			belongsTo: 'contact',
			contactId: byId('45001'),
			additionalFields: {},
		}),
		column: 'due',
	},
};
