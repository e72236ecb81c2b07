import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../contract/call';
import { InvalidInput } from '../contract/errors';
import type { Reader } from '../contract/field';
import type { Operation, Result, Started, Steps } from '../contract/operation';
import { isBlank } from '../form/blank';
import { asObject, asText, isObject } from '../text/unknownJson';
import {
	compared,
	NOTHING_KEPT,
	rememberBoth,
	withoutKept,
	type Comparison,
	type IfBothChanged,
} from './bothSides';
import { linkedSteps, type Unlinked } from './linkPresent';
import type { MatchedPeople } from './matchPeople';
import { withoutNeedlessWrites } from './needlessWrites';
import { closingOnly, newsOf } from './newsOfCopy';
import { sourceText } from './portableRecord';
import { readPortable, type GivenPortable } from './readPortable';

/**
 * How a create that is linked to the source of its activity treats an activity whose source is a record of its own:
 * the copy in the other CRM was edited, and the record here is to follow.
 */
export interface Origin {
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

interface PresentRecord {
	readonly read: (id: string) => RequestSpec;
	/**
	 * The record as a portable one.
	 * @param body of the answer to `read`, or to a read before a change of the same record
	 * @param request that was answered
	 */
	readonly portable: (body: unknown, request: RequestSpec) => IDataObject | undefined;
}

interface IfDeletedHere {
	/** The ID of the record here that was made with an External ID. */
	readonly find: (
		externalId: string,
		reader: Reader,
	) => Generator<RequestSpec, string | undefined, unknown>;
	readonly complete?: Operation;
	readonly remove?: Operation;
}

/** What to do here when the record of the other service was deleted. */
export type IfDeleted = 'fail' | 'leave' | 'complete' | 'delete';

/** What the user has chosen. */
export interface LinkSettings {
	readonly ifBothChanged: IfBothChanged;
	readonly ifDeleted: IfDeleted;
	/** Whether a record that says the same becomes the copy. */
	readonly linksPresent: boolean;
}

/** A picker with an ID in it, as a form hands it over. */
export function byId(value: string): IDataObject {
	return { __rl: true, mode: 'id', value };
}

/** The External ID by which a copy knows its source, such as `crm:12`. @throws InvalidInput without vendor or ID */
export function sourceOf({ source, vendor, id }: GivenPortable): string {
	if (source !== undefined) return source;
	if (vendor !== undefined && id !== undefined) return sourceText(vendor, id);
	throw new InvalidInput(
		'The portable activity does not say where it comes from',
		'"Link to Source" needs its vendor and id, as nodes with Output set to Portable give them.',
	);
}

/**
 * ID of the record of a vendor from which an activity was copied.
 * @throws InvalidInput for one of another kind, which may have the ID of a record of this kind
 */
function originIn(
	{ externalIds = [] }: GivenPortable,
	{ vendor, idsOf }: Origin,
): string | undefined {
	const start = sourceText(vendor, '', idsOf);
	const sources = externalIds.filter((one) => one.startsWith(sourceText(vendor, '')));
	const ids = sources
		.filter((one) => one.startsWith(start))
		.map((one) => one.slice(start.length))
		.filter((id) => !id.includes(':'));
	if (ids.length === 0 && sources.length > 0)
		throw new InvalidInput(
			`The portable activity is a copy of ${sources[0]}, which is another kind of record`,
			'Nothing was written. Use the resource from which it was copied.',
		);
	return ids[0];
}

/** Parameters that say where values come from and who is who: the same in all operations. */
const SHARED = ['matchPeople', 'ifNobody', 'standIn', 'peopleTable', 'valuesFrom'];

/**
 * Begins an item of a create that is linked to its source, where something else is done than to make or find a copy.
 * @returns the change of the record here that is the source, or what is done for an activity that was deleted;
 *   undefined for any other activity
 * @throws InvalidInput for an activity of the same service, whose IDs say nothing, and as the update does
 */
export function startedOnOrigin(
	reader: Reader,
	origin: Origin,
	settings: LinkSettings,
): Started | undefined {
	const activity = readPortable(reader.raw('portableActivity'), reader.zone);
	const { vendor } = origin;
	if (activity.vendor === vendor)
		throw new InvalidInput(
			'The portable activity comes from the same service',
			'"Link to Source" is for two different services, as the IDs of two accounts of one can be the same. ' +
				'Use External ID instead.',
		);
	const id = originIn(activity, origin);
	if (activity.deleted === true) {
		const { ifDeleted: here } = origin;
		if (here === undefined || settings.ifDeleted === 'fail') return undefined;
		const externalId = sourceOf(activity);
		// The form is read for it at once, as whoever is known by an address has to be looked up first.
		const finding = id ?? here.find(externalId, reader);
		const { ifDeleted } = settings;
		const steps = deletedSteps(reader, { origin, here, externalId, finding, ifDeleted });
		return { steps, records: id === undefined ? [] : [JSON.stringify(id)], leftAlone: 0 };
	}
	if (id === undefined) return undefined;
	const whole = changedBy(reader, origin, { activity: closingOnly(activity), id });
	return { ...whole, steps: sourceSteps(reader, { origin, activity, id, settings, whole }) };
}

interface Copied {
	readonly activity: GivenPortable;
	/** Of the record here. */
	readonly id: string;
}

/** The change of a record here by an activity, and its completion where it is done. @throws InvalidInput */
function changedBy(reader: Reader, origin: Origin, { activity, id }: Copied): Started {
	const { update, complete, parameters } = origin;
	// What kind of activity a record is does not change with its copy, which may not be able to be of that kind.
	const form = {
		...parameters(id, reader),
		portableActivity: { ...activity, kind: undefined },
		// It has an owner, whom nobody stands in for.
		...(reader.raw('ifNobody') === 'standIn' ? { ifNobody: 'leaveOut' } : {}),
	};
	const changed = update.start(withForm(reader, form));
	if (activity.done !== true || complete === undefined)
		return { ...changed, steps: both(changed.steps) };
	const completed = complete.start(withForm(reader, form)).steps;
	return { ...changed, steps: both(changed.steps, withoutNeedlessWrites(completed)) };
}

/** The record here is the source of the activity. */
async function* sourceSteps(
	reader: Reader,
	{
		origin,
		activity,
		id,
		settings,
		whole,
	}: Copied & { origin: Origin; settings: LinkSettings; whole: Started },
): AsyncGenerator<RequestSpec, Result, unknown> {
	const { present } = origin;
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
	const news = newsOf(withoutKept(activity, before, comparison.kept), record, reader.zone);
	const { steps } = changedBy(reader, origin, { activity: news, id });
	const result = yield* afterOneRead(steps, { request, body });
	return settings.ifBothChanged === 'last'
		? result
		: yield* remembering(result, { reader, present, there: activity, before, comparison });
}

interface Copying {
	readonly origin: Origin;
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
	{ origin, settings, people, filled }: Copying,
	steps: Steps,
): AsyncGenerator<RequestSpec, Result, unknown> {
	const { present, unlinked } = origin;
	const there = readPortable(reader.raw('portableActivity'), reader.zone);
	const ofNew =
		settings.linksPresent && unlinked !== undefined
			? () =>
					linkedSteps(unlinked, {
						activity: there,
						externalId: sourceOf(there),
						people,
						filled,
						changed: (id) => changedBy(reader, origin, { activity: there, id }).steps,
					})
			: undefined;
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
			return changedBy(reader, origin, { activity, id: before.id }).steps;
		},
	});
	const written = yield* remembering(result, { reader, present, there, before, comparison });
	return isObject(written) && comparison.kept.length > 0
		? { ...written, externalId: sourceOf(there) }
		: written;
}

