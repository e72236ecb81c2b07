/** One record, one shape: what operations and triggers put out, against the tables of docs/output.md. */
import fs from 'node:fs';
import path from 'node:path';
import { runNode } from '../support/engine.cts';
import { byId, fakeFor } from '../support/fakes.cts';
import { operationsOf } from '../support/operations.cts';
import { FOLDERS } from '../support/schemas.cts';
import { triggerOf } from '../support/trigger.cts';

const DOC = path.join(__dirname, '..', '..', 'docs', 'output.md');
type Row = Record<string, unknown>;

/** The rows of the first table under a heading: key -> type. */
function tableOf(heading: string): Map<string, string> {
	const [, section = ''] = fs.readFileSync(DOC, 'utf8').split(`\n## ${heading}\n`);
	const rows = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)];
	return new Map(rows.map(([, key = '', type = '']) => [key, type.trim()]));
}

const ACTIVITY = tableOf('Activities and tasks');
const NOTE = tableOf('Notes and comments');
const USER = tableOf('Users');
const TOLD = tableOf('Triggers');

const KINDS: Readonly<Record<string, ReadonlyMap<string, string>>> = {
	activity: ACTIVITY,
	customActivity: ACTIVITY,
	note: NOTE,
	opportunityActivity: ACTIVITY,
	salesActivity: ACTIVITY,
	task: ACTIVITY,
	taskComment: NOTE,
	taskResult: NOTE,
	timelineComment: NOTE,
	timelineLog: NOTE,
	user: USER,
};
const READS = /^(?:get|search)/;

/** The same idea under another key, as vendors call it. */
const OTHER_WORDS = [
	'assignedUser',
	'assignedUserId',
	'authorId',
	'comment',
	'completed',
	'created',
	'deadline',
	'leadId',
	'modified',
	'note',
	'notes',
	'owner',
	'ownerId',
	'ownerTypeId',
	'responsibleId',
	'subject',
	'text',
	'userId',
];

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/;
const isText = (value: unknown): boolean => typeof value === 'string';
const isId = (value: unknown): boolean =>
	(typeof value === 'string' && value !== '') || (typeof value === 'number' && value > 0);
const isObject = (value: unknown): value is Row =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
	ID: isId,
	person: (value) =>
		isObject(value) &&
		Object.keys(value).join() === 'id,name,email' &&
		[value.id, value.name, value.email].every((part) => part === null || isId(part)),
	records: (value) =>
		Array.isArray(value) &&
		value.every(
			(one) =>
				isObject(one) &&
				Object.keys(one).slice(0, 3).join() === 'type,id,name' &&
				isText(one.type) &&
				isId(one.id) &&
				(one.name === null || isText(one.name)),
		),
	text: (value) => isText(value) && !/<\/?[a-z]+[^>]*>/i.test(String(value)),
	time: (value) => isText(value) && TIME.test(String(value)),
	'yes/no': (value) => typeof value === 'boolean',
};

function fits(value: unknown, type: string): boolean {
	const [name = '', orNull] = type.split(' or ');
	const check = TYPES[name];
	if (check === undefined) throw new Error(`docs/output.md names a type that is none: ${type}`);
	return (orNull === 'null' && value === null) || check(value);
}

/** A row of test/support/operations, as far as it is asked for here. */
/** What is wrong with a row, by key. */
function faults(row: Row, table: ReadonlyMap<string, string>): string[] {
	const wrongTypes = Object.entries(row)
		.filter(([key]) => table.has(key))
		.filter(([key, value]) => !fits(value, table.get(key) ?? ''))
		.map(([key, value]) => `${key} is ${JSON.stringify(value)}, no ${table.get(key)}`);
	const wrongNames = Object.keys(row)
		.filter((key) => !/^[a-z][a-zA-Z0-9]*$/.test(key) || OTHER_WORDS.includes(key))
		.map((key) => `${key} is no key`);
	return [...wrongTypes, ...wrongNames];
}

it('the tables are there', () => {
	expect([ACTIVITY.size, NOTE.size, USER.size, TOLD.size]).toEqual([16, 8, 8, 2]);
});

