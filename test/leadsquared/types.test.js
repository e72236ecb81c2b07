'use strict';
/** What each type of field takes, and how it is written. */
const { byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');
const { activity, create, good, newTask, run, started, task, update } = require('./support/forms');

describe('types', () => {
	const fieldsOf = async (value, type, more = {}) => {
		const { fake, base } = await started();
		const result = await run(
			base,
			update({
				activityId: byId(fake.vendor.activityId(8)),
				fields: mapped({ mx_Custom_8: '={{ $json.cell }}' }, { mx_Custom_8: type }),
				...more,
			}),
			{ items: [{ cell: value }] },
		);
		return result.error?.message ?? fake.calls[0].json.Fields[0].Value;
	};

	it.each([
		...['Y', 'yes', '1', 1, 'TRUE', true].map((value) => [value, 'true']),
		...['N', 'no', '0', 0, 'FALSE', false].map((value) => [value, 'false']),
		['maybe', '"mx_Custom_8" must be true or false, not "maybe"'],
	])('yes or no: %j is %s', async (value, written) => {
		expect(await fieldsOf(value, 'boolean')).toBe(written);
	});

	it.each([
		['12', '12'],
		[0.0000001, '0.0000001'],
		[1e21, '1000000000000000000000'],
		['1.234,50', '"mx_Custom_8" must be a number, not "1.234,50"'],
		['abc', '"mx_Custom_8" must be a number, not "abc"'],
	])('number: %j is %s', async (value, written) => {
		expect(await fieldsOf(value, 'number')).toBe(written);
	});

	it.each([
		[46357, '2026-11-30 23:00:00'],
		['46357.5', '2026-12-01 11:00:00'],
		[1_796_083_200, '2026-12-01 00:00:00'],
		['2026-12-01', '2026-11-30 23:00:00'],
		[12, '"mx_Custom_8" is not a date n8n can read: 12'],
		['1.12.2026', '"mx_Custom_8" is not a date n8n can read: "1.12.2026"'],
	])('date: %j is %s', async (value, written) => {
		expect(await fieldsOf(value, 'dateTime')).toBe(written);
	});

	it('a time that an expression gives as such is one in a set, too', async () => {
		const { fake, base } = await started();
		await run(
			base,
			update({
				activityId: byId(fake.vendor.activityId(8)),
				fields: mapped(
					{
						mx_Custom_10:
							'={{ ({ mx_CustomObject_1: new Date(Date.UTC(2026, 11, 1)), mx_CustomObject_3: 7 }) }}',
					},
					{ mx_Custom_10: 'object' },
				),
			}),
		);
		expect(fake.calls[0].json.Fields).toEqual([
			{
				SchemaName: 'mx_Custom_10',
				Value: '',
				Fields: [
					{ SchemaName: 'mx_CustomObject_1', Value: '2026-12-01 00:00:00' },
					{ SchemaName: 'mx_CustomObject_3', Value: '7' },
				],
			},
		]);
	});

	const custom = (type, value) =>
		newTask({
			additionalFields: {
				customFields: {
					values: [{ name: byId('mx_Custom_1'), ...(type === undefined ? {} : { type }), value }],
				},
			},
		});
	it.each([
		[undefined, 'Y', 'Y'],
		['text', 'plain', 'plain'],
		['boolean', 'Y', 'true'],
		['boolean', 'soon', '"mx_Custom_1" must be true or false, not "soon"'],
		['number', '12', '12'],
		['number', '1.234,50', '"mx_Custom_1" must be a number, not "1.234,50"'],
		['dateTime', 46357, '2026-11-30 23:00:00'],
		['dateTime', 'soon', '"mx_Custom_1" is not a date n8n can read: "soon"'],
		['text', { a: 1 }, '"mx_Custom_1" must be text, not an object'],
	])('a custom field of a task, as %s: %j is %s', async (type, value, written) => {
		const { fake, base } = await started();
		const { error } = await run(base, custom(type, '={{ $json.cell }}'), {
			items: [{ cell: value }],
		});
		expect(error?.message ?? fake.calls[0].json.CustomFields.mx_Custom_1).toBe(written);
	});

	it('one custom field twice, or a value without a field, is an error', async () => {
		const { fake, base } = await started();
		const values = (...entries) =>
			newTask({
				additionalFields: {
					customFields: { values: entries.map(([name, value]) => ({ name: byId(name), value })) },
				},
			});
		expect(
			(await run(base, values(['mx_Custom_1', 'a'], ['mx_Custom_1', 'b']))).error.message,
		).toBe('"Custom Fields" holds mx_Custom_1 twice');
		expect((await run(base, values(['', 'a']))).error.message).toBe('"Field" is empty');
		expect(fake.calls).toEqual([]);
		good(await run(base, values(['', ''], ['mx_Custom_1', 'a'])));
		expect(fake.calls[0].json.CustomFields).toEqual({ mx_Custom_1: 'a' });
	});

	it.each([
		[{ mx_Custom_1: 'a', MX_CUSTOM_1: 'b' }, 'The columns "mx_Custom_1" and "MX_CUSTOM_1"'],
		[
			{ mx_Custom_10: { mx_CustomObject_1: 'a' }, 'mx_Custom_10~mx_CustomObject_1': 'b' },
			'"mx_Custom_10~mx_CustomObject_1" is filled in twice',
		],
		[
			{ 'mx_Custom_10~mx_CustomObject_1': 'b', mx_Custom_10: '' },
			'"mx_Custom_10" is filled in twice',
		],
		[
			{ mx_Custom_10: '', 'mx_Custom_10~mx_CustomObject_1': 'b' },
			'"mx_Custom_10~mx_CustomObject_1" is filled in twice',
		],
	])('two columns for one field are refused by name: %j', async (item, message) => {
		const { fake, base } = await started();
		const { error } = await run(
			base,
			update({
				activityId: byId(fake.vendor.activityId(1)),
				fields: { mappingMode: 'autoMapInputData', value: null, schema: [] },
				options: { blankValues: 'clear' },
			}),
			{ items: [item] },
		);
		expect(error.message).toContain(message);
		expect(fake.calls).toEqual([]);
	});

	it(
		'automatic mapping where the type of the activity is an expression writes what is ' +
			'named like a field',
		async () => {
			const { fake, base } = await started();
			const form = create({
				activityType: byId('={{ $json.type }}'),
				lead: byId(fake.vendor.leadId(1)),
				fields: { mappingMode: 'autoMapInputData', value: null, schema: [] },
			});
			good(
				await run(base, form, {
					items: [
						{
							type: 201,
							mx_Custom_1: 'Purpose',
							'mx_Custom_10~mx_CustomObject_1': 'Street',
							mx_Custom_51: 'none',
							Status: 'x',
							other: 1,
						},
					],
				}),
			);
			expect(fake.calls[0].json.Fields).toEqual([
				{ SchemaName: 'mx_Custom_1', Value: 'Purpose' },
				{
					SchemaName: 'mx_Custom_10',
					Value: '',
					Fields: [{ SchemaName: 'mx_CustomObject_1', Value: 'Street' }],
				},
			]);
		},
	);

	it.each([['Hot, Cold'], [['Hot', 'Cold']], ['["Hot","Cold"]']])(
		'options of a drop-down from %j',
		async (options) => {
			const { fake, base } = await started();
			good(
				await run(
					base,
					{
						resource: 'activityType',
						operation: 'create',
						name: 'New',
						fields: {
							values: [
								{
									schemaName: '',
									label: 'Bank',
									dataType: 'SearchableDropdown',
									options: '={{ $json.cell }}',
									mandatory: false,
									showInForm: true,
								},
							],
						},
						additionalFields: {},
					},
					{ items: [{ cell: options }] },
				),
			);
			expect(
				JSON.parse(fake.calls.at(-1).json.Fields[0].OptionSet).map(({ Value }) => Value),
			).toEqual(['Hot', 'Cold']);
		},
	);
});

it('what is wrong with the input is told before anything is read', async () => {
	const { fake, base } = await started();
	const byOwner = {
		leadBy: 'email',
		email: 'a@example.com',
		createLead: true,
		newLead: {},
		additionalFields: { owner: byId('user2@account.example') },
	};
	for (const [more, message] of [
		[{ ...byOwner, activityType: byId('12000') }, 'Activity type 12000 is an opportunity type'],
		[
			{
				...byOwner,
				fields: mapped(
					Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`mx_Custom_${n + 1}`, 'x'])),
				),
			},
			'"Fields" holds 51 custom fields',
		],
		[
			{ ...byOwner, attachments: { values: [{ url: 'a.pdf' }] } },
			'"File URL" of an attachment must be a web address, not "a.pdf"',
		],
		[
			{ ...byOwner, options: { externalId: 'x' } },
			'"External ID Field" is empty or is not a schema name',
		],
		[{ leadBy: 'phone', phone: '---' }, '"Phone" is empty'],
	]) {
		const { error } = await run(base, create(more), { items: [{}, {}] });
		expect([error.description, fake.calls]).toEqual([expect.stringContaining(message), []]);
	}
});

