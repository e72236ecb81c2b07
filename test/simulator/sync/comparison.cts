/** At the end each record has exactly one twin, equal in what both can keep, and that is what people said last. */
import { historyOf } from './judge.cts';
import { isSame, other, SIDES, type Pair, type World } from './world.cts';

export function compare(world: World, atFirst: readonly [number, number]): void {
	const { pairs, broken } = world;
	for (const pair of pairs) {
		comparePair(world, pair);
		for (const side of SIDES) {
			const from = other(side);
			if (pair.writes[side] > pair.changes[from] + pair.reruns[side])
				broken.push(
					`${pair.writes[side]} writes to ${pair.ids[side]} after ${pair.changes[from]} changes of ` +
						`${pair.ids[from]}, ${pair.reruns[side]} of them handed out again`,
				);
		}
	}
	for (const side of SIDES) {
		const left = pairs.filter(({ goneFrom }) => goneFrom !== side).length;
		const made = countOf(world, side) - atFirst[side] - world.recreated[side].size;
		if (made !== left)
			broken.push(`${made} records of ${world.services[side].records.target} instead of ${left}`);
	}
}

/** How many records a service has. */
export function countOf({ services }: World, side: 0 | 1): number {
	const { account, records } = services[side];
	return account.store[records.table]?.size ?? 0;
}

function comparePair(world: World, { ids, edits, unclear, goneFrom }: Pair): void {
	const { broken } = world;
	const values = SIDES.map((side) => world.valuesOf(side, ids[side]));
	if (goneFrom !== undefined) {
		const left = values[other(goneFrom)];
		if (left === undefined) broken.push(`${ids.join(' and ')} are both gone`);
		return;
	}
	const [one, two] = values;
	if (one === undefined || two === undefined) {
		broken.push(`${String(ids[0] ?? ids[1])} has no twin`);
		return;
	}
	for (const key of world.keys) {
		if (unclear.has(key)) continue;
		const { [key]: left } = one;
		const { [key]: right } = two;
		const about = `${key} of ${ids.join(' and ')}`;
		if (!isSame(left, right)) {
			broken.push(
				`${about}: ${JSON.stringify(left)} and ${JSON.stringify(right)}; ${historyOf(edits.get(key) ?? [])}`,
			);
			continue;
		}
		const last = edits.get(key)?.findLast(({ isExcused }) => !isExcused);
		// Nothing that was said on one side only is opened again.
		if (last !== undefined && !isSame(last.value, left))
			broken.push(
				`an edit is lost: ${about} is ${JSON.stringify(left)} instead of ${JSON.stringify(last.value)}; ` +
					historyOf(edits.get(key) ?? []),
			);
	}
}
