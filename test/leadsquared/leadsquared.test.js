'use strict';
const { runNode, lookUp } = require('../support/reported');
const { fakeFor, byId } = require('../support/fakes');
const { mapped } = require('../support/mapped');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('leadSquared')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const update = (more = {}) => ({
	resource: 'customActivity',
	operation: 'update',
	activityType: byId('201'),
	activityId: byId(fake.vendor.activityId(8)),
	fields: mapped({}),
	updateFields: {},
	options: {},
	...more,
});
const run = (parameters, more = {}) =>
	runNode({ ...base, parameters: update(parameters), ...more });
const record = (n) => fake.vendor.store.activities.get(fake.vendor.activityId(n));

describe('update', () => {
	it('sends note, status, owner, flags and fields as text, dates in UTC', async () => {
		const owner = fake.vendor.userId(2);
		const result = await run({
			fields: mapped(
				{
					mx_Custom_1: 'abc',
					mx_Custom_2: 42,
					mx_Custom_3: '2026-12-01T10:00:00',
					mx_Custom_8: '',
				},
				{ mx_Custom_2: 'number', mx_Custom_3: 'dateTime' },
			),
			updateFields: { note: 'Called', status: byId('Completed'), owner: byId(owner.toUpperCase()) },
			options: { processFilesAsync: true, validateDropDownOptions: true, blankValues: 'clear' },
		});
		expect(result.error).toBeUndefined();
		expect(fake.calls[0].json).toEqual({
			ProspectActivityId: fake.vendor.activityId(8),
			ActivityEvent: 201,
			ActivityNote: 'Called',
			ProcessFilesAsync: true,
			ValidateDropDownOptions: true,
			Fields: [
				{ SchemaName: 'mx_Custom_1', Value: 'abc' },
				{ SchemaName: 'mx_Custom_2', Value: '42' },
				{ SchemaName: 'mx_Custom_3', Value: '2026-12-01 09:00:00' },
				{ SchemaName: 'mx_Custom_8', Value: '' },
				{ SchemaName: 'Status', Value: 'Completed' },
				{ SchemaName: 'Owner', Value: owner },
			],
		});
		expect(result.output[0].json).toMatchObject({
			id: fake.vendor.activityId(8),
			typeCode: 201,
			description: 'Called',
			status: 'Completed',
			done: true,
			assignedTo: { id: owner, name: null, email: null },
			fields: { mx_Custom_1: 'abc', mx_Custom_2: '42' },
		});
	});

	it('keeps the keys out of the URL', async () => {
		await run({ updateFields: { note: 'x' } });
		expect(fake.calls[0].rawUrl).toBe('/v2/ProspectActivity.svc/CustomActivity/Update');
	});

	it('maps columns by name or label', async () => {
		const fields = {
			mappingMode: 'autoMapInputData',
			value: null,
			schema: [
				{ id: 'mx_Custom_1', displayName: 'Topic (mx_Custom_1)', type: 'string' },
				{ id: 'mx_Custom_2', displayName: 'Minutes (mx_Custom_2)', type: 'number' },
			],
		};
		await run(
			{ fields },
			{ items: [{ mx_Custom_1: 'abc', 'minutes (mx_custom_2)': 7, other: 'x' }] },
		);
		expect(fake.calls[0].json.Fields).toEqual([
			{ SchemaName: 'mx_Custom_1', Value: 'abc' },
			{ SchemaName: 'mx_Custom_2', Value: '7' },
		]);
	});

	it('leaves everything else alone', async () => {
		const before = structuredClone(record(8));
		await run({ fields: mapped({ mx_Custom_1: 'only this' }) });
		expect({ ...record(8), ModifiedOn: 0 }).toEqual({
			...before,
			ModifiedOn: 0,
			Fields: { ...before.Fields, mx_Custom_1: 'only this' },
		});
	});

	it('updates 100 items in 4 requests, each with its own outcome', async () => {
		const items = Array.from({ length: 100 }, (_, index) => ({
			id: index === 30 ? UNKNOWN : fake.vendor.activityId(8 * (index + 1)),
			text: `row ${index}`,
		}));
		const result = await run(
			{ activityId: byId('={{ $json.id }}'), fields: mapped({ mx_Custom_1: '={{ $json.text }}' }) },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(fake.calls).toHaveLength(4);
		expect(result.output).toHaveLength(99);
		expect(result.errorOutput).toHaveLength(1);
		expect(result.errorOutput[0].pairedItem).toEqual({ item: 30 });
		expect(fake.vendor.writes).toHaveLength(99);
		expect(record(8 * 100).Fields.mx_Custom_1).toBe('row 99');
	});

	it('sends a row with files in the background alone, as the bulk call takes none', async () => {
		const items = [1, 2, 3].map((n) => ({ id: fake.vendor.activityId(8 * n), async: n === 2 }));
		await run(
			{
				activityId: byId('={{ $json.id }}'),
				updateFields: { note: 'x' },
				options: { processFilesAsync: '={{ $json.async || undefined }}' },
			},
			{ items },
		);
		expect(
			fake.calls.map(({ json }) =>
				Array.isArray(json)
					? json.map(({ ProspectActivityId }) => ProspectActivityId)
					: json.ProspectActivityId,
			),
		).toEqual(expect.arrayContaining([[items[0].id, items[2].id], items[1].id]));
		expect(fake.calls).toHaveLength(2);
	});

	it('says that the outcome of a row is unknown when the bulk answer does not name it', async () => {
		const items = [1, 2].map((n) => ({ id: fake.vendor.activityId(8 * n) }));
		fake.fault('answer', {
			answer: {
				status: 200,
				body: {
					Status: 'Success',
					Response: [{ RowNumber: 1, ActivityUpdated: true, ProspectActivityId: items[0].id }],
				},
			},
		});
		const result = await run(
			{ activityId: byId('={{ $json.id }}'), updateFields: { note: 'x' } },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(result.output[1].json.details.completed).toBe('unknown');
	});

	it.each([
		[
			'an opportunity type',
			{ activityType: byId('12000'), updateFields: { note: 'x' } },
			'Activity type 12000 is an opportunity type',
		],
		['nothing to change', {}, 'There is nothing to update'],
		[
			'an id that is none',
			{ activityId: byId('123'), updateFields: { note: 'x' } },
			'"Activity" must be an ID such as 093d5c54-6009-48d4-840e-84fd12e8d63a, not "123"',
		],
		[
			'more than fifty fields',
			{
				fields: mapped(
					Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`mx_Custom_${n + 1}`, 'x'])),
				),
			},
			'"Fields" holds 51 custom fields',
		],
	])('refuses %s before anything is sent', async (_name, parameters, message) => {
		expect((await run(parameters)).error.message).toBe(message);
		expect(fake.calls).toEqual([]);
	});
});

