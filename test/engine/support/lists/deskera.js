'use strict';
/**
 * Lists of Deskera: node, resource, operation, parameters, number of rows, what puts a record before all others,
 * and what is prepared.
 */
const { any, before } = require('./rows');

const FIRST = {
	deskeraUser: before('users', any, (n) => [20_000 + n, { id: 20_000 + n, iamUserId: 20_000 + n }]),
	deskera: before('activities', any, (n) => [
		20_000 + n,
		{ id: 20_000 + n, updated_at: `2030-01-01T00:00:00.${String(n).padStart(6, '0')}+05:30` },
	]),
};

const LISTS = [
	['deskera', 'user', 'getMany', { filters: {} }, () => 30, FIRST.deskeraUser],
	[
		'deskera',
		'apiCall',
		'call',
		{
			scope: 'by page, from 0',
			method: 'GET',
			path: '/v1/users',
			rowsIn: 'data',
			paging: 'limitFrom0',
		},
		() => 30,
		FIRST.deskeraUser,
	],
	[
		'deskera',
		'apiCall',
		'call',
		{
			scope: 'by page size',
			method: 'GET',
			path: '/v1/crm/activities',
			query: {
				values: [
					{ name: 'sortBy', value: 'id' },
					{ name: 'sortDir', value: 'ASC' },
				],
			},
			rowsIn: 'data',
			paging: 'pageSize',
		},
		() => 230,
		FIRST.deskera,
	],
	['deskera', 'activity', 'getMany', { filters: {} }, () => 230, FIRST.deskera],
	[
		'deskera',
		'activity',
		'getMany',
		{ filters: {}, options: { pageSize: 50 } },
		() => 230,
		FIRST.deskera,
	],
];

module.exports = { LISTS };
