import { required } from '../../shared/form/fields';
import { asNumber } from '../../shared/text/unknownJson';
import { call } from '../restMethod';
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
import { EVENT_MADE } from './requests';
import { written } from './simplify';

export const create = call({
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
	method: 'calendar.event.add',
	parameters: ({ additionalFields, attendees: invited, ...values }) => ({
		...calendarOf(values),
		...eventBody({
			...additionalFields,
			title: values.title,
			start: values.start,
			end: values.end,
			availability: values.availability,
			attendees: invited,
		}),
	}),
	proof: EVENT_MADE,
	output: (result, _values, sent) => written(asNumber(result), { ...sent }),
});
