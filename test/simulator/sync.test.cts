/** Two services in step: a seed of each pair, and those that broke a rule once; `--sync` plays more. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import util from 'node:util';
import { judge } from './sync/judge.cts';
import type { Values } from './sync/records.cts';
import type { Edit, Pair, World } from './sync/world.cts';

const ROOT = path.join(__dirname, '..', '..');
const run = util.promisify(execFile);
const MINUTES = 60_000;

/** In a process of its own, as all clocks are replaced. @throws where a rule is broken */
async function simulate(...args: string[]): Promise<string> {
	const command = ['scripts/run.mjs', 'simulate', '--sync', ...args];
	const { stdout } = await run('node', command, { cwd: ROOT });
	return stdout;
}

it(
	'all pairs end equal, with nothing made twice and no edit lost, and the same seed tells the same story',
	async () => {
		const said = await simulate('--seed', '1');
		expect(said.match(/the same again: yes/g)).toHaveLength(6);
		expect(said).not.toContain('BROKEN');
	},
	20 * MINUTES,
);

/** What broke a rule once. */
it.each(['6'])(
	'nor is anything lost with seed %s',
	async (seed) => {
		expect(await simulate('--edits', '600', '--first', seed)).toMatch(/\b600 edits/);
	},
	20 * MINUTES,
);

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
