import type { Coverage } from '../coverage.cts';

/** Calls by their paths after the version, without verbs and queries. */
const PATH = /\b[A-Z]\w+\.svc\/[A-Za-z]\w*(?:[./][A-Za-z]\w*)*/g;
const pathsIn = (text: string) => [...text.matchAll(PATH)].map(([found]) => found);

/** Calls of which the middle is put in: `/Task.svc/${call}/ByUserId`. */
const built = (source: string) =>
	/Task\.svc\/\$\{\w+\}\/.*'ByUserId'/.test(source)
		? [...source.matchAll(/'(\w+)'/g)].map(([, word]) => `Task.svc/${word}/ByUserId`)
		: [];

const LEADS = 'leads and opportunities are the work of other nodes; API Call makes it';

/** Why a documented call is not made. */
const LEFT_OUT = {
	'LeadManagement.svc/Lead.CreateOrUpdate': LEADS,
	'LeadManagement.svc/Leads.GetByEmailaddress':
		'Leads.Get finds leads by email too, and says whether there are several',
	'LeadManagement.svc/Leads.GetById': LEADS,
	'OpportunityManagement.svc/Capture': LEADS,
	'OpportunityManagement.svc/GetOpportunityDetails': LEADS,
	'OpportunityManagement.svc/GetOpportunityTypeMetadata': LEADS,
	'OpportunityManagement.svc/Update': LEADS,
	'ProspectActivity.svc/CustomActivityType/Update':
		'a change of a type concerns all of its activities; it is made in LeadSquared, or by API Call',
	'ProspectActivity.svc/GetLeadReferences':
		'no answer is printed that says which field refers to the lead; API Call makes it',
	'Task.svc/MarkAsComplete': 'the spelling of one client; MarkComplete is used live by three',
	'Task.svc/RetrieveAvailableSlots/ByUserEmailAddress':
		'free time of users, not an activity; API Call makes it',
	'UserManagement.svc/User/Retrieve/ByUserId': 'seen in one client only; Users.Get gives all users',
	'Webhook.svc/Update': 'a webhook that differs is removed and registered anew',
};

export const leadSquared: Coverage = {
	folder: 'LeadSquared',
	contract: 'docs/contracts/leadsquared.md',
	calls: { documented: pathsIn, offered: pathsIn, built, leftOut: LEFT_OUT },
	fields: {
		4.2: { title: 'activities', headings: ['Key'], leftOut: {} },
		5.2: { title: 'tasks', headings: ['Key'], leftOut: {} },
	},
	parameters: { 4.17: { title: 'sales activities', leftOut: {} } },
};
