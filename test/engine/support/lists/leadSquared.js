'use strict';
/**
 * Lists of LeadSquared: node, resource, operation, parameters, number of rows, what puts a record before all others,
 * and what is prepared.
 */
const { byId } = require('../../../support/fakes');
const { guid: idFor } = require('../../../vendors/leadsquared.make');
const { any, before } = require('./rows');

const WIDE = { from: '2025-01-01', to: '2027-01-01' };
const TWO = {
	values: [{ id: byId('user1@account.example') }, { id: byId('user2@account.example') }],
};
const QUARTER = { users: TWO, from: '2026-01-01', to: '2026-03-31', status: 'all' };

/** The opportunity that all activities of lead 1 belong to. */
const OPPORTUNITY = idFor('extra', 3);
const ofOpportunity = ({ RelatedProspectId, EventCode, ActivityEvent }) =>
	RelatedProspectId === idFor('lead', 1) &&
	![33, 3011].includes(Number(EventCode ?? ActivityEvent));
function onOpportunity({ vendor }) {
	for (const one of vendor.store.activities.values())
		if (one.RelatedProspectId === idFor('lead', 1)) one.RelatedOpportunityId = OPPORTUNITY;
}

const guid = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const LATE = Date.parse('2026-12-01T00:00:00Z');
const FIRST = {
	leadNote: before(
		'notes',
		({ RelatedProspectId }) => RelatedProspectId === idFor('lead', 1),
		(n) => [guid(n), { ProspectNoteId: guid(n), CreatedOn: LATE + n }],
	),
	ofType: before(
		'activities',
		({ ActivityEvent }) => ActivityEvent === 201,
		(n) => [guid(n), { ProspectActivityId: guid(n), CreatedOn: LATE + n, ModifiedOn: LATE + n }],
	),
	activity: before(
		'activities',
		({ AutoId }) => AutoId === 40,
		(n) => [guid(n), { ProspectActivityId: guid(n), CreatedOn: LATE + n, ModifiedOn: LATE + n }],
	),
	change: (store, n) => store.history.push({ ...store.history[0], ModifiedOn: LATE + n }),
	task: before('tasks', any, (n) => [guid(n), { UserTaskId: guid(n), DueDate: LATE + n }]),
	early: (category) =>
		before(
			'tasks',
			({ Category }) => Category === category,
			(n) => [guid(n), { UserTaskId: guid(n), DueDate: Date.parse('2026-01-01T00:00:00Z') + n }],
		),
};

const LISTS = [
	['leadSquared', 'activity', 'getMany', { scope: 'lead' }, () => 49, FIRST.activity],
	[
		'leadSquared',
		'activity',
		'getMany',
		{ scope: 'recent', ...WIDE },
		(store) => store.activities.size,
		FIRST.activity,
	],
	[
		'leadSquared',
		'activity',
		'getHistory',
		{ scope: 'all', ...WIDE },
		(store) => store.history.length,
		FIRST.change,
	],
	[
		'leadSquared',
		'customActivity',
		'getMany',
		{ activityType: byId('201'), ...WIDE },
		() => 30,
		FIRST.activity,
	],
	[
		'leadSquared',
		'task',
		'getMany',
		{ scope: 'owner', owner: byId('user2@account.example'), status: 'all' },
		() => 76,
		FIRST.task,
	],
	['leadSquared', 'task', 'getMany', { scope: 'todos', ...QUARTER }, () => 27, FIRST.early(1)],
	[
		'leadSquared',
		'task',
		'getMany',
		{ scope: 'appointments', ...QUARTER },
		() => 18,
		FIRST.early(0),
	],
	[
		'leadSquared',
		'customActivity',
		'search',
		{
			activityType: byId('201'),
			options: {
				advancedSearch: {
					GrpConOp: 'And',
					Conditions: [
						{
							Type: 'Activity',
							ConOp: 'and',
							RowCondition: [
								{
									SubConOp: 'And',
									LSO: 'ActivityEvent',
									LSO_Type: 'PAEvent',
									Operator: 'eq',
									RSO: '201',
								},
							],
						},
					],
					QueryTimeZone: 'UTC',
				},
			},
		},
		() => 30,
		FIRST.ofType,
	],
	['leadSquared', 'note', 'getMany', { lead: byId(idFor('lead', 1)) }, () => 20, FIRST.leadNote],
	[
		'leadSquared',
		'opportunityActivity',
		'getMany',
		{ lead: byId(idFor('lead', 1)), opportunity: byId(OPPORTUNITY) },
		(store) => [...store.activities.values()].filter(ofOpportunity).length,
		FIRST.activity,
		onOpportunity,
	],
	[
		'leadSquared',
		'apiCall',
		'call',
		{
			scope: 'by offset',
			method: 'POST',
			path: '/ProspectActivity.svc/Retrieve',
			query: { values: [{ name: 'leadId', value: idFor('lead', 1) }] },
			rowsIn: 'ProspectActivities',
			paging: 'offset',
		},
		() => 49,
		FIRST.activity,
	],
	[
		'leadSquared',
		'apiCall',
		'call',
		{
			scope: 'by page',
			method: 'POST',
			path: '/ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent',
			body: {
				Parameter: {
					FromDate: '2025-01-01 00:00:00',
					ToDate: '2027-01-01 00:00:00',
					ActivityEvent: 201,
				},
				Sorting: { ColumnName: 'ProspectActivityId', Direction: 0 },
			},
			rowsIn: 'List',
			paging: 'pages',
		},
		() => 30,
		FIRST.ofType,
	],
];

module.exports = { LISTS };
