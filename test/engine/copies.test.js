'use strict';
/**
 * Portable activities of every kind, written to every vendor through the engine, read back, and copied there and
 * back: what a vendor has a place for comes back as it was, and what it has none for stands in the tables of
 * docs/portable.md.
 */
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { ROOT } = require('../support/n8n');
const {
	activity,
	losses,
	markdown,
	SHAPES,
	stateCell,
	timesCell,
	withTables,
} = require('../support/losses');
const {
	change,
	copied,
	KINDS,
	read,
	startSides,
	TARGETS,
	TIMES,
	write,
} = require('../support/portable');
const { fc } = require('../support/property');

jest.setTimeout(120_000);

let sides;
let close;
let tables;
beforeAll(async () => {
	({ sides, close } = await startSides());
	tables = await losses(sides);
});
afterAll(() => close());

const ALL = Object.keys(TARGETS);
const PAIRS = ALL.flatMap((from) => ALL.filter((to) => to !== from).map((to) => [from, to]));
const CONTENT = ['kind', 'title', 'description', ...TIMES, 'done', 'status', 'priority'];

const PIECES = [
	'[b]',
	'[/b]',
	'[url=https://x.example]',
	'[/url]',
	'[*]',
	'[URGENT]',
	' a[i] ',
	'<b>',
	'</b>',
	'<br>',
	'<p>',
	'<',
	'>',
	' a < b and c > d ',
	'A <=> B',
	'<karl@example.com>',
	'<3',
	'&',
	'&amp;',
	'&#91;',
	'&nbsp;',
	'\n',
	'\n\n',
	'  ',
	' ',
	'\t',
	'会議',
	'🙂',
	'שלום',
	'ß',
	'"',
	"'",
	'=',
	'{{ x }}',
	'$',
	'%',
	'\\',
	'word',
];
const texts = fc
	.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 4 })), {
		maxLength: 12,
	})
	.map((parts) => parts.join(''));
const isWritten = (text) =>
	text.isWellFormed() &&
	!text.includes('\r') &&
	!text.includes('\u0000') &&
	!text.startsWith('=') &&
	!/<script/i.test(text);
const description = texts.filter((text) => isWritten(text) && (text === '' || text.trim() !== ''));
const title = texts.filter(
	(text) => isWritten(text) && text.trim() !== '' && !text.includes('\n') && !text.startsWith('!'),
);

/** Three times in order, all at different distances. */
const times = fc
	.tuple(
		fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 }),
		fc.integer({ min: 31, max: 5000 }),
		fc.integer({ min: 5100, max: 90_000 }),
	)
	.map(([start, length, later]) => {
		const at = (minutes) => `${new Date(minutes * 60_000).toISOString().slice(0, 19)}Z`;
		return {
			start: at(start),
			end: at(start + length),
			due: at(start + later),
			'due before start': at(start - later),
			'end before start': at(start - length),
		};
	});
const shaped = fc.tuple(times, fc.constantFrom(...Object.keys(SHAPES))).map(([all, shape]) => {
	const [late] = /^(?:due|end)(?= before)/.exec(shape) ?? [];
	const given = Object.fromEntries(
		Object.keys(SHAPES[shape]).map((key) => [key, key === late ? all[shape] : all[key]]),
	);
	return { shape, given };
});
const states = fc.constantFrom(
	['open', false],
	['inProgress', false],
	['waiting', false],
	['deferred', false],
	['done', true],
	['cancelled', false],
);
const record = fc
	.record({
		kind: fc.constantFrom(...KINDS),
		title,
		description,
		shaped,
		state: states,
		priority: fc.constantFrom('low', 'normal', 'high'),
	})
	.map(({ shaped: { shape, given }, state: [status, done], ...rest }) => ({
		shape,
		activity: { ...rest, ...given, status, done },
	}));

/** Many activities at a time, as a run takes them; the same in every run of the tests. */
const holds = async (size, numRuns, check) =>
	await fc.assert(
		fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: size, size: 'max' }), check),
		{ seed: 20261202, numRuns },
	);

it('docs/portable.md says what is kept now', () => {
	const document = readFileSync(path.join(ROOT, 'docs', 'portable.md'), 'utf8');
	// Not so: npm run portable, and look at the difference.
	expect(document).toBe(withTables(document, markdown(tables)));
});

