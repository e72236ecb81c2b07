/** What is said of a simulated sync. `npm run simulate -- --sync` plays seeds of all pairs. */
import { judge } from './sync/judge.cts';
import type { Values } from './sync/records.cts';
import type { Edit, Pair, World } from './sync/world.cts';

describe('the judge', () => {
	const at = Date.parse('2026-12-01T08:00:00Z');
	const edit = (side: 0 | 1, value: string, more: Partial<Edit> = {}): Edit => ({
		side,
		at: at + 1000 * side,
		value,
		hasArrived: false,
		isExcused: false,
		...more,
	});

	/** @returns what it has to say of one delivery from the first side, of which nothing but the title counts */
	function said(edits: Edit[], [item, before, after]: string[], told: object = {}): string[] {
		const pair: Pair = {
			ids: [1, 2],
			edits: new Map([['title', edits]]),
			edited: [at, at + 1000],
			...{ changes: [1, 1], writes: [0, 0], writtenAt: [0, 0], reruns: [0, 0] },
			unclear: new Set(),
		};
		const broken: string[] = [];
		const services = [{ records: { vendor: 'one' } }, { records: { vendor: 'two' } }];
		const counts = { merged: 0, conflicts: 0, untold: 0 };
		const world = { keys: ['title'], broken, counts, services } as unknown as World;
		const values = (title: string | undefined): Values => ({ title });
		judge(world, {
			from: 0,
			pair,
			item: { title: item, updated: '2026-12-01T08:00:02Z' },
			before: values(before),
			after: values(after),
			told: { ...told },
			isKnown: true,
			isFresh: true,
		});
		return broken;
	}

	const old = edit(0, 'old', { at: at - 9000, hasArrived: true });

	it('lets pass what is written, and a conflict that is told with the right winner', () => {
		expect(said([old, edit(0, 'new')], ['new', 'old', 'new'])).toEqual([]);
		const both = [old, edit(0, 'new'), edit(1, 'other')];
		const conflict = { keys: ['title'], winner: 'two' };
		expect(said(both, ['new', 'other', 'other'], { conflict })).toEqual([]);
	});

	it.each([
		['an edit is left out', [old, edit(0, 'new')], ['new', 'old', 'old'], {}, 'not written'],
		[
			'an edit is overwritten',
			[old, edit(0, 'new'), edit(1, 'other')],
			['new', 'other', 'new'],
			{},
			'overwritten and not told',
		],
		[
			'the older change wins',
			[old, edit(0, 'new'), edit(1, 'other')],
			['new', 'other', 'new'],
			{ conflict: { keys: ['title'], winner: 'one' } },
			'wins over a newer change',
		],
		[
			'there was no conflict',
			[old, edit(0, 'new')],
			['new', 'old', 'new'],
			{ conflict: { keys: ['title'], winner: 'one' } },
			'there was none',
		],
		[
			'an old version comes back',
			[old, edit(0, 'new', { hasArrived: true })],
			['old', 'new', 'old'],
			{},
			'an old version',
		],
	])('says it where %s', (_what, edits, values, told, expected) => {
		expect(said(edits, values, told).join()).toContain(expected);
	});
});
