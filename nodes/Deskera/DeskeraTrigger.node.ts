import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { chosenOutput, outputProperty, shapedBy } from '../shared/form/outputChoice';
import { howTo } from '../shared/trigger/pollForm';
import { ignoreOwnProperty, ignoresOwn } from '../shared/trigger/ownChanges';
import { runPoll } from '../shared/trigger/pollRun';
import { watchSubtitle } from '../shared/trigger/subtitles';
import { toPortable } from './activity/portable';
import { simplify } from './activity/simplify';
import { ownChanges } from './trigger/authors';
import { EVENTS, type Event } from './trigger/events';
import { feedOf } from './trigger/feed';
import { deskera } from './vendor';

export class DeskeraTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Deskera Trigger',
		name: 'deskeraTrigger',
		icon: { light: 'file:../../icons/deskera.svg', dark: 'file:../../icons/deskera.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: watchSubtitle('"Activities"', EVENTS),
		description: 'Starts the workflow when activities are created, changed or completed in Deskera',
		activationMessage:
			'From now on, Deskera is checked for changes regularly. The first check only sets the ' +
			'starting point.',
		defaults: { name: 'Deskera Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'deskeraApi', required: true }],
		properties: [
			howTo(
				'Deskera does not announce activities, so n8n checks for changes regularly. The first ' +
					"run only sets the starting point. Deletions can't be detected this way.",
			),
			{
				displayName: 'Trigger On',
				name: 'event',
				type: 'options',
				options: EVENTS.map((event) => ({ ...event })),
				default: 'created',
			},
			ignoreOwnProperty(
				'Deskera says who last changed an activity. Give the integration a user of its own, ' +
					'as what a person does with this user is left out, too.',
			),
			outputProperty(),
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const feed = feedOf(
			this.getNodeParameter('event') as Event,
			shapedBy(chosenOutput({ output: this.getNodeParameter('output', 'simplified') }), {
				raw: (row: IDataObject) => row,
				simplified: simplify,
				portable: toPortable,
			}),
		);
		const own = ignoresOwn(this)
			? ownChanges(await this.getCredentials<IDataObject>('deskeraApi'))
			: undefined;
		return await runPoll(this, deskera, { ...feed, own });
	}
}
