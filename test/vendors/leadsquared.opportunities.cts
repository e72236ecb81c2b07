/** Opportunities of the fake LeadSquared: activities of the codes from 12000 on, to be picked from (contract 6.1). */
import { there } from '../support/there.cts';
import {
	mx,
	shaped,
	demand,
	stamp,
	listed,
	tooBig,
	pageOf,
	sorted,
	sortingOf,
	type Account,
	type Context,
	type Endpoints,
} from './leadsquared.answers.cts';
import type { Activity, Store } from './leadsquared.data.cts';
import { FIRST_OPPORTUNITY, noActivity } from './leadsquared.fields.cts';
import { flat } from './leadsquared.rows.cts';
import { typeOf } from './leadsquared.types.cts';
import type { Call } from './server.cts';

const isOpportunity = (code: number) => code >= FIRST_OPPORTUNITY;

/** a bare array; the code is a text */
const types = (_call: Call, { account }: Context) =>
	[...account.store.types.values()]
		.filter(({ code }) => isOpportunity(code))
		.map(({ code, name, canDelete }) => ({
			EventCode: String(code),
			Name: name,
			DisplayName: name,
			PluralName: `${name}s`,
			CanDelete: canDelete,
		}));

function opportunityType(code: unknown, account: Account) {
	const type = typeOf(code, account);
	if (!isOpportunity(type.code)) throw mx('InvalidInput', `${code} is not an opportunity type.`);
	return type;
}

function metadata({ query }: Call, { account }: Context) {
	const { code, name, fields } = opportunityType(query.get('code') ?? undefined, account);
	return { ID: account.typeId(code), Name: name, DisplayName: name, Fields: fields };
}

function row(activity: Activity, { types: known }: Store) {
	const { ProspectActivityId, RelatedProspectId, ActivityEvent, CreatedOn, ModifiedOn } = activity;
	const { name } = there(known.get(ActivityEvent));
	return {
		OpportunityId: ProspectActivityId,
		RelatedProspectId,
		OpportunityEvent: String(ActivityEvent),
		OpportunityEventName: name,
		...flat(activity),
		CreatedOn: stamp(CreatedOn),
		ModifiedOn: stamp(ModifiedOn),
	};
}

const COLUMNS = ['ModifiedOn', 'CreatedOn'];

/** The type is optional, or demanded; the printed example sends a body (contract 6.1, 11). */
function ofLead({ query, json = {} }: Call, { account }: Context) {
	const sent = shaped(json, { Columns: 'map', Sorting: 'map', Paging: 'map' }, 'the body');
	const { Columns = {}, Paging } = sent;
	const { leadId } = demand({ leadId: query.get('leadId') }, ['leadId']);
	const Sorting = sortingOf(sent.Sorting, 'ModifiedOn', COLUMNS);
	const asked = query.get('opportunityType') ?? '';
	if (asked === '' && account.how.opportunityType === 'required')
		throw mx('MandatoryAttributeMissing', 'opportunityType is missing.');
	const code = asked === '' ? undefined : opportunityType(asked, account).code;
	const page = pageOf(Paging, { usual: 25, most: 1000, tooBig: tooBig(1000) });
	const rows = [...account.store.activities.values()].filter(
		(one) =>
			one.RelatedProspectId === leadId.toLowerCase() &&
			(code === undefined ? isOpportunity(one.ActivityEvent) : one.ActivityEvent === code),
	);
	const { Include_CSV: csv } = shaped(Columns, { Include_CSV: 'string' }, 'Columns');
	const names = csv?.split(',').map((name) => name.trim());
	const List = sorted(rows, Sorting, 'ProspectActivityId', page)
		.slice(page.begin, page.begin + page.size)
		.map((one) =>
			Object.entries(row(one, account.store)).filter(
				([name]) => names === undefined || name === 'OpportunityId' || names.includes(name),
			),
		)
		.map((entries) => Object.fromEntries(entries));
	return listed(rows.length, 'List', List, account);
}

/** all fields with their labels */
function details({ query }: Call, { account }: Context) {
	const found = account.store.activities.get((query.get('opportunityId') ?? '').toLowerCase());
	if (found === undefined || !isOpportunity(found.ActivityEvent)) throw noActivity();
	const { name, fields } = there(account.store.types.get(found.ActivityEvent));
	const values = flat(found);
	return {
		ID: found.ProspectActivityId,
		Name: name,
		DisplayName: name,
		Fields: fields.map((meta) => ({ ...meta, Value: values[meta.SchemaName] ?? '' })),
	};
}

export const ENDPOINTS: Endpoints = {
	'OpportunityManagement.svc/GetOpportunityTypes': ['GET', types],
	'OpportunityManagement.svc/GetOpportunityTypeMetadata': ['GET', metadata],
	'OpportunityManagement.svc/GetOpportunitiesOfLead': ['POST', ofLead, true],
	'OpportunityManagement.svc/GetOpportunityDetails': ['GET', details],
};
