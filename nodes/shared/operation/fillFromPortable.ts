import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field, Form, Reader } from '../contract/field';
import { InvalidInput } from '../contract/errors';
import type { Started, Steps } from '../contract/operation';
import { isBlank } from '../form/blank';
import { choice, fixed, flag, json, text, when } from '../form/fields';
import { LEAVE_OUT_BLANKS, placeOf } from '../form/readForm';
import { asObject, isObject } from '../text/unknownJson';
import {
	matchPeople,
	NOBODY,
	readPeopleTable,
	type IfNobody,
	type MatchedPeople,
	type PeopleFinders,
} from './matchPeople';
import type { IfBothChanged } from './bothSides';
import {
	copySteps,
	linkedReader,
	readingOf,
	startedOnOrigin,
	type IfDeleted,
	type LinkSettings,
	type Origin,
} from './linkToSource';
import { withoutNeedlessWrites } from './needlessWrites';
import { readPortable, type GivenPortable } from './readPortable';

/** How an operation is filled in from a portable activity. */
export interface FromPortable {
	/** Fields that need not be filled in then; a drop-down among them gets a choice for that. */
	readonly optional: readonly string[];
	/** Fields that are shown for a choice of an optional drop-down, and also while that is left to the activity. */
	readonly shown?: readonly string[];
	/**
	 * The operation's own parameters, as a user would have filled them in; undefined for what the activity does not say.
	 * @param entered whether the user has filled in a field himself, or one of a collection, such as `updateFields.end`
	 */
	readonly values: (
		activity: GivenPortable,
		entered: (name: string) => boolean,
		people: MatchedPeople,
	) => Readonly<Record<string, unknown>>;
	/** Where the people of an activity are found by their addresses. */
	readonly finders: PeopleFinders;
	/** Of a create that takes an External ID: offers to link what it makes to the source of the activity. */
	readonly origin?: Origin;
	/** Those of the values that the activity does not say, but a new record needs, as `madeUp` of a reader names them. */
	readonly madeUp?: (activity: GivenPortable, people: MatchedPeople) => readonly string[];
}

const FORM = 'form';
const PORTABLE = 'portable';

const MATCHING = { valuesFrom: [PORTABLE], matchPeople: [true] };