describe('limits', () => {
	it.each(['429', '200'])('waits out the limit sent in the form of a %s', async (rateForm) => {
		const tight = await fakeFor('leadSquared', { rateForm, window: { calls: 2, seconds: 1 } });
		const items = Array.from({ length: 5 }, (_, n) => ({
			id: tight.fake.vendor.activityId(8 * (n + 1)),
		}));
		const result = await runNode({
			...tight.base,
			parameters: {
				...update({
					activityId: byId('={{ $json.id }}'),
					updateFields: { note: 'x' },
					options: { batching: false, parallel: 2 },
				}),
			},
			items,
		});
		await tight.fake.close();
		expect(result.error).toBeUndefined();
		expect(tight.fake.vendor.writes).toHaveLength(5);
		expect(tight.fake.calls.length).toBeGreaterThan(5);
	});

	it('never exceeds 25 calls in five seconds', async () => {
		const items = Array.from({ length: 30 }, (_, n) => ({
			id: fake.vendor.activityId(8 * (n + 1)),
		}));
		const result = await run(
			{
				activityId: byId('={{ $json.id }}'),
				updateFields: { note: 'x' },
				options: { batching: false },
			},
			{ items },
		);
		expect(result.error).toBeUndefined();
		expect(fake.calls).toHaveLength(30);
	});
});

