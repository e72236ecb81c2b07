'use strict';
/**
 * Lists of Bitrix24: node, resource, operation, parameters, number of rows, what puts a record before all others,
 * and what is prepared.
 */
const { byId } = require('../../../support/fakes');
const { any, behind } = require('./rows');

/** Many custom activities of the app. */
function manyCustom({ vendor }) {
	for (let id = 9101; id <= 9160; id++)
		vendor.store.activities.set(id, {
			...structuredClone(vendor.store.activities.get(9001)),
			ID: String(id),
		});
}

function manyLogs({ vendor: { store } }) {
	for (let id = 101; id <= 195; id++) store.logs.set(id, { ...store.logs.get(1), id });
}

const FIRST = {
	portalActivity: behind(
		'activities',
		({ ID }) => ID === '4',
		(n) => [20_000 + n, { ID: String(20_000 + n), PRIORITY: '0' }],
	),
	custom: behind(
		'activities',
		({ ID }) => ID === '9101',
		(n) => [20_000 + n, { ID: String(20_000 + n) }],
	),
	portalTask: behind('tasks', any, (n) => [20_000 + n, { ID: String(20_000 + n), PRIORITY: '3' }]),
	message: (store, n) =>
		store.messages.set(90_000 + n, {
			...[...store.messages.values()].find(({ id }) => id === 60),
			id: 90_000 + n,
		}),
	comment: behind(
		'comments',
		({ ID }) => ID === '1',
		(n) => [90_000 + n, { ID: String(90_000 + n) }],
	),
	call: (store, n) =>
		store.calls.set(`added.${n}`, {
			...[...store.calls.values()].find(({ finished }) => finished),
			ID: 90_000 + n,
			CALL_ID: `added.${n}`,
		}),
	result: behind(
		'results',
		({ id }) => id === 1,
		(n) => [90_000 + n, { id: 90_000 + n }],
	),
	time: behind(
		'elapsed',
		({ ID }) => ID === '1',
		(n) => [90_000 + n, { ID: String(90_000 + n) }],
	),
	log: behind(
		'logs',
		({ id }) => id === 1,
		(n) => [90_000 + n, { id: 90_000 + n }],
	),
	user: behind('users', any, (n) => [20_000 + n, { ID: String(20_000 + n) }]),
};

const LISTS = [
	[
		'bitrix24',
		'activity',
		'getMany',
		{ filters: {} },
		(store) => store.activities.size - store.denied.size,
		FIRST.portalActivity,
	],
	[
		'bitrix24',
		'activity',
		'getMany',
		{ filters: {}, sort: { values: [{ field: 'PRIORITY', direction: 'ASC' }] } },
		(store) => store.activities.size - store.denied.size,
		FIRST.portalActivity,
	],
	[
		'bitrix24',
		'activity',
		'getMany',
		{ filters: {}, sort: { values: [{ field: 'ID', direction: 'ASC' }] } },
		(store) => store.activities.size - store.denied.size,
		FIRST.portalActivity,
	],
	['bitrix24', 'task', 'getMany', { filters: {} }, () => 130, FIRST.portalTask],
	[
		'bitrix24',
		'task',
		'getMany',
		{ filters: {}, sort: { values: [{ field: 'PRIORITY', direction: 'DESC' }] } },
		() => 130,
		FIRST.portalTask,
	],
	['bitrix24', 'taskComment', 'getMany', { taskId: byId('1') }, () => 60, FIRST.message],
	[
		'bitrix24',
		'timelineComment',
		'getMany',
		{ ownerType: byId('2'), owner: byId('1') },
		() => 120,
		FIRST.comment,
	],
	[
		'bitrix24',
		'timelineLog',
		'getMany',
		{ ownerType: byId('2'), owner: byId('1') },
		() => 120,
		FIRST.log,
		manyLogs,
	],
	['bitrix24', 'call', 'getMany', { filters: {} }, () => 60, FIRST.call],
	['bitrix24', 'taskResult', 'getMany', { taskId: byId('1'), filters: {} }, () => 60, FIRST.result],
	['bitrix24', 'taskTime', 'getMany', { taskId: byId('1'), filters: {} }, () => 60, FIRST.time],
	['bitrix24', 'user', 'getMany', { filters: {} }, (store) => store.users.size, FIRST.user],
	[
		'bitrix24',
		'apiCall',
		'call',
		{
			scope: 'by start',
			method: 'user.get',
			parameters: '{ "SORT": "ID", "ORDER": "ASC" }',
			paging: 'start',
			readsOnly: true,
		},
		(store) => store.users.size,
		FIRST.user,
	],
	['bitrix24App', 'customActivity', 'getMany', { filters: {} }, () => 61, FIRST.custom, manyCustom],
];

module.exports = { LISTS };
