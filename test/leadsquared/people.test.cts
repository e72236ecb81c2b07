/** Leads by phone, and searches of more activities than a page holds. */
import { byId } from '../support/fakes.cts';
import { there } from '../support/there.cts';
import { good, run, started } from './support/forms.cts';

const byPhone = (value: string) => ({ __rl: true, mode: 'phone', value });

it.each([
	['09876543210', true],
	['+91-98765 43210', true],
	['0091 9876543210', true],
	['9876543210', true],
	['+91-98765 43211', false],
	['3210', false],
])('a lead stored as %s is the one with +91 98765 43210: %s', async (Phone, isIt) => {
	const { fake, base } = await started();
	const ProspectID = fake.vendor.leadId(4);
	fake.fault('answer', {
		match: ({ path }: { path: string }) => path.endsWith('RetrieveLeadByPhoneNumber'),
		answer: { status: 200, body: [{ ProspectID, FirstName: 'A', Phone, Mobile: null }] },
	});
	const { error } = await run(base, {
		resource: 'note',
		operation: 'create',
		lead: byPhone('\u202a+91 98765 43210\u202c'),
		note: 'Called',
		additionalFields: {},
	});
	expect(error === undefined).toBe(isIt);
	expect(fake.vendor.writes).toHaveLength(isIt ? 1 : 0);
});

it('a search with a limit above one page gives the newest of all', async () => {
	const { fake, base } = await started();
	const { activities } = fake.vendor.store;
	const sample = there([...activities.values()].find(({ ActivityEvent }) => ActivityEvent === 201));
	for (let n = 0; n < 1300; n++) {
		const ProspectActivityId = `ffffffff-0000-4000-8000-${String(n).padStart(12, '0')}`;
		const CreatedOn = Date.UTC(2026, 5, 1) + n * 1000;
		const fields = { ...sample.Fields, mx_Custom_1: 'Sought' };
		activities.set(ProspectActivityId, {
			...sample,
			ProspectActivityId,
			CreatedOn,
			Fields: fields,
		});
	}
	const found = good(
		await run(base, {
			resource: 'customActivity',
			operation: 'search',
			activityType: byId('201'),
			conditions: { values: [{ field: 'mx_Custom_1', operator: 'eq', value: 'Sought' }] },
			returnAll: false,
			limit: 1100,
		}),
	).map((row) => (row as { id: string }).id);
	expect(found).toHaveLength(1100);
	const numbers = found.map((id) => Number(id.slice(-12)));
	expect(Math.min(...numbers)).toBe(200);
});

it('a user without the ID that is looked for is an error, not a record of nobody', async () => {
	const { fake, base } = await started();
	const user = there([...fake.vendor.store.users.values()][0]);
	fake.fault('rewrite', {
		match: ({ path }: { path: string }) => path.endsWith('Users.Get'),
		rewrite: (answer: { body: object[] }) => ({
			...answer,
			body: answer.body.map((one) => ({ ...one, ID: undefined })),
		}),
	});
	const { error } = await run(base, {
		resource: 'user',
		operation: 'get',
		userId: { __rl: true, mode: 'email', value: user.EmailAddress },
	});
	expect(error?.message).toMatch(/was found without its ID/);
	expect(fake.vendor.writes).toHaveLength(0);
});