describe('errors', () => {
	const exception = (ExceptionType, status = 500) => ({
		answer: {
			status,
			body: { Status: 'Error', ExceptionType, ExceptionMessage: `Says ${ExceptionType}` },
		},
	});

	it.each([
		'MXMandatoryAttributeMissingException',
		'MXMandatoryFieldMissingException',
		'MXInvalidInputException',
		'MXInvalidActivityException',
		'MXInvalidActivityFieldsException',
		'MXUnknownProspectActivityException',
		'MXUnknownAttributeException',
		'MXInvalidDataTypeException',
		'MXInvalidEntityReferenceException',
		'MXDuplicateEntryException',
		'MXDuplicateEntityNameException',
		'MXInvalidLeadException',
		'MXInvalidFieldException',
		'MXXSSException',
		'MXMailDeliveryException',
		'MXSomethingNewException',
	])('%s is shown and never repeated, whatever the status', async (type) => {
		for (const status of [500, 200]) {
			fake.reset();
			fake.fault('answer', exception(type, status));
			const { error } = await run({ updateFields: { note: 'x' } });
			expect(error.message).not.toBe(`Says ${type}`);
			expect(`${error.message} ${error.description}`).toContain(`Says ${type}`);
			expect(error.description).toContain(`Vendor code: ${type}.`);
			expect(fake.calls).toHaveLength(1);
		}
	});

	it('refused keys stop the run', async () => {
		const wrong = await runNode({
			...base,
			credentials: { ...base.credentials, secretKey: 'wrong-secret-key' },
			parameters: update({ updateFields: { note: 'x' } }),
			items: [{}, {}, {}],
		});
		expect([wrong.error.failure, wrong.error.description]).toEqual([
			{ cause: 'credential-invalid' },
			expect.stringMatching(/Access Key, Secret Key and Region/),
		]);
		expect(fake.vendor.writes).toEqual([]);
	});

	it('keys of another region are told apart from wrong ones, and so is a right that their owner lacks', async () => {
		const elsewhere = await fakeFor('leadSquared', { wrongRegion: true });
		const { error } = await runNode({
			...elsewhere.base,
			parameters: update({ updateFields: { note: 'x' } }),
		});
		await elsewhere.fake.close();
		expect([error.message, error.description]).toEqual([
			'The keys of the credential belong to another LeadSquared region',
			expect.stringContaining('api-us11.leadsquared.com'),
		]);
		fake.fault('answer', exception('MXUnAuthorizedAccessException', 401));
		const denied = await run({ updateFields: { note: 'x' } });
		expect([denied.error.message, denied.error.failure]).toEqual([
			'The owner of the keys may not do this in LeadSquared',
			{ cause: 'configuration-invalid' },
		]);
	});

	it.each([
		['a wrong type for the activity', { activityType: byId('202') }, /MXInvalidActivityException/],
		[
			'an unknown field',
			{ fields: mapped({ mx_Custom_49: 'x' }) },
			/MXInvalidActivityFieldsException/,
		],
		[
			'text in a number field that the form takes for text',
			{ fields: mapped({ mx_Custom_2: 'many' }) },
			/MXInvalidActivityFieldsException/,
		],
		[
			'a value off the list',
			{ fields: mapped({ mx_Custom_4: 'Nonsense' }) },
			/MXInvalidEntityReferenceException/,
		],
		['script in a text', { updateFields: { note: '<script>x</script>' } }, /MXXSSException/],
	])('%s', async (_name, change, code) => {
		const { error } = await run({ updateFields: { note: 'x' }, ...change });
		expect(error.description).toMatch(code);
		expect(fake.calls).toHaveLength(1);
	});
});