describe('a set of fields that comes as an object', () => {
	const INNER = 'mx_Custom_10~mx_CustomObject_';
	const given = (value, types) => {
		const fields = mapped({ mx_Custom_10: value }, { mx_Custom_10: 'object' });
		const inner = mapped(
			Object.fromEntries(Object.keys(types).map((n) => [INNER + n, 0])),
			Object.fromEntries(Object.entries(types).map(([n, type]) => [INNER + n, type])),
		);
		return { ...fields, schema: [...fields.schema, ...inner.schema] };
	};
	const TYPES = { 1: 'dateTime', 2: 'number', 3: 'boolean' };

	it.each([
		['1', '2026-12-01T10:00:00+01:00', '2026-12-01 09:00:00'],
		['1', 'soon', '"mx_Custom_10~mx_CustomObject_1" is not a date n8n can read: "soon"'],
		['2', ' 12 ', '12'],
		['2', '1.234,50', '"mx_Custom_10~mx_CustomObject_2" must be a number, not "1.234,50"'],
		['3', 'Y', 'true'],
		['4', ['a', 'b'], '"mx_Custom_10: mx_CustomObject_4" must be text, not a list'],
		['4', { a: 1 }, '"mx_Custom_10: mx_CustomObject_4" must be text, not an object'],
		['4', 'plain', 'plain'],
	])('is typed like its fields by themselves: %s, %j', async (n, value, expected) => {
		for (const set of ['={{ $json.set }}', '={{ JSON.stringify($json.set) }}']) {
			const { fake, base } = await started();
			const { error } = await run(
				base,
				update({ activityId: byId(fake.vendor.activityId(8)), fields: given(set, TYPES) }),
				{ items: [{ set: { [`mx_CustomObject_${n}`]: value } }] },
			);
			const [sent] = fake.calls;
			expect(sent?.json.Fields[0].Fields[0].Value ?? error.message).toBe(expected);
		}
	});
});

