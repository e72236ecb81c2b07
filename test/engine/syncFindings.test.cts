/** What the simulation of syncs has found (docs/sync.md, Proof), each as a story of its own. */
import { giveClockBack, pass, takeOverClock } from '../support/clock.cts';
import { linkedIn, type Started } from '../support/linked.cts';
import { change, read, sideOf, startSides, write, type Portable } from '../support/portable.cts';
import { restarted } from '../support/restart.cts';
import type { Row } from '../support/row.cts';
import { there } from '../support/there.cts';
import { triggerOf } from '../support/trigger.cts';

jest.setTimeout(120_000);

let started: Started;
beforeEach(async () => {
	takeOverClock();
	restarted();
	started = await startSides();
});
afterEach(async () => {
	await started.close();
	giveClockBack();
});

async function recordOf(name: string, id: unknown): Promise<Portable> {
	const [record] = (await read(started.sides, name, [String(id)])) as [Portable];
	return record;
}

async function edited(name: string, id: unknown, values: Row): Promise<void> {
	pass(2000);
	const { title, description } = await recordOf(name, id);
	const all = { title, description, ...values };
	const [error] = await change(started.sides, name, [String(id)], [all]);
	expect(error).toBeUndefined();
}

async function written(to: string, item: Row, more: Row = {}): Promise<Row> {
	pass(2000);
	const [made = {}] = await linkedIn(started, to, [item], { options: {}, ...more });
	expect(made).not.toHaveProperty('error');
	return made;
}

async function pair(one: string, other: string, more: Row = {}): Promise<[string, string]> {
	const [made] = (await write(started.sides, one, [
		{
			kind: 'task',
			title: 'Call back',
			description: 'Soon',
			due: '2027-03-01T10:00:00Z',
			...more,
		},
	])) as Array<{ id: string }>;
	const id = String(made?.id);
	const copy = await written(other, await recordOf(one, id));
	return [id, String(copy.id)];
}

describe('a due time', () => {
	it('moves the made-up start of a Deskera activity along, so that it does not come back as one', async () => {
		const [id, copy] = await pair('Bitrix24 task', 'Deskera activity');
		await edited('Bitrix24 task', id, { due: '2027-03-09T10:00:00Z' });
		await written('Deskera activity', await recordOf('Bitrix24 task', id));
		expect(await recordOf('Deskera activity', copy)).toMatchObject({
			start: '2027-03-09T10:00:00Z',
			due: '2027-03-09T10:00:00Z',
		});
		restarted();
		expect(await written('Bitrix24 task', await recordOf('Deskera activity', copy))).toMatchObject({
			unchanged: true,
		});
		expect(await recordOf('Bitrix24 task', id)).toMatchObject({ start: null, end: null });
	});

	it('of a copy that was moved to before its plan takes the start of a Deskera activity along, and that is all', async () => {
		const [id, copy] = await pair('Deskera activity', 'Bitrix24 task', {
			start: '2027-03-01T09:00:00Z',
		});
		const tasks = started.sides.bitrix24.fake.vendor.store.tasks;
		pass(2000);
		Object.assign(there(tasks.get(Number(copy))), {
			DEADLINE: '2027-02-20T13:00:00+03:00',
			CHANGED_DATE: new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 19) + '+03:00',
		});
		expect(await written('Deskera activity', await recordOf('Bitrix24 task', copy))).toMatchObject({
			updated: true,
		});
		expect(await recordOf('Deskera activity', id)).toMatchObject({
			start: '2027-02-20T10:00:00Z',
			due: '2027-02-20T10:00:00Z',
		});
		expect(await written('Bitrix24 task', await recordOf('Deskera activity', id))).toMatchObject({
			unchanged: true,
		});
	});

	it('before the start of a new task is that of a Deskera activity, too', async () => {
		const item = {
			portable: 2,
			vendor: 'bitrix24',
			id: '77',
			kind: 'task',
			title: 'Planned too late',
			start: '2027-03-01T09:00:00Z',
			end: '2027-03-01T10:00:00Z',
			due: '2027-02-20T10:00:00Z',
		};
		const { id } = await written('Deskera activity', item);
		expect(await recordOf('Deskera activity', id)).toMatchObject({
			start: '2027-02-20T10:00:00Z',
			due: '2027-02-20T10:00:00Z',
		});
	});
});

