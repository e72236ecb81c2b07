/**
 * The five jobs of README.md, done in the editor by clicking and typing alone: nodes are picked from the panel, fields
 * filled in by hand. Rows are there already, as they come from nodes of n8n, and so are Merge and Summarize, which the
 * example of the fifth job has.
 */
import type { Row } from '../support/row.cts';
import type { RealN8n } from '../n8n/support/real.mts';
import { credentialOf } from '../n8n/support/nodes.js';
import {
	add,
	addEntry,
	addNode,
	closeNode,
	openRows,
	pickMode,
	typeExpression,
	typeInto,
} from './support/canvas.cts';
import { executeStep, outputTable } from './support/output.js';
import { byTestId, pick, pickCredential, pickFound, searchLocator } from './support/panel.js';

const { page, vendors } = globalThis.realN8n as RealN8n;
const { bitrix24, deskera, leadSquared } = vendors.fakes;

beforeEach(() => {
	for (const fake of Object.values(vendors.fakes)) {
		fake.reset();
		fake.calls.length = 0;
	}
});

/** Picks the credential of the fake vendor. */
async function signIn(node: string): Promise<void> {
	const credential = credentialOf(node);
	if (credential === undefined) throw new Error(`${node} has no credential`);
	await pickCredential(credential);
}

/** The rows of the table that a step has put out, by column. */
async function run(): Promise<Array<Record<string, string>>> {
	await executeStep();
	const { columns, rows } = await outputTable();
	return rows.map((row) =>
		Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ''])),
	);
}

test('rows become tasks for the right people', async () => {
	await openRows([
		{ id: 'A-1', title: 'Prepare the stand', owner: 'user2@portal.example', due: '2026-12-04' },
		{ id: 'A-2', title: 'Write the offer', owner: 'user3@portal.example', due: '2026-12-05' },
	]);
	await addNode('create task', 'Bitrix24', 'Create a task');
	await signIn('bitrix24');
	await typeInto('title', '{{ $json.title }}');
	await pickMode('responsible', 'By Email');
	await typeExpression('responsible', '{{ $json.owner }}');
	await typeExpression('deadline', '{{ $json.due }}');
	await add('Options', 'External ID', 'externalId');
	await typeInto('externalId', '{{ $json.id }}');
	const made = await run();
	const tasks = made.map(({ id }) => bitrix24.vendor.store.tasks.get(Number(id)));
	expect(tasks).toMatchObject([
		{ TITLE: 'Prepare the stand', RESPONSIBLE_ID: '2' },
		{ TITLE: 'Write the offer', RESPONSIBLE_ID: '3' },
	]);
	// Run again, as after a correction of the sheet: no second task.
	const count = bitrix24.vendor.store.tasks.size;
	expect((await run()).map(({ id }) => id)).toEqual(made.map(({ id }) => id));
	expect(bitrix24.vendor.store.tasks.size).toBe(count);
});

test('calls are logged', async () => {
	await openRows([
		{
			deal: 1,
			number: '+49 30 100001',
			start: '2026-11-20T09:12:00+01:00',
			user: 'user2@portal.example',
		},
	]);
	await addNode('log a call', 'Bitrix24', 'Create an activity');
	await signIn('bitrix24');
	await pick('kind', 'Call');
	await searchLocator('ownerType', 'Deal');
	await pickFound(/^Deal/);
	await pickMode('owner', 'By ID');
	await typeExpression('owner', '{{ $json.deal }}');
	await typeInto('subject', '{{ "Call from " + $json.number }}');
	await pickMode('responsible', 'By Email');
	await typeExpression('responsible', '{{ $json.user }}');
	await pickMode('client', 'By Phone');
	await typeExpression('client', '{{ $json.number }}');
	await pickMode('phone', 'By ID');
	await typeExpression('phone', '{{ $json.number }}');
	await pick('direction', 'Incoming');
	await typeExpression('start', '{{ $json.start }}');
	await add('Options', 'If Several Are Found', 'ifSeveral');
	await pick('ifSeveral', 'First');
	const [made] = await run();
	expect(made).toMatchObject({ title: 'Call from +49 30 100001', kind: 'Call' });
	expect(bitrix24.vendor.store.activities.get(Number(made?.id))).toMatchObject({
		SUBJECT: 'Call from +49 30 100001',
		RESPONSIBLE_ID: '2',
	});
});

