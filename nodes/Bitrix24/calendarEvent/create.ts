import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { asNumber } from '../../shared/text/unknownJson';
import { batch } from '../bulk';
import {
	attendees,
	availability,
	CALENDAR,
	calendarOf,
	details,
	end,
	eventBody,
	start,
	title,
} from './fields';
import { made } from './requests';
import { written } from './simplify';

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a calendar event',
	description: 'Add a meeting or another event to a calendar and block the time',
	effect: 'write',
	writes: 'new',
	fields: {
		...CALENDAR,
		title: required(title),
		start: required(start),
		end: required(end),
		attendees,
		availability,
		additionalFields: details,
	},
	*steps({
		additionalFields,
		title: called,
		start: from,
		end: to,
		availability: free,
		attendees: invited,
		...values
	}) {
		const sent = eventBody({
			...additionalFields,
			title: called,
			start: from,
			end: to,
			availability: free,
			attendees: invited,
		});
		return written(asNumber(yield* made({ ...calendarOf(values) }, sent)), sent);
	},
	bulk: batch,
});
