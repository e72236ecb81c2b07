'use strict';
const { ACTIVITIES } = require('./bitrix24/activities');
const { OF_APP } = require('./bitrix24/app');
const { TASKS } = require('./bitrix24/tasks');

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
	bitrix24: () => [...ACTIVITIES, ...TASKS].map(ofPortal),
	bitrix24App: () => OF_APP.map(ofPortal),
};
