/**
 * What becomes of a portable activity at each vendor: it is written through the engine to the
 * vendor's fake and read back.
 * The tables of docs/portable.md come from here, and so does what the tests of copies back and forth expect.
 */
import { runNode } from './engine.cts';
import { byId, fakeFor, type StartedOf } from './fakes.cts';
import type { Row } from './row.cts';
import { there } from './there.cts';

export const NODES = ['bitrix24', 'leadSquared', 'ivvy', 'deskera'] as const;
export const KINDS = ['call', 'email', 'meeting', 'task', 'note', 'other'];
export const TIMES = ['start', 'end', 'due'] as const;

type Node = (typeof NODES)[number];
export type Sides = { readonly [Name in Node]: StartedOf<Name> };

/** A portable activity, or a part of one. */
export interface Portable extends Row {
	readonly id?: unknown;
	readonly kind?: string;
	readonly title?: string;
	readonly description?: string;
	readonly start?: string | null;
	readonly end?: string | null;
	readonly due?: string | null;
	readonly status?: string | null;
	readonly done?: boolean;
	readonly priority?: string | null;
}

/** The record that was made of an activity, read back, or why there is none. */
export interface Copy {
	readonly record?: Portable;
	readonly error?: string;
}

/** A kind of record that can be made of a portable activity, with forms that have nothing filled in. */
export interface Target<Name extends Node = Node> {
	/** The service's node. */
	readonly node: Name;
	create(side: Sides[Name]): Row;
	update(activity?: Portable): Row;
	/** What a portable activity can't fill in, but a record may have. */
	readonly own?: Row;
	read?(id: unknown): Row;
	readonly list?: Row;
	/** The parameter with the ID of a record. */
	readonly id: string;
	/** People who are there by these emails. */
	readonly user: string;
	readonly person: string;
}

const target = <Name extends Node>(of: Target<Name>): Target<Name> => of;

/** A list of one type is the only call of LeadSquared that tells the note of an activity. */
const leadSquaredActivity = {
	resource: 'customActivity',
	activityType: byId('202'),
	fields: { mappingMode: 'defineBelow', value: null },
};

/** The records that can be made of a portable activity. */
export const TARGETS = {
	'Bitrix24 activity': target({
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
	}),
	'Bitrix24 task': target({
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
	}),
	'LeadSquared activity': target({
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
	}),
	'LeadSquared task': target({
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
	}),
	'iVvy activity': target({
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
	}),
	'iVvy task': target({
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
	}),
	'Deskera activity': target({
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
	}),
};

export type TargetName = keyof typeof TARGETS;
const ALL: Readonly<Record<string, Target>> = TARGETS;

/** @param name such as 'iVvy task' */
export const targetOf = (name: string): Target => there(ALL[name]);

/** The service that has a kind of record. */
export const sideOf = (sides: Sides, name: string): Sides[Node] => sides[targetOf(name).node];

/** The four fakes, without limits. */
export async function startSides(): Promise<{ sides: Sides; close(): Promise<unknown> }> {
	const [bitrix24, leadSquared, ivvy, deskera] = await Promise.all([
		fakeFor('bitrix24', { bucket: { burst: 100_000, perSecond: 100_000 } }),
		fakeFor('leadSquared', { window: { calls: 100_000, seconds: 5 } }),
		fakeFor('ivvy'),
		fakeFor('deskera'),
	]);
	leadSquared.base.credentials.callsPer5Seconds = 100_000;
	const sides = { bitrix24, leadSquared, ivvy, deskera };
	return { sides, close: () => Promise.all(NODES.map((node) => sides[node].fake.close())) };
}

const FROM_ITEM = { valuesFrom: 'portable', portableActivity: '={{ $json }}', options: {} };

async function run(
	side: Sides[Node],
	parameters: Row,
	items: readonly Row[],
): Promise<Array<Array<Portable & { error?: string }>>> {
	const { error, output } = await runNode<Portable & { error?: string }>({
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
export async function write(
	sides: Sides,
	name: string,
	activities: readonly Portable[],
	more: Row = {},
): Promise<Array<{ id?: string; error?: string }>> {
	const side = sideOf(sides, name);
	const form = { ...FROM_ITEM, ...targetOf(name).create(side), ...more };
	const made = await run(side, form, activities);
	return made.map((items) => {
		const { id, error } = there(items[0]);
		return error === undefined ? { id: String(id) } : { error };
	});
}

/** Changes records, each by one activity. @returns for each undefined, or the error */
export async function change(
	sides: Sides,
	name: string,
	ids: readonly unknown[],
	activities: readonly Portable[],
): Promise<Array<string | undefined>> {
	const { update, id } = targetOf(name);
	const errors: Array<string | undefined> = [];
	// Whether it is a to-do stands in the form, which is the same for all items.
	for (const [index, activity] of activities.entries()) {
		const made = await run(
			sideOf(sides, name),
			{ ...FROM_ITEM, ...update(activity), [id]: byId(ids[index]) },
			[activity],
		);
		errors.push(there(made[0]?.[0]).error);
	}
	return errors;
}

/** Reads records as portable activities. */
export async function read(
	sides: Sides,
	name: string,
	ids: readonly unknown[],
): Promise<Array<Portable | undefined>> {
	const { read: one, list } = targetOf(name);
	const side = sideOf(sides, name);
	const output = { output: 'portable', options: {} };
	if (list !== undefined) {
		const [all = []] = await run(side, { ...list, ...output }, [{}]);
		return ids.map((id) => all.find((record) => record.id === id));
	}
	const found = await run(
		side,
		{ ...there(one)(byId('={{ $json.id }}')), ...output },
		ids.map((id) => ({ id })),
	);
	return found.map(([record]) => record);
}

/** Writes activities and reads them back. @returns for each the record, or the error */
export async function copied(
	sides: Sides,
	name: string,
	activities: readonly Portable[],
	more: Row = {},
): Promise<Copy[]> {
	const made = await write(sides, name, activities, more);
	const good = made.filter(({ error }) => error === undefined);
	const records =
		good.length === 0
			? []
			: await read(
					sides,
					name,
					good.map(({ id }) => id),
				);
	return made.map(({ error }) => (error === undefined ? { record: records.shift() } : { error }));
}
