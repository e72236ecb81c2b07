import { collection, required } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { InvalidInput } from '../../shared/contract/errors';
import { defined } from '../../shared/text/unknownJson';
import { DONE } from '../answerProofs';
import { restMethod } from '../restMethod';
import { taskId } from './fields';
import { taskIsInStage } from './findOut';
import { stageOrPlanner } from './stages';

const neighbor = (label: string, description: string) =>
	picker(label, NUMBER_ID, { search: 'searchTasks', description });

export const moveToStage = restMethod({
	value: 'moveToStage',
	name: 'Move',
	action: 'Move a task to a stage',
	description: 'Move a task to a stage of the Kanban board of its workgroup, or of My Planner',
	effect: 'write',
	fields: {
		taskId: required(taskId),
		group: picker('Workgroup', NUMBER_ID, {
			search: 'searchGroups',
			description:
				'The workgroup whose stages are listed, and in which a name is looked for. If empty, those of My ' +
				'Planner of the user of the credential.',
		}),
		stage: required(stageOrPlanner),
		position: collection('Position', {
			after: neighbor('After Task', 'The task after which this one is placed in the stage'),
			before: neighbor('Before Task', 'The task before which this one is placed in the stage'),
		}),
	},
	records: ({ taskId: id }) => [id],
	method: 'task.stages.movetask',
	parameters({ taskId: id, stage: stageId, position: { after, before } }) {
		if (after !== undefined && before !== undefined)
			throw new InvalidInput(
				'"After Task" and "Before Task" exclude each other',
				'Keep one of the two.',
			);
		return defined({ id, stageId, before, after });
	},
	proof: DONE,
	findOut: ({ taskId: id, stage: stageId, position }, _parameters, request) =>
		taskIsInStage(id, stageId, request, Object.keys(position).length > 0),
	output: (_result, { taskId: id, stage: stageId, group }) =>
		defined({ id, stageId, groupId: group }),
});