describe('pickers', () => {
	it('lists activity types, users without inactive ones, statuses and activities of the type', async () => {
		const types = await lookUp({ ...base, parameters: update(), method: 'searchActivityTypes' });
		expect(types.results.map(({ value }) => value)).toEqual(
			expect.arrayContaining([201, 202, 203, 204, 205, 21, 22]),
		);
		const users = await lookUp({ ...base, parameters: update(), method: 'searchUsers' });
		expect(users.results).toHaveLength(55);
		const statuses = await lookUp({ ...base, parameters: update(), method: 'searchStatuses' });
		expect(statuses.results.length).toBeGreaterThan(1);
	});

	it('asks for the activity type first', async () => {
		await expect(
			lookUp({ ...base, parameters: update({ activityType: byId('') }), method: 'searchStatuses' }),
		).rejects.toThrow('Pick the activity type first');
	});

	it('finds one user by a part of the name', async () => {
		const {
			results: [first],
		} = await lookUp({ ...base, parameters: update(), method: 'searchUsers' });
		const { results } = await lookUp({
			...base,
			parameters: update(),
			method: 'searchUsers',
			args: [first.name.slice(1).toUpperCase()],
		});
		expect(results).toContainEqual(first);
	});
});

describe('fields of an activity type', () => {
	it('come with labels, types and options; read-only ones are left out', async () => {
		const { fields } = await lookUp({
			...base,
			parameters: update(),
			kind: 'resourceMapping',
			method: 'getActivityFields',
		});
		const byName = Object.fromEntries(fields.map((field) => [field.id, field]));
		expect(byName.mx_Custom_2.type).toBe('number');
		expect(byName.mx_Custom_3.type).toBe('dateTime');
		expect(byName.mx_Custom_4).toMatchObject({
			type: 'options',
			options: expect.arrayContaining([{ name: expect.any(String), value: expect.any(String) }]),
		});
		expect(byName.mx_Custom_5).toMatchObject({
			type: 'options',
			options: expect.arrayContaining([expect.anything()]),
		});
		expect(byName.mx_Custom_6.options).toHaveLength(55);
		expect(byName).not.toHaveProperty('mx_Custom_7');
		expect(byName.mx_Custom_1.displayName).toMatch(/\(mx_Custom_1\)$/);
	});

	it.each([
		['a drop-down', 'dropdown'],
		['the users', 'Users.Get'],
	])(
		'of which the options of %s can not be read: that one is text, the others stay',
		async (_name, path) => {
			const fieldsOf = async () =>
				(
					await lookUp({
						...base,
						parameters: update(),
						kind: 'resourceMapping',
						method: 'getActivityFields',
					})
				).fields;
			const before = await fieldsOf();
			fake.fault('answer', {
				times: Infinity,
				match: ({ rawUrl }) => rawUrl.toLowerCase().includes(path.toLowerCase()),
				answer: { status: 403, body: { Status: 'Error', ExceptionMessage: 'No' } },
			});
			const after = await fieldsOf();
			fake.reset();
			expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
			const changed = after.filter(({ type }, n) => type !== before[n].type);
			expect(changed.length).toBeGreaterThan(0);
			expect(changed.length).toBeLessThan(after.length);
			expect(new Set(changed.map(({ type }) => type))).toEqual(new Set(['string']));
		},
	);

	it('are required for a new activity where the type says so, and never for a change', async () => {
		const requiredOf = async (parameters) =>
			(
				await lookUp({ ...base, parameters, kind: 'resourceMapping', method: 'getActivityFields' })
			).fields
				.filter(({ required }) => required)
				.map(({ id }) => id);
		expect(
			await requiredOf({
				resource: 'customActivity',
				operation: 'create',
				activityType: byId('201'),
			}),
		).toEqual(['mx_Custom_1']);
		expect(await requiredOf(update({ activityType: byId('201') }))).toEqual([]);
	});

	it('are fifty for a type that has fifty, and none with a notice for one without', async () => {
		const fifty = await lookUp({
			...base,
			parameters: update({ activityType: byId('204') }),
			kind: 'resourceMapping',
			method: 'getActivityFields',
		});
		expect(fifty.fields).toHaveLength(50);
		const none = await lookUp({
			...base,
			parameters: update({ activityType: byId('') }),
			kind: 'resourceMapping',
			method: 'getActivityFields',
		});
		expect(none).toEqual({ fields: [], emptyFieldsNotice: 'Pick the activity type first.' });
	});
});