const CONTROLS = {
	valuesFrom: fixed(
		choice(
			'Values From',
			[
				{ name: 'Fields Above', value: FORM },
				{
					name: 'Portable Activity',
					value: PORTABLE,
					description:
						'An activity from any of the four vendors, read with Output set to Portable. Values ' +
						'entered above override it.',
				},
			],
			{ fallback: FORM },
		),
	),
	portableActivity: when(
		{
			...json('Portable Activity'),
			property: (name) => ({
				...json('Portable Activity', {
					description: 'The activity to take the values from',
				}).property(name),
				default: '={{ $json }}',
			}),
		},
		{ valuesFrom: [PORTABLE] },
	),
	matchPeople: when(
		fixed(
			flag(
				'Match People',
				'Whether to look up the owner, people and companies of the activity here, by email, then ' +
					'by phone. People you fill in above take precedence.',
			),
		),
		{ valuesFrom: [PORTABLE] },
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

const LINKED = { valuesFrom: [PORTABLE], linkToSource: [true] };

const LINK = {
	linkToSource: when(
		fixed(
			flag(
				'Link to Source',
				'Whether to keep two services in step: the new record keeps the vendor and ID of the activity as its ' +
					'External ID, so that the same activity updates it later. An activity that was copied from a record ' +
					'of this service updates that record.',
			),
		),
		{ valuesFrom: [PORTABLE] },
	),
	ifBothChanged: when(
		fixed(
			choice<IfBothChanged>(
				'If Both Sides Changed',
				[
					{
						name: 'Keep Both and Flag',
						value: 'flag',
						description: 'Nothing is written, and the item reports the conflict',
					},
					{
						name: 'Last Change Wins',
						value: 'last',
						description: 'The whole activity is written, without comparing',
					},
					{
						name: 'Newest Wins',
						value: 'newest',
						description:
							'The value that was changed last is kept, and the item reports the conflict',
					},
					{
						name: 'Portable Activity Wins',
						value: 'activity',
						description: 'The record here is overwritten, and the item reports the conflict',
					},
					{
						name: 'This Service Wins',
						value: 'here',
						description: 'The record here stays as it is, and the item reports the conflict',
					},
				],
				{
					fallback: 'newest',
					description:
						'What to do if the same value was changed in both services since they were last in step. ' +
						'Changes of different values are merged.',
				},
			),
		),
		LINKED,
	),
};

/** For records that stand in both services already. */
const LINK_PRESENT = {
	linkPresent: when(
		fixed(
			flag(
				'Link Existing Records',
				'Whether to link the activity to a record here with the same title, time and people that ' +
					"isn't linked yet, instead of creating a new one. Use it for the first copy of " +
					'activities that are already in both services.',
			),
		),
		LINKED,
	),
};

/** What can be done with a record whose source was deleted. */
function ifDeletedField({ complete, remove }: NonNullable<Origin['ifDeleted']>) {
	return when(
		fixed(
			choice<IfDeleted>(
				'If Deleted in the Other Service',
				[
					...(complete === undefined
						? []
						: [
								{
									name: 'Complete',
									value: 'complete' as const,
									description: 'The record here is marked as completed',
								},
							]),
					...(remove === undefined
						? []
						: [
								{
									name: 'Delete',
									value: 'delete' as const,
									description: 'The record here is deleted permanently',
								},
							]),
					{ name: 'Do Nothing', value: 'leave', description: 'The record here stays as it is' },
					{ name: 'Fail', value: 'fail', description: 'The item fails and nothing is written' },
				],
				{
					fallback: 'fail',
					description: 'What to do when a trigger reports that the activity was deleted',
				},
			),
		),
		LINKED,
	);
}

function linkForm({ ifDeleted, unlinked }: Origin): Form {
	return {
		...LINK,
		...(ifDeleted === undefined ? {} : { ifDeleted: ifDeletedField(ifDeleted) }),
		...(unlinked === undefined ? {} : LINK_PRESENT),
	};
}

/** What the user has chosen for linked activities; older workflows have what the fields begin with. */
function settingsOf(reader: Reader, { ifDeleted: here }: Origin): LinkSettings {
	const place = placeOf(reader, LEAVE_OUT_BLANKS, false);
	const ifDeleted =
		here === undefined ? undefined : ifDeletedField(here).read(reader.raw('ifDeleted'), place);
	return {
		ifBothChanged: LINK.ifBothChanged.read(reader.raw('ifBothChanged'), place) ?? 'newest',
		ifDeleted: ifDeleted ?? 'fail',
		linksPresent: LINK_PRESENT.linkPresent.read(reader.raw('linkPresent'), place) === true,
	};
}

/** The operation's fields, and behind them the choice where their values come from, which few need. */
export function portableForm(fields: Form, { optional, shown = [], origin }: FromPortable): Form {
	const { valuesFrom, portableActivity, ...people } = CONTROLS;
	const controls = {
		valuesFrom,
		portableActivity,
		...(origin === undefined ? {} : linkForm(origin)),
		...people,
	};
	const own = Object.entries(fields).map(([name, field]) => {
		const visible = shown.includes(name) ? alsoShown(field, optional) : field;
		return [name, optional.includes(name) ? eitherWay(visible) : visible] as const;
	});
	return { ...Object.fromEntries(own), ...controls };
}

/** Required when the form is filled in, free when an activity gives the value. */
function eitherWay(field: Field<unknown>): Field<unknown> {
	return {
		...field,
		properties: (name) => [
			shownFor(field.property(name), FORM),
			shownFor(free(field.property(name)), PORTABLE),
		],
	};
}

function alsoShown(field: Field<unknown>, optional: readonly string[]): Field<unknown> {
	return { ...field, property: (name) => loose(field.property(name), optional) };
}

function shownFor(property: INodeProperties, from: string): INodeProperties {
	return {
		...property,
		displayOptions: {
			...property.displayOptions,
			// Before what an expression may say, behind which n8n looks at no further condition.
			show: { valuesFrom: [from], ...property.displayOptions?.show },
		},
	};
}

const asGiven = (): INodePropertyOptions => ({ name: 'As in the Portable Activity', value: '' });

function free(property: INodeProperties): INodeProperties {
	const rest = { ...property };
	delete rest.required;
	return property.type === 'options'
		? {
				...rest,
				default: '',
				options: [asGiven(), ...((property.options ?? []) as INodePropertyOptions[])],
			}
		: rest;
}

function loose(property: INodeProperties, optional: readonly string[]): INodeProperties {
	const show = property.displayOptions?.show;
	if (show === undefined) return property;
	const wider = Object.fromEntries(
		Object.entries(show).map(([name, values]) => [
			name,
			optional.includes(name) && Array.isArray(values) ? [...values, ''] : values,
		]),
	);
	return { ...property, displayOptions: { show: wider } };
}

function isLinked(reader: Reader): boolean {
	return reader.raw('valuesFrom') === PORTABLE && reader.raw('linkToSource') === true;
}

/** @returns the change of a record that is the source of the activity; undefined where the operation itself begins */
export function startedElsewhere(reader: Reader, { origin }: FromPortable): Started | undefined {
	return origin !== undefined && isLinked(reader)
		? startedOnOrigin(reader, origin, settingsOf(reader, origin))
		: undefined;
}

/** The steps of an operation that is filled in from a portable activity, without what would change nothing. */
export function portableSteps(
	{ entered: reader, filled }: { readonly entered: Reader; readonly filled: Reader },
	from: FromPortable,
	steps: Steps,
): Steps {
	const { origin } = from;
	if (origin === undefined || !isLinked(reader)) return withoutNeedlessWrites(steps);
	const activity = readPortable(reader.raw('portableActivity'), reader.zone);
	const people = peopleOf(activity, reader, from);
	return copySteps(reader, { origin, settings: settingsOf(reader, origin), people, filled }, steps);
}

/** A reader that gives the activity's values where the user has filled in nothing. @throws InvalidInput */
export function filledReader(entered: Reader, from: FromPortable): Reader {
	const { values, madeUp = () => [], origin } = from;
	if (entered.raw('valuesFrom') !== PORTABLE) return entered;
	const reader = origin !== undefined && isLinked(entered) ? linkedReader(entered) : entered;
	const activity = readPortable(reader.raw('portableActivity'), reader.zone);
	if (activity.deleted === true)
		throw new InvalidInput(
			'The portable activity was deleted in the other CRM',
			'Set If Deleted in the Other Service, if the operation has it, or route such items to an ' +
				'operation that deletes or completes, for example with an If node on {{ $json.deleted }}.',
		);
	const people = peopleOf(activity, reader, from);
	const given = values(activity, (name) => !isBlank(enteredAt(reader, name)), people);
	const unsaid = madeUp(activity, people);
	return readingOf(reader, {
		// That there is no description is said, as if an expression gave nothing.
		given: (name) => reader.given(name) || given[name] === '',
		madeUp: (name) => unsaid.includes(name) && isBlank(enteredAt(reader, name)),
		raw(name) {
			const own = reader.raw(name);
			const value = given[name];
			if (value === undefined) return own;
			if (isObject(value) && !('__rl' in value))
				return { ...known(value), ...overrides(asObject(own), value) };
			return isBlank(own) ? value : own;
		},
	});
}

/** @throws LookUpFirst, InvalidInput, Refused */
function peopleOf(
	activity: GivenPortable,
	reader: Reader,
	{ finders }: FromPortable,
): MatchedPeople {
	if (reader.raw('matchPeople') !== true) return NOBODY;
	const place = placeOf(reader, LEAVE_OUT_BLANKS, false);
	const ifNobody = CONTROLS.ifNobody.read(reader.raw('ifNobody'), place) ?? 'leaveOut';
	const standIn =
		ifNobody === 'standIn' ? CONTROLS.standIn.read(reader.raw('standIn'), place) : undefined;
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

/** What the user has filled in there. */
function enteredAt(reader: Reader, place: string): unknown {
	const [name, key] = place.split('.');
	return key === undefined ? reader.raw(name) : asObject(reader.raw(name))[key];
}

function known(values: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
	);
}

/** What was filled in overrides the activity; a blank does not, where the activity has a value. */
function overrides(entered: IDataObject, values: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(entered).filter(
			([name, value]) => !isBlank(value) || values[name] === undefined || values[name] === null,
		),
	);
}
