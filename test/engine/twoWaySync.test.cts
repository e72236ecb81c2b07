/** The example workflows Two-Way Sync: their nodes, with what stands in the files, against the fakes. */
import fs from 'node:fs';
import path from 'node:path';
import { runNode } from '../support/engine.cts';
import { change, read, type Sides, startSides } from '../support/portable.cts';
import { triggerOf } from '../support/trigger.cts';

jest.setTimeout(120_000);

type Row = Record<string, unknown>;
interface Node {
	name: string;
	type: string;
	parameters: Row;
}
interface Workflow {
	nodes: Node[];
	connections: Record<string, { main: Array<Array<{ node: string }>> }>;
}

const FOLDER = path.join(__dirname, '..', '..', 'examples');
const NAMES = fs
	.readdirSync(FOLDER)
	.filter((file) => /^two-way-sync-.*\.json$/.test(file))
	.map((file) => path.basename(file, '.json'));
const json = (file: string): unknown =>
	JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8'));

const TARGETS: Readonly<Record<string, string>> = {
	bitrix24: 'Bitrix24 task',
	deskera: 'Deskera activity',
	ivvy: 'iVvy task',
};

let started: Awaited<ReturnType<typeof startSides>>;
beforeEach(async () => (started = await startSides()));
afterEach(() => started.close());

const vendorOf = ({ type }: Node): string => type.split('.')[1] ?? '';
const baseOf = (vendor: string) => started.sides[vendor as keyof Sides].base;

async function run(node: Node, items: Row[]): Promise<Row[]> {
	const { error, output } = (await runNode({
		...baseOf(vendorOf(node)),
		parameters: node.parameters,
		items,
	})) as { error?: Error; output: Array<{ json: Row }> };
	if (error !== undefined) throw error;
	return output.map((item) => item.json);
}

it('there are three', () => {
	expect(NAMES).toHaveLength(3);
});

describe.each(NAMES)('%s', (name) => {
	const workflow = json(`${name}.json`) as Workflow;
	const expected = json(`expected/${name}.json`) as Record<string, Row[][]>;
	const node = (wanted: string): Node => workflow.nodes.find((one) => one.name === wanted) as Node;
	const next = (from: string): Node =>
		node(workflow.connections[from]?.main[0]?.[0]?.node as string);
	const reading = next('Start');
	const writing = next(reading.name);
	const triggers = workflow.nodes.filter(({ type }) => /crm-activities\..*Trigger$/.test(type));
	const ofTrigger = (one: Node) => vendorOf(one).replace(/(?:Polling)?Trigger$/, '');

	it('First Copy links what is there, gives what the file says, and makes nothing twice', async () => {
		const found = await run(reading, [{}]);
		const made = await run(writing, found);
		expect(found).toMatchObject(expected[reading.name]?.[0] ?? []);
		expect(made).toMatchObject(expected[writing.name]?.[0] ?? []);
		const again = await run(writing, found);
		expect(again.map(({ id, unchanged }) => [id, unchanged])).toEqual(
			made.map(({ id }) => [id, true]),
		);
	});

	it('an edit of a copy updates its source, and comes back as no change', async () => {
		const found = await run(reading, [{}]);
		const made = await run(writing, found);
		const [first] = made as [Row];
		const target = TARGETS[vendorOf(writing)] as string;
		await change(
			started.sides,
			target,
			[String(first.id)],
			[{ title: 'Edited in the copy', description: 'By a person' }],
		);
		const [copy] = (await read(started.sides, target, [String(first.id)])) as [Row];
		const back = triggers.find((one) => ofTrigger(one) === vendorOf(writing)) as Node;
		const [source] = await run(next(back.name), [copy]);
		expect(source).toMatchObject({ id: Number(found[0]?.id), updated: true });
		const other = TARGETS[vendorOf(reading)] as string;
		const [changed] = (await read(started.sides, other, [String(found[0]?.id)])) as [Row];
		expect(changed).toMatchObject({ title: 'Edited in the copy', description: 'By a person' });
		const forth = triggers.find((one) => ofTrigger(one) === vendorOf(reading)) as Node;
		const [echo] = await run(next(forth.name), [changed]);
		expect(echo).toMatchObject({ id: first.id, unchanged: true });
	});

	it('its triggers give portable records', async () => {
		for (const one of triggers) {
			expect(one.parameters.output).toBe('portable');
			if (one.type.endsWith('.bitrix24Trigger')) continue;
			const trigger = await triggerOf({
				...baseOf(ofTrigger(one)),
				node: vendorOf(one),
				parameters: one.parameters,
			});
			expect(await trigger.poll()).toBeNull();
		}
	});
});