const SOME = new Map([...NOTE, ...ACTIVITY]);
/** A call passes on what the vendor answers, and the title of a badge may be one for each language. */
const OWN_WORDS = ['apiCall', 'badge'];
/** What is listed there are changes, and no tasks. */
const CHANGES = 'bitrix24 task getHistory';

describe.each([...Object.keys(FOLDERS), 'bitrix24App'])('operations of %s', (node) => {
	type Fake = Awaited<ReturnType<typeof fakeFor>>;
	let fake: Fake['fake'];
	let base: Fake['base'];
	beforeAll(async () => {
		({ fake, base } = await fakeFor(node));
	});
	afterAll(() => fake.close());

	const operations = operationsOf(node);
	it.each(
		operations
			.filter(({ parameters }) => !OWN_WORDS.includes(parameters.resource))
			.map((row) => [row.name, row] as const),
	)('%s', async (name, { parameters, items, prepare }) => {
		fake.reset();
		prepare?.(fake);
		const { output, error } = await runNode({ ...base, parameters, items: items.slice(0, 1) });
		expect(error).toBeUndefined();
		const { resource, operation } = parameters;
		const table = name === CHANGES ? undefined : KINDS[resource];
		for (const { json } of output) {
			expect(faults(json, table ?? SOME)).toEqual([]);
			if (table !== undefined && READS.test(operation))
				expect(Object.keys(json).slice(0, table.size)).toEqual([...table.keys()]);
		}
		expect(output.length).toBeGreaterThan(0);
	});
});

describe('triggers', () => {
	const open: Array<{ close: () => Promise<void> }> = [];
	afterEach(async () => {
		await Promise.all(open.splice(0).map((fake) => fake.close()));
	});

	/** An item begins with what happened; the record stands behind it, in the order of its table. */
	function check(items: ReadonlyArray<{ json: Row }>, recordType: string): void {
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items) {
			const { event, recordType: type, sentAt: _at, previous: _before, ...record } = json;
			expect([type, faults({ event, recordType: type }, TOLD)]).toEqual([recordType, []]);
			expect(event).toMatch(/^(?:created|updated|completed)$/);
			expect(Object.keys(json).slice(0, 2)).toEqual([...TOLD.keys()]);
			expect(faults(record, ACTIVITY)).toEqual([]);
			expect(Object.keys(record).slice(0, ACTIVITY.size)).toEqual([...ACTIVITY.keys()]);
		}
	}

	it.each([
		['deskera', 'deskeraTrigger', { event: 'both' }, 'activity'],
		['ivvy', 'ivvyPollingTrigger', { event: 'both', record: 'task' }, 'task'],
		['ivvy', 'ivvyPollingTrigger', { event: 'both', record: 'activity' }, 'activity'],
		[
			'leadSquared',
			'leadSquaredPollingTrigger',
			{ event: 'both', activityType: byId('201') },
			'activity',
		],
	])('%s: %s', async (name, node, parameters, recordType) => {
		// LeadSquared's list of changes is asked for the last days.
		const { fake, base } = await fakeFor(name, name === 'leadSquared' ? { now: Date.now() } : {});
		open.push(fake);
		const setup = { ...base, node, parameters, staticData: {} };
		const trigger = await triggerOf(setup);
		check((await trigger.poll('manual'))?.[0] ?? [], recordType);
	});

	it.each([
		['ONCRMACTIVITYUPDATE', 'activity'],
		['ONTASKUPDATE', 'task'],
	])('bitrix24Trigger: %s', async (event, recordType) => {
		const { fake, base } = await fakeFor('bitrix24');
		open.push(fake);
		const parameters = { events: [event], fetchRecord: true };
		const node = 'bitrix24Trigger';
		const setup = { ...base, node, parameters, staticData: {} };
		const trigger = await triggerOf(setup);
		const token = String(base.credentials.applicationToken);
		const { items } = await trigger.deliver({
			body: `event=${event}&data[FIELDS][ID]=4&ts=1764403200&auth[application_token]=${token}`,
		});
		check(items ?? [], recordType);
	});
});
