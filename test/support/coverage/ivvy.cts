import type { Coverage } from '../coverage.cts';

/** Calls by their actions: no two namespaces have one of the same name. */
const ACTION =
	/^(?:get|add|update|convert|set|delete|run|progress|results|restart|repost)[A-Z]?\w*$/;

/** As `crm?action=getTaskList`, or by itself in a table of actions. */
function documented(text: string): string[] {
	return [...text.matchAll(/`(?:\w+\?action=)?(\w+)`/g)]
		.map(([, name = '']) => name)
		.filter(
			(name) =>
				ACTION.test(name) &&
				/(?:List|Activity|Task|Note|Purpose|Contact|Company|Lead|Opportunity|Definition)$/.test(
					name,
				),
		);
}

const offered = (source: string) =>
	[...source.matchAll(/'(?:\/api\/1\.0\/\w+\?action=)?(\w+)'/g)]
		.map(([, name = '']) => name)
		.filter((name) => documented(`\`${name}\``).length > 0);

const RECORDS =
	'contacts, companies, leads and bookings are the work of other nodes; API Call makes it';
const LISTS = 'a list for forms of leads, which no operation has; API Call makes it';

/** Why a documented call is not made. */
const LEFT_OUT = {
	addOrUpdateCompany: RECORDS,
	addOrUpdateContact: RECORDS,
	addOrUpdateLead: RECORDS,
	addOrUpdateOpportunity: RECORDS,
	convertLeadToOpportunity: RECORDS,
	getActivityPurposeList: 'no page documents it: the contract says that there is no such call',
	getCompanyCustomFieldDefinition: RECORDS,
	getCustomFieldDefinition: RECORDS,
	getIndustryList: LISTS,
	getLeadChannelList: LISTS,
	getLeadQualityList: LISTS,
	getLeadSourceList: LISTS,
	getLeadStageList: LISTS,
	getLeadTypeList: LISTS,
};

export const ivvy: Coverage = {
	folder: 'Ivvy',
	contract: 'docs/contracts/ivvy.md',
	calls: { documented, offered, leftOut: LEFT_OUT },
	fields: {
		6.1: { title: 'activities', headings: ['Field'], leftOut: {} },
		7.1: { title: 'tasks', headings: ['Field'], leftOut: {} },
	},
	parameters: { 10: { title: 'notes', leftOut: {} } },
};
