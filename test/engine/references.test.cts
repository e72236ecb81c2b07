/** The External ID in a text or a tag: it outlives changes, is put out by itself, and finds its record. */
import { runNode } from '../support/engine.cts';
import { byId, fakeFor, type Started, VENDORS } from '../support/fakes.cts';
import { mapped } from '../support/mapped.cts';

type Row = Record<string, unknown>;

interface Case {
	readonly node: string;
	readonly create: (leadId: string) => Row;
	readonly update: (id: unknown, leadId: string) => Row;
	/** Clears the text, where that can be done. */
	readonly clear?: Row;
	/** The form of Get; with the External ID where the vendor can find it without more. */
	readonly get: (id: unknown, leadId: string) => Row;
	/** The picker of Get that takes an External ID. */
	readonly finds?: string;
}

const CASES: Record<string, Case> = {
	'a to-do of Bitrix24': {
		node: 'bitrix24',
		create: () => ({
			resource: 'activity',
			operation: 'create',
			kind: 'todo',
			ownerType: byId('2'),
			owner: byId('1'),
			deadline: '2026-12-24T10:00:00',
			title: 'Call',
			todoDetails: { description: 'First [b]text[/b]' },
		}),
		update: (id) => ({
			resource: 'activity',
			operation: 'update',
			activityId: byId(String(id)),
			updateFields: { DESCRIPTION: 'Second text' },
		}),
		clear: { updateFields: { DESCRIPTION: '={{ "" }}' } },
		get: (id) => ({ resource: 'activity', operation: 'get', activityId: byId(String(id)) }),
		finds: 'activityId',
	},
	'a task of Bitrix24': {
		node: 'bitrix24',
		create: () => ({
			resource: 'task',
			operation: 'create',
			title: 'Call',
			responsible: byId('2'),
			description: 'First text',
			additionalFields: { TAGS: 'a, b' },
			customFields: mapped({}),
		}),
		update: (id) => ({
			resource: 'task',
			operation: 'update',
			taskId: byId(String(id)),
			description: 'Second text',
			updateFields: { TAGS: 'c' },
			customFields: mapped({}),
		}),
		clear: { description: '={{ "" }}', updateFields: { TAGS: '={{ "" }}' } },
		get: (id) => ({ resource: 'task', operation: 'get', taskId: byId(String(id)) }),
		finds: 'taskId',
	},
	'an activity of iVvy': {
		node: 'ivvy',
		create: () => ({
			resource: 'activity',
			operation: 'create',
			name: 'Call',
			subType: 2,
			description: 'First <b>text</b>',
			belongsTo: 'contact',
			contactId: byId('45001'),
			additionalFields: {},
		}),
		update: (id) => ({
			resource: 'activity',
			operation: 'update',
			activityId: byId(String(id)),
			belongsTo: 'unchanged',
			updateFields: { description: 'Second text' },
		}),
		clear: { updateFields: { description: '={{ "" }}' } },
		get: (id) => ({ resource: 'activity', operation: 'get', activityId: byId(String(id)) }),
		finds: 'activityId',
	},
	'a task of iVvy': {
		node: 'ivvy',
		create: () => ({
			resource: 'task',
			operation: 'create',
			name: 'Call',
			endDatetime: '2026-12-01',
			belongsTo: 'lead',
			leadId: byId('2001'),
			additionalFields: { description: 'First text' },
		}),
		update: (id) => ({
			resource: 'task',
			operation: 'update',
			taskId: byId(String(id)),
			belongsTo: 'unchanged',
			updateFields: { description: 'Second text' },
		}),
		clear: { updateFields: { description: '={{ "" }}' } },
		get: (id) => ({ resource: 'task', operation: 'get', taskId: byId(String(id)) }),
		finds: 'taskId',
	},
	'a note of iVvy': {
		node: 'ivvy',
		create: () => ({
			resource: 'note',
			operation: 'create',
			noteOn: 'contact',
			contactId: byId('45150'),
			note: 'First text',
		}),
		update: (id) => ({
			resource: 'note',
			operation: 'update',
			noteOn: 'contact',
			contactId: byId('45150'),
			noteId: byId(String(id)),
			note: 'Second text',
		}),
		get: () => ({
			resource: 'note',
			operation: 'getMany',
			noteOn: 'contact',
			contactId: byId('45150'),
			returnAll: true,
			conditions: {},
		}),
	},
	'a task of LeadSquared': {
		node: 'leadSquared',
		create: (leadId) => ({
			resource: 'task',
			operation: 'create',
			name: 'Call',
			taskType: byId('Phone Call'),
			owner: byId('user2@account.example'),
			relatedTo: 1,
			lead: byId(leadId),
			additionalFields: { Description: 'First text' },
		}),
		update: (id) => ({
			resource: 'task',
			operation: 'update',
			taskId: byId(String(id)),
			updateFields: { Description: 'Second text' },
		}),
		clear: { updateFields: { Description: '={{ "" }}' } },
		get: (id) => ({ resource: 'task', operation: 'get', taskId: byId(String(id)) }),
	},
	'a note of LeadSquared': {
		node: 'leadSquared',
		create: (leadId) => ({
			resource: 'note',
			operation: 'create',
			lead: byId(leadId),
			note: 'First text',
			additionalFields: {},
		}),
		update: (id, leadId) => ({
			resource: 'note',
			operation: 'update',
			lead: byId(leadId),
			noteId: byId(String(id)),
			updateFields: { note: 'Second text' },
		}),
		get: (id, leadId) => ({
			resource: 'note',
			operation: 'get',
			lead: byId(leadId),
			noteId: byId(String(id)),
		}),
	},
};

