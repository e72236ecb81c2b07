import type { Values } from '../../shared/contract/field';
import type { RecordSearch } from '../../shared/contract/people';
import { choice, clearable, collection, date, text } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { inOrder, toSqlUtc } from '../../shared/text/dates';
import { PRIORITIES, SUB_TYPES } from '../enums';
import { assignedUser, venueBeside } from '../recordPickers';

export const activityId = findable();

/** @param externalId finds one by its External ID, too */
export function findable(externalId?: RecordSearch) {
	return picker('Activity', NUMBER_ID, {
		search: 'searchActivities',
		description: 'The activity, from the list or by its ID',
		externalId,
	});
}
export const name = text('Title', { placeholder: 'e.g. Site visit with the wedding couple' });
export const description = clearable(
	text('Description', { rows: 4, description: 'What the activity is about. Plain text or HTML.' }),
);
/** What the form shows by itself. */
export const CALL = 2;
export const subType = choice<number>('Type', SUB_TYPES, { fallback: CALL });
/** For an activity that may exist already: its type stays unless another is picked. */
export const upsertSubType = choice<number | 'unchanged'>(
	'Type',
	[...SUB_TYPES, { name: 'Leave Unchanged', value: 'unchanged' }],
	{ fallback: 'unchanged', description: 'Needed when a new activity is created' },
);

const DETAILS = {
	assignedUserId: clearable(assignedUser),
	endDatetime: clearable(
		date('End', 'end', {
			description:
				'When the activity ends. A date without a time means the end of that day. Sent in UTC.',
		}),
	),
	location: clearable(text('Location', { placeholder: 'e.g. Grand Ballroom' })),
	priority: choice('Priority', PRIORITIES, { fallback: 'medium' }),
	purposeId: clearable(
		picker('Activity Purpose', NUMBER_ID, {
			description:
				'ID of the purpose: iVvy shows it in the address of the purpose under Global Settings. ' +
				'There is no list to pick from.',
		}),
	),
	startDatetime: clearable(
		date('Start', 'start', {
			description:
				'When the activity starts. A date without a time means the start of that day. Sent in UTC.',
		}),
	),
	venueId: venueBeside,
};

export const details = collection('Additional Fields', DETAILS);

/** Everything of an activity that an update can change; only what is added is sent. */
export const changes = collection('Update Fields', {
	...DETAILS,
	description,
	name,
	subType,
});

type Details = Values<{ changes: typeof changes }>['changes'];

/** The details in iVvy's format. @throws InvalidInput when the end is before the start */
export function detailsBody({ startDatetime, endDatetime, ...rest }: Details) {
	inOrder(startDatetime, endDatetime, ['Start', 'End']);
	return {
		...rest,
		startDatetime: startDatetime && toSqlUtc(startDatetime),
		endDatetime: endDatetime && toSqlUtc(endDatetime),
	};
}