it.each(ALL)('%s: any activity comes back as the tables say', async (target) => {
	await holds(40, 4, async (records) => {
		const outcomes = await copied(
			sides,
			target,
			records.map((one) => one.activity),
		);
		for (const [index, { shape, activity: given }] of records.entries()) {
			const outcome = outcomes[index];
			const { times: ofTimes, states: ofStates, priorities } = tables[target];
			expect({ given, times: timesCell(outcome, given) }).toEqual({
				given,
				times: ofTimes[given.kind][shape],
			});
			if (outcome.error !== undefined) {
				expect(outcome.error).toMatch(/before|ends|"(?:End|Start|Due|Planned)/);
				continue;
			}
			const { record: found } = outcome;
			expect({ given, title: found.title, description: found.description }).toEqual({
				given,
				title: given.title,
				description:
					given.description === '' && target === 'iVvy activity' ? given.title : given.description,
			});
			expect({ given, state: stateCell(outcome, given) }).toEqual({
				given,
				state: ofStates[given.kind][given.status],
			});
			expect({
				given,
				priority: found.priority === given.priority ? 'kept' : (found.priority ?? 'not told'),
			}).toEqual({ given, priority: priorities[given.kind][given.priority] });
		}
	});
});

/** What of an activity is the same in both. */
const sameIn = (one, other) => CONTENT.filter((key) => one[key] === other[key]);

it.each(PAIRS)('%s to %s and back: what has a place in both is the same', async (from, to) => {
	await holds(12, 3, async (records) => {
		const there = (
			await copied(
				sides,
				from,
				records.map((one) => one.activity),
			)
		)
			.filter(({ error }) => error === undefined)
			.map((outcome) => outcome.record);
		const copies = await copied(sides, to, there);
		expect(copies.filter(({ error }) => error !== undefined)).toEqual([]);
		const back = await copied(
			sides,
			from,
			copies.map((copy) => copy.record),
		);
		expect(back.filter(({ error }) => error !== undefined)).toEqual([]);
		for (const [index, original] of there.entries()) {
			const [copy, again] = [copies[index].record, back[index].record];
			const kept = sameIn(original, copy);
			// Whether there is a place for a time or a state depends on the kind.
			const expected = kept.includes('kind')
				? kept
				: kept.filter((key) => ['title', 'description'].includes(key));
			expect(kept).toContain('title');
			if (original.description !== '' || to !== 'iVvy activity')
				expect(kept).toContain('description');
			expect({ original, same: expected.filter((key) => again[key] === original[key]) }).toEqual({
				original,
				same: expected,
			});
		}
	});
});

describe('what must not get lost', () => {
	const one = async (target, given) => (await copied(sides, target, [given]))[0];

	it.each([
		'Bitrix24 task',
		'LeadSquared task',
		'iVvy task',
		'Deskera activity',
		'Bitrix24 activity',
	])('%s: a lone due time of a task is its due time', async (target) => {
		expect(
			(await one(target, activity('task', { due: '2026-12-09T10:00:00Z' }))).record,
		).toMatchObject({ due: '2026-12-09T10:00:00Z' });
	});

	it.each([
		'Bitrix24 task',
		'LeadSquared task',
		'iVvy task',
		'Deskera activity',
		'Bitrix24 activity',
	])('%s: a task from 1 to 10 December is due on the 10th', async (target) => {
		expect(
			(
				await one(
					target,
					activity('task', { start: '2026-12-01T09:00:00Z', due: '2026-12-10T09:00:00Z' }),
				)
			).record,
		).toMatchObject({ due: '2026-12-10T09:00:00Z' });
	});

	it.each(ALL)(
		'%s: an activity that ends before it starts is refused, and nothing is sent',
		async (target) => {
			const { fake } = sides[TARGETS[target].node];
			fake.calls.length = 0;
			const { error } = await one(
				target,
				activity('meeting', { start: '2026-12-02T09:00:00Z', end: '2026-12-01T09:00:00Z' }),
			);
			expect([error, fake.calls.length]).toEqual([
				'The portable activity ends before it starts',
				0,
			]);
		},
	);

	it('Deskera: a due time on an activity that exists moves its end alone; before its start it takes that along', async () => {
		const [{ id }] = await write(sides, 'Deskera activity', [
			activity('task', { start: '2026-12-01T09:00:00Z', end: '2026-12-01T10:00:00Z' }),
		]);
		expect(
			await change(
				sides,
				'Deskera activity',
				[id],
				[{ kind: 'task', due: '2026-12-09T10:00:00Z' }],
			),
		).toEqual([undefined]);
		expect((await read(sides, 'Deskera activity', [id]))[0]).toMatchObject({
			start: '2026-12-01T09:00:00Z',
			end: '2026-12-09T10:00:00Z',
			due: '2026-12-09T10:00:00Z',
		});
		expect(
			await change(
				sides,
				'Deskera activity',
				[id],
				[{ kind: 'task', due: '2026-11-09T10:00:00Z' }],
			),
		).toEqual([undefined]);
		expect((await read(sides, 'Deskera activity', [id]))[0]).toMatchObject({
			start: '2026-11-09T10:00:00Z',
			due: '2026-11-09T10:00:00Z',
		});
	});

	it('LeadSquared: a half of a note is not written over the whole', async () => {
		const [{ id }] = await write(sides, 'LeadSquared activity', [
			activity('other', { start: '2026-12-01T09:00:00Z' }),
		]);
		expect(
			await change(
				sides,
				'LeadSquared activity',
				[id, id],
				[
					{ kind: 'other', title: 'New' },
					{ kind: 'other', description: 'New' },
				],
			),
		).toEqual(['The portable activity has no description', 'The portable activity has no title']);
		expect((await read(sides, 'LeadSquared activity', [id]))[0]).toMatchObject({
			title: 'Call back',
			description: 'About the offer',
		});
	});

	it('LeadSquared: an opportunity is an opportunity, an appointment an appointment', async () => {
		const { fake, base } = sides.leadSquared;
		const task = [...fake.vendor.store.tasks.values()].find(
			({ RelatedEntity }) => RelatedEntity === 5,
		);
		const [found] = await read(sides, 'LeadSquared task', [task.UserTaskId]);
		expect(found.related).toMatchObject([{ type: 'opportunity', id: task.RelatedEntityId }]);
		expect(base.credential).toBe('leadSquaredApi');
	});
});
