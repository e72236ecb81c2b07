/** Lists of iVvy, filtered in iVvy's own words. */
import { runNode } from '../support/reported.cts';
import { there } from '../support/there.cts';
import { ivvy, type Surroundings, type Values } from './support/forms.cts';

const account = ivvy(runNode);
const { rows, run } = account;

describe.each([
	['activity', 'activities', 3001],
	['task', 'tasks', 10001],
])('%s', (resource, kind, first) => {
	const getMany = (more: Values) => ({
		resource,
		operation: 'getMany',
		returnAll: true,
		filters: {},
		...more,
	});

	it('sends conditions and a raw filter as iVvy writes them', async () => {
		const values = [
			{ field: 'name', comparison: '__CONTAINS', value: String(first) },
			{ field: 'description', comparison: '__NOT', value: 'x' },
		];
		const found = await rows(
			getMany({
				conditions: { values },
				options: {
					filter: '{ "name__BEGINS": "' + (resource === 'task' ? 'Task' : 'Activity') + '" }',
				},
			}),
		);
		expect(account.fake.calls[0]?.json.filter).toEqual({
			name__CONTAINS: String(first),
			description__NOT: 'x',
			name__BEGINS: resource === 'task' ? 'Task' : 'Activity',
		});
		expect(found.every(({ title }) => title.includes(String(first)))).toBe(true);
	});

	it('takes dates and the names of codes in conditions, each in the words of iVvy', async () => {
		const [code, name, number] =
			resource === 'task' ? ['status', 'in progress', '1'] : ['subType', 'Meeting', '1'];
		const values = [
			{ field: 'modifiedDate', comparison: '__GREATERTHAN', value: '2026-01-01T10:00:00+01:00' },
			{
				field: 'createdDate',
				comparison: '__LESSTHAN',
				value: '={{ DateTime.fromISO("2026-02-01T00:00:00Z") }}',
			},
			{ field: 'createdDate', comparison: '__BEGINS', value: '2026' },
			{ field: code, comparison: '__EQUALS', value: name },
			{ field: 'endDatetime', comparison: '__NOT', value: '__ISNULL__' },
		];
		await rows(getMany({ conditions: { values } }));
		expect(account.fake.calls[0]?.json.filter).toEqual({
			modifiedDate__GREATERTHAN: '2026-01-01 09:00:00',
			createdDate__LESSTHAN: '2026-02-01 00:00:00',
			createdDate__BEGINS: '2026',
			[code]: number,
			endDatetime__NOT: '__ISNULL__',
		});
	});
	it('refuses a date that is none before anything is sent', async () => {
		const { error } = await run(
			getMany({
				conditions: {
					values: [{ field: 'modifiedDate', comparison: '__LESSTHAN', value: 'soon' }],
				},
			}),
		);
		expect([error?.message, account.fake.calls.length]).toEqual([
			'"Value of the condition on Modified" is not a date n8n can read: "soon"',
			0,
		]);
	});

	describe('conditions', () => {
		const list = async (values: Values[], more: Values & Surroundings = {}) => {
			const { items, timezone = 'America/New_York', ...parameters } = more;
			return await run(getMany({ conditions: { values }, ...parameters }), { items, timezone });
		};
		const filterOf = async (values: Values[], more?: Values & Surroundings) => {
			const { error } = await list(values, more);
			expect(error?.message).toBeUndefined();
			return (account.fake.calls[0]?.json.filter ?? {}) as Values;
		};
		const refusal = async (values: Values[], more?: Values & Surroundings) => {
			const { error } = await list(values, more);
			expect(account.fake.calls).toEqual([]);
			return error?.message;
		};
		const of = (field: string, comparison: string, value: unknown) => ({
			field,
			comparison,
			value,
		});

		it.each([
			'__BEGINS',
			'__CONTAINS',
			'__NOTCONTAINS',
			'__ENDS',
			'__EQUALS',
			'__GREATERTHAN',
			'__LESSTHAN',
			'__NOT',
		])('a value that did not come is an error, not a wider list (%s)', async (comparison) => {
			for (const nothing of ['', '  ', null, undefined]) {
				expect(
					await refusal(
						[of('name', '__EQUALS', 'a'), of('description', comparison, '={{ $json.nothing }}')],
						{ items: [{ nothing }] },
					),
				).toBe('"Value of the condition on Description" is empty');
				expect(
					await refusal([of('modifiedDate', comparison, '={{ $json.nothing }}')], {
						items: [{ nothing }],
					}),
				).toBe('"Value of the condition on Modified" is empty');
			}
			expect(await refusal([of('description', comparison, '')])).toBe(
				'"Value of the condition on Description" is empty',
			);
			expect(await refusal([{ field: 'description', comparison }])).toBe(
				'"Value of the condition on Description" is empty',
			);
		});

		it('Is Empty needs none', async () => {
			expect(
				await filterOf([
					of('description', '__EMPTY', ''),
					{ field: 'companyId', comparison: '__EMPTY' },
				]),
			).toEqual({ description__EMPTY: '', companyId__EMPTY: '' });
		});

		it.each(['__ISNULL__', 'ISNULL'])('%s stands for no value, on any field', async (value) => {
			expect(
				await filterOf([
					of('endDatetime', '__EQUALS', value),
					of('description', '__NOT', value),
					of('modifiedDate', '__NOT', value),
				]),
			).toEqual({ endDatetime: value, description__NOT: value, modifiedDate__NOT: value });
		});

		it(
			'two on one field with one comparison can not both be sent, which is an error that ' +
				'names the field',
			async () => {
				for (const second of ['b', 'a'])
					expect(
						await refusal([
							of('description', '__CONTAINS', 'a'),
							of('name', '__EQUALS', 'x'),
							of('description', '__CONTAINS', second),
						]),
					).toBe('"Description" has two conditions that can\'t be sent together (Contains)');
				expect(
					await refusal([
						of('createdDate', '__GREATERTHAN', '2026-01-01'),
						of('createdDate', '__GREATERTHAN', '2026-02-01'),
					]),
				).toBe('"Created" has two conditions that can\'t be sent together (Is at Least)');
				expect(
					await refusal([of('name', '={{ $json.comparison }}', 'a'), of('name', '__EQUALS', 'b')], {
						items: [{ comparison: 'equals' }],
					}),
				).toBe('"Title" has two conditions that can\'t be sent together (Equals)');
			},
		);

		it('two on one field with different comparisons are one range', async () => {
			expect(
				await filterOf([
					of('createdDate', '__GREATERTHAN', '2026-01-01'),
					of('createdDate', '__LESSTHAN', '2026-01-31'),
					of('createdDate', '__NOT', '__ISNULL__'),
				]),
			).toEqual({
				createdDate__GREATERTHAN: '2026-01-01 05:00:00',
				createdDate__LESSTHAN: '2026-02-01 04:59:59',
				createdDate__NOT: '__ISNULL__',
			});
		});

		it('a day is the whole day', async () => {
			const id = first + 1;
			Object.assign(there(account.table(kind).get(id)), {
				createdDate: '2030-05-05 12:00:00 UTC',
			});
			expect(await filterOf([of('createdDate', '__EQUALS', '2030-05-05')])).toEqual({
				createdDate__GREATERTHAN: '2030-05-05 04:00:00',
				createdDate__LESSTHAN: '2030-05-06 03:59:59',
			});
			expect(
				(await list([of('createdDate', '__EQUALS', '2030-05-05')])).output.map(
					({ json }: { json: Values }) => json.id,
				),
			).toEqual([id]);
			account.fake.reset();
			expect(await filterOf([of('createdDate', '__EQUALS', '2030-05-05T08:00:00')])).toEqual({
				createdDate: '2030-05-05 12:00:00',
			});
			account.fake.reset();
			expect(await refusal([of('createdDate', '__NOT', '2030-05-05')])).toBe(
				'"Value of the condition on Created" must have a time',
			);
			expect(
				await refusal([
					of('createdDate', '__EQUALS', '2030-05-05'),
					of('createdDate', '__LESSTHAN', '2031-01-01'),
				]),
			).toBe('"Created" has two conditions that can\'t be sent together (Is at Most)');
		});

		it.each([
			['', 'is empty'],
			[null, 'is empty'],
			[undefined, 'is empty'],
			['  ', 'is empty'],
			['{}', 'is empty'],
			[{}, 'is empty'],
			['[]', 'must be a JSON object'],
			['x', 'is not valid JSON'],
		])('a raw filter that gives nothing is an error: %j', async (raw, what) => {
			expect(
				await refusal([of('name', '__EQUALS', 'a')], {
					options: { filter: '={{ $json.raw }}' },
					items: [{ raw }],
				}),
			).toBe(`"Raw Filter (JSON)" ${what}`);
			expect(await refusal([], { options: { filter: '={{ $json.raw }}' }, items: [{ raw }] })).toBe(
				`"Raw Filter (JSON)" ${what}`,
			);
		});

		it('nor may a value in it give nothing', async () => {
			for (const nothing of ['', '  ', null])
				expect(
					await refusal([], {
						options: { filter: '={{ { description__CONTAINS: $json.nothing } }}' },
						items: [{ nothing }],
					}),
				).toBe('"description__CONTAINS of Raw Filter (JSON)" is empty');
			expect(await refusal([], { options: { filter: '{ "description__CONTAINS": "" }' } })).toBe(
				'"description__CONTAINS of Raw Filter (JSON)" is empty',
			);
			expect(
				await filterOf([], { options: { filter: '{ "description__EMPTY": "", "name": "a" }' } }),
			).toEqual({ description__EMPTY: '', name: 'a' });
		});

		it('a raw filter never takes the place of a condition', async () => {
			expect(
				await refusal([of('name', '__CONTAINS', 'a')], {
					options: { filter: '{ "name__CONTAINS": "b" }' },
				}),
			).toBe('"name__CONTAINS" is both in "Raw Filter (JSON)" and in Conditions');
			expect(
				await filterOf([of('name', '__CONTAINS', 'a')], { options: { filter: '{ "name": "b" }' } }),
			).toEqual({ name__CONTAINS: 'a', name: 'b' });
		});

		it('a value that a drop-down has not is an error', async () => {
			const on = (value: unknown, comparison = '__EQUALS') =>
				of(resource === 'task' ? 'status' : 'subType', comparison, value);
			const label = `Value of the condition on ${resource === 'task' ? 'Status' : 'Type'}`;
			const [name, code] = resource === 'task' ? ['completed', '4'] : ['meeting', '1'];
			for (const comparison of ['__EQUALS', '__NOT', '__CONTAINS'])
				expect(await refusal([on('done', comparison)])).toBe(`"${label}" can't be "done"`);
			const [field = ''] = Object.keys(await filterOf([on(name)]));
			for (const given of [name, code, Number(code)]) {
				account.fake.calls.length = 0;
				expect(await filterOf([on(given)])).toEqual({ [field]: code });
			}
		});

		it('a field that did not come is an error', async () => {
			for (const field of ['', null])
				expect(await refusal([of('={{ $json.field }}', '', 'a')], { items: [{ field }] })).toBe(
					'"Field" and "Comparison" are empty',
				);
		});
	});
});