function pairOf(reader: Reader, { ifBothChanged: rule }: LinkSettings) {
	return { rule, matchesPeople: reader.raw('matchPeople') === true };
}

/** A record here, read in the same way as the activity. @returns undefined where it does not show itself */
function shownIn(
	present: PresentRecord,
	{ body, request, reader }: { body: unknown; request: RequestSpec; reader: Reader },
): GivenPortable | undefined {
	return shownAs(body === undefined ? undefined : present.portable(body, request), reader);
}

function shownAs(record: IDataObject | undefined, { zone }: Reader): GivenPortable | undefined {
	if (record === undefined) return undefined;
	try {
		return readPortable(record, zone);
	} catch {
		// Such as one that ends before it starts: it is written as if nothing were known of it.
		return undefined;
	}
}

/**
 * The same steps, of which the first reads of one kind are answered by what was read already.
 * @param first of them, where it was taken already
 */
async function* afterOneRead(
	steps: Steps,
	{ request, body }: { readonly request: RequestSpec; readonly body: unknown },
	first?: IteratorResult<RequestSpec, Result>,
): AsyncGenerator<RequestSpec, Result, unknown> {
	let isFresh = body !== undefined;
	let step = first ?? (await steps.next());
	while (step.done !== true) {
		isFresh = isFresh && step.value.effect === 'read';
		const asked = { ...step.value, optional: undefined, mayBeDenied: undefined };
		const isKnown = isFresh && JSON.stringify(asked) === JSON.stringify(request);
		step = await steps.next(isKnown ? body : yield step.value);
	}
	return step.value;
}

