import type { RequestSpec } from '../contract/call';
import { InvalidInput } from '../contract/errors';
import type { Reader } from '../contract/field';
import type { Operation, Result, Started, Steps } from '../contract/operation';
import { asObject, isObject } from '../text/unknownJson';
import { compared, NOTHING_KEPT, withoutKept, type IfBothChanged } from './bothSides';
import { changesInCopy, closingOnly } from './copyChanges';
import { rememberDeleted, wasDeleted } from './deletedCopies';
import { deletedSteps, type IfDeleted, type IfDeletedHere } from './deletedSource';
import { filledForm } from './derivedReader';
import { linkedSteps, type Unlinked } from './linkPresent';
import type { MatchedPeople } from './matchPeople';
import { withoutNeedlessWrites } from './needlessWrites';
import { sourceText } from './portableRecord';
import { readPortable, type GivenPortable } from './readPortable';
import { afterOneRead, remembering, shownAs, shownIn, type PresentRecord } from './recordInStep';
import { sourceIdHere, sourceOf } from './sourceIds';

/**
 * How a create that is linked to the source of its activity treats an activity whose source is a record of its own:
 * the copy in the other CRM was edited, and the record here is to follow.
 */
export interface LinkToSource {
	/** As portable records name this service. */
	readonly vendor: string;
	/** The kind of record, as in their `source`. */
	readonly idsOf?: string;
	readonly update: Operation;
	/** Completes the record, where its update can't. */
	readonly complete?: Operation;
	/** The parameters of these operations, and of those in `ifDeleted`. @param id of the record, as text */
	readonly parameters: (id: string, reader: Reader) => Readonly<Record<string, unknown>>;
	/**
	 * How a record here is read, of which only what is new is written; absent where no call shows all that a portable
	 * activity says.
	 */
	readonly present?: PresentRecord;
	/** What can be done with the record here when that of the other service was deleted. */
	readonly ifDeleted?: IfDeletedHere;
	/** How records here are found that say the same as an activity, and are nobody's copy yet. */
	readonly unlinked?: Unlinked;
}

/** What the user has chosen. */
export interface LinkSettings {
	readonly ifBothChanged: IfBothChanged;
	readonly ifDeleted: IfDeleted;
	/** Whether a record that says the same becomes the copy. */
	readonly linksPresent: boolean;
}

/**
 * Begins an item of a create that is linked to its source, where something else is done than to make or find a copy.
 * @returns the change of the record here that is the source, or what is done for an activity that was deleted;
 *   undefined for any other activity
 * @throws InvalidInput for an activity of the same service, whose IDs say nothing, and as the update does
 */
export function startedOnSource(
	reader: Reader,
	link: LinkToSource,
	settings: LinkSettings,
): Started | undefined {
	const activity = readPortable(reader.raw('portableActivity'), reader.zone);
	const { vendor } = link;
	if (activity.vendor === vendor)
		throw new InvalidInput(
			'The portable activity comes from the same service',
			'"Link to Source" is for two different services, as the IDs of two accounts of one can be the same. ' +
				'Use External ID instead.',
		);
	const id = sourceIdHere(activity, link);
	if (activity.deleted === true) {
		const { ifDeleted: here } = link;
		if (here === undefined || settings.ifDeleted === 'fail') return undefined;
		const externalId = sourceOf(activity);
		// The form is read right away, as people given by email or phone are looked up first.
		const finding = id ?? here.find(externalId, reader);
		const { parameters } = link;
		const { ifDeleted } = settings;
		const steps = deletedSteps(reader, {
			parameters,
			here,
			externalId,
			finding,
			ifDeleted,
			// The activity was a copy of the record here.
			isDone: () => {
				if (id !== undefined && activity.vendor !== undefined)
					rememberDeleted(activity.vendor, sourceText(vendor, id, link.idsOf));
			},
		});
		return { steps, records: id === undefined ? [] : [JSON.stringify(id)], leftAlone: 0 };
	}
	if (id === undefined) return undefined;
	const whole = changedBy(reader, link, { activity: closingOnly(activity), id });
	return { ...whole, steps: sourceSteps(reader, { link, activity, id, settings, whole }) };
}

interface Copied {
	readonly activity: GivenPortable;
	/** Of the record here. */
	readonly id: string;
}

