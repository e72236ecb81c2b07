import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { chosenOutput, outputProperty, shapedBy } from '../shared/form/outputChoice';
import { withAddresses } from '../shared/operation/portablePeople';
import { eventItem } from '../shared/trigger/eventItem';
import { howTo, WATCHED, watchProperty } from '../shared/trigger/pollForm';
import { eventOf, isWatched, type Watch } from '../shared/trigger/polling';
import { runPoll } from '../shared/trigger/pollRun';
import { watchSubtitle } from '../shared/trigger/subtitles';
import { addresses } from './addresses';
import { toPortable as portableActivity } from './activity/portable';
import { simplify as simplifyActivity } from './activity/simplify';
import { toPortable as portableTask } from './task/portable';
import { simplify as simplifyTask } from './task/simplify';
import { begin, changes, polled, sample } from './trigger/changes';
import { ivvy } from './vendor';

const SOURCES = {
	activity: { list: 'getActivityList', simplified: simplifyActivity, portable: portableActivity },
	task: { list: 'getTaskList', simplified: simplifyTask, portable: portableTask },
} as const;
const SAMPLE = 3;

export class IvvyPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'iVvy Polling Trigger',
		name: 'ivvyPollingTrigger',
		icon: { light: 'file:../../icons/ivvy.svg', dark: 'file:../../icons/ivvy.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: watchSubtitle(
			'({ activity: "Activities", task: "Tasks" })[$parameter["record"]]',
			WATCHED,
		),
		description:
			'Starts the workflow when activities or tasks are created or changed in iVvy, ' +
			'by checking for changes regularly',
		activationMessage:
			'From now on, iVvy is checked for changes regularly. The first check only sets the ' +
			'starting point.',
		defaults: { name: 'iVvy Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ivvyApi', required: true }],
		properties: [
			howTo(
				'Checks iVvy for changes regularly, which works with any API key. The first run only ' +
					'sets the starting point. With a key of the primary user the iVvy Trigger is faster.',
			),
			{
				displayName: 'Record',
				name: 'record',
				type: 'options',
				options: [
					{ name: 'Activity', value: 'activity' },
					{ name: 'Task', value: 'task' },
				],
				default: 'task',
			},
			watchProperty(),
			outputProperty(),
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const record = this.getNodeParameter('record') as keyof typeof SOURCES;
		const { list, simplified, portable } = SOURCES[record];
		const shape = shapedBy(
			chosenOutput({ output: this.getNodeParameter('output', 'simplified') }),
			{
				raw: (row: IDataObject) => row,
				simplified,
				portable,
			},
		);
		return await runPoll(this, ivvy, {
			of: record,
			begin: () => begin(list),
			changes: (state) => changes(list, state),
			polled,
			isWanted: isWatched(this.getNodeParameter('event') as Watch),
			shape: (row, change) =>
				eventItem({ event: eventOf(polled(row), change), recordType: record }, shape(row)),
			complete: (items) => withAddresses(items, addresses),
			sample: () => sample(list, SAMPLE),
		});
	}
}
