/** Stages by name, files on Drive, links and histories of tasks, and what lists return in which order. */
import type { IDataObject } from 'n8n-workflow';
import { byId } from '../support/fakes.cts';
import { mapped } from '../support/mapped.cts';
import { taskFields } from '../support/taskForm.cts';
import { portal } from './support/portal';

const TASK = 5;
const UPLOADED = { files: 'data', storage: byId('2') };
const WITH_FILE = {
	json: {},
	binary: { data: { data: 'T2ZmZXI=', fileName: 'offer.txt', mimeType: 'text/plain' } },
};

type Portal = Awaited<ReturnType<typeof portal>>;

let fake: Portal['fake'];
let onPortal: Portal['run'];
beforeAll(async () => ({ fake, run: onPortal } = await portal('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => {
	fake.reset();
	fake.calls.length = 0;
});

const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const task = (id = TASK) => fake.vendor.store.tasks.get(id);
const methods = () => fake.calls.map(({ path }) => path.split('/').at(-1));

const run = async (
	operation: string,
	parameters: IDataObject,
	{ resource = 'task', items }: { resource?: string; items?: object[] } = {},
) => await onPortal({ resource, operation, customFields: mapped({}), ...parameters }, items);

const update = async (
	updateFields: IDataObject,
	more: IDataObject = {},
	ways: { items?: object[] } = {},
) =>
	await run(
		'update',
		{ taskId: byId(String(TASK)), ...taskFields('updateFields', updateFields), ...more },
		ways,
	);

describe('a stage', () => {
	it.each(['In Progress', '  in progress ', '12', 12])('may be %j', async (stage) => {
		const { error } = await update({ GROUP_ID: byId('1'), STAGE_ID: stage as string });
		expect(error?.message).toBeUndefined();
		expect(task()).toMatchObject({ GROUP_ID: '1', STAGE_ID: '12' });
	});

	it('is looked up once for all rows of a run, before anything is written', async () => {
		const { error } = await run(
			'update',
			{
				taskId: byId('={{ $json.id }}'),
				updateFields: { GROUP_ID: byId('1'), STAGE_ID: byName('={{ $json.stage }}') },
			},
			{
				items: [
					{ id: 5, stage: 'New' },
					{ id: 6, stage: 'done' },
					{ id: 7, stage: 'NEW' },
				],
			},
		);
		expect(error?.message).toBeUndefined();
		expect([5, 6, 7].map((id) => task(id).STAGE_ID)).toEqual(['11', '13', '11']);
		expect(methods()).toEqual(['batch', 'batch']);
	});

	it.each([
		['nobody has', { GROUP_ID: byId('1'), STAGE_ID: 'Ready' }, /no stage with the name "ready"/],
		['two have', { GROUP_ID: byId('2'), STAGE_ID: 'Done' }, /2 records have this name \("Stage": /],
		['without a workgroup', { STAGE_ID: 'Done' }, /^"Stage" is the name "Done", and "Workgroup"/],
		[
			'of a board that is not shown',
			{ GROUP_ID: byId('3'), STAGE_ID: 'Done' },
			/may not see the stages/,
		],
	])('by a name that %s is refused before anything is written', async (_name, fields, says) => {
		const { error } = await update(fields);
		expect(error?.message).toMatch(says);
		expect(fake.vendor.writes).toEqual([]);
	});

	it('filters a list by its name', async () => {
		task().STAGE_ID = '12';
		const { output, error } = await run('getMany', {
			returnAll: true,
			filters: { GROUP_ID: byId(task().GROUP_ID === '0' ? '1' : task().GROUP_ID), STAGE_ID: '12' },
		});
		expect(error?.message).toBeUndefined();
		expect(fake.calls[0]?.json.filter).toMatchObject({ STAGE_ID: 12 });
		expect(output).toEqual([]);
	});
});

describe('a task is moved', () => {
	it('to a stage of its workgroup by name', async () => {
		const { output, error } = await run('moveToStage', {
			taskId: byId(String(TASK)),
			group: byId('1'),
			stage: byName('Done'),
		});
		expect(error?.message).toBeUndefined();
		expect(output[0]?.json).toEqual({ id: TASK, stageId: 13, groupId: 1 });
		expect(task().STAGE_ID).toBe('13');
	});

	it('in My Planner, where no workgroup is named', async () => {
		const { output } = await run('moveToStage', {
			taskId: byId(String(TASK)),
			stage: byName('this week'),
			position: { before: byId('7') },
		});
		expect(output[0]?.json).toEqual({ id: TASK, stageId: 52 });
		expect(fake.vendor.writes.at(-1)?.fields).toEqual({ id: TASK, stageId: 52, before: 7 });
	});

	it('not before one task and behind another', async () => {
		const { error } = await run('moveToStage', {
			taskId: byId(String(TASK)),
			stage: byId('52'),
			position: { before: byId('7'), after: byId('8') },
		});
		expect(error?.message).toBe('"After Task" and "Before Task" exclude each other');
		expect(fake.calls).toEqual([]);
	});
});

describe('files on Drive', () => {
	const DRIVE_FILE = 501;
	const filesOf = () =>
		task().UF_TASK_WEBDAV_FILES.map(
			(id: number) => fake.vendor.store.attachments.get(id).fileId as number,
		);

	it.each(['501', 'n501', '[501]', '501, n501'])('are set by %s', async (driveFiles) => {
		const { error } = await update({ driveFiles });
		expect(error?.message).toBeUndefined();
		expect(filesOf()).toEqual([DRIVE_FILE]);
	});

	it('go to a new task, with those that are uploaded', async () => {
		const { error } = await run(
			'create',
			{
				title: 'New',
				responsible: byId('2'),
				additionalFields: { driveFiles: '501', ...UPLOADED },
			},
			{ items: [WITH_FILE] },
		);
		expect(error?.message).toBeUndefined();
		expect(fake.vendor.writes.at(-1)?.fields.UF_TASK_WEBDAV_FILES).toEqual([
			'n501',
			expect.stringMatching(/^n\d+$/),
		]);
	});

	it('take the place of the present ones, and what is uploaded stays among them', async () => {
		const { error } = await update({ driveFiles: '501', ...UPLOADED }, {}, { items: [WITH_FILE] });
		expect(error?.message).toBeUndefined();
		expect(filesOf()).toHaveLength(2);
		expect(methods()).not.toContain('tasks.task.files.attach');
	});

	it('are cleared when a blank is to clear', async () => {
		await update({ driveFiles: '501' });
		await update({ driveFiles: '', TITLE: 'Kept' });
		expect(filesOf()).toEqual([DRIVE_FILE]);
		const { error } = await update({ driveFiles: '' }, { options: { blankValues: 'clear' } });
		expect(error?.message).toBeUndefined();
		expect(filesOf()).toEqual([]);
	});

	it('are IDs', async () => {
		const { error } = await update({ driveFiles: 'offer.pdf' });
		expect(error?.message).toMatch(/^"Drive Files" must be the ID of a file on Drive such as 123/);
	});
});

it('a planned duration has its unit', async () => {
	await update({ DURATION_PLAN: 3, DURATION_TYPE: 'Weeks' });
	expect(task()).toMatchObject({ DURATION_PLAN: '3', DURATION_TYPE: 'weeks' });
});

it('a dependency is there once', async () => {
	const link = { taskId: byId('5'), dependentTask: byId('6'), link: 'start to start' };
	const made = await run('create', link, { resource: 'taskDependency' });
	expect(made.output[0]?.json).toEqual({ taskId: 5, dependentTaskId: 6, link: 'Start to Start' });
	expect(fake.vendor.store.links.get('5-6')).toBe(0);
	const again = await run('create', link, { resource: 'taskDependency' });
	expect(again.error?.message).toBe('Bitrix24 does not accept the link between the tasks');
	expect(again.error?.description).toContain('A link between tasks already exists');
});

it('a history is narrowed to one kind of change', async () => {
	const { output } = await run('getHistory', {
		taskId: byId('1'),
		returnAll: true,
		filters: { FIELD: 'Task Created' },
	});
	expect(output.map(({ json }) => json)).toEqual([
		expect.objectContaining({ id: 11, change: 'Task Created', from: null, to: null }),
	]);
	expect(output[0]?.json).toMatchObject({
		createdBy: { id: expect.any(Number), name: expect.any(String) },
	});
});

it('a list comes by several keys, and with the fields that were named', async () => {
	const { output, error } = await run('getMany', {
		returnAll: false,
		limit: 60,
		output: 'raw',
		sort: {
			values: [
				{ field: 'PRIORITY', direction: 'DESC' },
				{ field: 'Title', direction: 'ASC' },
			],
		},
		options: { select: 'TITLE,PRIORITY' },
	});
	expect(error?.message).toBeUndefined();
	expect(Object.keys(fake.calls[0]?.json.order ?? {})).toEqual(['PRIORITY', 'TITLE', 'ID']);
	expect(fake.calls[0]?.json).toMatchObject({
		order: { PRIORITY: 'DESC', TITLE: 'ASC', ID: 'ASC' },
		select: ['ID', 'TITLE', 'PRIORITY'],
	});
	expect(Object.keys(output[0]?.json ?? {}).sort()).toEqual(['id', 'priority', 'title']);
	const titles = output.map(({ json }) => String(json.title));
	expect(output.every(({ json }) => json.priority === '2')).toBe(true);
	expect(titles).toEqual([...titles].sort());
});
