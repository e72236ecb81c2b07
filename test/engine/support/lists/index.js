'use strict';
/** All lists of the package, and a fake account of each vendor to read them from. */
const { operationsOf } = require('../../../support/operations');
const bitrix24 = require('./bitrix24');
const deskera = require('./deskera');
const ivvy = require('./ivvy');
const leadSquared = require('./leadSquared');

/** A fake without limits of its own, so that many small pages are no matter of time. */
const FAKES = {
	bitrix24: {
		options: { records: { activities: 120, tasks: 130 }, bucket: { burst: 1e9, perSecond: 1e9 } },
		credentials: { plan: 'enterprise' },
	},
	bitrix24App: {
		options: { bucket: { burst: 1e9, perSecond: 1e9 } },
		credentials: { plan: 'enterprise' },
	},
	leadSquared: {
		options: {
			records: { leads: 20, activities: 240, tasks: 300 },
			window: { calls: 1e9, seconds: 5 },
		},
		credentials: { callsPer5Seconds: 1e6 },
	},
	ivvy: { options: { records: { activities: 230, tasks: 230 } }, credentials: {} },
	deskera: { options: { records: { activities: 230 } }, credentials: {} },
};

/**
 * Lists by node, resource and operation: parameters, and how many rows there are. What stands
 * here has to be all that the built nodes have.
 */
const LISTS = [...bitrix24.LISTS, ...leadSquared.LISTS, ...ivvy.LISTS, ...deskera.LISTS].map(
	([node, resource, operation, more, count, first, prepare]) => ({
		node,
		name: [
			node,
			resource,
			operation,
			more.scope ?? JSON.stringify(more.options ?? '').slice(0, 60),
		].join(' '),
		parameters: { resource, operation, ...more },
		count,
		first,
		prepare,
	}),
);

/** Lists with a limit that come whole all the same. */
const CUT_HERE = [
	'bitrix24 calendarEvent getMany',
	'bitrix24 task getHistory',
	'leadSquared salesActivity getMany',
	'leadSquared user getMany',
];

/** Lists that come whole, in one answer. */
const WHOLE = [
	...operationsOf('bitrix24'),
	...operationsOf('bitrix24App'),
	...operationsOf('leadSquared'),
].filter(
	({ name, parameters: { operation, returnAll } }) =>
		CUT_HERE.includes(name) || (/^get(?:Many|History)$/.test(operation) && returnAll === undefined),
);

module.exports = { CUT_HERE, FAKES, LISTS, WHOLE };