/** IDs with what HTML, BB code, lists of tags and filters have signs of their own for. */
const IDS = ['A-17', 'a&b <c> "d"', '[b]x[/b], 100%', 'Ref: 5 &amp; 6', 'Ключ 7_8', '%2C,'];

const byExternalId = (value: unknown) => ({ __rl: true, mode: 'externalId', value });

describe.each(Object.entries(CASES))('%s', (_name, one) => {
	let fake: Started['fake'];
	let base: Started['base'];
	let leadId = '';
	beforeAll(async () => {
		const started = await fakeFor(one.node);
		fake = started.fake;
		base = started.base;
		if (one.node === 'leadSquared') leadId = VENDORS.leadSquared.make().leadId(9);
	});
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	async function run(parameters: Row): Promise<Row[]> {
		const { output, error } = await runNode({ ...base, parameters });
		if (error !== undefined) throw error;
		return (output as Array<{ json: Row }>).map(({ json }) => json);
	}

	async function read(id: unknown): Promise<Row | undefined> {
		return (await run(one.get(id, leadId))).find((row) => row.id === id);
	}

	const made = async (externalId: string): Promise<Row> => {
		const [row = {}] = await run({ ...one.create(leadId), options: { externalId } });
		return row;
	};

	it.each(IDS)('keeps %j through changes, and shows it beside the text', async (externalId) => {
		const { id, ...told } = await made(externalId);
		expect(told.externalId).toBe(externalId);
		expect(await read(id)).toMatchObject({ description: 'First text', externalId });
		await run(one.update(id, leadId));
		expect(await read(id)).toMatchObject({ description: 'Second text', externalId });
		const [again = {}] = await run({ ...one.create(leadId), options: { externalId } });
		expect(again).toMatchObject({ id, updated: true });
		expect(await read(id)).toMatchObject({ description: 'First text', externalId });
	});

	/** What somebody does who opens the record and types at the end of its text. */
	function typeBelow(externalId: string): number {
		const fields = ['description', 'Description', 'DESCRIPTION', 'note', 'noteText', 'Note'];
		let count = 0;
		for (const records of Object.values(fake.vendor.store) as unknown[])
			for (const row of records instanceof Map ? (records.values() as Iterable<Row>) : [])
				for (const field of fields) {
					const text = row[field];
					if (typeof text !== 'string' || !text.includes(`Ref: ${externalId}`)) continue;
					row[field] = text + (text.includes('</p>') ? '<p>Called him</p>' : '\nCalled him');
					count++;
				}
		return count;
	}

	it.each(['A-17', 'crm:12', 'crm:activity:12'])(
		'%s is found where somebody has written below it, and kept by changes',
		async (externalId) => {
			const { id } = await made(externalId);
			// A tag stays what it is.
			if (typeBelow(externalId) === 0) return;
			// Any line may read like one; the source of a copy is told as such.
			const isSource = externalId.includes(':');
			expect(await read(id)).toMatchObject(
				isSource
					? { externalId, description: 'First text\nCalled him' }
					: { externalId: null, description: `First text\nRef: ${externalId}\nCalled him` },
			);
			expect(await made(externalId)).toMatchObject({ id, updated: true });
			typeBelow(externalId);
			await run(one.update(id, leadId));
			expect(await read(id)).toMatchObject({ description: 'Second text', externalId });
		},
	);

	it('tells IDs apart of which one begins the other', async () => {
		const ids = [];
		for (const externalId of ['row-1', 'row-10', 'row-100', 'ow-1'])
			ids.push((await made(externalId)).id);
		expect(new Set(ids).size).toBe(ids.length);
		expect((await made('row-10')).id).toBe(ids[1]);
	});

	it('has one line', async () => {
		const { error } = await runNode({
			...base,
			parameters: { ...one.create(leadId), options: { externalId: 'a\nb' } },
		});
		expect(error?.message).toBe('"External ID" has more than one line');
		expect(fake.calls).toEqual([]);
	});

	const { clear, finds } = one;
	if (clear !== undefined)
		it('stays when the text is cleared', async () => {
			const { id } = await made('A-17');
			const options = { blankValues: 'clear' };
			await run({ ...one.update(id, leadId), ...clear, options });
			expect(await read(id)).toMatchObject({ description: null, externalId: 'A-17' });
		});

	if (finds !== undefined) {
		it.each(IDS)('is got by it: %j', async (externalId) => {
			const { id } = await made(externalId);
			const [row] = await run({ ...one.get(id, leadId), [finds]: byExternalId(externalId) });
			expect(row).toMatchObject({ id, externalId });
		});

		it('says that no record has it', async () => {
			const parameters = { ...one.get(1, leadId), [finds]: byExternalId('nowhere') };
			const { error } = await runNode({ ...base, parameters });
			expect(error?.message).toMatch(/^No \w+ has this External ID \("\w+": "nowhere"\)$/);
		});
	}
});