describe('fields of a new activity type', () => {
	const type = (...names) => ({
		resource: 'activityType',
		operation: 'create',
		name: 'Visit',
		fields: {
			values: names.map((schemaName, index) => ({
				schemaName,
				label: `Field ${index}`,
				dataType: 'String',
				options: '',
				mandatory: false,
				showInForm: true,
			})),
		},
		additionalFields: {},
	});

	it.each([
		[
			['', ''],
			[1, 2],
		],
		[
			['mx_Custom_2', ''],
			[2, 1],
		],
		[
			['', 'mx_Custom_1', ''],
			[2, 1, 3],
		],
		[
			['mx_Custom_7', ''],
			[7, 2],
		],
	])('without a name take the next that is free: %j', async (names, numbers) => {
		const { fake, base } = await started();
		await run(base, type(...names));
		expect(fake.calls.at(-1).json.Fields.map(({ SchemaName }) => SchemaName)).toEqual(
			numbers.map((number) => `mx_Custom_${number}`),
		);
	});

	it('can not have one name twice', async () => {
		const { fake, base } = await started();
		const { error } = await run(base, type('mx_Custom_2', 'MX_Custom_2'));
		expect([error.message, fake.calls]).toEqual([
			'"Fields" holds the schema name MX_Custom_2 twice',
			[],
		]);
	});
});
