import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { required } from '../shared/form/fields';
import { chosenOutput, outputProperty, shapedBy } from '../shared/form/outputChoice';
import { NO_ITEM, reading } from '../shared/trigger/callsWithoutItems';
import { withAddresses } from '../shared/operation/portablePeople';
import { eventItem } from '../shared/trigger/eventItem';
import { howTo, WATCHED, watchProperty } from '../shared/trigger/pollForm';
import { eventOf, isWatched, type Watch } from '../shared/trigger/polling';
import { ignoreOwnProperty, ignoresOwn } from '../shared/trigger/ownChanges';
import { runPoll } from '../shared/trigger/pollRun';
import { watchSubtitle } from '../shared/trigger/subtitles';
import { simplify } from './activityRecord';
import { addresses } from './addresses';
import { activityType } from './customActivity/fields';
import { toPortable } from './customActivity/portable';
import { listSearches } from './lookups';
import { ownRows } from './trigger/authors';
import { begin, changes, newest, polled } from './trigger/changes';
import { leadSquared } from './vendor';

const chosenType = required(activityType);
const SAMPLE = 3;

export class LeadSquaredPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LeadSquared Polling Trigger',
		name: 'leadSquaredPollingTrigger',
		icon: {
			light: 'file:../../icons/leadsquared.svg',
			dark: 'file:../../icons/leadsquared.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: watchSubtitle('"Activities"', WATCHED),
		description:
			'Starts the workflow when activities are created or changed in LeadSquared, ' +
			'by checking for changes regularly',
		activationMessage:
			'From now on, LeadSquared is checked for changes regularly. The first check only sets ' +
			'the starting point.',
		defaults: { name: 'LeadSquared Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'leadSquaredApi', required: true }],
		properties: [
			howTo(
				'Checks LeadSquared for changes regularly, which works with any API keys. The first run ' +
					"only sets the starting point. Deletions can't be detected this way. With the keys of an " +
					'administrator the LeadSquared Trigger is faster.',
			),
			watchProperty(),
			chosenType.property('activityType'),
			ignoreOwnProperty(
				'Where LeadSquared does not say who changed an activity, it is not left out. ' +
					'Give the integration a user of its own, as what a person does with this user is left out, too.',
			),
			outputProperty(),
		],
	};

	methods = { listSearch: { searchActivityTypes: listSearches.searchActivityTypes } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const code = reading(this, () =>
			chosenType.read(this.getNodeParameter('activityType'), NO_ITEM),
		);
		const shape = shapedBy(
			chosenOutput({ output: this.getNodeParameter('output', 'simplified') }),
			{
				raw: (row: IDataObject) => row,
				simplified: simplify,
				portable: toPortable,
			},
		);
		return await runPoll(this, leadSquared, {
			of: String(code),
			begin: () => begin(code),
			changes: (state) => changes(code, state),
			polled,
			isWanted: isWatched(this.getNodeParameter('event') as Watch),
			shape: (row, change) =>
				eventItem({ event: eventOf(polled(row), change), recordType: 'activity' }, shape(row)),
			complete: (items) => withAddresses(items, addresses),
			own: ignoresOwn(this) ? ownRows : undefined,
			sample: () => newest(code, SAMPLE),
		});
	}
}
