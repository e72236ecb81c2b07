import { InvalidInput } from '../../shared/contract/errors';
import { choice, required } from '../../shared/form/fields';
import { LINKED } from '../answerProofs';
import { restMethod } from '../restMethod';
import { earlier, later } from './fields';
import { isSettled } from './findOut';

/** Kinds of links in a Gantt chart, by the ends that they connect; docs/contracts/bitrix24.md section 2.8. */
const LINKS = [
	{
		name: 'Finish to Finish',
		value: 3,
		description: 'The dependent task finishes after the task has finished',
	},
	{
		name: 'Finish to Start',
		value: 2,
		description: 'The dependent task starts after the task has finished',
	},
	{
		name: 'Start to Finish',
		value: 1,
		description: 'The dependent task finishes after the task has started',
	},
	{
		name: 'Start to Start',
		value: 0,
		description: 'The dependent task starts after the task has started',
	},
];
const FINISH_TO_START = 2;

export const create = restMethod({
	value: 'create',
	name: 'Create',
	action: 'Create a task dependency',
	description: 'Make a task depend on another one, as in the Gantt chart',
	effect: 'write',
	writes: 'new',
	fields: {
		taskId: required(earlier),
		dependentTask: required(later),
		link: choice<number>('Link', LINKS, { fallback: FINISH_TO_START }),
	},
	// Links of a task are checked against each other.
	records: ({ taskId, dependentTask }) => [taskId, dependentTask],
	method: 'task.dependence.add',
	parameters({ taskId: taskIdFrom, dependentTask: taskIdTo, link = FINISH_TO_START }) {
		if (taskIdFrom === taskIdTo)
			throw new InvalidInput(
				`"Task" and "Dependent Task" are both ${taskIdTo}`,
				"A task can't depend on itself. Pick another task in one of the two.",
			);
		return { taskIdFrom, taskIdTo, linkType: link };
	},
	proof: LINKED,
	findOut: (_values, sent) => isSettled('task.dependence.add', sent),
	output: (_result, { taskId, dependentTask, link = FINISH_TO_START }) => ({
		taskId,
		dependentTaskId: dependentTask,
		link: LINKS.find(({ value }) => value === link)?.name ?? null,
	}),
});