interface Written {
	readonly reader: Reader;
	readonly present: PresentRecord;
	readonly there: GivenPortable;
	/** The record here as it was; undefined for a new one. */
	readonly before: GivenPortable | undefined;
	readonly comparison: Comparison;
}

/** Remembers both records as they are now, and tells in the item what was kept. */
function* remembering(
	result: Result,
	{ reader, present, there, before, comparison }: Written,
): Generator<RequestSpec, Result, unknown> {
	if (!isObject(result)) return result;
	const id = asText(result.id);
	if (id === '') return result;
	let after = before;
	if (result.unchanged !== true || before === undefined) {
		const request = present.read(id);
		const body = yield { ...request, optional: true, mayFail: true };
		after = shownIn(present, { body, request, reader });
	}
	if (after !== undefined) rememberBoth({ there, before, after }, comparison);
	return { ...result, ...comparison.told };
}

interface Deleted {
	readonly origin: Origin;
	readonly here: IfDeletedHere;
	readonly externalId: string;
	/** The ID of the record here, or how it is found. */
	readonly finding: string | Generator<RequestSpec, string | undefined, unknown>;
	readonly ifDeleted: IfDeleted;
}

/** What is done here for an activity that was deleted in the other service. */
async function* deletedSteps(
	reader: Reader,
	{ origin, here, externalId, finding, ifDeleted }: Deleted,
): AsyncGenerator<RequestSpec, Result, unknown> {
	const { complete, remove } = here;
	const id = typeof finding === 'string' ? finding : yield* finding;
	const about = { externalId, deletedThere: true };
	if (id === undefined) return { ...about, found: false, unchanged: true };
	const chosen = ifDeleted === 'delete' ? remove : ifDeleted === 'complete' ? complete : undefined;
	if (chosen === undefined) return { id, ...about, unchanged: true };
	const form = { additionalFields: {}, ...origin.parameters(id, reader) };
	const done = yield* withoutNeedlessWrites(chosen.start(withForm(reader, form)).steps);
	return { ...asObject(done), id, ...about };
}

/** The reader of another operation's form, filled in with these parameters and what both have. */
function withForm(reader: Reader, form: Readonly<Record<string, unknown>>): Reader {
	return readingOf(reader, {
		given: (name) => SHARED.includes(name) && reader.given(name),
		raw: (name) => form[name] ?? (SHARED.includes(name) ? reader.raw(name) : undefined),
	});
}

/** The same item, some of its parameters read in another way. */
export function readingOf(
	reader: Reader,
	{ given, madeUp, raw }: Pick<Reader, 'raw'> & Partial<Pick<Reader, 'given' | 'madeUp'>>,
): Reader {
	return {
		itemIndex: reader.itemIndex,
		zone: reader.zone,
		dateFormat: reader.dateFormat,
		mark: reader.mark,
		records: reader.records,
		byAgent: reader.byAgent,
		get input() {
			return reader.input;
		},
		file: (name) => reader.file(name),
		given: given ?? ((name) => reader.given(name)),
		madeUp: madeUp ?? ((name) => reader.madeUp(name)),
		raw,
	};
}

async function* both(first: Steps, second?: Steps): AsyncGenerator<RequestSpec, Result, unknown> {
	const [record] = [yield* first];
	const completed = second === undefined ? undefined : yield* second;
	if (!isObject(record)) return record;
	const { unchanged, ...written } = record;
	const isSame =
		unchanged === true && (completed === undefined || asObject(completed).unchanged === true);
	return { ...written, updated: !isSame, ...(isSame ? { unchanged: true } : {}) };
}

/** A reader of a create whose External ID is the source of its activity, where none is filled in. */
export function linkedReader(reader: Reader): Reader {
	const activity = readPortable(reader.raw('portableActivity'), reader.zone);
	return readingOf(reader, {
		raw(name) {
			if (name !== 'options') return reader.raw(name);
			const options = asObject(reader.raw(name));
			return isBlank(options.externalId) ? { ...options, externalId: sourceOf(activity) } : options;
		},
	});
}
