/** Lists that are filtered by a person, given by email or phone. */
import { runNode } from '../support/engine.cts';
import { fakeFor } from '../support/fakes.cts';
import { byEmail, type Form } from './support/people.cts';

describe('filters', () => {
	it.each<[node: string, parameters: Form, read: (row: Form) => unknown, wanted: unknown]>([
		[
			'bitrix24',
			{
				resource: 'task',
				operation: 'getMany',
				filters: { RESPONSIBLE_ID: byEmail('user2@portal.example') },
			},
			({ assignedTo }) => (assignedTo as { id: number }).id,
			2,
		],
		[
			'deskera',
			{
				resource: 'activity',
				operation: 'getMany',
				filters: { assignee_id: byEmail('user1@deskera.example') },
			},
			(row) => row.assigneeIds ?? row.assignees,
			undefined,
		],
		[
			'ivvy',
			{
				resource: 'task',
				operation: 'getMany',
				conditions: {
					values: [
						{
							field: 'assignedUserId',
							comparison: '__EQUALS',
							value: 'user3@ivvy.example',
						},
					],
				},
				output: 'raw',
			},
			(row) => row.assignedUserId,
			3,
		],
		[
			'leadSquared',
			{
				resource: 'task',
				operation: 'getMany',
				scope: 'owner',
				owner: byEmail('USER3@account.example'),
				from: '',
				to: '',
				output: 'raw',
			},
			(row) => row.OwnerEmailAddress,
			'user3@account.example',
		],
	])('%s: records of a person by email', async (name, parameters, read, wanted) => {
		const { fake, base } = await fakeFor(name);
		const { error, output } = await runNode({
			...base,
			parameters: { returnAll: false, limit: 5, options: {}, ...parameters },
			items: [{}],
		});
		expect(error).toBeUndefined();
		expect(output.length).toBeGreaterThan(0);
		if (wanted !== undefined) for (const { json } of output) expect(read(json)).toBe(wanted);
		await fake.close();
	});

	it.each([
		['0455-045 012', '45012'],
		['+999 000 000 000', undefined],
		// As in By ID, a plain number is one.
		['45012', '45012'],
	])('iVvy: records of the contact %s, by phone in place of the ID', async (value, contactId) => {
		const { fake, base } = await fakeFor('ivvy');
		const condition = { field: 'contactId', comparison: '__EQUALS', value };
		const { error } = await runNode({
			...base,
			parameters: {
				resource: 'task',
				operation: 'getMany',
				returnAll: false,
				limit: 5,
				conditions: { values: [condition] },
				output: 'raw',
				options: {},
			},
			items: [{}],
		});
		const listed = fake.calls.filter(({ rawUrl }) => rawUrl.includes('getTaskList'));
		expect(listed.map(({ json }) => json.filter)).toEqual(
			contactId === undefined ? [] : [{ contactId }],
		);
		if (contactId === undefined) expect(error?.message).toContain('+999000000000');
		else expect(error).toBeUndefined();
		await fake.close();
	});

	it('an empty email is refused as an empty filter', async () => {
		const { fake, base } = await fakeFor('bitrix24');
		const { error } = await runNode({
			...base,
			parameters: {
				resource: 'task',
				operation: 'getMany',
				returnAll: true,
				filters: { RESPONSIBLE_ID: byEmail('={{ $json.nothing }}') },
				options: {},
			},
			items: [{}],
		});
		expect(error?.message).toBe('"Assigned To" is empty');
		expect(fake.calls).toEqual([]);
		await fake.close();
	});
});
