import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { listSteps } from '../../shared/operation/paging';
import { asNumber, asText } from '../../shared/text/unknownJson';
import type { Change } from '../../shared/trigger/polling';
import { pages, sortedList } from '../paging';

/** How many are read when the trigger begins, those that were changed last. */
const MOST_AT_FIRST = 3000;
/** Characters that are kept of their IDs. */
const MOST_KEPT = 12_000;

/** Every activity that is not done, or as many as can be remembered. */
export function openRows(): Generator<RequestSpec, IDataObject[], unknown> {
	const query = { sortBy: 'updated_at', sortDir: 'DESC', query: 'is_status=false' } as const;
	return listSteps(pages(), sortedList(query), MOST_AT_FIRST);
}

/**
 * Activities known not to be done. A done activity that changes again is not completed again: it has
 * to have been open, or be new. Where an account has more open ones than can be remembered, that is
 * not known of all: a change of one that nothing is known of counts as its completion.
 */
export class OpenActivities {
	private constructor(
		private readonly ids: Set<number>,
		/** Below this ID nothing is known. */
		private readonly lowest: number,
	) {}

	static of(rows: readonly IDataObject[]): OpenActivities {
		const ids = rows.map(idOf).filter((id) => id !== undefined);
		const isPart = rows.length >= MOST_AT_FIRST;
		return new OpenActivities(new Set(ids), isPart ? Number.MAX_SAFE_INTEGER : 0);
	}

	/** @param kept what `text` gave @returns undefined where it is none */
	static from(kept: unknown): OpenActivities | undefined {
		if (typeof kept !== 'string' || !/^\d+(?::[0-9a-z,]*)?$/.test(kept)) return undefined;
		const [lowest, steps = ''] = kept.split(':');
		let last = 0;
		const ids = steps
			.split(',')
			.filter((step) => step !== '')
			.map((step) => (last += parseInt(step, 36)));
		return new OpenActivities(new Set(ids), Number(lowest));
	}

	/** The IDs as steps from one to the next in base 36. */
	text(): string {
		const ids = [...this.ids].sort((a, b) => a - b);
		for (let skipped = 0; ; skipped += Math.ceil((ids.length - skipped) / 10)) {
			const lowest = skipped === 0 ? this.lowest : Math.max(this.lowest, ids[skipped] ?? 0);
			const kept = ids.slice(skipped);
			const steps = kept.map((id, index) => (id - (kept[index - 1] ?? 0)).toString(36));
			const text = `${lowest}:${steps.join(',')}`;
			if (text.length <= MOST_KEPT) return text;
		}
	}

	/** Whether a change is a completion. The activity counts as it is from then on. */
	isCompleted(change: Change, row: IDataObject): boolean {
		const id = idOf(row);
		if (id === undefined) return false;
		if (!isDone(row)) {
			this.ids.add(id);
			return false;
		}
		return this.ids.delete(id) || change === 'created' || id < this.lowest;
	}
}

function idOf({ id }: IDataObject): number | undefined {
	const number = asNumber(asText(id));
	return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/**
 * What Deskera means by `is_status` is not stated; done and open is what fits
 * (docs/contracts/deskera.md section 3.3).
 */
function isDone({ is_status }: IDataObject): boolean {
	return is_status === true;
}
