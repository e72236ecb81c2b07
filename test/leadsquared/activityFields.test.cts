/** The fields of an activity type, as the editor shows them. */
import { byId } from '../support/fakes.cts';
import { leadSquared } from './support/account.cts';

const account = leadSquared();
const { lookUp, update } = account;

describe('fields of an activity type', () => {
	it('come with labels, types and options; read-only ones are left out', async () => {
		const { fields } = await lookUp({
			parameters: update(),
			kind: 'resourceMapping',
			method: 'getActivityFields',
		});
		const byName = Object.fromEntries(fields.map((field) => [field.id, field]));
		expect(byName.mx_Custom_2?.type).toBe('number');
		expect(byName.mx_Custom_3?.type).toBe('dateTime');
		expect(byName.mx_Custom_4).toMatchObject({
			type: 'options',
			options: expect.arrayContaining([{ name: expect.any(String), value: expect.any(String) }]),
		});
		expect(byName.mx_Custom_5).toMatchObject({
			type: 'options',
			options: expect.arrayContaining([expect.anything()]),
		});
		expect(byName.mx_Custom_6?.options).toHaveLength(55);
		expect(byName).not.toHaveProperty('mx_Custom_7');
		expect(byName.mx_Custom_1?.displayName).toMatch(/\(mx_Custom_1\)$/);
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
						parameters: update(),
						kind: 'resourceMapping',
						method: 'getActivityFields',
					})
				).fields;
			const before = await fieldsOf();
			account.fake.fault('answer', {
				times: Infinity,
				match: ({ rawUrl }: { rawUrl: string }) =>
					rawUrl.toLowerCase().includes(path.toLowerCase()),
				answer: { status: 403, body: { Status: 'Error', ExceptionMessage: 'No' } },
			});
			const after = await fieldsOf();
			account.fake.reset();
			expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
			const changed = after.filter(({ type }, n) => type !== before[n]?.type);
			expect(changed.length).toBeGreaterThan(0);
			expect(changed.length).toBeLessThan(after.length);
			expect(new Set(changed.map(({ type }) => type))).toEqual(new Set(['string']));
		},
	);

	it('are required for a new activity where the type says so, and never for a change', async () => {
		const requiredOf = async (parameters: Record<string, unknown>) =>
			(await lookUp({ parameters, kind: 'resourceMapping', method: 'getActivityFields' })).fields
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
			parameters: update({ activityType: byId('204') }),
			kind: 'resourceMapping',
			method: 'getActivityFields',
		});
		expect(fifty.fields).toHaveLength(50);
		const none = await lookUp({
			parameters: update({ activityType: byId('') }),
			kind: 'resourceMapping',
			method: 'getActivityFields',
		});
		expect(none).toEqual({ fields: [], emptyFieldsNotice: 'Pick the activity type first.' });
	});
});
