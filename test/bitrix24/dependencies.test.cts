/** Links between tasks in a Gantt chart. */
import { byId } from '../support/fakes.cts';
import { portal } from './support/portal';

it('a task that would depend on itself is refused in words that say so, before anything is sent', async () => {
	const { fake, run } = await portal('bitrix24');
	const { error } = await run(
		{
			resource: 'taskDependency',
			operation: 'create',
			taskId: byId('5'),
			dependentTask: byId('={{ $json.id }}'),
			link: 2,
		},
		[{ id: 5 }],
	);
	await fake.close();
	expect(error).toMatchObject({
		message: '"Task" and "Dependent Task" are both 5',
		description: expect.stringMatching(/^A task can't depend on itself\./),
	});
	expect(fake.calls).toEqual([]);
});
