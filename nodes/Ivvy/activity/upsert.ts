import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { NEW_RELATED_RECORD, relatedIds, withRelated } from '../belongsTo';
import { jobs } from '../bulk';
import { createdOrUpdated, externalId, externalKey, keepingExternalId } from '../externalId';
import { checkOneId, idIfAny, needAll } from '../optionalId';
import { activityId, description, details, detailsBody, name, upsertSubType } from './fields';
import { activityRecord, saveActivity } from './recordKind';
import { written } from './simplify';

export const upsert = multiStep({
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update an activity',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	effect: 'write',
	writes: 'newOrPresent',
	records: ({ activityId: id }, { externalId: external }) =>
		id === undefined ? externalKey(external) : [id],
	fields: {
		activityId: idIfAny(activityId),
		name,
		subType: upsertSubType,
		description,
		...NEW_RELATED_RECORD,
		additionalFields: details,
	},
	options: { externalId },
	*steps(
		{ activityId: id, additionalFields, name: subject, description: about, subType, ...related },
		{ externalId: external },
	) {
		checkOneId(id, external, 'Activity');
		const body = {
			name: subject,
			subType: subType === 'unchanged' ? undefined : subType,
			description: about,
			...withRelated(detailsBody(additionalFields), relatedIds(related)),
		};
		if (id !== undefined) {
			const request = saveActivity({
				id,
				...(yield* keepingExternalId('getActivityList', id, mustChange(body))),
			});
			return written(yield request, request);
		}
		const needed = () =>
			needAll(
				{ Title: subject, Type: body.subType, Description: about },
				'Without an activity ID a new activity is created, which needs a title, a type and a description.',
			);
		// Whether there is one shows later.
		if (external === undefined) needed();
		return yield* createdOrUpdated(activityRecord, external, body, () => mustChange(body), needed);
	},
	bulk: jobs,
});