test('custom activities in bulk', async () => {
	const [first, second] = [...leadSquared.vendor.store.leads.values()];
	await openRows([
		{ email: first?.EmailAddress, purpose: 'Demo' },
		{ email: second?.EmailAddress, purpose: 'Offer' },
	]);
	await addNode('lead squared', 'LeadSquared', 'Create a custom activity');
	await signIn('leadSquared');
	await searchLocator('activityType', 'visit');
	await pickFound(/visit/i);
	await pick('leadBy', 'Email');
	await typeInto('email', '{{ $json.email }}');
	const mapper = page.locator(byTestId('mapping-fields-container'));
	await mapper.getByText('Purpose (mx_Custom_1)').waitFor();
	await mapper.locator('input').last().fill('{{ $json.purpose }}');
	const made = await run();
	expect(made).toHaveLength(2);
	expect(leadSquared.vendor.writes.map(({ fields }) => (fields as Row).mx_Custom_1)).toEqual([
		'Demo',
		'Offer',
	]);
	expect(leadSquared.calls.filter(({ path }: { path: string }) => /Bulk/i.test(path))).toHaveLength(
		1,
	);
});

test('activities are copied from one CRM to another', async () => {
	await openRows([{}]);
	await addNode('venue', 'iVvy', 'Get many activities');
	await signIn('ivvy');
	await typeInto('limit', '3');
	await pick('output', 'Portable');
	const read = await run();
	expect(read).toHaveLength(3);
	await closeNode();
	await addNode('deskera', 'Deskera', 'Create an activity');
	await signIn('deskera');
	await pick('valuesFrom', 'Portable Activity');
	await add('Options', 'External ID', 'externalId');
	await typeInto('externalId', '{{ $json.vendor + "-" + $json.id }}');
	const made = await run();
	expect(made.map(({ id }) => deskera.vendor.store.activities.get(Number(id))?.name)).toEqual(
		read.map(({ title }) => title),
	);
});

describe('what is overdue, for a digest', () => {
	/** Only tasks have a due time everywhere; a call or a meeting has an end. */
	const isPast = ({ due, end }: Record<string, string>) =>
		[due, end].some((time) => Date.parse(String(time)) < Date.now());
	/** How a list is narrowed to what is open and due. */
	const LISTS = {
		bitrix24: [
			'Bitrix24',
			'Get many tasks',
			async () => await add('Filters', 'Overdue', 'overdue'),
		],
		deskera: [
			'Deskera',
			'Get many activities',
			async () => {
				await add('Filters', 'Due Before', 'dueTo');
				await typeExpression('dueTo', '{{ $now }}');
				await add('Filters', 'Status', 'is_status');
				await pick('is_status', 'Open');
			},
		],
		ivvy: [
			'iVvy',
			'Get many tasks',
			async () => {
				await addEntry('Add Condition', 'comparison');
				await pick('field', 'Due');
				await pick('comparison', 'Is at Most');
				await typeExpression('value', '{{ $now }}');
				await addEntry('Add Condition', 'comparison');
				await pick('field', 'Status', 1);
				await pick('comparison', 'Is at Most', 1);
				await typeInto('value', 'On Hold', 1);
			},
		],
		leadSquared: [
			'LeadSquared',
			'Get many tasks',
			async () => {
				await pickMode('owner', 'By Email');
				await typeInto(
					'owner',
					String([...leadSquared.vendor.store.users.values()][0]?.EmailAddress),
				);
				await typeExpression('from', '{{ $now.minus({ years: 1 }) }}');
				await typeExpression('to', '{{ $now }}');
				await pick('status', 'Open');
			},
		],
	} as const;

	test.each(Object.entries(LISTS))('%s', async (node, [name, action, narrow]) => {
		await openRows([{}]);
		await addNode(name, name, action);
		await signIn(node);
		await narrow();
		const rows = await run();
		expect(rows.length).toBeGreaterThan(0);
		for (const row of rows) {
			expect(row).toMatchObject({ done: 'false' });
			expect(isPast(row)).toBe(true);
			expect(row.assignedTo).not.toBe('');
		}
	});
});
