import { InvalidInput } from '../../shared/contract/errors';
import { date, flag, notice, required } from '../../shared/form/fields';
import { pickers } from '../../shared/form/recordPickers';
import { ALWAYS, operation } from '../../shared/operation/define';
import { related } from '../../shared/operation/simplifiedRecord';
import { toSqlUtc } from '../../shared/text/dates';
import { asObject, asText, defined } from '../../shared/text/unknownJson';
import { SUCCESS } from '../answerProofs';
import { EVENT_CODE } from '../customActivity/fields';
import { lead } from '../leads';
import { checkWindow, isoOf } from '../times';
import { write } from '../vendor';

/**
 * There is no call that deletes one activity (docs/contracts/leadsquared.md section 4.7): a period of
 * time or a clear word is needed.
 */
export const removeMany = operation({
	value: 'deleteMany',
	name: 'Delete Many',
	action: 'Delete many activities of a lead',
	description:
		'Delete all custom activities of the chosen types on a lead, in a period of time or all of them',
	effect: 'write',
	isDestructive: ALWAYS,
	records: ({ lead: leadId }) => [leadId],
	fields: {
		removes: notice(
			'Every activity of the types below in this period is deleted, not ' +
				'just one. LeadSquared does it in the background a little later.',
		),
		lead: required(lead),
		activityTypes: required(
			pickers('Activity Types', 'Activity Type', EVENT_CODE, { search: 'searchWritableTypes' }),
		),
		from: date('From', 'start', { description: 'If empty, there is no earliest date' }),
		to: date('To', 'end', { description: 'If empty, there is no latest date' }),
		deleteAll: flag(
			'Delete Regardless of Date',
			'Whether all activities of these types may be deleted when From and To are empty',
		),
	},
	request({ lead: ProspectId, activityTypes, from, to, deleteAll }) {
		if (from === undefined && to === undefined && deleteAll !== true)
			throw new InvalidInput(
				'"From" and "To" are both empty',
				'This would delete all activities of these types on the lead. Fill in a period of ' +
					'time, or turn on Delete Regardless of Date.',
			);
		checkWindow(from, to);
		const body = defined({
			ProspectId,
			ActivityEventList: activityTypes.map(String),
			FromDate: from && toSqlUtc(from),
			ToDate: to && toSqlUtc(to),
		});
		return write('/ProspectActivity.svc/DeleteActivities', body, SUCCESS);
	},
	output(body, { body: sent }, { lead: leadId, activityTypes }) {
		const { FromDate: from, ToDate: to } = asObject(sent);
		return defined({
			deleted: true,
			queued: true,
			relatedTo: related('lead', leadId),
			activityTypes: [...activityTypes],
			from: from === undefined ? undefined : isoOf(from),
			to: to === undefined ? undefined : isoOf(to),
			message: asText(asObject(asObject(body).Message).Message),
		});
	},
});
