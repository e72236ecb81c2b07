import { DateTime } from 'luxon';
import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { required } from '../shared/form/fields';
import { outputProperty, shapedBy } from '../shared/form/outputChoice';
import { SOME_JSON } from '../shared/http/proof';
import { asText } from '../shared/text/unknownJson';
import { runSteps, NO_ITEM, reading, startItems } from '../shared/trigger/callsWithoutItems';
import {
	baseline,
	freshRows,
	isWatched,
	pollFrom,
	pollState,
	type Polled,
	type Watch,
} from '../shared/trigger/polling';
import { activityShape } from './activityRecord';
import { activityType } from './customActivity/fields';
import { toPortable } from './customActivity/portable';
import { listSearches } from './lookups';
import { pagedRows } from './paging';
import { isoOf } from './times';
import { leadSquared, search } from './vendor';

const chosenType = required(activityType);
const SAMPLE = 3;
/** What is known of the first look; older ones lie before the beginning anyway. */
const NEWEST = 1000;

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
		subtitle: '={{ "activities: " + $parameter["event"] }}',
		description:
			'Starts the workflow when activities are created or changed in LeadSquared, ' +
			'by checking for changes regularly',
		defaults: { name: 'LeadSquared Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'leadSquaredApi', required: true }],
		properties: [
			{
				displayName:
					'Asks LeadSquared for changes, which any keys may do. The first run only looks where ' +
					'to begin. With the keys of an administrator the LeadSquared Trigger is faster.',
				name: 'howTo',
				type: 'notice',
				default: '',
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
			chosenType.property('activityType'),
			outputProperty(),
		],
	};

	methods = { listSearch: { searchActivityTypes: listSearches.searchActivityTypes } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const shape = shapedBy(this.getNodeParameter('output', 'simplified'), {
			raw: (row: IDataObject) => row,
			simplified: activityShape,
			portable: toPortable,
		});
		const items = async (rows: readonly IDataObject[]) =>
			await startItems(this, leadSquared, rows.map(shape));
		const known = this.getWorkflowStaticData('node');
		const state = pollState(known);
		const now = DateTime.utc();
		if (this.getMode() === 'manual')
			return await items(await changedSince(this, pollFrom(undefined, now), SAMPLE));
		const rows = await changedSince(
			this,
			pollFrom(state, now),
			state === undefined ? NEWEST : Infinity,
		);
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

/** Window filters count changes, not creations (docs/contracts/leadsquared.md section 4.9). @throws NodeApiError */
async function changedSince(
	context: IPollFunctions,
	since: string,
	limit: number,
): Promise<IDataObject[]> {
	const code = reading(context, () =>
		chosenType.read(context.getNodeParameter('activityType'), NO_ITEM),
	);
	const text = (moment: DateTime) => moment.toUTC().toFormat('yyyy-MM-dd HH:mm:ss');
	const Parameter = {
		FromDate: text(DateTime.fromISO(since)),
		ToDate: text(DateTime.utc().plus({ days: 1 })),
		ActivityEvent: code,
	};
	return await runSteps(
		context,
		leadSquared,
		pagedRows(
			search(
				'/ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent',
				{ Parameter },
				SOME_JSON,
			),
			'List',
			limit,
		),
	);
}

function polled(row: IDataObject): Polled {
	return {
		id: asText(row.ProspectActivityId),
		created: isoOf(row.CreatedOn) ?? '',
		modified: isoOf(row.ModifiedOn) ?? '',
		content: row,
	};
}
