'use strict';
/** Custom fields of tasks: what each type takes, what a blank means, and how a field is cleared. */
const { byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');
const { FULL, taskAccount } = require('./support/taskAccount');

const { calls, fault, run, task, update, written } = taskAccount();

describe('custom fields', () => {
	/** By expressions, as n8n's own form looks at fixed values before a run. */
	const custom = (values, types) =>
		update(
			{},
			{
				customFields: mapped(
					Object.fromEntries(Object.keys(values).map((id) => [id, `={{ $json.${id} }}`])),
					types,
				),
				items: [values],
			},
		);

	it.each([true, 'Y', 'yes', 'TRUE', '1', 1, ' y '])('yes: %j', async (given) => {
		task().UF_AUTO_456 = '0';
		expect(
			(await custom({ UF_AUTO_456: given }, { UF_AUTO_456: 'boolean' })).error,
		).toBeUndefined();
		expect(task().UF_AUTO_456).toBe('1');
	});

	it.each([false, 'N', 'no', 'FALSE', '0', 0])('no: %j', async (given) => {
		expect(
			(await custom({ UF_AUTO_456: given }, { UF_AUTO_456: 'boolean' })).error,
		).toBeUndefined();
		expect(task().UF_AUTO_456).toBe('0');
	});

	it.each([
		['maybe', 'boolean', '"UF_AUTO_456" must be true or false, not "maybe"'],
		[2, 'boolean', '"UF_AUTO_456" must be true or false, not 2'],
		['1.234,50', 'number', '"UF_AUTO_456" must be a number, not "1.234,50"'],
		['abc', 'number', '"UF_AUTO_456" must be a number, not "abc"'],
		['soon', 'dateTime', '"UF_AUTO_456" is not a date n8n can read: "soon"'],
	])('%j is no %s', async (given, type, message) => {
		expect((await custom({ UF_AUTO_456: given }, { UF_AUTO_456: type })).error.message).toBe(
			message,
		);
		expect(calls()).toEqual([]);
	});

	it("numbers and dates go in Bitrix24's format", async () => {
		fault('answer', { answer: { status: 200, body: { result: { task: { id: '5' } } } } });
		await custom(
			{ UF_A: '1234.5', UF_B: 46357, UF_C: '2026-12-01T09:30:00', UF_D: '46357' },
			{ UF_A: 'number', UF_B: 'dateTime', UF_C: 'dateTime' },
		);
		expect(calls()[0].json.fields).toEqual({
			UF_A: 1234.5,
			UF_B: '2026-12-01T00:00:00+01:00',
			UF_C: '2026-12-01T09:30:00+01:00',
			UF_D: '46357',
		});
	});

	it('a text that holds several values takes a list', async () => {
		fault('answer', { answer: { status: 200, body: { result: { task: { id: '5' } } } } });
		await custom({ UF_A: ['a', 7], UF_B: 'c' });
		expect(calls()[0].json.fields).toEqual({ UF_A: ['a', '7'], UF_B: 'c' });
	});

	it.each([
		[['a', ''], 'string', '"UF_AUTO_123" has an empty entry'],
		[[1, 2], 'number', '"UF_AUTO_123" must be a number, not [1,2]'],
		[[{ a: 1 }], 'string', '"UF_AUTO_123" must be text, not an object'],
	])('the list %j of a %s is refused', async (given, type, message) => {
		expect((await custom({ UF_AUTO_123: given }, { UF_AUTO_123: type })).error.message).toBe(
			message,
		);
		expect(calls()).toEqual([]);
	});

	it('a blank leaves them unchanged, or clears what can be cleared', async () => {
		const types = { UF_AUTO_456: 'boolean' };
		await update(
			{ TITLE: 'New' },
			{
				customFields: mapped({ UF_AUTO_123: '', UF_AUTO_456: '={{ $json.nothing }}' }, types),
				items: [{}],
			},
		);
		expect(task()).toMatchObject(FULL);
		await update(
			{ TITLE: 'New' },
			{ customFields: mapped({ UF_AUTO_123: ' ' }), options: { blankValues: 'clear' } },
		);
		expect(task()).toMatchObject({ ...FULL, UF_AUTO_123: '' });
		const { error } = await update(
			{},
			{
				customFields: mapped({ UF_AUTO_456: '={{ $json.nothing }}' }, types),
				options: { blankValues: 'clear' },
				items: [{}],
			},
		);
		expect(error.message).toBe('"UF_AUTO_456" is empty, and this field can\'t be cleared');
	});

	it('a blank of a new task is not sent', async () => {
		await run('create', {
			title: 'New',
			responsible: byId('2'),
			additionalFields: {},
			customFields: mapped({ UF_AUTO_123: '', UF_AUTO_456: null }, { UF_AUTO_456: 'boolean' }),
		});
		expect(written()).toEqual({ TITLE: 'New', RESPONSIBLE_ID: 2 });
	});

	it(
		'columns named like fields are written even where the form does not know them; ' +
			"Bitrix24's own three are not",
		async () => {
			const auto = { mappingMode: 'autoMapInputData', value: null, schema: [] };
			const { error } = await update(
				{ TITLE: 'New' },
				{
					customFields: auto,
					items: [
						{
							id: 1,
							UF_AUTO_123: 'found',
							uf_auto_456: '1',
							UF_CRM_TASK: 'D_3',
							UF_TASK_WEBDAV_FILES: 'n1',
							note: 'x',
						},
					],
				},
			);
			expect(error).toBeUndefined();
			expect(written()).toEqual({ TITLE: 'New', UF_AUTO_123: 'found', UF_AUTO_456: '1' });
			expect(
				(await update({ TITLE: 'New' }, { customFields: auto, items: [{ id: 1 }] })).error.message,
			).toBe('"Custom Fields" does not know which columns are fields');
		},
	);
});
