import type { IDataObject } from 'n8n-workflow';
import { withAddresses } from '../../shared/operation/portablePeople';
import { eventItem } from '../../shared/trigger/eventItem';
import { eventOf, isWatched, type Change } from '../../shared/trigger/polling';
import type { Feed } from '../../shared/trigger/pollRun';
import { addresses } from '../addresses';
import { begin, changes, newestActivities, polled } from './changes';
import type { Event } from './events';
import { OpenActivities, openRows } from './openActivities';

const SAMPLE = 3;

/** What the trigger reads for an event. */
export function feedOf(event: Event, shape: Feed['shape']): Feed {
	const common = {
		changes,
		polled,
		shape: (row: IDataObject, change?: Change) =>
			eventItem(
				{
					event: event === 'completed' ? event : eventOf(polled(row), change),
					recordType: 'activity',
				},
				shape(row),
			),
		complete: (items: readonly IDataObject[]) => withAddresses(items, addresses),
		sample: () => newestActivities(event, SAMPLE),
	};
	return event === 'completed'
		? { ...common, ...completions() }
		: { ...common, begin, isWanted: isWatched(event), remembered: () => ({ open: null }) };
}

/** Begins anew where it does not know which activities were open: also when the event was another one before. */
function completions(): Pick<Feed, 'begin' | 'isWanted' | 'recall' | 'remembered'> {
	let open = OpenActivities.of([]);
	return {
		*begin() {
			const rows = yield* openRows();
			open = OpenActivities.of(rows);
			return yield* begin();
		},
		recall({ open: kept }: IDataObject) {
			const known = OpenActivities.from(kept);
			open = known ?? open;
			return known !== undefined;
		},
		isWanted: (change, row) => open.isCompleted(change, row),
		remembered: () => ({ open: open.text() }),
	};
}