describe('an old version', () => {
	it('does not open again what was completed in the same second', async () => {
		const [id, copy] = await pair('iVvy task', 'LeadSquared task');
		await edited('iVvy task', id, { title: 'Call back today', done: true });
		const open = await recordOf('LeadSquared task', copy);
		await written('LeadSquared task', await recordOf('iVvy task', id));
		const { updated } = await recordOf('LeadSquared task', copy);
		// The task was updated first, and completed in a second call.
		await written('iVvy task', { ...open, title: 'Call back today', updated });
		expect(await recordOf('iVvy task', id)).toMatchObject({ done: true });
	});

	it('that comes behind a newer one overwrites nothing, also where the newer one was only read', async () => {
		const [id, copy] = await pair('Bitrix24 task', 'LeadSquared task');
		restarted();
		const old = await recordOf('LeadSquared task', copy);
		await edited('LeadSquared task', copy, { title: 'Call back today' });
		const newer = await recordOf('LeadSquared task', copy);
		await written('Bitrix24 task', newer);
		restarted();
		await written('LeadSquared task', await recordOf('Bitrix24 task', id));
		await written('Bitrix24 task', old);
		expect(await recordOf('Bitrix24 task', id)).toMatchObject({ title: 'Call back today' });
	});
});

it('what was written and could not be read again is not taken for a change of somebody else', async () => {
	const [id, copy] = await pair('iVvy task', 'Bitrix24 task');
	await edited('iVvy task', id, { title: 'Call back today' });
	const { fake } = sideOf(started.sides, 'Bitrix24 task');
	let [isWritten, isOver] = [false, false];
	fake.fault('502', {
		times: Infinity,
		match: ({ text, path }: { text: string; path: string }) => {
			const call = `${path} ${text}`;
			isWritten ||= call.includes('tasks.task.update');
			return !isOver && isWritten && call.includes('tasks.task.get');
		},
	});
	await written('Bitrix24 task', await recordOf('iVvy task', id));
	isOver = true;
	await edited('iVvy task', id, { title: 'Call back tomorrow' });
	const item = await written('Bitrix24 task', await recordOf('iVvy task', id));
	expect(item).not.toHaveProperty('conflict');
	expect(await recordOf('Bitrix24 task', copy)).toMatchObject({ title: 'Call back tomorrow' });
});

it('a change of a person goes on its way, also where the workflow has written to the record since', async () => {
	const [id, copy] = await pair('iVvy task', 'Deskera activity');
	const trigger = (await triggerOf({
		...sideOf(started.sides, 'Deskera activity').base,
		node: 'deskeraTrigger',
		parameters: { event: 'both', output: 'portable', ignoreOwn: true },
	})) as unknown as { poll(): Promise<Array<Array<{ json: Row }>> | null> };
	await trigger.poll();
	// All calls of a fake are made by its own user: the list says the same of both changes.
	await edited('Deskera activity', copy, { description: 'As on the phone' });
	await edited('iVvy task', id, { title: 'Call back today' });
	expect(await written('Deskera activity', await recordOf('iVvy task', id))).toMatchObject({
		keptHere: ['description'],
	});
	const [items = []] = (await trigger.poll()) ?? [];
	expect(items.map(({ json }) => json.id)).toEqual([copy]);
	await written('iVvy task', items[0]?.json ?? {});
	expect(await recordOf('iVvy task', id)).toMatchObject({
		title: 'Call back today',
		description: 'As on the phone',
	});
	await edited('iVvy task', id, { title: 'Call back tomorrow' });
	await written('Deskera activity', await recordOf('iVvy task', id));
	expect(await trigger.poll()).toBeNull();
});

it('a copy that was deleted is not made anew when its source, which was completed for that, comes back', async () => {
	const [id, copy] = await pair('iVvy task', 'Bitrix24 task');
	const gone = {
		portable: 2,
		vendor: 'bitrix24',
		id: copy,
		kind: 'task',
		title: '',
		deleted: true,
		event: 'deleted',
		externalIds: [`ivvy:${id}`],
	};
	const tasks = started.sides.bitrix24.fake.vendor.store.tasks;
	tasks.delete(Number(copy));
	const before = tasks.size;
	await written('iVvy task', gone, { ifDeleted: 'complete' });
	const source = await recordOf('iVvy task', id);
	expect(source).toMatchObject({ done: true });
	expect(await written('Bitrix24 task', source)).toEqual({
		externalId: `ivvy:${id}`,
		deletedHere: true,
		unchanged: true,
	});
	expect(tasks.size).toBe(before);
	// Opened again by a person, it is copied again.
	expect(await written('Bitrix24 task', { ...source, done: false, status: 'open' })).toHaveProperty(
		'id',
	);
});
