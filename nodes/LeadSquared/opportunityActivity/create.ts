import type { IDataObject } from 'n8n-workflow';
import type { Bulk, RequestSpec } from '../../shared/contract/call';
import { collection, date, required, text } from '../../shared/form/fields';
import { picker } from '../../shared/form/recordPickers';
import { aList } from '../../shared/http/proof';
import { multiStep } from '../../shared/operation/define';
import { toSqlUtc } from '../../shared/text/dates';
import { asObject, asRows, defined } from '../../shared/text/unknownJson';
import { rowsFor, rowVerdict } from '../bulk';
import {
	allFields,
	fieldValues,
	named,
	realActivity,
	status,
	writableType,
} from '../customActivity/fields';
import { opportunityActivityIsListed } from '../customActivity/findOut';
import { createdIds, MADE } from '../customActivity/requests';
import { flagsOf, writeOptions } from '../customActivity/writeOptions';
import { newOnOpportunity } from '../customActivity/portable';
import { written } from '../customActivity/written';
import { lead } from '../leads';
import { isEmail, OWNER, ownerEmail } from '../owners';
import { ownerFinder, usersRequest } from '../people';
import { write } from '../vendor';
import { opportunity, opportunityType } from './fields';

const PATH = '/ProspectActivity.svc/Bulk/CustomActivity/Add/ByOpportunityId';
const BULK_SIZE = 25;

/** Up to 25 new activities of one opportunity in one call; there is no call for a single one (section 4.5). */
const bulkAddOn: Bulk = {
	size: BULK_SIZE,
	most: BULK_SIZE,
	key: ({ query }) => String(query?.opportunityId),
	pack: (specs) =>
		write(
			PATH,
			specs.flatMap(({ body }) => asRows(body)),
			aList((body) => asObject(body).Response, 'the results of the items'),
			{ query: specs[0].query },
		),
	unpack: (body, specs) => rowsFor(body, specs.length).map(rowVerdict),
};

function onOpportunity(opportunityId: string, code: number, row: IDataObject): RequestSpec {
	return {
		...write(PATH, [row], MADE, { query: { opportunityId }, joins: bulkAddOn }),
		findOut: opportunityActivityIsListed(opportunityId, code, row),
	};
}

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create an opportunity activity',
	description: 'Add a custom activity to the timeline of an opportunity',
	effect: 'write',
	writes: 'new',
	fields: {
		lead,
		opportunityType,
		opportunity: required(opportunity),
		activityType: required(writableType),
		owner: required(
			picker('Assigned To', OWNER, {
				search: 'searchOwners',
				people: ownerFinder,
				description: 'The user who owns the activity. LeadSquared calls it the owner.',
			}),
		),
		note: text('Description', { rows: 4, description: "The activity's note in LeadSquared" }),
		fields: allFields,
		additionalFields: collection('Additional Fields', {
			date: date('Start', 'start', {
				description: 'When it took place. If empty, LeadSquared uses the current time.',
			}),
			status,
		}),
	},
	fromPortable: newOnOpportunity,
	options: { validateDropDownOptions: writeOptions.validateDropDownOptions },
	*steps(
		{
			opportunity: opportunityId,
			activityType: code,
			owner,
			note: ActivityNote,
			fields: mapped,
			additionalFields: { date: at, status: chosen },
		},
		options,
	) {
		const ActivityEvent = realActivity(code);
		const Fields = [...fieldValues(mapped), ...named('Status', chosen)];
		const flags = flagsOf(options);
		// A row names the owner by email, and has to (section 4.5).
		const email = isEmail(owner) ? owner : ownerEmail(yield usersRequest, owner);
		const answer = yield onOpportunity(
			opportunityId,
			ActivityEvent,
			defined({
				ActivityEvent,
				ActivityNote,
				ActivityDateTime: at && toSqlUtc(at),
				ActivityOwnerEmail: email,
				Fields: Fields.length === 0 ? undefined : Fields,
				...flags,
			}),
		);
		const { activityId: id, leadId } = createdIds(answer);
		return written({
			id,
			opportunityId,
			leadId,
			code,
			note: ActivityNote,
			date: at && toSqlUtc(at),
			ownerEmail: email,
			fields: Fields,
		});
	},
	bulk: bulkAddOn,
});
