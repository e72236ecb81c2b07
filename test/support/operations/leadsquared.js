'use strict';
const { withExternalIds } = require('../withExternalId');
const { VENDORS } = require('../fakes.cts');
const { idsWritten } = require('../written');
const { activities } = require('./leadsquared/activities');
const { notes } = require('./leadsquared/notes');
const { sales } = require('./leadsquared/sales');
const { tasks } = require('./leadsquared/tasks');
const { users } = require('./leadsquared/users');

/** @param {object} vendor the LeadSquared fake, which knows its GUIDs */
const leadSquaredOperations = (vendor) =>
	[activities, tasks, notes, sales, users]
		.flatMap((rows) => rows(vendor))
		.map((operation) => ({
			node: 'leadSquared',
			written: idsWritten,
			wrote: ({ json }) => [json.id],
			...operation,
		}));

const IDS = {
	'leadSquared task create': '={{ $json.name }}',
	'leadSquared note create': '={{ $json.lead }}',
};

module.exports = {
	leadSquared: () => withExternalIds(leadSquaredOperations(VENDORS.leadSquared.make()), IDS),
};
