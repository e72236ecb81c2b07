'use strict';
/** Which deliveries a trigger knows again. What each vendor makes of its own is in the tests of the triggers. */
const { Deliveries, sentAtOf } = require('../../../dist/nodes/shared/trigger/deliveries');

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const start = Date.UTC(2026, 11, 1);

/** One process for each delivery, as n8n loads what a node knows anew. @returns which were news */
function told(deliveries, known = {}) {
	return deliveries.map(([about, at, content, afterMs = 0]) => {
		const memory = new Deliveries(JSON.parse(JSON.stringify(known)), start + afterMs);
		const isNew = memory.isNew({ about, at, content });
		const after = new Deliveries(known, start + afterMs);
		after.isNew({ about, at, content });
		after.keep();
		return isNew;
	});
}

it.each([
	[
		'the same twice',
		[
			['a', '1', 'x'],
			['a', '1', 'x'],
		],
		[true, false],
	],
	[
		'another time',
		[
			['a', '1', 'x'],
			['a', '2', 'x'],
		],
		[true, true],
	],
	[
		'another content',
		[
			['a', '1', 'x'],
			['a', '1', 'y'],
		],
		[true, true],
	],
	[
		'another record',
		[
			['a', '1', 'x'],
			['b', '1', 'x'],
		],
		[true, true],
	],
	[
		'an earlier state at a later time',
		[
			['a', '1', 'x'],
			['a', '2', 'y'],
			['a', '3', 'x'],
		],
		[true, true, true],
	],
	[
		'an earlier one again, late',
		[
			['a', '1', 'x'],
			['a', '2', 'y'],
			['a', '1', 'x'],
		],
		[true, true, false],
	],
	[
		'later ones first',
		[
			['a', '2', 'y'],
			['a', '1', 'x'],
			['a', '2', 'y'],
		],
		[true, true, false],
	],
	[
		'an earlier state within one second',
		[
			['a', '1', 'x'],
			['a', '1', 'y'],
			['a', '1', 'x'],
		],
		[true, true, true],
	],
	[
		'an earlier state without times',
		[
			['a', '', 'x'],
			['a', '', 'y'],
			['a', '', 'x'],
			['a', '', 'x'],
		],
		[true, true, true, false],
	],
	[
		'content without a time, minutes later',
		[
			['a', '', 'x'],
			['a', '', 'x', 9 * MINUTE],
			['a', '', 'x', 11 * MINUTE],
		],
		[true, false, true],
	],
	[
		'with a time, hours later',
		[
			['a', '1', 'x'],
			['a', '1', 'x', 20 * HOUR],
			['a', '1', 'x', 25 * HOUR],
		],
		[true, false, true],
	],
	[
		'what happens once',
		[
			['a', ''],
			['a', '', undefined, 20 * HOUR],
		],
		[true, false],
	],
	[
		'a clock that was set back',
		[
			['a', '1', 'x', 2 * HOUR],
			['a', '1', 'x', 0],
		],
		[true, false],
	],
])('%s', (_name, deliveries, expected) => expect(told(deliveries)).toEqual(expected));

it('keeps nothing of what was not kept', () => {
	const known = {};
	expect(new Deliveries(known).isNew({ about: 'a', at: '1' })).toBe(true);
	expect(known).toEqual({});
});

it('keeps no content, and not more than a thousand, in less than 64 kB with all else that triggers store', () => {
	const known = {};
	const memory = new Deliveries(known);
	for (let index = 0; index < 5000; index++)
		memory.isNew({
			about: `record ${index}`,
			at: '2026-12-01T09:00:00.000Z',
			content: { secret: 'so it is' },
		});
	memory.keep();
	expect(known.delivered).toHaveLength(1000);
	expect(JSON.stringify(known).length).toBeLessThan(48_000);
	expect(JSON.stringify(known)).not.toMatch(/secret|record/);
});

it.each([
	[{ delivered: 'x' }],
	[{ delivered: ['2 old', 7, null, {}] }],
	[{ delivered: [{ about: 1, at: {}, seen: 'x' }] }],
])('copes with anything in %j', (known) => {
	const memory = new Deliveries(known, start);
	expect([memory.isNew({ about: 'a', at: '' }), memory.isNew({ about: 'a', at: '' })]).toEqual([
		true,
		false,
	]);
	memory.keep();
	expect(known.delivered).toHaveLength(1);
});

it('reads the time of a message, whatever it is', () => {
	expect(['1795000000', 1795000000, '1e99', '', 'x', null, undefined, {}].map(sentAtOf)).toEqual([
		'2026-11-18T11:06:40.000Z',
		'2026-11-18T11:06:40.000Z',
		...Array.from({ length: 6 }, () => undefined),
	]);
});
