'use strict';
/**
 * What becomes of a portable activity at each vendor: it is written through the engine to the
 * vendor's fake and read back.
 * The tables of docs/portable.md come from here, and so does what the tests of copies back and forth expect.
 */
const { runNode } = require('./engine.cts');
const { fakeFor, byId } = require('./fakes.cts');

const NODES = ['bitrix24', 'leadSquared', 'ivvy', 'deskera'];
const KINDS = ['call', 'email', 'meeting', 'task', 'note', 'other'];
const TIMES = ['start', 'end', 'due'];

/** A list of one type is the only call of LeadSquared that tells the note of an activity. */
const leadSquaredActivity = {
	resource: 'customActivity',
	activityType: byId('202'),
	fields: { mappingMode: 'defineBelow', value: null },
};

/**
 * The records that can be made of a portable activity: their forms with nothing filled in that the activity says.
 * `own` is what a portable activity can't fill in, but a record may have; `user` and `person` are people who are
 * there by these emails.
 */
const TARGETS = {
	'Bitrix24 activity': {
		node: 'bitrix24',
		create: () => ({
			resource: 'activity',
			operation: 'create',
			kind: '',
			ownerType: byId('2'),
			owner: byId('1'),
			responsible: byId('2'),
			client: byId('C_1'),
			phone: byId('+49 30 1'),
			email: byId('ada@example.com'),
			additionalFields: {},
			todoDetails: {},
		}),
		update: () => ({
			resource: 'activity',
			operation: 'update',
			updateFields: {},
		}),
		own: { additionalFields: { ORIGIN_ID: 'x', ORIGINATOR_ID: 'y' } },
		read: (id) => ({ resource: 'activity', operation: 'get', activityId: id }),
		id: 'activityId',
		user: 'user3@portal.example',
		person: 'dmitri.3@example.com',
	},
	'Bitrix24 task': {
		node: 'bitrix24',
		create: () => ({
			resource: 'task',
			operation: 'create',
			title: '',
			responsible: byId('1'),
			additionalFields: {},
			customFields: {},
		}),
		own: { additionalFields: { XML_ID: 'x', PARENT_ID: byId('10') } },
		update: () => ({ resource: 'task', operation: 'update', updateFields: {}, customFields: {} }),
		read: (id) => ({ resource: 'task', operation: 'get', taskId: id }),
		id: 'taskId',
		user: 'user3@portal.example',
		person: 'dmitri.3@example.com',
	},
	'LeadSquared activity': {
		node: 'leadSquared',
		create: ({ fake }) => ({
			...leadSquaredActivity,
			operation: 'create',
			leadBy: 'id',
			lead: byId(fake.vendor.leadId(2)),
			note: '',
			additionalFields: {},
		}),
		update: () => ({ ...leadSquaredActivity, operation: 'update', updateFields: {} }),
		list: {
			resource: 'customActivity',
			operation: 'getMany',
			activityType: byId('202'),
			from: '2020-01-01',
			to: '2040-12-31',
			returnAll: true,
		},
		id: 'activityId',
		user: 'user3@account.example',
		person: 'divya.3@example.com',
	},
	'LeadSquared task': {
		node: 'leadSquared',
		create: ({ fake }) => ({
			resource: 'task',
			operation: 'create',
			name: '',
			taskType: byId('={{ $json.kind === "meeting" ? "Meeting" : "Phone Call" }}'),
			owner: byId('user2@account.example'),
			relatedTo: 1,
			lead: byId(fake.vendor.leadId(1)),
			additionalFields: {},
		}),
		update: () => ({ resource: 'task', operation: 'update', updateFields: {} }),
		read: (id) => ({ resource: 'task', operation: 'get', taskId: id }),
		id: 'taskId',
		user: 'user3@account.example',
		person: 'divya.3@example.com',
	},
	'iVvy activity': {
		node: 'ivvy',
		create: () => ({
			resource: 'activity',
			operation: 'create',
			name: '',
			subType: '',
			description: '',
			belongsTo: 'contact',
			contactId: byId('45002'),
			additionalFields: {},
		}),
		update: () => ({
			resource: 'activity',
			operation: 'update',
			updateFields: {},
			belongsTo: 'unchanged',
		}),
		read: (id) => ({ resource: 'activity', operation: 'get', activityId: id }),
		id: 'activityId',
		user: 'user3@ivvy.example',
		person: 'contact45003@ivvy.example',
	},
	'iVvy task': {
		node: 'ivvy',
		create: () => ({
			resource: 'task',
			operation: 'create',
			name: '',
			endDatetime: '',
			belongsTo: 'contact',
			contactId: byId('45001'),
			additionalFields: {},
		}),
		update: () => ({
			resource: 'task',
			operation: 'update',
			updateFields: {},
			belongsTo: 'unchanged',
		}),
		read: (id) => ({ resource: 'task', operation: 'get', taskId: id }),
		id: 'taskId',
		user: 'user3@ivvy.example',
		person: 'contact45003@ivvy.example',
	},
	'Deskera activity': {
		node: 'deskera',
		create: () => ({
			resource: 'activity',
			operation: 'create',
			name: '',
			activity_type: '',
			start: '',
			end: '',
			additionalFields: {},
		}),
		own: { additionalFields: { source: 'y', source_id: 'x' } },
		update: () => ({ resource: 'activity', operation: 'update', updateFields: {} }),
		read: (id) => ({ resource: 'activity', operation: 'get', activityId: id }),
		id: 'activityId',
		user: 'user3@deskera.example',
		person: 'person3@deskera.example',
	},
};

