/** Changes of custom activities: what is sent, what stays, and how a hundred of them travel. */
import { byId } from '../support/fakes.cts';
import { there } from '../support/there.cts';
import { mapped } from '../support/mapped.cts';
import { leadSquared } from './support/account.cts';
import { UNKNOWN } from './support/forms.cts';

const account = leadSquared();
const { record, run } = account;

describe('update', () => {
	it('sends note, status, owner, flags and fields as text, dates in UTC', async () => {
		const owner = account.fake.vendor.userId(2);
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
		expect(account.fake.calls[0]?.json).toEqual({
			ProspectActivityId: account.fake.vendor.activityId(8),
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
		expect(result.output[0]?.json).toMatchObject({
			id: account.fake.vendor.activityId(8),
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
		expect(account.fake.calls[0]?.rawUrl).toBe('/v2/ProspectActivity.svc/CustomActivity/Update');
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
		expect(account.fake.calls[0]?.json.Fields).toEqual([
			{ SchemaName: 'mx_Custom_1', Value: 'abc' },
			{ SchemaName: 'mx_Custom_2', Value: '7' },
		]);
	});

	it('leaves everything else alone', async () => {
		const before = structuredClone(there(record(8)));
		await run({ fields: mapped({ mx_Custom_1: 'only this' }) });
		expect({ ...record(8), ModifiedOn: 0 }).toEqual({
			...before,
			ModifiedOn: 0,
			Fields: { ...before.Fields, mx_Custom_1: 'only this' },
		});
	});

	it('updates 100 items in 4 requests, each with its own outcome', async () => {
		const items = Array.from({ length: 100 }, (_, index) => ({
			id: index === 30 ? UNKNOWN : account.fake.vendor.activityId(8 * (index + 1)),
			text: `row ${index}`,
		}));
		const result = await run(
			{ activityId: byId('={{ $json.id }}'), fields: mapped({ mx_Custom_1: '={{ $json.text }}' }) },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(account.fake.calls).toHaveLength(4);
		expect(result.output).toHaveLength(99);
		expect(result.errorOutput).toHaveLength(1);
		expect(result.errorOutput[0]?.pairedItem).toEqual({ item: 30 });
		expect(account.fake.vendor.writes).toHaveLength(99);
		expect(record(8 * 100)?.Fields?.mx_Custom_1).toBe('row 99');
	});

	it('sends a row with files in the background alone, as the bulk call takes none', async () => {
		const [one, two, three] = [1, 2, 3].map((n) => account.fake.vendor.activityId(8 * n));
		const items = [one, two, three].map((id) => ({ id, async: id === two }));
		await run(
			{
				activityId: byId('={{ $json.id }}'),
				updateFields: { note: 'x' },
				options: { processFilesAsync: '={{ $json.async || undefined }}' },
			},
			{ items },
		);
		expect(
			account.fake.calls.map(({ json }) =>
				Array.isArray(json)
					? json.map((one: { ProspectActivityId: string }) => one.ProspectActivityId)
					: json.ProspectActivityId,
			),
		).toEqual(expect.arrayContaining([[one, three], two]));
		expect(account.fake.calls).toHaveLength(2);
	});

	it('says that the outcome of a row is unknown when the bulk answer does not name it', async () => {
		const ids = [1, 2].map((n) => account.fake.vendor.activityId(8 * n));
		account.fake.fault('answer', {
			answer: {
				status: 200,
				body: {
					Status: 'Success',
					Response: [{ RowNumber: 1, ActivityUpdated: true, ProspectActivityId: ids[0] }],
				},
			},
		});
		const result = await run(
			{ activityId: byId('={{ $json.id }}'), updateFields: { note: 'x' } },
			{ items: ids.map((id) => ({ id })), onError: 'continueRegularOutput' },
		);
		expect(result.output[1]?.json.details?.completed).toBe('unknown');
	});

	it.each<[name: string, parameters: Record<string, unknown>, message: string]>([
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
		expect((await run(parameters)).error?.message).toBe(message);
		expect(account.fake.calls).toEqual([]);
	});
});
