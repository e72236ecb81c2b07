'use strict';
/** The oracle's rules, on plans made by hand: two items, of which each reads and then writes. */
const { expected } = require('./oracle');

const call = (items, write, more = {}) => ({
	items,
	write,
	records: [0, 1].map((item) => (write && items.includes(item) ? 1 : 0)),
	stores: write ? items.length : 0,
	signature: `${write ? 'change' : 'read'} ${items}`,
	...more,
});
const ONE_BY_ONE = {
	items: [{}, {}],
	together: false,
	calls: [call([0], false), call([0], true), call([1], false), call([1], true)],
};
const TOGETHER = { ...ONE_BY_ONE, together: true };
const IN_BULK = {
	items: [{}, {}],
	together: false,
	calls: [call([0, 1], false), call([0, 1], true)],
};
const ALIKE = {
	...ONE_BY_ONE,
	calls: ONE_BY_ONE.calls.map((one) => ({ ...one, signature: one.write ? one.signature : 'read' })),
};
const TWICE_IN_BULK = {
	items: [{}, {}],
	together: false,
	calls: [call([0, 1], true), call([0, 1], true)],
};
const TWICE = {
	items: [{}, {}],
	together: false,
	calls: [call([0], true), call([0], true), call([1], true), call([1], true)],
};

const limited = { meaning: 'limited' };
const lost = { meaning: 'unclear', executed: true };
const refused = { meaning: 'refused' };
const expired = { meaning: 'auth' };
const unproved = { meaning: 'unproved', executed: true };
const short = { meaning: 'rows', how: 'short' };
const of = (plan, fault, target, { stop = false, ...words } = {}) =>
	expected({ plan, fault, target, stop, words: { cut: () => false, ...words } });

it.each([
	[
		'1: a call that was refused before it was carried out is made again',
		of(ONE_BY_ONE, limited, 1),
		['ok', 'ok'],
		5,
		2,
	],
	[
		'1: unless the wait is longer than the patience',
		of(ONE_BY_ONE, { ...limited, impatient: true, lasts: true }, 0),
		['no', 'no'],
		1,
		0,
	],
	['2: a read whose answer was lost is made again', of(ONE_BY_ONE, lost, 0), ['ok', 'ok'], 5, 2],
	['2: a write never', of(ONE_BY_ONE, lost, 1), ['unknown', 'ok'], 4, 2],
	[
		'2: whether it arrived or not',
		of(ONE_BY_ONE, { ...lost, executed: false }, 1),
		['unknown', 'ok'],
		4,
		1,
	],
	['2: in bulk for all of its items', of(IN_BULK, lost, 1), ['unknown', 'unknown'], 2, 2],
	[
		'2: a read that fails for good is given up',
		of(ONE_BY_ONE, { ...lost, lasts: true }, 0),
		['no', 'no'],
		8,
		0,
	],
	['3: what was refused is not made again', of(ONE_BY_ONE, refused, 1), ['no', 'ok'], 4, 1],
	[
		'3: in part where something was carried out before',
		of(TWICE, refused, 1),
		['partly', 'ok'],
		4,
		3,
	],
	[
		'3: a bulk call that does all or nothing is cut',
		of(IN_BULK, refused, 1, { cut: () => true }),
		['ok', 'ok'],
		4,
		2,
	],
	[
		'4: nothing is sent with a credential that was refused',
		of(ONE_BY_ONE, expired, 0),
		['no', 'notSent'],
		1,
		0,
	],
	[
		'4: unless it can be renewed',
		of(ONE_BY_ONE, expired, 0, { renews: () => {} }),
		['ok', 'ok'],
		7,
		2,
	],
	[
		'5: the first failure ends the run',
		of(ONE_BY_ONE, lost, 1, { stop: true }),
		['unknown', 'notSent'],
		2,
		1,
	],
	['5: but not what is under way', of(TOGETHER, lost, 1, { stop: true }), ['unknown', 'ok'], 4, 2],
	[
		'6: the next try sends what was not carried out',
		of(ONE_BY_ONE, { ...refused, retryOnFail: true }, 3, { stop: true }),
		['ok', 'ok'],
		6,
		2,
	],
	[
		'6: and nothing after a lost answer',
		of(ONE_BY_ONE, { ...lost, retryOnFail: true }, 1, { stop: true }),
		['unknown', 'notSent'],
		2,
		1,
	],
	[
		'6: or half an item',
		of(TWICE, { ...refused, retryOnFail: true }, 1, { stop: true }),
		['partly', 'notSent'],
		2,
		1,
	],
	[
		'6: there is no next try where the run goes on',
		of(ONE_BY_ONE, { ...refused, retryOnFail: true }, 1),
		['no', 'ok'],
		4,
		1,
	],
	[
		'7: a write whose answer proves nothing is unknown',
		of(ONE_BY_ONE, unproved, 1),
		['unknown', 'ok'],
		4,
		2,
	],
	[
		'7: whether it was carried out or not',
		of(ONE_BY_ONE, { ...unproved, executed: false }, 1),
		['unknown', 'ok'],
		4,
		1,
	],
	[
		'7: a read whose answer proves nothing is an error, and nothing is written after it',
		of(ONE_BY_ONE, unproved, 0),
		['no', 'ok'],
		Number.NaN,
		1,
	],
	[
		'7: and so is the same read of the next item',
		of(ALIKE, unproved, 0),
		['no', 'no'],
		Number.NaN,
		0,
	],
	[
		'7: a yes that needs no proof is one',
		of(ONE_BY_ONE, { ...unproved, yes: true }, 1),
		['ok', 'ok'],
		4,
		2,
	],
	[
		'8: an item that a bulk answer does not name is unknown, the others are as they are told',
		of(IN_BULK, short, 1),
		['unknown', 'ok'],
		2,
		2,
	],
	[
		'8: nothing is begun after it where the run stops',
		of(TWICE_IN_BULK, short, 0, { stop: true }),
		['unknown', 'partly'],
		1,
		2,
	],
	[
		'8: each gets its own, whatever the order',
		of(IN_BULK, { ...short, how: 'reordered' }, 1),
		['ok', 'ok'],
		2,
		2,
	],
])('%s', (_rule, is, outcomes, calls, writes) => expect(is).toEqual({ outcomes, calls, writes }));
