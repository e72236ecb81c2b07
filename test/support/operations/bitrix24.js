'use strict';
const { withExternalIds } = require('../withExternalId');
const { ACTIVITIES } = require('./bitrix24/activities');
const { OF_APP } = require('./bitrix24/app');
const { CALENDAR } = require('./bitrix24/calendar');
const { CALLS_OF_APP, OTHER_CALLS } = require('./bitrix24/calls');
const { COMMENTS } = require('./bitrix24/comments');
const { TASKS } = require('./bitrix24/tasks');
const { TIMES } = require('./bitrix24/times');
const { USERS } = require('./bitrix24/users');

const IDS = {
	'bitrix24 activity create (to-do)': '={{ $json.title }}',
	'bitrix24 task create': '={{ $json.title }}',
};

function ofPortal(operation) {
	return {
		node: 'bitrix24',
		bulk: true,
		written: (fake) =>
			fake.vendor.writes.map(({ id }) => (Number.isNaN(Number(id)) ? id : Number(id))),
		wrote: ({ json }) => [json.id],
		...operation,
	};
}

module.exports = {
	bitrix24: () =>
		withExternalIds(
			[...ACTIVITIES, ...TASKS, ...COMMENTS, ...USERS, ...TIMES, ...CALENDAR, ...OTHER_CALLS].map(
				ofPortal,
			),
			IDS,
		),
	bitrix24App: () => [...OF_APP, ...CALLS_OF_APP].map(ofPortal),
};
