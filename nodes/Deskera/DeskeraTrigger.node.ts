import { DateTime } from 'luxon';
import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { outputProperty, shapedBy } from '../shared/form/outputChoice';
import { runSteps, startItems } from '../shared/trigger/callsWithoutItems';
import { pollFrom } from '../shared/trigger/polling';
import { toPortable } from './activity/portable';
import { simplify } from './activity/simplify';
import { changedBack, newestActivities, openIds } from './trigger/changedActivities';
import { EVENTS, type Event } from './trigger/events';
import { firstLook, laterLook, watchedState } from './trigger/pollState';
import { deskera } from './vendor';

const SAMPLE = 3;

export class DeskeraTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Deskera Trigger',
		name: 'deskeraTrigger',
		icon: { light: 'file:../../icons/deskera.svg', dark: 'file:../../icons/deskera.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ "activities: " + $parameter["event"] }}',
		description: 'Starts the workflow when activities are created, changed or completed in Deskera',
		defaults: { name: 'Deskera Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'deskeraApi', required: true }],
		properties: [
			{
				displayName:
					'Deskera does not announce activities, so n8n asks for changes again and again. The ' +
					'first run only looks where to begin. Deleted activities can not be seen this way.',
				name: 'howTo',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Trigger On',
				name: 'event',
				type: 'options',
				options: EVENTS.map((event) => ({ ...event })),
				default: 'created',
			},
			outputProperty(),
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const event = this.getNodeParameter('event') as Event;
		const shape = shapedBy(this.getNodeParameter('output', 'simplified'), {
			raw: (row: IDataObject) => row,
			simplified: simplify,
			portable: toPortable,
		});
		const items = async (rows: readonly IDataObject[]) =>
			await startItems(this, deskera, rows.map(shape));
		if (this.getMode() === 'manual')
			return await items(await runSteps(this, deskera, newestActivities(event, SAMPLE)));
		const known = this.getWorkflowStaticData('node');
		const state = watchedState(known, event);
		if (state === undefined) {
			const open = event === 'completed' ? await runSteps(this, deskera, openIds()) : undefined;
			Object.assign(known, firstLook(await runSteps(this, deskera, changedBack()), open));
			return null;
		}
		const rows = await runSteps(this, deskera, changedBack(pollFrom(state, DateTime.utc())));
		const { fresh, state: after } = laterLook(state, rows, event);
		const made = fresh.length === 0 ? null : await items(fresh);
		// Only now: what can't be handed on is met again by the next poll.
		Object.assign(known, after);
		return made;
	}
}