/** The four fakes, without limits. */
async function startSides() {
	const entries = await Promise.all(
		NODES.map(async (node) => [node, await fakeFor(node, OPEN[node] ?? {})]),
	);
	const sides = Object.fromEntries(entries);
	sides.leadSquared.base.credentials.callsPer5Seconds = 100_000;
	return { sides, close: () => Promise.all(NODES.map((node) => sides[node].fake.close())) };
}
const OPEN = {
	bitrix24: { bucket: { burst: 100_000, perSecond: 100_000 } },
	leadSquared: { window: { calls: 100_000, seconds: 5 } },
};

const FROM_ITEM = { valuesFrom: 'portable', portableActivity: '={{ $json }}', options: {} };

async function run(side, parameters, items) {
	const { error, output } = await runNode({
		...side.base,
		parameters,
		items,
		onError: 'continueRegularOutput',
	});
	if (error !== undefined && output.length === 0) throw error;
	return items.map((_item, index) =>
		output.filter(({ pairedItem }) => pairedItem.item === index).map(({ json }) => json),
	);
}

/** Writes activities. @param more of the form @returns for each the id of its record, or the error */
async function write(sides, target, activities, more = {}) {
	const { node, create } = TARGETS[target];
	const form = { ...FROM_ITEM, ...create(sides[node]), ...more };
	const made = await run(sides[node], form, activities);
	return made.map(([{ id, error }]) => (error === undefined ? { id: String(id) } : { error }));
}

/** Changes records, each by one activity. @returns for each undefined, or the error */
async function change(sides, target, ids, activities) {
	const { node, update, id } = TARGETS[target];
	const errors = [];
	// Whether it is a to-do stands in the form, which is the same for all items.
	for (const [index, activity] of activities.entries()) {
		const [[{ error }]] = await run(
			sides[node],
			{ ...FROM_ITEM, ...update(activity), [id]: byId(ids[index]) },
			[activity],
		);
		errors.push(error);
	}
	return errors;
}

/** Reads records as portable activities. */
async function read(sides, target, ids) {
	const { node, read: one, list } = TARGETS[target];
	const output = { output: 'portable', options: {} };
	if (list !== undefined) {
		const [all] = await run(sides[node], { ...list, ...output }, [{}]);
		return ids.map((id) => all.find((record) => record.id === id));
	}
	const found = await run(
		sides[node],
		{ ...one(byId('={{ $json.id }}')), ...output },
		ids.map((id) => ({ id })),
	);
	return found.map(([record]) => record);
}

/** Writes activities and reads them back. @returns for each the record, or the error */
async function copied(sides, target, activities, more = {}) {
	const made = await write(sides, target, activities, more);
	const good = made.filter(({ error }) => error === undefined);
	const records =
		good.length === 0
			? []
			: await read(
					sides,
					target,
					good.map(({ id }) => id),
				);
	return made.map(({ error }) => (error === undefined ? { record: records.shift() } : { error }));
}

module.exports = { KINDS, NODES, TARGETS, TIMES, startSides, write, change, read, copied };
