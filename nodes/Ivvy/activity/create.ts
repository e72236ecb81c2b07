import { required } from '../../shared/form/fields';
import { byId } from '../../shared/form/recordPickers';
import { multiStep } from '../../shared/operation/define';
import { RELATED_RECORD, relatedIds, withRelated } from '../belongsTo';
import { jobs } from '../bulk';
import { createdOrUpdated, externalId, externalKey } from '../externalId';
import { presentIn } from '../findOut';
import { CALL, description, details, detailsBody, name, subType } from './fields';
import { ACTIVITY, newFromPortable, toPortable } from './portable';
import { activityRecord } from './recordKind';
import { update } from './update';

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create an activity',
	description: 'Add a meeting, call or email to a contact, company, lead or opportunity',
	effect: 'write',
	writes: 'newOrFound',
	records: (_values, { externalId: id }) => externalKey(id),
	fields: {
		name: required(name),
		subType: required(subType),
		description: required(description),
		...RELATED_RECORD,
		additionalFields: details,
	},
	fromPortable: {
		...newFromPortable,
		linkToSource: {
			vendor: 'ivvy',
			idsOf: ACTIVITY,
			update,
			parameters: (id) => ({ activityId: byId(id), belongsTo: 'unchanged' }),
			present: presentIn('getActivityList', toPortable),
		},
	},
	options: { externalId },
	*steps(
		{ additionalFields, name: subject, description: about, subType: type, ...related },
		{ externalId: id },
		item,
	) {
		const main = { name: subject, subType: type, description: about };
		const body = { ...main, ...withRelated(detailsBody(additionalFields), relatedIds(related)) };
		return yield* createdOrUpdated(activityRecord, id, body, () => {
			// What the form shows by itself was chosen by nobody.
			const isChosen = item.given('subType') || type !== CALL;
			return {
				...detailsBody(additionalFields),
				venueId: undefined,
				name: subject,
				subType: isChosen ? type : undefined,
				description: item.madeUp('description') ? undefined : about,
			};
		});
	},
	bulk: jobs,
});
