import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import type { Reader } from '../contract/field';
import type { Started, Steps } from '../contract/operation';
import { advisedOnEmpty, isBlank } from '../form/blank';
import { asObject, isObject } from '../text/unknownJson';
import { readingOf } from './derivedReader';
import { isLinked, linkSettings } from './linkFields';
import { copySteps, startedOnSource, type LinkToSource } from './linkToSource';
import type { MatchedPeople, PeopleFinders } from './matchPeople';
import { peopleHere } from './matchPeopleFields';
import { withoutNeedlessWrites } from './needlessWrites';
import { readPortable, type GivenPortable } from './readPortable';
import { linkedReader } from './sourceIds';
import { isFromPortable } from './valuesFrom';

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
	readonly linkToSource?: LinkToSource;
	/** Those of the values that the activity does not say, but a new record needs, as `madeUp` of a reader names them. */
	readonly madeUp?: (activity: GivenPortable, people: MatchedPeople) => readonly string[];
}

/** @returns the change of a record that is the source of the activity; undefined where the operation itself begins */
export function startedElsewhere(
	reader: Reader,
	{ linkToSource: link }: FromPortable,
): Started | undefined {
	return link !== undefined && isLinked(reader)
		? startedOnSource(reader, link, linkSettings(reader, link))
		: undefined;
}

/** The steps of an operation that is filled in from a portable activity, without what would change nothing. */
export function portableSteps(
	{ entered: reader, filled }: { readonly entered: Reader; readonly filled: Reader },
	from: FromPortable,
	steps: Steps,
): Steps {
	const { linkToSource: link, finders } = from;
	if (link === undefined || !isLinked(reader)) return withoutNeedlessWrites(steps);
	const activity = readPortable(reader.raw('portableActivity'), reader.zone);
	const people = peopleHere(activity, reader, finders);
	return copySteps(reader, { link, settings: linkSettings(reader, link), people, filled }, steps);
}

/** A reader that gives the activity's values where the user has filled in nothing. @throws InvalidInput */
export function filledReader(entered: Reader, from: FromPortable): Reader {
	const { values, finders, madeUp = () => [], linkToSource: link } = from;
	if (!isFromPortable(entered)) return entered;
	const reader = link !== undefined && isLinked(entered) ? linkedReader(entered) : entered;
	const activity = readPortable(reader.raw('portableActivity'), reader.zone);
	if (activity.deleted === true)
		throw new InvalidInput(
			'The portable activity was deleted in the other CRM',
			'Set If Deleted in the Other Service, if the operation has it, or route such items to an ' +
				'operation that deletes or completes, for example with an If node on {{ $json.deleted }}.',
		);
	const people = peopleHere(activity, reader, finders);
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

/**
 * Reads a form that an activity fills in.
 * @throws what the reading throws; of fields that stay empty it says how they get a value here
 */
export function readFilled<T>(read: () => T, entered: Reader): T {
	try {
		return read();
	} catch (error) {
		throw advisedOnEmpty(error, entered.raw('matchPeople') === true ? STILL_EMPTY : NOT_MATCHED);
	}
}

const NOT_MATCHED =
	'Neither the portable activity nor the form gives a value. Fill in what is missing, or turn on ' +
	'Match People to look people and their records up here.';
const STILL_EMPTY =
	'Neither the portable activity, Match People nor the form gives a value. Fill in what is missing.';

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
