'use strict';
/**
 * Lists of iVvy: node, resource, operation, parameters, number of rows, what puts a record before all others,
 * and what is prepared.
 */
const { byId } = require('../../../support/fakes');
const { any, before } = require('./rows');

const FIRST = {
	ivvy: (kind) => before(kind, any, (n) => [n, { id: n }]),
	note: before(
		'contactNotes',
		({ contactId }) => contactId === 45_001,
		(n) => [n, { id: n }],
	),
};

const LISTS = [
	['ivvy', 'user', 'getMany', { filters: {} }, () => 40, FIRST.ivvy('users')],
	[
		'ivvy',
		'apiCall',
		'call',
		{
			path: '/api/1.0/crm',
			query: { values: [{ name: 'action', value: 'getTaskList' }] },
			rowsIn: 'results',
			paging: 'start',
		},
		() => 230,
		FIRST.ivvy('tasks'),
	],
	[
		'ivvy',
		'activity',
		'getMany',
		{ filters: {}, conditions: {} },
		() => 230,
		FIRST.ivvy('activities'),
	],
	['ivvy', 'task', 'getMany', { filters: {}, conditions: {} }, () => 230, FIRST.ivvy('tasks')],
	[
		'ivvy',
		'note',
		'getMany',
		{ noteOn: 'contact', contactId: byId('45001') },
		() => 120,
		FIRST.note,
	],
];

module.exports = { LISTS };
