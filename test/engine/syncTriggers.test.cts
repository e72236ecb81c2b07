/** Triggers in a two-way sync: what they hand out of a copy names its source, and deletions reach the other side. */
import { linkedIn, type Started } from '../support/linked.cts';
import {
	change,
	read,
	startSides,
	write,
	sideOf as sideIn,
	targetOf,
} from '../support/portable.cts';
import type { Row } from '../support/row.cts';
import { type Trigger, triggerOf } from '../support/trigger.cts';

jest.setTimeout(120_000);

let started: Started;
beforeEach(async () => (started = await startSides()));
afterEach(() => started.close());

const sideOf = (name: string) => sideIn(started.sides, name);

/** What the node that writes to one side makes of an item. */
async function written(to: string, item: Row, more: Row = {}): Promise<Row> {
	const [made = {}] = await linkedIn(started, to, [item], { options: {}, ...more });
	return made;
}

async function recordOf(name: string, id: unknown): Promise<Row | undefined> {
	const [record] = (await read(started.sides, name, [String(id)])) as Array<Row | undefined>;
	return record;
}

/** A task of a person, and its copy. */
async function pair(one: string, other: string): Promise<[string, string]> {
	const [made] = (await write(started.sides, one, [
		{ kind: 'task', title: 'Call back', description: 'Soon', due: '2027-03-01T10:00:00Z' },
	])) as Array<{ id: string }>;
	const id = String(made?.id);
	const copy = await written(other, (await recordOf(one, id)) as Row);
	expect(copy).not.toHaveProperty('error');
	return [id, String(copy.id)];
}

async function trigger(name: string, node: string, parameters: Row): Promise<Trigger> {
	const { base, fake } = sideOf(name);
	// iVvy confirms a subscription at an address of Amazon's.
	if (node === 'ivvyTrigger') started.sides.ivvy.fake.vendor.options.addresses = 'any';
	const rewrite = (url: string): string => {
		const { pathname, search } = new URL(url);
		return fake.url + pathname + search;
	};
	return await triggerOf({
		...base,
		node,
		...(node === 'ivvyTrigger' ? { rewrite } : {}),
		parameters: { output: 'portable', ...parameters },
	});
}

/** How each trigger is made to hand out a change of a record. */
const TRIGGERS: Readonly<
	Record<string, { side: string; change: (id: string, edit: () => Promise<void>) => Promise<Row> }>
> = {
	bitrix24Trigger: {
		side: 'Bitrix24 task',
		async change(id, edit) {
			const one = await trigger('Bitrix24 task', 'bitrix24Trigger', {
				events: ['ONTASKUPDATE'],
				fetchRecord: true,
				ignoreOwn: false,
			});
			await edit();
			const { vendor } = started.sides.bitrix24.fake;
			const { items } = await one.deliver(
				vendor.deliver('ONTASKUPDATE', Number(id), { to: 'webhook' }),
			);
			return items?.[0]?.json ?? {};
		},
	},
	ivvyTrigger: {
		side: 'iVvy task',
		async change(id, edit) {
			const one = await trigger('iVvy task', 'ivvyTrigger', {
				events: ['CrmEventTaskUpdated'],
				ignoreOwn: false,
			});
			await one.create();
			await edit();
			const { vendor } = started.sides.ivvy.fake;
			const { items } = await one.deliver(vendor.deliver('CrmEventTaskUpdated', Number(id)));
			return items?.[0]?.json ?? {};
		},
	},
	ivvyPollingTrigger: {
		side: 'iVvy task',
		change: async (_id, edit) =>
			await polled('iVvy task', 'ivvyPollingTrigger', { record: 'task', event: 'both' }, edit),
	},
	deskeraTrigger: {
		side: 'Deskera activity',
		change: async (_id, edit) =>
			await polled('Deskera activity', 'deskeraTrigger', { event: 'both', ignoreOwn: false }, edit),
	},
};

async function polled(
	side: string,
	node: string,
	parameters: Row,
	edit: () => Promise<void>,
): Promise<Row> {
	const one = await trigger(side, node, parameters);
	await one.poll();
	await edit();
	const items = (await one.poll())?.[0] ?? [];
	return items.at(-1)?.json ?? {};
}

describe.each(Object.entries(TRIGGERS))('%s', (_node, { side, change: changed }) => {
	const source = side === 'Deskera activity' ? 'iVvy task' : 'Deskera activity';

	it('hands out an edited copy with its source, so that the source follows', async () => {
		const [id, copy] = await pair(source, side);
		const item = await changed(copy, async () => {
			await change(started.sides, side, [copy], [{ title: 'Edited in the copy' }]);
		});
		const { vendor } = (await recordOf(source, id)) as Row;
		expect(item).toMatchObject({
			title: 'Edited in the copy',
			externalIds: [`${String(vendor)}:${id}`],
			created: ((await recordOf(side, copy)) as Row).created,
		});
		const followed = await written(source, item);
		expect(followed).toMatchObject({ updated: true });
		expect(String(followed.id)).toBe(id);
		expect(await recordOf(source, id)).toMatchObject({ title: 'Edited in the copy' });
	});
});

