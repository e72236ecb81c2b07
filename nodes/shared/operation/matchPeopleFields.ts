import { InvalidInput } from '../contract/errors';
import type { Reader } from '../contract/field';
import { choice, fixed, flag, json, text, when } from '../form/fields';
import { LEAVE_OUT_BLANKS, placeOf } from '../form/readForm';
import {
	matchPeople,
	NOBODY,
	readPeopleTable,
	type IfNobody,
	type MatchedPeople,
	type PeopleFinders,
} from './matchPeople';
import type { GivenPortable } from './readPortable';
import { FROM_PORTABLE } from './valuesFrom';

const MATCHING = { ...FROM_PORTABLE, matchPeople: [true] };

/** Whether and how the people of a portable activity are found here. */
export const MATCH_PEOPLE = {
	matchPeople: when(
		fixed(
			flag(
				'Match People',
				'Whether to look up the owner, people and companies of the activity here, by email, then ' +
					'by phone. People you fill in above take precedence.',
			),
		),
		FROM_PORTABLE,
	),
	ifNobody: when(
		fixed(
			choice<IfNobody>(
				'If Nobody Is Found',
				[
					{ name: 'Fail', value: 'fail', description: 'The item fails and nothing is written' },
					{
						name: 'Leave Out',
						value: 'leaveOut',
						description: 'The activity is written without them',
					},
					{
						name: 'Use a Stand-In',
						value: 'standIn',
						description: 'Another user takes the place of the owner; everybody else is left out',
					},
				],
				{ fallback: 'leaveOut', description: 'What to do with people who are not found here' },
			),
		),
		MATCHING,
	),
	standIn: when(
		text('Stand-In', {
			placeholder: 'e.g. name@email.com',
			description: 'Email or ID of the user to assign the record to',
		}),
		{ ...MATCHING, ifNobody: ['standIn'] },
	),
	peopleTable: when(
		{
			...json('People Table'),
			property: (name) => ({
				...json('People Table', {
					description:
						'Maps people of the other service to people here, before anybody is looked up: an email, ' +
						'phone number, ID or name there to an ID or email here, such as { "jane@old.example": ' +
						'"jane@new.example" }. An empty value leaves the person out.',
				}).property(name),
				default: '{}',
			}),
		},
		MATCHING,
	),
};

/**
 * The people of an activity here, as far as the user wants them.
 * @param finders where they are found by their addresses
 * @throws LookUpFirst, InvalidInput, Refused
 */
export function peopleHere(
	activity: GivenPortable,
	reader: Reader,
	finders: PeopleFinders,
): MatchedPeople {
	if (reader.raw('matchPeople') !== true) return NOBODY;
	const place = placeOf(reader, LEAVE_OUT_BLANKS, false);
	const ifNobody = MATCH_PEOPLE.ifNobody.read(reader.raw('ifNobody'), place) ?? 'leaveOut';
	const standIn =
		ifNobody === 'standIn' ? MATCH_PEOPLE.standIn.read(reader.raw('standIn'), place) : undefined;
	if (ifNobody === 'standIn' && standIn === undefined)
		throw new InvalidInput(
			'"Stand-In" is empty',
			'Fill in the email or ID of a user, or set If Nobody Is Found to Leave Out.',
		);
	return matchPeople(activity, reader.records, {
		finders,
		ifNobody,
		standIn,
		table: readPeopleTable(reader.raw('peopleTable')),
	});
}