/** The change of a record here by an activity, and its completion where it is done. @throws InvalidInput */
function changedBy(reader: Reader, link: LinkToSource, { activity, id }: Copied): Started {
	const { update, complete, parameters } = link;
	// What kind of activity a record is does not change with its copy, which may not be able to be of that kind.
	const form = {
		...parameters(id, reader),
		portableActivity: { ...activity, kind: undefined },
		// It has an owner, whom nobody stands in for.
		...(reader.raw('ifNobody') === 'standIn' ? { ifNobody: 'leaveOut' } : {}),
	};
	const changed = update.start(filledForm(reader, form));
	if (activity.done !== true || complete === undefined)
		return { ...changed, steps: both(changed.steps) };
	const completed = complete.start(filledForm(reader, form)).steps;
	return { ...changed, steps: both(changed.steps, withoutNeedlessWrites(completed)) };
}

/** The record here is the source of the activity. */
async function* sourceSteps(
	reader: Reader,
	{
		link,
		activity,
		id,
		settings,
		whole,
	}: Copied & { link: LinkToSource; settings: LinkSettings; whole: Started },
): AsyncGenerator<RequestSpec, Result, unknown> {
	const { present } = link;
	if (present === undefined) return yield* whole.steps;
	// All checks of what was given come before the first request.
	const first = await whole.steps.next();
	const request = present.read(id);
	const body = yield { ...request, optional: true, mayBeDenied: true };
	const record = body === undefined ? undefined : present.portable(body, request);
	const before = shownAs(record, reader);
	if (record === undefined || before === undefined)
		return yield* afterOneRead(whole.steps, { request, body }, first);
	const comparison = compared({ ...pairOf(reader, settings), there: activity, here: before });
	const news = changesInCopy(withoutKept(activity, before, comparison.kept), record, reader.zone);
	const { steps } = changedBy(reader, link, { activity: news, id });
	const result = yield* afterOneRead(steps, { request, body });
	return settings.ifBothChanged === 'last'
		? result
		: yield* remembering(result, { reader, present, there: activity, before, comparison });
}

interface Copying {
	readonly link: LinkToSource;
	readonly settings: LinkSettings;
	readonly people: MatchedPeople;
	/** The form with what the activity says. */
	readonly filled: Reader;
}

/**
 * The steps of a create that makes the copy of an activity, or changes the one that it finds by its External ID: where
 * something of that was changed here as well, it stays.
 */
export async function* copySteps(
	reader: Reader,
	{ link, settings, people, filled }: Copying,
	steps: Steps,
): AsyncGenerator<RequestSpec, Result, unknown> {
	const { present, unlinked } = link;
	const there = readPortable(reader.raw('portableActivity'), reader.zone);
	function* ofNew(): Generator<RequestSpec, Steps | undefined, unknown> {
		const externalId = sourceOf(there);
		// Its copy here was deleted, and it was completed for that.
		if (there.done === true && wasDeleted(link.vendor, externalId))
			return finished({ externalId, deletedHere: true, unchanged: true });
		if (!settings.linksPresent || unlinked === undefined) return undefined;
		return yield* linkedSteps(unlinked, {
			activity: there,
			externalId,
			people,
			filled,
			changed: (id) => changedBy(reader, link, { activity: there, id }).steps,
		});
	}
	if (present === undefined || settings.ifBothChanged === 'last')
		return yield* withoutNeedlessWrites(steps, { ofNew });
	let before: GivenPortable | undefined;
	let comparison = NOTHING_KEPT;
	const result = yield* withoutNeedlessWrites(steps, {
		ofNew,
		ofChange(body, request) {
			before = shownIn(present, { body, request, reader });
			if (before?.id === undefined) return undefined;
			comparison = compared({ ...pairOf(reader, settings), there, here: before });
			if (comparison.kept.length === 0) return undefined;
			const activity = withoutKept(there, before, comparison.kept);
			return changedBy(reader, link, { activity, id: before.id }).steps;
		},
	});
	const written = yield* remembering(result, { reader, present, there, before, comparison });
	return isObject(written) && comparison.kept.length > 0
		? { ...written, externalId: sourceOf(there) }
		: written;
}

/** Steps that make no request. */
function* finished(result: Result): Generator<RequestSpec, Result, unknown> {
	yield* [];
	return result;
}

function pairOf(reader: Reader, { ifBothChanged: rule }: LinkSettings) {
	return { rule, matchesPeople: reader.raw('matchPeople') === true };
}

/** One item of both: changed unless neither has changed anything. */
async function* both(first: Steps, second?: Steps): AsyncGenerator<RequestSpec, Result, unknown> {
	const [record] = [yield* first];
	const completed = second === undefined ? undefined : yield* second;
	if (!isObject(record)) return record;
	const { unchanged, ...written } = record;
	const isSame =
		unchanged === true && (completed === undefined || asObject(completed).unchanged === true);
	return { ...written, updated: !isSame, ...(isSame ? { unchanged: true } : {}) };
}