describe('a deletion', () => {
	const gone = (vendor: string, id: string, more: Row = {}): Row => ({
		portable: 2,
		vendor,
		id,
		kind: 'task',
		title: '',
		deleted: true,
		event: 'deleted',
		...more,
	});

	it.each([
		['Bitrix24 task', 'iVvy task'],
		['Deskera activity', 'Bitrix24 task'],
		['iVvy task', 'LeadSquared task'],
		['iVvy task', 'Deskera activity'],
		['Deskera activity', 'Bitrix24 activity'],
	])('of a %s completes its copy, %s, once', async (one, other) => {
		const [id, copy] = await pair(one, other);
		const item = gone(targetOf(one).node, id);
		const done = await written(other, item, { ifDeleted: 'complete' });
		expect(done).toMatchObject({
			deletedThere: true,
			externalId: `${item.vendor as string}:${id}`,
		});
		expect(String(done.id)).toBe(copy);
		expect(await recordOf(other, copy)).toMatchObject({ done: true });
		const { writes } = sideOf(other).fake.vendor;
		const before = writes.length;
		await written(other, item, { ifDeleted: 'complete' });
		expect(writes.length - before).toBeLessThanOrEqual(1);
	});

	it.each([
		['iVvy task', 'Bitrix24 task'],
		['iVvy task', 'Deskera activity'],
		['iVvy task', 'Bitrix24 activity'],
		['iVvy task', 'LeadSquared task'],
	])('of an %s deletes its copy, %s', async (one, other) => {
		const [id, copy] = await pair(one, other);
		const done = await written(other, gone('ivvy', id), { ifDeleted: 'delete' });
		expect(done).toMatchObject({ deleted: true, deletedThere: true });
		expect(String(done.id)).toBe(copy);
		// LeadSquared does it a little later.
		if (done.queued === true) return;
		const [left] = (await read(started.sides, other, [copy])) as Array<Row | undefined>;
		expect(left?.title).toBeUndefined();
	});

	it('of a record without a copy changes nothing, and says so', async () => {
		const { writes } = sideOf('iVvy task').fake.vendor;
		const before = writes.length;
		expect(
			await written('iVvy task', gone('bitrix24', '987654'), { ifDeleted: 'complete' }),
		).toEqual({ externalId: 'bitrix24:987654', deletedThere: true, found: false, unchanged: true });
		expect(writes).toHaveLength(before);
	});

	it('fails unless the workflow says what to do, and does nothing where it says so', async () => {
		const [id, copy] = await pair('Bitrix24 task', 'iVvy task');
		const { error } = await written('iVvy task', gone('bitrix24', id));
		expect(String(error)).toContain('was deleted in the other CRM');
		const item = await written('iVvy task', gone('bitrix24', id), { ifDeleted: 'leave' });
		expect(item).toMatchObject({ unchanged: true, deletedThere: true });
		expect(String(item.id)).toBe(copy);
		expect(await recordOf('iVvy task', copy)).toMatchObject({ done: false });
	});

	it('of a copy in Bitrix24 reaches its source, as the trigger has seen whose copy it was', async () => {
		const [id, copy] = await pair('iVvy task', 'Bitrix24 task');
		const one = await trigger('Bitrix24 task', 'bitrix24Trigger', {
			events: ['ONTASKADD', 'ONTASKDELETE'],
			fetchRecord: true,
			ignoreOwn: true,
		});
		const { vendor } = started.sides.bitrix24.fake;
		await one.deliver(vendor.deliver('ONTASKADD', Number(copy), { to: 'webhook' }));
		const { items } = await one.deliver(
			vendor.deliver('ONTASKDELETE', Number(copy), { to: 'webhook' }),
		);
		const item = items?.[0]?.json ?? {};
		expect(item).toMatchObject({ deleted: true, id: copy, externalIds: [`ivvy:${id}`] });
		const done = await written('iVvy task', item, { ifDeleted: 'complete' });
		expect(String(done.id)).toBe(id);
		expect(await recordOf('iVvy task', id)).toMatchObject({ done: true });
	});

	it.each([
		['CrmEventTaskDeleted', 'task'],
		['CrmEventActivityDeleted', 'other'],
	])('in iVvy, %s, comes as a portable record', async (event, kind) => {
		const one = await trigger('iVvy task', 'ivvyTrigger', { events: [event], ignoreOwn: false });
		await one.create();
		const { vendor } = started.sides.ivvy.fake;
		const { items } = await one.deliver(vendor.deliver(event, 10001));
		expect(items?.[0]?.json).toMatchObject({
			portable: 2,
			vendor: 'ivvy',
			id: '10001',
			kind,
			event: 'deleted',
			deleted: true,
		});
	});
});
