import { DateTime } from 'luxon';
import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { outputProperty, shapedBy } from '../shared/form/outputChoice';
import { sqlUtcToIso } from '../shared/text/dates';
import { asText } from '../shared/text/unknownJson';
import { runSteps, startItems } from '../shared/trigger/callsWithoutItems';
import {
	baseline,
	freshRows,
	isWatched,
	pollFrom,
	pollState,
	type Polled,
	type Watch,
} from '../shared/trigger/polling';
import { toPortable as portableActivity } from './activity/portable';
import { simplify as simplifyActivity } from './activity/simplify';
import { listRows } from './paging';
import { toPortable as portableTask } from './task/portable';
import { simplify as simplifyTask } from './task/simplify';
import { action, ivvy, ROWS } from './vendor';

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
		subtitle: '={{ $parameter["record"] + ": " + $parameter["event"] }}',
		description:
			'Starts the workflow when activities or tasks are created or changed in iVvy, ' +
			'by checking for changes regularly',
		defaults: { name: 'iVvy Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ivvyApi', required: true }],
		properties: [
			{
				displayName:
					'Asks iVvy for changes, which any API key may do. The first run only looks where to ' +
					'begin. With a key of the primary user the iVvy Trigger is faster.',
				name: 'howTo',
				type: 'notice',
				default: '',
			},
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
			{
				displayName: 'Trigger On',
				name: 'event',
				type: 'options',
				options: [
					{ name: 'Created', value: 'created' },
					{ name: 'Created or Updated', value: 'both' },
					{ name: 'Updated', value: 'updated' },
				],
				default: 'created',
			},
			outputProperty(),
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const { list, simplified, portable } =
			SOURCES[this.getNodeParameter('record') as keyof typeof SOURCES];
		const shape = shapedBy(this.getNodeParameter('output', 'simplified'), {
			raw: (row: IDataObject) => row,
			simplified,
			portable,
		});
		const items = async (rows: readonly IDataObject[]) =>
			await startItems(this, ivvy, rows.map(shape));
		if (this.getMode() === 'manual')
			return await items(await runSteps(this, ivvy, listRows('crm', list, {}, SAMPLE)));
		const known = this.getWorkflowStaticData('node');
		const state = pollState(known);
		const now = DateTime.utc();
		const rows = await runSteps(this, ivvy, changedSince(list, pollFrom(state, now)));
		const { fresh, state: after } =
			state === undefined
				? { fresh: [], state: baseline(rows.map(polled), now) }
				: freshRows(state, rows, polled, isWatched(this.getNodeParameter('event') as Watch));
		const made = fresh.length === 0 ? null : await items(fresh);
		// Only now: what can't be handed on is met again by the next poll.
		Object.assign(known, after);
		return made;
	}
}

/**
 * Whether lists can be filtered by date is not documented (docs/contracts/ivvy.md section 13): where
 * that is refused, the whole list is read.
 */
function* changedSince(
	list: string,
	since: string,
): Generator<RequestSpec, IDataObject[], unknown> {
	const filter = { modifiedDate__GREATERTHAN: since.replace('T', ' ').replace('Z', '') };
	const answer = yield {
		...action('crm', list, { perPage: 1, start: 0, filter }, 'read', ROWS),
		optional: true,
	};
	return yield* listRows('crm', list, answer === undefined ? {} : { filter }, Infinity);
}

function polled(row: IDataObject): Polled {
	const created = asText(sqlUtcToIso(row.createdDate));
	const modified = asText(sqlUtcToIso(row.modifiedDate)) || created;
	return { id: asText(row.id), created, modified, content: row };
}
